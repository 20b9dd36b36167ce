"""Figures: each number that measures something is a claim that quotes its words, of the thing it is told of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.data import load_gazetteer
from onrecord.find.figures import MOST, Figure, find_figures, going_on
from onrecord.find.measures import MEASURES, lay_out
from onrecord.find.numbers import numbers
from onrecord.find.readings import ruled
from onrecord.find.scene import read_scene
from onrecord.resolve import resolve
from onrecord.run import merge
from onrecord.types import Amount, Block, Claim, Mention, Parsed, Role, Span
from tests.support import make_article
from tests.trees import parsed_of, random_heads

GAZETTEER = load_gazetteer()
WON = (
    "Ada NNP 3 nsubj PER; Lund NNP 1 flat PER; won|win VBD 0 root; 54.2 CD 5 nummod; % NN 3 obj; of IN 8 case; "
    "the DT 8 det; vote NN 5 nmod; . . 3 punct"
)
TURNOUT = "Turnout NN 4 nsubj; was|be AUX 4 cop; 61 CD 4 nummod; percent NN 0 root; . . 4 punct"
WATCHED = (
    "The DT 2 det; OSCE NNP 3 nsubj ORG; sent|send VBD 0 root; 170 CD 5 nummod; observers|observer NNS 3 obj; "
    ". . 3 punct"
)
TALKED = "They PRP 2 nsubj; met|meet VBD 0 root; on IN 4 case; 7 CD 2 obl; May NNP 4 nmod; . . 2 punct"


def found(*sentences: str) -> tuple[Claim, ...]:
    return find_figures(read_scene(parsed_of(*sentences), GAZETTEER))


def told(claim: Claim, role: str) -> str | None:
    mention = claim.role(role)
    return mention.wording if mention else None


def test_a_share_of_the_vote_is_its_winners() -> None:
    """What somebody won is measured of him, in percent, and the trigger is the number with its unit."""
    parsed = parsed_of(WON)
    (claim,) = find_figures(read_scene(parsed, GAZETTEER))
    assert ("figure", "vote_share") == (claim.kind, claim.action)
    assert claim.amount == Amount(54.2, "percent", "unstated")
    assert "Ada Lund" == told(claim, "subject")
    assert "54.2 %" == claim.trigger.of(parsed.article.text)
    assert claim.evidence[0].covers(claim.trigger)


def test_turnout_and_observers_are_told_apart() -> None:
    """The noun that a number is told of says what it measures."""
    assert ["turnout", "observers"] == [claim.action for claim in found(TURNOUT, WATCHED)]


def test_observers_are_theirs_who_sent_them() -> None:
    """ "The OSCE sent 170 observers": the OSCE's."""
    (claim,) = found(WATCHED)
    assert told(claim, "subject") in {"OSCE", "The OSCE"}


def test_a_date_is_no_figure() -> None:
    """A text whose only number is a day has no figures."""
    assert () == found(TALKED)


def test_chain_and_time_are_left_to_others() -> None:
    """The finder fills in neither who reports a figure nor when it was so."""
    for claim in found(WON, TURNOUT, WATCHED):
        assert () == claim.reported_by
        assert () == claim.hedges
        assert claim.when is None


def test_a_figure_of_an_earlier_year_says_so() -> None:
    """ "In 2018 … won 54.2 %" is told of 2018, whatever the year of the article."""
    (claim,) = found("In IN 2 case; 2018 CD 5 obl; " + _shifted(WON, 2))
    assert "2018" == told(claim, "scope")


def _shifted(rows: str, by: int) -> str:
    """A sentence's words after some others."""
    cells = [row.split() for row in rows.split("; ")]
    return "; ".join(" ".join([*c[:2], str(int(c[2]) + by if int(c[2]) else 0), *c[3:]]) for c in cells)


def test_rules_tell_what_a_number_measures() -> None:
    """The rules by themselves know the plain cases."""
    parsed = parsed_of(WON, TURNOUT, WATCHED)
    layout = lay_out(read_scene(parsed, GAZETTEER), numbers(parsed.article, MOST))
    assert ("vote_share", "turnout", "observers") == ruled(layout)


def test_two_figures_of_one_sentence_stay_two() -> None:
    """Same measure, same evidence, nobody named: the numbers' places keep them apart."""
    article = make_article("It was 40 and then 41 percent.")
    one, two = (_figure(article.id, article.text, word) for word in ("40", "41"))
    assert (one, two) == merge((one,), (two,))


def test_a_figure_of_a_group_is_not_multiplied() -> None:
    """What several have together is one figure, though the article names each of them."""
    parsed = parsed_of(
        "Ada NNP 4 nsubj PER; and CC 3 cc; Ben NNP 1 conj PER; met|meet VBD 0 root; . . 4 punct",
        "Both DT 2 nsubj; won|win VBD 0 root; 63 CD 4 nummod; seats|seat NNS 2 obj; . . 2 punct",
    )
    start = parsed.article.text.index("Both")
    claim = _figure(parsed.article.id, parsed.article.text, "63")
    claim = replace(claim, roles=(Role("subject", Mention(Span(start, start + 4), "group", "Both")),))
    _, resolved = resolve(parsed, (claim,), GAZETTEER)
    assert 1 == len(resolved)


EARLIER = "In IN 2 case; 2019 CD 0 root; it PRP 4 nsubj; was|be VBD 2 dep; 61 CD 6 nummod; percent NN 4 obl"


@pytest.mark.parametrize(
    ("measure", "sentence", "status"),
    [("vote_share", WON, "preliminary"), ("term_years", WON, "unstated"), ("vote_share", EARLIER, "unstated")],
)
def test_a_stage_once_told_goes_on(measure: str, sentence: str, status: str) -> None:
    """A later result of the same count has its stage; what is no result, or of another year, has not."""
    parsed = parsed_of(WON, TALKED, TALKED, TALKED, sentence)
    layout = lay_out(read_scene(parsed, GAZETTEER), numbers(parsed.article, 10))
    first, last = layout.places[0], layout.places[-1]
    told = Figure(first, "vote_share", 1.0, None, None, "preliminary")
    found = going_on(layout, (told, Figure(last, measure, 1.0, None, None, "unstated")))

    assert [one.status for one in found] == ["preliminary", status]


def test_those_counted_are_the_figure_s_subject_by_their_fate() -> None:
    """The claim of a toll is of the dead, whatever noun they were counted by, and quotes the word that says so."""
    toll = "37 CD 2 nummod; people NNS 4 nsubj:pass; were|be AUX 4 aux:pass; killed|kill VBN 0 root; . . 4 punct"
    (claim,) = found(toll)
    subject = claim.role("subject")
    assert subject is not None
    assert subject.entity is not None
    assert ("other", "dead", "killed") == (claim.action, subject.entity.name, subject.wording)


def test_what_is_usual_is_of_no_count() -> None:
    """A share that somebody gets on average goes on with no count."""
    usual = "Lund NNP 2 nsubj PER; gets|get VBZ 0 root; 85 CD 4 nummod; % NN 2 obj; on IN 6 case; average NN 2 obl"
    parsed = parsed_of(WON, TALKED, usual)
    layout = lay_out(read_scene(parsed, GAZETTEER), numbers(parsed.article, 10))
    counted = Figure(layout.places[0], "vote_share", 1.0, None, None, "preliminary")
    other = Figure(layout.places[-1], "vote_share", 1.0, None, None, "unstated")

    assert ["preliminary", "unstated"] == [one.status for one in going_on(layout, (counted, other))]


def _figure(article: str, text: str, word: str) -> Claim:
    at = text.index(word)
    span, whole = Span(at, at + len(word)), Span(0, len(text))
    amount = Amount(float(word), "count")
    return Claim(word, article, "figure", "seats", (), (whole,), span, "figures/1", "seats/count", amount=amount)


def test_a_page_of_bare_numbers_tells_little() -> None:
    """Of hundreds of numbers with nothing around them few are taken for figures."""
    row = "; ".join(f"{word} CD {0 if word == 1 else 1} {'root' if word == 1 else 'list'}" for word in range(1, 400))
    claims = found(row)
    assert len(claims) < 40


@pytest.mark.parametrize("kind", ["chrome", "paragraph"])
def test_a_number_outside_every_sentence_is_no_figure(kind: str) -> None:
    """What was not parsed is not claimed."""
    article = make_article("Ada won 54 percent of the vote.")
    blocks = (Block(kind, Span(0, len(article.text))),)  # type: ignore[arg-type]
    assert () == find_figures(read_scene(Parsed(replace(article, blocks=blocks), ()), GAZETTEER))


_WORDS = st.sampled_from(
    [
        *("Ada NNP", "votes NNS", "54.2 CD", "% NN", "seats NNS", "1,234 CD", "won VBD", "the DT", "🗳️ NN"),
        *("of IN", "\u200f40 CD", "turnout NN", "polling NN", "stations NNS", "- :", "two CD", "million CD"),
        *("OSCE NNP", "observers NNS", "2018 CD"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_figures_quote_exactly_whatever_is_written(data: st.DataObject) -> None:
    """Over any words and any tree: every span is of the text, every measure known, twice the same."""
    heads = data.draw(random_heads())
    words = [data.draw(_WORDS) for _ in heads]
    rows = [
        f"{word} {head + 1} {'root' if head < 0 else data.draw(st.sampled_from(['nmod', 'nsubj', 'nummod', 'obj']))}"
        for word, head in zip(words, heads, strict=True)
    ]
    parsed = parsed_of("; ".join(rows))
    claims = find_figures(read_scene(parsed, GAZETTEER))
    assert claims == find_figures(read_scene(parsed, GAZETTEER))
    text = parsed.article.text
    for claim in claims:
        assert claim.action in MEASURES
        assert claim.amount is not None
        for span in (*claim.evidence, claim.trigger):
            assert span.of(text).strip()
        for role in claim.roles:
            assert role.mention.span.of(text) == role.mention.wording
