"""Laws of fates: those counted are named by what became of them, by the word that says so, and nobody else is."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.find.fates import fate_of
from onrecord.find.measures import lay_out
from onrecord.find.numbers import numbers
from onrecord.find.scene import read_scene
from onrecord.types import Mention
from tests.trees import parsed_of

GAZETTEER = load_gazetteer()


def _fate(sentence: str) -> Mention | None:
    """The fate of those that the first number of a sentence counts."""
    parsed = parsed_of(sentence)
    layout = lay_out(read_scene(parsed, GAZETTEER), numbers(parsed.article, 10))
    place = layout.places[0]
    return fate_of(layout.scene.trees[place.tree], place)


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        ("37 CD 2 nummod; people NNS 4 nsubj:pass; were|be VBD 4 aux:pass; killed|kill VBN 0 root", "dead", "killed"),
        ("Storms NNS 2 nsubj; killed|kill VBD 0 root; 46 CD 4 nummod; miners NNS 2 obj", "miners dead", "killed"),
        ("12 CD 2 nummod; sailors NNS 3 nsubj; drowned|drown VBD 0 root", "sailors dead", "drowned"),
        ("It PRP 2 nsubj; left|leave VBD 0 root; 34 CD 4 nummod; dead NN 2 obj", "dead", "dead"),
        (
            "33 CD 2 nummod; people NNS 3 nsubj; lost|lose VBD 0 root; their PRP$ 5 nmod:poss; lives|life NNS 3 obj",
            "dead",
            "lives",
        ),
        ("Police NNS 2 nsubj; detained|detain VBD 0 root; 90 CD 4 nummod; people NNS 2 obj", "detained", "detained"),
    ],
)
def test_those_counted_are_named_by_what_became_of_them(sentence: str, name: str, words: str) -> None:
    """In the passive, as object, as subject, by an adjective, by lives lost: one name, and the words that say so."""
    found = _fate(sentence)
    assert found is not None
    assert found.entity is not None
    assert (name, words) == (found.entity.name, found.wording)


@pytest.mark.parametrize(
    "sentence",
    [
        "37 CD 2 nummod; people NNS 3 nsubj; voted|vote VBD 0 root",
        "Rebels NNS 2 nsubj; killed|kill VBD 0 root; time NN 2 obj; for IN 6 case; 3 CD 6 nummod; days NNS 2 obl",
        "He PRP 2 nsubj; lost|lose VBD 0 root; 3 CD 4 nummod; seats NNS 2 obj",
    ],
)
def test_nothing_became_of_those_who_are_only_counted(sentence: str) -> None:
    """A verb that is nothing's fate, or another's, names nobody."""
    assert _fate(sentence) is None
