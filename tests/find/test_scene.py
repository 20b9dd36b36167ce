"""What an article's quotations become as claims."""

from __future__ import annotations

from onrecord.data import load_gazetteer
from onrecord.find.attribution import Quotation
from onrecord.find.scene import read_scene, reported
from onrecord.resolve import resolve
from onrecord.types import Claim, Span
from tests.trees import parsed_of

THAT = (
    "Ana NNP 3 nsubj PER; Lopez NNP 1 flat PER; said|say VBD 0 root; that IN 6 mark; we PRP 6 nsubj; "
    "won|win VBD 3 ccomp; "
    ". . 3 punct"
)


def claim_of(quotation: Quotation) -> Claim:
    """The quotation as a claim of an article."""
    return read_scene(parsed_of(THAT), load_gazetteer()).said(quotation)


def test_a_quotation_of_nobody_is_a_claim_without_a_speaker() -> None:
    """Its own words are the trigger where no cue is told; nothing is guessed."""
    claim = claim_of(Quotation(Span(4, 9), form="mixed", repaired=True))
    assert ((), Span(4, 9), (Span(4, 9),)) == (claim.roles, claim.trigger, claim.evidence)
    assert claim.speech is not None
    assert ("mixed", True) == (claim.speech.form, claim.speech.repaired)


def test_indirect_speech_is_a_claim_of_its_speaker() -> None:
    """With the clause for evidence and the verb for trigger."""
    parsed = parsed_of(THAT)
    (claim,) = reported(read_scene(parsed, load_gazetteer()))
    speaker = claim.role("speaker")
    assert speaker is not None
    assert claim.speech is not None
    assert ("quotation", "indirect", "we won", "said", "Ana Lopez") == (
        claim.kind,
        claim.speech.form,
        claim.evidence[0].of(parsed.article.text),
        claim.trigger.of(parsed.article.text),
        speaker.wording,
    )


def test_we_in_indirect_speech_is_not_its_speaker() -> None:
    """The outlet tells it in its own words: only in marks is the first person whoever speaks."""
    parsed = parsed_of(THAT)
    mentions, _ = resolve(parsed, reported(read_scene(parsed, load_gazetteer())), load_gazetteer())
    assert ["Ana Lopez"] == [mention.wording for mention in mentions]
