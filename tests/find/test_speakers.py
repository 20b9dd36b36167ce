"""Who may say a quotation, and how they are weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.data import load_gazetteer
from onrecord.find.quotations import survey
from onrecord.find.speakers import Ground, choose, question
from onrecord.scorer import Bag, Numbers, Scorer
from onrecord.types import Block, Parsed, Span
from tests.trees import parsed_of, trees_of

SAID = (
    "“ `` 3 punct; We PRP 3 nsubj; won|win VBD 6 ccomp; , , 3 punct; ” '' 3 punct; said|say VBD 0 root; "
    "Ana NNP 6 nsubj PER; Lopez NNP 7 flat PER; of IN 10 case; Peru NNP 7 nmod LOC; . . 6 punct"
)
RAIN = "Ben NNP 3 nsubj PER; Hall NNP 1 flat PER; left|leave VBD 0 root; . . 3 punct"
MORE = "“ `` 3 punct; It PRP 3 nsubj; rained|rain VBD 0 root; . . 3 punct; ” '' 3 punct"
QUESTION = "Q NN 0 root; : : 1 punct; Why WRB 1 advmod; ? . 1 punct"
ANSWER = "A NN 0 root; : : 1 punct; Rain NN 1 appos; . . 1 punct"


class By(Scorer):
    """A scorer that is sure of the bags that hold a feature."""

    def __init__(self, feature: str) -> None:
        """``feature`` is what counts."""
        self.feature = feature

    def __call__(self, bags: Sequence[Bag], numbers: Numbers) -> Numbers:
        """One where the feature is, else none."""
        del numbers
        return np.array([float(self.feature in bag) for bag in bags], dtype=np.float32)


def ground_of(parsed: Parsed) -> Ground:
    """The article ready for attribution."""
    return survey(parsed.article, trees_of(parsed), load_gazetteer())[0]


def named(parsed: Parsed, number: int = 0) -> list[str]:
    """The wordings of a stretch's candidates, the nearest first."""
    return [one.mention.wording for one in question(ground_of(parsed), number, None).speakers]


def test_candidates_stand_outside_of_what_is_said_the_nearest_first() -> None:
    """ "We" in the quotation cannot say it."""
    assert ["Ana Lopez", "Ben Hall", "Peru"] == named(parsed_of(RAIN, SAID))


def test_candidates_stand_near() -> None:
    """Five sentences before and one after are looked at, no further."""
    far = parsed_of(RAIN.replace("Ben", "Cora"), RAIN, RAIN, RAIN, RAIN, RAIN, SAID, RAIN.replace("Ben", "Dan"), RAIN)
    assert "Cora Hall" not in named(far)
    assert "Dan Hall" in named(far)


def test_who_the_scorer_is_surest_of_speaks() -> None:
    """And how sure it is goes with him."""
    (choice,) = choose(ground_of(parsed_of(RAIN, SAID)), By("cue:say"))
    assert choice.speaker is not None
    assert ("Ana Lopez", 1.0) == (choice.speaker.mention.wording, choice.share)


def test_of_equals_the_nearest_speaks() -> None:
    """Nothing is left to chance."""
    (choice,) = choose(ground_of(parsed_of(RAIN, SAID)), By("nothing"))
    assert choice.speaker is not None
    assert "Ana Lopez" == choice.speaker.mention.wording


def test_the_speaker_before_can_go_on() -> None:
    """However far away he was named."""
    parsed = parsed_of(SAID, RAIN, RAIN, RAIN, RAIN, RAIN, RAIN, RAIN, MORE)
    ground = ground_of(parsed)
    first, _ = choose(ground, By("cue:say"))
    assert first.speaker in question(ground, 1, first.speaker).speakers


def test_one_speaks_in_all_paragraphs_of_a_quotation() -> None:
    """The cue of the last paragraph tells who said the first."""
    opened = MORE.replace("; ” '' 3 punct", "")
    choices = choose(ground_of(parsed_of(RAIN, opened, SAID, kinds=("paragraph",) * 3)), By("cue:say"))
    assert ["Ana Lopez", "Ana Lopez"] == [one.speaker.mention.wording for one in choices if one.speaker]


def test_an_answer_is_by_whom_the_interview_introduces() -> None:
    """Not by whoever asks, nor whom the question names."""
    parsed = parsed_of(RAIN, QUESTION, ANSWER, QUESTION, ANSWER, kinds=("paragraph",) * 5)
    ground = ground_of(parsed)
    assert [["Ben Hall"], ["Ben Hall"]] == [
        [one.mention.wording for one in question(ground, number, None).speakers] for number in (0, 1)
    ]


def test_a_headlines_words_are_by_whoever_says_them_below() -> None:
    """Where the body is surer; the same short words of two speakers of the body stay theirs."""
    headline = "“ `` 3 punct; We PRP 3 nsubj; won|win VBD 0 root; ” '' 3 punct"
    choices = choose(
        ground_of(parsed_of(headline, RAIN, SAID, kinds=("title", "paragraph", "paragraph"))), By("cue:say")
    )
    assert ["Ana Lopez", "Ana Lopez"] == [one.speaker.mention.wording for one in choices if one.speaker]


def test_a_turn_is_by_whom_its_label_names() -> None:
    """And by nobody where no sentence holds the label."""
    first = "Ms NNP 2 compound; Lopez NNP 0 root PER; : : 2 punct; Rain NN 2 appos; . . 2 punct"
    parsed = parsed_of(RAIN, first, first.replace("Ms", "Mr").replace("Lopez", "Hall"), first, kinds=("paragraph",) * 4)
    ground = ground_of(parsed)
    assert ["Lopez", "Hall", "Lopez"] == [
        one.speaker.mention.wording.split()[-1] for one in choose(ground, By("label:True")) if one.speaker
    ]
    unread = ground_of(Parsed(parsed.article, ()))
    assert [None] * 3 == [one.speaker for one in choose(unread, By("label:True"))]


def test_nobody_near_is_nobody() -> None:
    """A quotation alone has no speaker."""
    (choice,) = choose(ground_of(parsed_of(MORE)), By("nothing"))
    assert (None, 0.0) == (choice.speaker, choice.share)


def test_what_no_sentence_holds_is_weighed_too() -> None:
    """Where the gate kept the sentences out, nothing breaks."""
    parsed = parsed_of(SAID)
    ground = ground_of(Parsed(parsed.article, ()))
    assert [None] == [one.speaker for one in choose(ground, By("nothing"))]
    late = replace(parsed.article, text=parsed.article.text + " “And so on.”")
    late = replace(late, blocks=(Block("paragraph", Span(0, len(late.text))),))
    assert 2 == len(choose(ground_of(Parsed(late, parsed.sentences)), By("nothing")))
