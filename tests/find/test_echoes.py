"""Echoes: the act of the clause before, by somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.data import load_gazetteer
from onrecord.find.echoes import echoes
from onrecord.types import Claim, Mention, Parsed, Span
from tests.support import make_claim
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
ACT = "Norway NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC; . . 2 punct"
SO_DID = "So RB 2 advmod; did|do AUX 0 root; Vienna NNP 2 nsubj LOC; . . 2 punct"
SUIT = "Prague NNP {0} nsubj LOC; {1}suit NN {0} obj; . . {0} punct"
FOLLOWED = SUIT.format(2, "followed|follow VBD 0 root; ")


def at(parsed: Parsed, words: str) -> Mention:
    """The state that these words name."""
    start = parsed.article.text.index(words)
    return Mention(Span(start, start + len(words)), "state", words)


def praise(parsed: Parsed, agent: str = "Norway", target: str = "Oman") -> Claim:
    """The claim of the first sentence."""
    return make_claim(parsed.article, "praised", at(parsed, agent), at(parsed, target))


def echoed(sentence: str, **changes: object) -> list[Claim]:
    """The echoes in a sentence after the act, where the act's claim has these changes."""
    parsed = parsed_of(ACT, sentence)
    return list(echoes(trees_of(parsed)[1], [replace(praise(parsed), **changes)], GAZETTEER))


def who(claims: list[Claim]) -> list[tuple[str, str, str]]:
    """Agent, target and polarity of each claim."""
    return [(claim.role("agent").wording, claim.role("target").wording, claim.polarity) for claim in claims]


@pytest.mark.parametrize(
    ("sentence", "agent"),
    [
        (SO_DID, "Vienna"),
        ("As IN 2 mark; has|have AUX 0 root; Vienna NNP 2 nsubj LOC", "Vienna"),
        (FOLLOWED, "Prague"),
        ("Lima NNP 2 nsubj LOC; did|do VBD 0 root; likewise RB 2 advmod", "Lima"),
        ("Lima NNP 2 nsubj LOC; did|do VBD 0 root; the DT 4 det; same JJ 2 obj", "Lima"),
    ],
)
def test_an_echo_is_the_act_before_by_somebody_else(sentence: str, agent: str) -> None:
    """ "So did Vienna", "as has Vienna", "Prague followed suit", "Lima did likewise": the same act, the same target."""
    found = echoed(sentence)
    assert [(agent, "Oman", "positive")] == who(found)
    assert ["PRAISE"] == [claim.action for claim in found]


@pytest.mark.parametrize("opener", ["Nor CC", "Neither CC"])
def test_a_negative_echo_is_negative(opener: str) -> None:
    """ "Nor has Oslo" says that Oslo did not."""
    sentence = f"{opener} 2 cc; has|have AUX 0 root; Oslo NNP 2 nsubj LOC"
    assert [("Oslo", "Oman", "negative")] == who(echoed(sentence, polarity="negative"))


def test_who_did_not_follow_suit_did_not_act() -> None:
    """A negated echo is a claim, and it is negative."""
    sentence = SUIT.format(4, "did|do AUX 4 aux; not RB 4 advmod; follow VB 0 root; ")
    assert [("Prague", "Oman", "negative")] == who(echoed(sentence))


def test_who_may_follow_suit_is_no_echo() -> None:
    """What is left open is no claim."""
    assert [] == echoed(SUIT.format(3, "may MD 3 aux; follow VB 0 root; "))


def test_an_echo_of_what_was_not_done_was_not_done() -> None:
    """After "Norway refused to praise Oman", "so did Vienna" says that Vienna refused."""
    assert [("Vienna", "Oman", "negative")] == who(echoed(SO_DID, polarity="negative"))


def test_an_echo_in_the_future_is_planned() -> None:
    """After "Norway praised Oman", "so will Vienna" reports nothing that was done."""
    sentence = "So RB 2 advmod; will MD 0 root; Vienna NNP 2 nsubj LOC"
    assert ["planned"] == [claim.modality for claim in echoed(sentence)]


@pytest.mark.parametrize("sentence", [SO_DID, FOLLOWED])
def test_without_a_claim_before_there_is_no_echo(sentence: str) -> None:
    """What did Vienna do? Nobody has said."""
    assert [] == list(echoes(trees_of(parsed_of(sentence))[0], [], GAZETTEER))


@pytest.mark.parametrize(
    "sentence",
    [
        "So RB 3 advmod; Vienna NNP 3 nsubj LOC; won|win VBD 0 root",
        "Prague NNP 2 nsubj LOC; followed|follow VBD 0 root; Lima NNP 2 obj LOC",
        "So RB 2 advmod; did|do AUX 0 root; the DT 4 det; rain NN 2 nsubj",
    ],
    ids=["no auxiliary", "somebody was followed", "rain praises nobody"],
)
def test_not_every_so_and_follow_is_an_echo(sentence: str) -> None:
    """An echo has its form, and somebody who can act."""
    assert [] == echoed(sentence)


def test_several_echo_together() -> None:
    """ "So did Vienna and Lima" are two, "so did the leaders of Peru and Fiji" two more."""
    pair = "So RB 2 advmod; did|do AUX 0 root; Vienna NNP 2 nsubj LOC; and CC 5 cc; Lima NNP 3 conj LOC"
    shared = (
        "So RB 2 advmod; did|do AUX 0 root; the DT 4 det; leaders|leader NNS 2 nsubj; of IN 6 case; "
        "Peru NNP 4 nmod LOC; "
        "and CC 8 cc; Fiji NNP 6 conj LOC"
    )
    assert [["Vienna", "Lima"], ["Peru", "Fiji"]] == [
        [agent for agent, *_ in who(echoed(text))] for text in (pair, shared)
    ]


def test_only_the_last_act_is_echoed_with_each_of_its_targets_once() -> None:
    """Of "A and B praised C and D" after "A thanked E" the echo praises C, and D."""
    parsed = parsed_of(
        "Norway NNP 2 nsubj LOC; thanked|thank VBD 0 root; Peru NNP 2 obj LOC",
        "Fiji NNP 4 nsubj LOC; and CC 3 cc; Chile NNP 1 conj LOC; praised|praise VBD 0 root; Oman NNP 4 obj LOC; "
        "and CC 7 cc; Malta NNP 5 conj LOC",
        SO_DID,
    )
    thanks = make_claim(parsed.article, "thanked", at(parsed, "Norway"), at(parsed, "Peru"))
    acts = [praise(parsed, agent, target) for agent in ("Fiji", "Chile") for target in ("Oman", "Malta")]
    found = list(echoes(trees_of(parsed)[2], [thanks, *acts], GAZETTEER))
    assert [("Vienna", "Oman", "positive"), ("Vienna", "Malta", "positive")] == who(found)


def test_an_echo_shows_both_sentences() -> None:
    """Its evidence is its own words first, then the clause that it repeats; its trigger is its own words."""
    parsed = parsed_of(ACT, SO_DID)
    act = praise(parsed)
    (found,) = echoes(trees_of(parsed)[1], [act], GAZETTEER)
    assert ["So did Vienna", "Norway praised Oman"] == [span.of(parsed.article.text) for span in found.evidence]
    assert ("So did Vienna", f"{act.rule} + echo") == (found.trigger.of(parsed.article.text), found.rule)


def test_an_echo_is_a_claim_of_its_own() -> None:
    """Its id is neither that of the act nor that of another echo, and the same each time."""
    ids = [claim.id for sentence in (SO_DID, FOLLOWED) for claim in echoed(sentence)]
    assert 3 == len({praise(parsed_of(ACT, SO_DID)).id, *ids})
    assert ids == [claim.id for sentence in (SO_DID, FOLLOWED) for claim in echoed(sentence)]
