"""Who says so: outlet ← agency or website ← speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import load_gazetteer
from onrecord.find import attach
from onrecord.find.chain import LONGEST
from onrecord.types import Claim, Mention, Parsed, Role, Span, Speech
from tests.kinds import make_figure, make_quotation
from tests.support import make_claim
from tests.trees import parsed_of, random_heads

GAZETTEER = load_gazetteer()
SAID = "Vera NNP 2 nsubj PER; said|say VBD 0 root; {}"
THAT = "that IN {2} mark; France NNP {2} nsubj LOC; praised|praise VBD {0} {1}; Oman NNP {2} obj LOC"


def that(head: int, place: int, relation: str = "ccomp") -> str:
    """ "that France praised Oman", its verb the word at a place."""
    return THAT.format(head, relation, place)


def mention(parsed: Parsed, words: str, kind: str = "state") -> Mention:
    start = parsed.article.text.index(words)
    return Mention(Span(start, start + len(words)), kind, words)  # type: ignore[arg-type]


def act(parsed: Parsed, trigger: str = "praised", agent: str = "France", target: str = "Oman") -> Claim:
    return make_claim(parsed.article, trigger, mention(parsed, agent), mention(parsed, target))


def chain(parsed: Parsed, claim: Claim, *others: Claim) -> list[str]:
    """The wordings of the chain of a claim that stands among others, outermost first."""
    return [one.wording for one in attach(parsed, (claim, *others), GAZETTEER)[0].reported_by]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (SAID.format(that(2, 5)), ["Vera"]),
        (f"Vera NNP 2 nsubj PER; told|tell VBD 0 root; TASS NNP 2 iobj ORG; {that(2, 6)}", ["TASS", "Vera"]),
        (
            f"Reuters NNP 2 nsubj ORG; quoted|quote VBD 0 root; Vera NNP 2 obj PER; as IN 5 mark; "
            f"saying|say VBG 2 advcl; {that(5, 8)}",
            ["Reuters", "Vera"],
        ),
        (
            "Vera NNP 3 nsubj:pass PER; was|be AUX 3 aux:pass; quoted|quote VBN 0 root; by IN 5 case; "
            f"Reuters NNP 3 obl:agent ORG; as IN 7 mark; saying|say VBG 3 advcl; {that(7, 10)}",
            ["Reuters", "Vera"],
        ),
        (
            "Interfax NNP 2 nsubj ORG; reports|report VBZ 0 root; , , 2 punct; citing|cite VBG 2 advcl; "
            f"Vera NNP 4 obj PER; , , 2 punct; {that(2, 9)}",
            ["Interfax", "Vera"],
        ),
        (
            "The DT 2 det; ministry NN 3 nsubj; said|say VBD 0 root; in IN 6 case; a DT 6 det; statement NN 3 obl; "
            f"{that(6, 9, 'acl')}",
            ["The ministry"],
        ),
        (
            "It PRP 3 expl; was|be AUX 3 aux:pass; reported|report VBN 0 root; by IN 5 case; "
            f"Reuters NNP 3 obl:agent ORG; {that(3, 8, 'csubj:pass')}",
            ["Reuters"],
        ),
        (
            f"Data NNS 5 nsubj; from IN 4 case; the DT 4 det; ministry NN 1 nmod; show VBP 0 root; {that(5, 8)}",
            ["the ministry"],
        ),
        (
            "Vera NNP 2 nsubj PER; said|say VBD 0 root; on IN 5 case; her PRP$ 5 nmod:poss; website NN 2 obl; "
            f"{that(2, 8)}",
            ["her website", "Vera"],
        ),
    ],
)  # fmt: skip
def test_reported_speech_has_its_chain(sentence: str, told: list[str]) -> None:
    """Whoever the words are said by, outermost whoever carried them."""
    parsed = parsed_of(sentence)
    assert told == chain(parsed, act(parsed))


PLAIN = "France NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC"


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("; , , 8 punct; according|accord VBG 8 case; to IN 5 fixed; its PRP$ 8 nmod:poss; website NN 2 obl",
         ["its website"]),
        ("; , , 6 punct; TASS NNP 6 nsubj ORG; reported|report VBD 2 parataxis; , , 8 punct; citing|cite VBG 6 advcl; "
         "Vera NNP 8 obj PER", ["TASS", "Vera"]),
        ("; , , 7 punct; as IN 7 mark; Reuters NNP 7 nsubj ORG; reported|report VBD 2 advcl", ["Reuters"]),
        ("; ; : 6 punct; Vera NNP 6 nsubj PER; said|say VBD 2 parataxis", ["Vera"]),
        ("", []),
    ],
)  # fmt: skip
def test_who_says_so_may_come_after(rest: str, told: list[str]) -> None:
    """ "according to", "X reported, citing Y", "as X reported"; without any of these it is the outlet itself."""
    parsed = parsed_of(PLAIN + rest.replace("; ; : 6", "; , , 6"))
    assert told == chain(parsed, act(parsed))


def test_who_tells_of_his_own_act_is_its_source() -> None:
    """ "X said he praised Y" is X's claim; in "X praised Y" the outlet speaks."""
    parsed = parsed_of(SAID.format("that IN 5 mark; she PRP 5 nsubj; praised|praise VBD 2 ccomp; Oman NNP 5 obj LOC"))
    assert ["Vera"] == chain(parsed, act(parsed, agent="she"))


def test_who_acts_by_speaking_is_not_his_own_reporter() -> None:
    """ "Vera said that the vote was a sham" is Vera's act, and the outlet tells of it."""
    parsed = parsed_of(SAID.format("the DT 4 det; vote NN 7 nsubj; was|be AUX 7 cop; a DT 7 det; sham NN 2 ccomp"))
    assert [] == chain(parsed, act(parsed, "sham", "Vera", "the vote"))


QUOTED = (
    "“ `` 3 punct; {} PRP 3 nsubj; {} 0 root; Oman NNP 3 obj LOC; , , 3 punct; ” '' 3 punct; Vera NNP 8 nsubj PER; "
)
QUOTED += "said|say VBD 3 parataxis"


@pytest.mark.parametrize(
    ("agent", "verb", "told"),
    [("I", "praise VBP", []), ("I", "praised|praise VBD", ["Vera"]), ("They", "praise VBP", ["Vera"])],
)
def test_what_is_told_in_a_quotation_is_its_speakers(agent: str, verb: str, told: list[str]) -> None:
    """ "“I praise Y,” X said" is done by saying it; what the speaker tells of, by him or others, is his claim."""
    parsed = parsed_of(QUOTED.format(agent, verb))
    trigger = verb.split("|")[0].split()[0]
    quotation = make_quotation(
        parsed.article, f"{agent} {trigger} Oman,", mention(parsed, "Vera", "person"), cue="said"
    )
    assert told == chain(parsed, act(parsed, trigger, agent), quotation)
    assert [] == chain(parsed, quotation)


def test_a_quotation_has_what_carried_it() -> None:
    """ "“…,” Vera told TASS": the quotation, and what is told in it, came by TASS."""
    rows = QUOTED.format("They", "praise VBP").replace("said|say", "told|tell") + "; TASS NNP 8 iobj ORG"
    parsed = parsed_of(rows)
    quotation = make_quotation(parsed.article, "They praise Oman,", mention(parsed, "Vera", "person"), cue="told")
    assert ["TASS"] == chain(parsed, quotation)
    assert ["TASS", "Vera"] == chain(parsed, act(parsed, "praise", "They"), quotation)


def test_indirect_speech_as_a_claim_gives_each_source_once() -> None:
    """A quotation without marks around an act names the same speaker as the verb of saying: he is there once."""
    parsed = parsed_of(SAID.format(that(2, 5)))
    indirect = make_quotation(
        parsed.article, "France praised Oman", mention(parsed, "Vera", "person"), cue="said", speech=Speech("indirect")
    )
    assert ["Vera"] == chain(parsed, act(parsed), indirect)


def test_two_who_say_it_together_are_one_source() -> None:
    """ "Vera and Igor said" is one link, not one who tells of the other."""
    parsed = parsed_of(f"Vera NNP 4 nsubj PER; and CC 3 cc; Igor NNP 1 conj PER; said|say VBD 0 root; {that(4, 7)}")
    assert ["Vera and Igor"] == chain(parsed, act(parsed))


@pytest.mark.parametrize(
    "sentence",
    [
        f"We PRP 2 nsubj; reported|report VBD 0 root; {that(2, 5)}",
        f"The NNP 2 det ORG; Herald NNP 3 nsubj ORG; reports|report VBZ 0 root; {that(3, 6)}",
        f"Nobody NN 2 nsubj; said|say VBD 0 root; {that(2, 5)}",
        f"Vera NNP 2 nsubj PER; wants|want VBZ 0 root; to TO 4 mark; believe VB 2 xcomp; {that(4, 7)}",
        "Vera NNP 3 nsubj PER; was|be AUX 3 cop; ill JJ 0 root; , , 6 punct; she PRP 6 nsubj; "
        "said|say VBD 3 parataxis; and CC 9 cc; France NNP 9 nsubj LOC; praised|praise VBD 3 conj; Oman NNP 9 obj LOC",
    ],
)
def test_what_is_no_source(sentence: str) -> None:
    """The outlet itself, nobody, who only wishes to say so, and who said something else."""
    parsed = parsed_of(sentence)
    assert [] == chain(parsed, act(parsed))


def test_who_gave_a_figure_is_its_innermost_source() -> None:
    """A figure's "attributed_to" ends its chain, and is not in it twice."""
    parsed = parsed_of(
        "TASS NNP 2 nsubj ORG; said|say VBD 0 root; 86 CD 4 nummod; percent NN 6 nsubj; had AUX 6 aux; "
        "voted|vote VBN 2 ccomp; by IN 9 case; the DT 9 det; board NN 6 obl"
    )
    board = Role("attributed_to", mention(parsed, "the board", "organization"))
    tass = Role("attributed_to", mention(parsed, "TASS", "organization"))
    assert ["TASS", "the board"] == chain(parsed, make_figure(parsed.article, "86", "turnout", board))
    assert ["TASS"] == chain(parsed, make_figure(parsed.article, "86", "turnout", tass))


@given(random_heads(), st.data())
def test_a_chain_is_short_and_never_a_circle(heads: list[int], data: st.DataObject) -> None:
    """Whatever the tree, no more than LONGEST sources, none twice; ids, order and roles are as they were."""
    words = st.sampled_from(
        ["said|say VBD", "Vera NNP", "quoted|quote VBD", "TASS NNP", "report NN", "praised|praise VBD"]
    )
    relations = st.sampled_from(["nsubj", "ccomp", "parataxis", "obl", "obj", "advcl", "acl", "conj", "nmod"])
    rows = [f"{data.draw(words)} {head + 1} {data.draw(relations) if head >= 0 else 'root'}" for head in heads]
    parsed = parsed_of("; ".join(rows))
    text, sentence = parsed.article.text, parsed.sentences[0]
    who = Mention(sentence.span_of(0, 1), "person", sentence.words[0])
    claims = [
        make_claim(parsed.article, word, who, None, evidence=sentence.span) for word in dict.fromkeys(sentence.words)
    ]
    found = attach(parsed, claims, GAZETTEER)
    assert found == attach(parsed, claims, GAZETTEER)
    assert [(one.id, one.roles) for one in claims] == [(one.id, one.roles) for one in found]
    for claim in found:
        spans = [one.span for one in claim.reported_by]
        assert len(spans) == len(set(spans)) <= LONGEST
        assert all(one.wording == one.span.of(text) for one in claim.reported_by)
