"""Which words are a quotation, in which form, and who says them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import load_gazetteer
from onrecord.find.quotations import Quotation, find_quotations, marked_within, quoted_spans, stretches
from onrecord.find.turns import Turn
from onrecord.types import Block, Span
from tests.support import make_article
from tests.trees import parsed_of, trees_of

SAID = (
    "“ `` 3 punct; We PRP 3 nsubj; won|win VBD 7 ccomp; fairly RB 3 advmod; , , 3 punct; ” '' 3 punct; "
    "said|say VBD 0 root; Ana NNP 7 nsubj PER; Lopez NNP 8 flat PER; . . 7 punct"
)
MIXED = (
    "Ana NNP 3 nsubj PER; Lopez NNP 1 flat PER; told|tell VBD 0 root; reporters|reporter NNS 3 obj; it PRP 9 nsubj; "
    "was|be AUX 9 cop; “ `` 9 punct; a DT 9 det; disaster NN 3 ccomp; for IN 11 case; Peru NNP 9 nmod LOC; "
    "” '' 9 punct; . . 3 punct"
)
RADIO = (
    "She PRP 2 nsubj; watched|watch VBD 0 root; the DT 5 det; “ `` 5 punct; News NN 2 obj; ” '' 5 punct; "
    "every DT 8 det; "
    "day NN 2 obl; . . 2 punct"
)


def found(*sentences: str) -> tuple[Quotation, ...]:
    """The quotations of an article."""
    parsed = parsed_of(*sentences)
    return find_quotations(parsed.article, trees_of(parsed), load_gazetteer())


def test_a_quotation_has_its_words_its_speaker_and_its_cue() -> None:
    """The speaker is the mention that shows who speaks, the cue the verb."""
    text = parsed_of(SAID).article.text
    (one,) = found(SAID)
    assert one.speaker is not None
    assert one.cue is not None
    assert ("We won fairly,", "Ana Lopez", "said") == (
        one.span.of(text).replace(" ,", ","),
        one.speaker.span.of(text),
        one.cue.of(text),
    )


def test_a_sentence_of_its_own_is_direct_a_part_of_one_is_mixed() -> None:
    """And whom it is told is the addressee."""
    (direct,), (mixed,) = found(SAID), found(MIXED)
    assert ("direct", "mixed") == (direct.form, mixed.form)
    assert mixed.addressee is not None
    assert "reporters" == mixed.addressee.wording


def test_an_end_that_was_inferred_is_said_to_be() -> None:
    """Without its closing mark a quotation is repaired."""
    assert [False] == [one.repaired for one in found(SAID)]
    assert [True] == [one.repaired for one in found(SAID.replace("” '' 3 punct", "- : 3 punct"))]


def test_a_title_is_no_quotation() -> None:
    """Nobody says what a programme is called."""
    assert () == found(RADIO)


def test_a_quotation_without_anybody_near_has_no_speaker() -> None:
    """It is still somebody's words."""
    alone = (
        "“ `` 4 punct; We PRP 4 nsubj; have|have AUX 4 aux; won|win VBN 0 root; "
        "fairly RB 4 advmod; . . 4 punct; ” '' 4 punct"
    )
    assert [None] == [one.speaker for one in found(alone)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"We won," he said.', ["We won,"]),
        ("“We won,” he said. “And fairly.”", ["We won,", "And fairly."]),
        ("“He said ‘no’ to us.”", ["He said ‘no’ to us."]),
        ("“It never closed", ["It never closed"]),
    ],
)
def test_quoted_words_are_found_without_their_marks(text: str, said: list[str]) -> None:
    """One cut by its cue is two; what stands inside another is part of that."""
    assert said == [span.of(text) for span in quoted_spans(make_article(text))]


def test_marks_inside_a_turn_belong_to_the_turn() -> None:
    """A transcript's turn is one quotation, and may itself report speech."""
    text = 'Q: Why?\nA: He said "no" to me.'
    article = make_article(text)
    blocks = (Block("paragraph", Span(0, 7)), Block("paragraph", Span(8, len(text))))
    article = replace(article, blocks=blocks)
    (turn,) = stretches(article)
    assert isinstance(turn, Turn)
    assert 'He said "no" to me.' == turn.span.of(text)
    assert ["no"] == [span.of(text) for span in marked_within(article, [Quotation(turn.span)])]
    assert () == marked_within(article, [])


@given(st.text(alphabet='ab "“”«»„\n', min_size=1, max_size=60))
def test_quoted_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """Whatever the marks, spans are inside the text, ordered and do not overlap."""
    spans = quoted_spans(make_article(text))
    assert all(span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.text(alphabet="aB \"“”:.'\n@Q—", min_size=1, max_size=60))
def test_no_text_breaks_attribution(text: str) -> None:
    """Without a single sentence parsed, quotations are in order, apart, the same twice, and nobody's."""
    article = make_article(text)
    once = find_quotations(article, (), load_gazetteer())
    assert once == find_quotations(article, (), load_gazetteer())
    assert all(one.span.end <= other.span.start for one, other in pairwise(once))
    assert all(one.speaker is None for one in once)
