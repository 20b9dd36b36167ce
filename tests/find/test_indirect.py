"""Indirect speech over trees written by hand."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.find.attribution import Quotation, RuledSpeakers
from onrecord.find.indirect import indirect_speech
from onrecord.find.marks import quoted_in
from tests.trees import parsed_of, trees_of

LOPEZ = "Ana NNP 3 nsubj PER; Lopez NNP 1 flat PER; "
SAID_THAT = (
    LOPEZ
    + "said|say VBD 0 root; that|that IN 7 mark; the DT 6 det; count NN 7 nsubj; failed|fail VBD 3 ccomp; . . 3 punct"
)
TWO = (
    LOPEZ
    + "said|say VBD 0 root; that IN 6 mark; rain NN 6 nsubj; fell|fall VBD 3 ccomp; and CC 10 cc; that IN 10 mark; "
    "roads|road NNS 10 nsubj; closed|close VBD 6 conj; . . 3 punct"
)
FRONTED = (
    "The DT 2 det; count NN 3 nsubj; failed|fail VBD 0 root; , , 7 punct; Ana NNP 7 nsubj PER; Lopez NNP 5 flat PER; "
    "said|say VBD 3 parataxis; . . 3 punct"
)
MIDDLE = (
    "The DT 2 det; count NN 7 nsubj; , , 5 punct; she PRP 5 nsubj; said|say VBD 7 parataxis; , , 5 punct; "
    "failed|fail VBD 0 root; in IN 10 case; nine CD 10 nummod; towns|town NNS 7 obl; . . 7 punct"
)
SOURCE = (
    "According VBG 3 case; to IN 1 fixed; Lopez NNP 7 obl PER; , , 3 punct; the DT 6 det; count NN 7 nsubj; "
    "failed|fail VBD 0 root; . . 7 punct"
)
WORD = LOPEZ + "sent|send VBD 0 root; word NN 3 obj; that IN 7 mark; rain NN 7 nsubj; fell|fall VBD 4 acl; . . 3 punct"
LET = (
    LOPEZ
    + "let VBD 0 root; it PRP 6 nsubj; be AUX 6 aux:pass; known|know VBN 3 xcomp; that IN 9 mark; rain NN 9 nsubj; "
    "fell|fall VBD 6 ccomp; . . 3 punct"
)


def found(*sentences: str) -> list[Quotation]:
    """The indirect speech of an article, what stands in marks left out."""
    parsed = parsed_of(*sentences)
    spans = tuple(made.span for made in quoted_in(parsed.article))
    return list(indirect_speech(RuledSpeakers(parsed.article, trees_of(parsed), load_gazetteer(), spans)))


def told(sentence: str) -> list[tuple[str, str | None, str | None]]:
    """The words, the speaker and the cue of each."""
    text = parsed_of(sentence).article.text
    return [
        (one.span.of(text), one.speaker.wording if one.speaker else None, one.cue.of(text) if one.cue else None)
        for one in found(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (SAID_THAT, [("the count failed", "Ana Lopez", "said")]),
        (TWO, [("rain fell", "Ana Lopez", "said"), ("roads closed", "Ana Lopez", "said")]),
        (FRONTED, [("The count failed", "Ana Lopez", "said")]),
        (MIDDLE, [("failed in nine towns", "she", "said")]),
        (SOURCE, [("the count failed", "Lopez", "According to")]),
        (WORD, [("rain fell", "Ana Lopez", "sent")]),
        (LET, [("rain fell", "Ana Lopez", "let")]),
    ],
)
def test_the_clause_is_what_was_said(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Without its "that"; two clauses with a "that" each are two; put in the middle, the longer side counts."""
    assert expected == told(sentence)
    assert all("indirect" == one.form and not one.repaired for one in found(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "It PRP 3 nsubj:pass; was|be AUX 3 aux:pass; said|say VBN 0 root; that IN 6 mark; rain NN 6 nsubj; "
            "fell|fall VBD 3 ccomp"
        ),
        "She PRP 3 nsubj; will MD 3 aux; say VB 0 root; that IN 6 mark; rain NN 6 nsubj; fell|fall VBD 3 ccomp",
        (
            "She PRP 4 nsubj; did|do AUX 4 aux; not RB 4 advmod; say VB 0 root; that IN 7 mark; rain NN 7 nsubj; "
            "fell|fall VBD 4 ccomp"
        ),
        "She PRP 2 nsubj; said|say VBD 0 root; how|how WRB 5 advmod; rain NN 5 nsubj; fell|fall VBD 2 ccomp",
        "The DT 2 det; road NN 3 nsubj; says|say VBZ 0 root; that IN 6 mark; rain NN 6 nsubj; fell|fall VBD 3 ccomp",
        "Who WP 2 nsubj; said|say VBD 0 root; that IN 5 mark; rain NN 5 nsubj; fell|fall VBD 2 ccomp; ? . 2 punct",
    ],
)
def test_what_nobody_said_is_no_speech(sentence: str) -> None:
    """Passive, still to come, denied, a question, or by a thing that says nothing."""
    assert [] == told(sentence)


def test_a_text_speaks_for_whoever_wrote_it() -> None:
    """ "The report says that …"."""
    report = (
        "The DT 2 det; report NN 3 nsubj; says|say VBZ 0 root; that IN 6 mark; rain NN 6 nsubj; fell|fall VBD 3 ccomp"
    )
    assert [("rain fell", "The report", "says")] == told(report)


def test_words_in_marks_are_no_indirect_speech() -> None:
    """They are a quotation of their own."""
    marked = (
        LOPEZ + "said|say VBD 0 root; that IN 8 mark; “ `` 8 punct; the DT 7 det; count NN 8 nsubj; "
        "failed|fail VBD 3 ccomp; ” '' 8 punct"
    )
    assert [] == found(marked)


def test_whom_it_is_told_is_the_addressee() -> None:
    """ "told reporters the count failed"."""
    sentence = (
        LOPEZ
        + "told|tell VBD 0 root; reporters|reporter NNS 3 obj; the DT 6 det; count NN 7 nsubj; failed|fail VBD 3 ccomp"
    )
    (one,) = found(sentence)
    assert one.addressee is not None
    assert "reporters" == one.addressee.wording
