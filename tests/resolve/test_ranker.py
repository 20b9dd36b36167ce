"""The mention ranker: what it may link, what agrees, and that it gives shares."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.candidates import candidates, forms
from onrecord.data import load_gazetteer
from onrecord.find import find_events
from onrecord.resolve import ranker
from onrecord.resolve.antecedents import FEATURES, distance_buckets, linkable, pair_features, traits
from onrecord.resolve.in_article import Resolution
from onrecord.resolve.ranker import settled, shares
from onrecord.signals import COLUMNS, signals_of
from onrecord.types import Parsed
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
KELLER = "Anna NNP 3 nsubj PER; Keller NNP 1 flat PER; met|meet VBD 0 root; Tom NNP 3 obj PER; Berg NNP 4 flat PER"
SHE = "She PRP 2 nsubj; thanked|thank VBD 0 root; him PRP 2 obj; . . 2 punct"
FRONTED = (
    "In IN 3 case; his PRP$ 3 nmod:poss; letter NN 7 obl; , , 7 punct; Tom NNP 7 nsubj PER; Berg NNP 5 flat PER; "
    "agreed|agree VBD 0 root; . . 7 punct"
)


def cast(parsed: Parsed):
    """An article's candidates with their traits, and its resolution."""
    trees = trees_of(parsed)
    quotations = tuple(claim for claim in find_events(parsed, GAZETTEER) if claim.kind == "quotation")
    resolution = Resolution(parsed.article, trees, quotations, GAZETTEER)
    found = candidates(trees)
    return found, traits(trees, found, resolution, (), GAZETTEER), resolution


def signals(parsed: Parsed):
    """Signals that tell nothing."""
    size = sum(len(sentence.words) for sentence in parsed.sentences)
    return signals_of(np.zeros((size, COLUMNS), np.float32), tuple(f"A{number}" for number in range(13)))


def silent_weights() -> dict[str, np.ndarray]:
    """Weights that prefer nothing."""
    size = len(forms())
    sizes = {"forms": (size, size), "distances": (size, 7), "features": (size, FEATURES), "itself": (size,)}
    return {name: np.zeros(shape, np.float32) for name, shape in {**sizes, "ruled": (size,)}.items()}


def test_a_name_links_to_nothing_and_a_pronoun_to_what_went_before() -> None:
    """Names stand as they are read; a pronoun may look ahead only to a name of its own sentence."""
    found, _, _ = cast(parsed_of(KELLER, SHE))
    table = linkable(found)
    assert not table[:2].any()
    assert [True, True, False, False] == table[2].tolist()
    ahead, _, _ = cast(parsed_of(FRONTED))
    his, letter, tom = (next(at for at, one in enumerate(ahead) if one.form == form) for form in ("he", "noun", "PER"))
    assert linkable(ahead)[his, tom]
    assert not linkable(ahead)[his, letter]


def test_gender_agrees_or_clashes() -> None:
    """ "She" agrees with Anna; feature 1 is a clash, 2 agreement."""
    found, every, _ = cast(parsed_of(KELLER, SHE))
    features = pair_features(every)
    assert (len(found), len(found), FEATURES) == features.shape
    assert [0.0, 1.0] == features[2, 0, 1:3].tolist()
    assert [1.0, 0.0] == features[2, 1, 1:3].tolist()


def test_distances_count_sentences_back() -> None:
    """The same sentence is bucket 1, the one before 2, a later one 0."""
    _, every, _ = cast(parsed_of(KELLER, SHE))
    buckets = distance_buckets(every)
    assert [1, 2, 0] == [buckets[2, 3], buckets[2, 0], buckets[0, 2]]


def test_shares_add_up_and_what_may_not_be_linked_has_none() -> None:
    """Each row is a share of one over antecedents, itself and the rules' choice."""
    parsed = parsed_of(KELLER, SHE)
    found, every, _ = cast(parsed)
    told = shares(signals(parsed), found, every, pair_features(every), silent_weights())
    assert (len(found), len(found) + 2) == told.shape
    assert np.allclose(told.sum(1), 1)
    assert told[:, :-2][~linkable(found)].max() < 1e-6


def test_every_pronoun_and_noun_gets_its_readings_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules' own reading is always among them, and each has as many numbers."""
    monkeypatch.setattr(ranker, "SURE", 1.0)
    parsed = parsed_of(KELLER, SHE)
    _, _, resolution = cast(parsed)
    places = []
    for place, ruled, found in settled(resolution, signals(parsed)):
        places.append(place)
        assert ruled in [one.actors for one in found]
        assert 1 == len({len(one.numbers) for one in found})
    assert [(1, 0), (1, 2)] == places


def test_where_ranker_and_rules_are_at_one_nothing_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What both are sure of stands as the rules read it."""
    monkeypatch.setattr(ranker, "SURE", -1.0)
    parsed = parsed_of(KELLER, SHE)
    _, _, resolution = cast(parsed)
    assert not list(settled(resolution, signals(parsed)))
