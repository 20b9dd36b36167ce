"""Who can be a party of a figure: what lines begin with, answers of a referendum, and sources wherever they stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.candidates import Candidate
from onrecord.data import load_gazetteer
from onrecord.find.cast import MOST, SOURCES, Carried, Cast, candidates_for, cast_of, contends
from onrecord.find.measures import lay_out
from onrecord.find.numbers import numbers
from onrecord.find.scene import read_scene
from tests.trees import parsed_of, random_heads

GAZETTEER = load_gazetteer()
SAID = "The DT 3 det; election NN 3 compound; commission NN 4 nsubj; spoke|speak VBD 0 root; . . 4 punct"
RAIN = "Rain NN 2 nsubj; fell|fall VBD 0 root; . . 2 punct"
WON = (
    "Ada NNP 3 nsubj PER; Lund NNP 1 flat PER; won|win VBD 0 root; 54.2 CD 5 nummod; % NN 3 obj; of IN 8 case; "
    "the DT 8 det; vote NN 5 nmod; . . 3 punct"
)
LINE = "Free JJ 2 amod; Farmers NNS 0 root; - : 4 punct; 8.7 CD 2 dep"
ANSWER = "Yes UH 2 nsubj; got|get VBD 0 root; 43.3 CD 4 nummod; percent NN 2 obj; . . 2 punct"


def read(*sentences: str) -> Cast:
    parsed = parsed_of(*sentences)
    return cast_of(lay_out(read_scene(parsed, GAZETTEER), numbers(parsed.article, 100)))


def wordings(cast: Cast, carried: Carried | None = None) -> list[str]:
    place = cast.layout.places[-1]
    return [cast.mention(one).wording for one in candidates_for(cast, place, carried)]


def test_the_name_that_a_line_begins_with_is_one_candidate() -> None:
    """Of a list's line the whole name before the mark can be the subject, and no part of it alone."""
    assert wordings(read(LINE))[0] == "Free Farmers"
    assert "Farmers" not in wordings(read(LINE))


def test_yes_and_no_can_be_voted_for() -> None:
    """The answers of a referendum are candidates, whatever part of speech they were taken for."""
    cast = read(ANSWER)

    assert "Yes" in wordings(cast)
    assert contends(cast, next(one for one in cast.by_tree[0] if one.word == 0))


def test_a_source_is_found_however_far_before() -> None:
    """Who can have given a figure is weighed for it also when told long before."""
    assert "The election commission" in wordings(read(SAID, *[RAIN] * 9, WON))


def test_an_authority_does_not_contend() -> None:
    """A commission is nobody that votes are for; a person is."""
    cast = read(SAID, WON)
    commission = next(one for one in cast.by_tree[0] if one.word == 2)
    person = next(one for one in cast.by_tree[1] if one.word == 0)

    assert (contends(cast, commission), contends(cast, person)) == (False, True)


def test_who_gave_the_figure_before_stays_a_candidate() -> None:
    """The giver and the subject of the figure before are weighed again, once."""
    cast = read(SAID, RAIN, *[SAID] * 9, WON, WON)
    rain = Candidate(1, 0, 5, "noun")
    carried = Carried(rain, cast.layout.places[0], "turnout", "final", rain)

    assert wordings(cast, carried).count("Rain") == 1
    assert "Rain" not in wordings(cast)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_candidates_are_bounded_and_outside_the_number(data: st.DataObject) -> None:
    """Whatever the tree: never more than the bound, none of them the number's own words, the same every time."""
    words = ["Yes UH", "The DT", "board|board NN", "61 CD", "votes|vote NNS", "- :", "Lund NNP", "she PRP"]
    rows = [
        f"{data.draw(st.sampled_from(words))} {head + 1} {'root' if head < 0 else 'nmod'}"
        for head in data.draw(random_heads())
    ]
    cast = read(SAID, "; ".join(rows))
    for place in cast.layout.places:
        among = candidates_for(cast, place)
        assert len(among) <= MOST + 2 * SOURCES
        assert not [one for one in among if one.sentence == place.tree and place.start <= one.word < place.end]
        assert among == candidates_for(cast, place)
