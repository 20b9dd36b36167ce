"""Event claims from trees written by hand: who did what to whom, and how it was said."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.find import attach, find_events
from onrecord.types import BlockKind, Claim, Parsed
from tests.trees import parsed_of

GAZETTEER = load_gazetteer()
PRAISED = "Norway NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC; . . 2 punct"
HELPED = "Norway NNP {0} nsubj LOC; {1}; {2}|praise {3} 0 root; Oman NNP {0} obj LOC; {4} . {0} punct"
WITH = HELPED.format(3, "{0} {1} 3 aux", "praise", "VB", ".")
NOT = HELPED.format(4, "{0} AUX 4 aux; not RB 4 advmod", "{1}", "{2}", ".")
ALL = (
    PRAISED,
    "Oman NNP 3 nsubj:pass LOC; was|be AUX 3 aux:pass; thanked|thank VBN 0 root; by IN 6 case; "
    "Vera NNP 6 compound PER; "
    "Dahlgren NNP 3 obl:agent PER; , , 11 punct; and CC 11 cc; she PRP 11 nsubj; later RB 11 advmod; "
    "praised|praise VBD 3 conj; Fiji NNP 11 obj LOC; , , 15 punct; and CC 15 cc; Peru NNP 12 conj LOC",
    "So RB 2 advmod; did|do AUX 0 root; Vienna NNP 2 nsubj LOC; . . 2 punct",
    "“ `` 3 punct; We PRP 3 nsubj; thank VBP 0 root; Malta NNP 3 obj LOC; , , 3 punct; ” '' 3 punct; "
    "Igor NNP 9 nsubj PER; Okrent NNP 7 flat PER; said|say VBD 3 parataxis; . . 3 punct",
    "Congratulations|congratulation NNS 2 nsubj; came|come VBD 0 root; from IN 4 case; Chile NNP 2 obl LOC; "
    ". . 2 punct",
)


def read(*sentences: str, kinds: tuple[BlockKind, ...] = ()) -> tuple[Parsed, list[Claim]]:
    """An article, and the events found in it."""
    parsed = parsed_of(*sentences, kinds=kinds)
    claims = attach(parsed, find_events(parsed, GAZETTEER), GAZETTEER)
    return parsed, [claim for claim in claims if claim.kind == "event"]


def wording(claim: Claim, role: str) -> str | None:
    mention = claim.role(role)
    return mention.wording if mention else None


def told(*sentences: str, kinds: tuple[BlockKind, ...] = ()) -> list[tuple[str, str | None, str | None]]:
    """Action, agent and target of each event."""
    _, claims = read(*sentences, kinds=kinds)
    return [(claim.action, wording(claim, "agent"), wording(claim, "target")) for claim in claims]


def coloured(sentence: str) -> list[tuple[str, str, str]]:
    """Action, polarity and modality of each event."""
    return [(claim.action, claim.polarity, claim.modality) for claim in read(sentence)[1]]


def test_a_clause_that_fits_a_frame_is_a_claim() -> None:
    """Who acts and to whom, by whom it was found and how."""
    parsed, (claim,) = read(PRAISED)
    assert [("PRAISE", "Norway", "Oman")] == told(PRAISED)
    assert ("positive", "asserted", (), parsed.article.id) == (
        claim.polarity,
        claim.modality,
        claim.reported_by,
        claim.article_id,
    )


def test_the_passive_says_the_same() -> None:
    """ "Oman was praised by Norway"."""
    passive = (
        "Oman NNP 3 nsubj:pass LOC; was|be AUX 3 aux:pass; praised|praise VBN 0 root; by IN 5 case; "
        "Norway NNP 3 obl:agent LOC"
    )
    assert told(PRAISED) == told(passive)


def test_each_pair_of_agent_and_target_is_a_claim() -> None:
    """ "A and B praised C and D" is four."""
    sentence = (
        "Norway NNP 4 nsubj LOC; and CC 3 cc; Fiji NNP 1 conj LOC; praised|praise VBD 0 root; Oman NNP 4 obj LOC; "
        "and CC 7 cc; Peru NNP 5 conj LOC"
    )
    assert [("PRAISE", agent, target) for agent in ("Norway", "Fiji") for target in ("Oman", "Peru")] == told(sentence)


def test_what_several_did_to_each_other_is_one_act() -> None:
    """ "A and B met" has A for agent and B for target."""
    assert [("MEET", "Norway", "Oman")] == told(
        "Norway NNP 4 nsubj LOC; and CC 3 cc; Oman NNP 1 conj LOC; met|meet VBD 0 root"
    )


# --- whether it was done


@pytest.mark.parametrize(
    "sentence",
    [NOT.format("has", "praised", "VBN"), NOT.format("did", "praise", "VB"), WITH.format("never", "RB")],
    ids=["has not", "did not", "never"],
)
def test_what_was_not_done_is_negative(sentence: str) -> None:
    """A negated act is a claim, and says that it was not done."""
    assert [("PRAISE", "negative", "asserted")] == coloured(sentence)


@pytest.mark.parametrize("auxiliary", ["will", "shall", "would"])
def test_what_will_be_done_is_planned(auxiliary: str) -> None:
    """An act in the future is a claim about a plan."""
    assert [("PRAISE", "positive", "planned")] == coloured(WITH.format(auxiliary, "MD"))


@pytest.mark.parametrize("auxiliary", ["may", "might", "could", "should", "must", "can"])
def test_what_is_left_open_is_no_claim(auxiliary: str) -> None:
    """ "Norway may praise Oman" reports nothing."""
    assert [] == coloured(WITH.format(auxiliary, "MD"))


def test_a_condition_is_no_claim() -> None:
    """ "If Norway praised Oman, Peru left" does not say that it did."""
    assert [] == told(
        "If IN 3 mark; Norway NNP 3 nsubj LOC; praised|praise VBD 7 advcl; Oman NNP 3 obj LOC; , , 3 punct; "
        "Peru NNP 7 nsubj LOC; left|leave VBD 0 root"
    )


def test_a_question_is_no_claim() -> None:
    """ "Did Norway praise Oman?" reports nothing; the same words with a stop do."""
    rows = "Did|do AUX 3 aux; Norway NNP 3 nsubj LOC; praise VB 0 root; Oman NNP 3 obj LOC; {} . 3 punct"
    assert [[], [("PRAISE", "Norway", "Oman")]] == [told(rows.format(mark)) for mark in "?."]


@pytest.mark.parametrize("governor", ["refused|refuse", "declined|decline"])
def test_a_refusal_to_recognise_is_a_rejection(governor: str) -> None:
    """Refusing is an act, and it was done: REJECT, positive, and nothing is recognised."""
    rows = (
        f"Norway NNP 2 nsubj LOC; {governor} VBD 0 root; to TO 4 mark; recognise VB 2 xcomp; the DT 6 det; "
        "result NN 4 obj"
    )
    assert [("REJECT", "Norway", "the result")] == told(rows)
    assert [("REJECT", "positive", "asserted")] == coloured(rows)


def test_an_absence_of_recognition_is_no_rejection() -> None:
    """Who "did not recognise the result" has perhaps only not yet spoken."""
    rows = (
        "Norway NNP 4 nsubj LOC; did|do AUX 4 aux; not RB 4 advmod; recognise VB 0 root; the DT 6 det; result NN 4 obj"
    )
    assert [("RECOGNISE", "negative", "asserted")] == coloured(rows)


# --- whom it takes


def test_a_target_that_the_clause_leaves_out_stays_open() -> None:
    """ "Norway sent congratulations": to whom, the article must say."""
    sentence = "Norway NNP 2 nsubj LOC; sent|send VBD 0 root; congratulations|congratulation NNS 2 obj"
    assert [("CONGRATULATE", "Norway", None)] == told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway NNP 2 nsubj LOC; praised|praise VBD 0 root",
        "Norway NNP 2 nsubj LOC; met|meet VBD 0 root",
        "Oman NNP 3 nsubj:pass LOC; was|be AUX 3 aux:pass; praised|praise VBN 0 root",
        "Someone PRP 2 nsubj; praised|praise VBD 0 root; Oman NNP 2 obj LOC",
        "rain NN 2 nsubj; praised|praise VBD 0 root; Oman NNP 2 obj LOC",
    ],
    ids=["no target", "met nobody", "no agent", "nobody in particular", "a thing"],
)
def test_without_somebody_who_acts_and_what_it_is_aimed_at_there_is_no_claim(sentence: str) -> None:
    """What has no agent, or no target where the action has no default, is not on record."""
    assert [] == told(sentence)


def test_who_congratulates_himself_congratulates_nobody_else() -> None:
    """ "Norway congratulated itself" leaves no target open."""
    assert [] == told("Norway NNP 2 nsubj LOC; congratulated|congratulate VBD 0 root; itself PRP 2 obj")


def test_the_members_of_a_list_below_act() -> None:
    """ "Oman was congratulated by:" and then one line for each."""
    head = (
        "Oman NNP 3 nsubj:pass LOC; was|be AUX 3 aux:pass; congratulated|congratulate VBN 0 root; "
        "by IN 3 obl; : : 3 punct"
    )
    lines = ("Norway NNP 0 root LOC", "Fiji NNP 0 root LOC")
    assert [("CONGRATULATE", "Norway", "Oman"), ("CONGRATULATE", "Fiji", "Oman")] == told(
        head, *lines, kinds=("paragraph", "item", "item")
    )


def test_an_echo_is_found_with_the_act_that_it_repeats() -> None:
    """In the sentence after, and in the one after that."""
    echo = "So RB 2 advmod; did|do AUX 0 root; {} NNP 2 nsubj LOC; . . 2 punct"
    wanted = [("PRAISE", agent, "Oman") for agent in ("Norway", "Vienna", "Lima")]
    assert wanted == told(PRAISED, echo.format("Vienna"), echo.format("Lima"))


def test_an_echo_far_from_any_act_repeats_nothing() -> None:
    """After a page of something else nobody knows what Vienna did."""
    rain = (
        "Rain NN 2 nsubj; fell|fall VBD 0 root; on IN 6 case; all DT 6 det; the DT 6 det; "
        "hills|hill NNS 2 obl; . . 2 punct"
    )
    assert [("PRAISE", "Norway", "Oman")] == told(PRAISED, *[rain] * 20, ALL[2])


# --- who says so


def test_a_quotation_is_a_claim_with_its_speaker() -> None:
    """It shows the words between the marks, and who said them."""
    parsed = parsed_of(ALL[3])
    (said,) = [claim for claim in find_events(parsed, GAZETTEER) if claim.kind == "quotation"]
    assert ("SAY", "Igor Okrent", "We thank Malta,") == (
        said.action,
        wording(said, "speaker"),
        said.evidence[0].of(parsed.article.text),
    )


@pytest.mark.parametrize(("verb", "told_by"), [("thank VBP", []), ("thanked|thank VBD", ["Igor Okrent"])])
def test_the_first_person_of_a_quotation_acts_as_written(verb: str, told_by: list[str]) -> None:
    """ "We thank Malta" stays "We" here, and is done by saying it; that "we thanked Malta" is Igor Okrent's word."""
    _, (claim,) = read(ALL[3].replace("thank VBP", verb))
    assert ("We", told_by) == (wording(claim, "agent"), [mention.wording for mention in claim.reported_by])


def test_who_reports_an_act_answers_for_it() -> None:
    """In "Vera said Norway praised Oman" the praise is Norway's and the report Vera's."""
    sentence = (
        "Vera NNP 2 nsubj PER; said|say VBD 0 root; Norway NNP 4 nsubj LOC; praised|praise VBD 2 ccomp; "
        "Oman NNP 4 obj LOC"
    )
    _, (claim,) = read(sentence)
    assert [("PRAISE", "Norway", "Oman")] == told(sentence)
    assert ["Vera"] == [mention.wording for mention in claim.reported_by]


def test_nobody_reports_himself() -> None:
    """Who said the vote was fair praised it: the praise is the agent's own, reported by nobody."""
    sentence = (
        "Igor NNP 2 nsubj PER; said|say VBD 0 root; the DT 4 det; vote NN 6 nsubj; was|be AUX 6 cop; fair JJ 2 ccomp"
    )
    _, (claim,) = read(sentence)
    assert [("PRAISE", "Igor", "the vote")] == told(sentence)
    assert () == claim.reported_by


# --- what is shown for it


def test_every_value_is_exactly_the_words_of_its_span() -> None:
    """Agents, targets, reporters, triggers and evidence are slices of the article's text."""
    parsed, claims = read(*ALL)
    text = parsed.article.text
    mentions = [
        mention for claim in claims for mention in (*(role.mention for role in claim.roles), *claim.reported_by)
    ]
    assert [mention.wording for mention in mentions] == [mention.span.of(text) for mention in mentions]
    assert all(span.of(text) for claim in claims for span in (claim.trigger, *claim.evidence))


def test_evidence_covers_trigger_agent_and_target() -> None:
    """Whoever reads the evidence sees who acted, the words that say so, and to whom."""
    _, claims = read(*ALL)
    parts = [
        (claim, span) for claim in claims for span in (claim.trigger, *(role.mention.span for role in claim.roles))
    ]
    assert [] == [
        (claim.rule, span) for claim, span in parts if not any(shown.covers(span) for shown in claim.evidence)
    ]


def test_every_claim_says_how_it_was_found() -> None:
    """The rule begins with the action, the trigger's words are not empty, the finder has signed."""
    parsed, claims = read(*ALL)
    assert ["PRAISE", "THANK", "PRAISE", "PRAISE", "PRAISE", "PRAISE", "THANK", "CONGRATULATE"] == [
        claim.rule.partition("/")[0] for claim in claims
    ]
    assert [claim.action for claim in claims] == [claim.rule.partition("/")[0] for claim in claims]
    assert ["praised", "thanked", "praised", "praised"] == [
        claim.trigger.of(parsed.article.text) for claim in claims[:4]
    ]
    assert {"rules/1"} == {claim.by for claim in claims}


def evidence(*sentences: str) -> list[list[str]]:
    """The words shown for each claim."""
    parsed, claims = read(*sentences)
    return [[span.of(parsed.article.text) for span in claim.evidence] for claim in claims]


def test_evidence_is_the_clause_that_says_it() -> None:
    """What is reported is shown without the report, in its own sentence only."""
    sentence = (
        "Vera NNP 2 nsubj PER; said|say VBD 0 root; Norway NNP 4 nsubj LOC; praised|praise VBD 2 ccomp; "
        "Oman NNP 4 obj LOC"
    )
    assert [["Norway praised Oman"], ["Norway praised Oman."]] == evidence(sentence, PRAISED)


def test_evidence_begins_with_the_first_word_of_its_clause() -> None:
    """Of "…, and she later praised Fiji" the clause is "she later praised Fiji"."""
    assert ["she"] == [shown[0].split()[0] for shown in evidence(ALL[1])[1:2]]


def test_claims_are_distinct_and_the_same_each_time() -> None:
    """No two claims of an article share an id, and a second reading gives the same ones in the same order."""
    _, claims = read(*ALL)
    assert len(claims) == len({claim.id for claim in claims})
    assert claims == read(*ALL)[1]


def test_claims_of_another_article_are_other_claims() -> None:
    """The same words elsewhere have another id: one source says one thing."""
    assert not {claim.id for claim in read(PRAISED)[1]} & {claim.id for claim in read(PRAISED, ALL[4])[1]}


def test_nothing_is_found_in_nothing() -> None:
    """An article without sentences makes no claims."""
    assert () == find_events(Parsed(parsed_of(PRAISED).article, ()), GAZETTEER)
