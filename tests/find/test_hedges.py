"""The words by which a source keeps its distance."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import load_gazetteer
from onrecord.find import attach
from onrecord.types import Claim, Mention, Parsed, Span
from tests.kinds import make_figure, make_quotation
from tests.support import make_claim
from tests.trees import parsed_of, random_heads

GAZETTEER = load_gazetteer()


def mention(parsed: Parsed, words: str, kind: str = "state") -> Mention:
    start = parsed.article.text.index(words)
    return Mention(Span(start, start + len(words)), kind, words)  # type: ignore[arg-type]


def act(parsed: Parsed, trigger: str = "praised", agent: str = "France", target: str = "Oman") -> Claim:
    return make_claim(parsed.article, trigger, mention(parsed, agent), mention(parsed, target))


def hedges(parsed: Parsed, claim: Claim, *others: Claim) -> list[str]:
    """The hedges of a claim that stands among others."""
    found = attach(parsed, (claim, *others), GAZETTEER)[0].hedges
    return [span.of(parsed.article.text) for span in found]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("France NNP 3 nsubj LOC; allegedly RB 3 advmod; praised|praise VBD 0 root; Oman NNP 3 obj LOC", ["allegedly"]),
        (
            "France NNP 3 nsubj:pass LOC; is|be AUX 3 aux:pass; said|say VBN 0 root; to TO 6 mark; have AUX 6 aux; "
            "praised|praise VBN 3 xcomp; Oman NNP 6 obj LOC",
            ["is said to"],
        ),
        (
            "Vera NNP 2 nsubj PER; claimed|claim VBD 0 root; that IN 5 mark; France NNP 5 nsubj LOC; "
            "praised|praise VBD 2 ccomp; Oman NNP 5 obj LOC",
            ["claimed"],
        ),
        (
            "France NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC; , , 7 punct; without IN 7 case; "
            "offering|offer VBG 7 amod; evidence NN 2 obl",
            ["without offering evidence"],
        ),
        ("France NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC", []),
    ],
)
def test_a_hedge_over_the_act(sentence: str, told: list[str]) -> None:
    """Adverbs, what is only said, a claiming verb above, what goes without proof; a plain act has none."""
    parsed = parsed_of(sentence)
    assert told == hedges(parsed, act(parsed))


@pytest.mark.parametrize(
    ("words", "target", "told"),
    [
        ("the DT 5 det; alleged JJ 5 amod; ally NN 2 obj", "the alleged ally", ["alleged"]),
        ("the DT 7 det; so RB 6 advmod; - HYPH 6 punct; called|call VBN 7 amod; ally NN 2 obj", "ally",
         ["so - called"]),
        ("what WP 2 obj; it PRP 5 nsubj; called|call VBD 3 acl:relcl; an DT 7 det; ally NN 5 xcomp", "an ally",
         ["what it called"]),
        ("the DT 6 det; “ `` 6 punct; parade NN 2 obj; ” '' 6 punct", "the “parade”", ["parade"]),
        ("the DT 6 det; “ `` 6 punct; Parade NNP 2 obj; ” '' 6 punct", "the “Parade”", []),
    ],
)  # fmt: skip
def test_a_hedge_on_a_party(words: str, target: str, told: list[str]) -> None:
    """An adjective, "what it called" and scare marks hedge the party that they stand at; capitals make a name."""
    parsed = parsed_of(f"France NNP 2 nsubj LOC; praised|praise VBD 0 root; {words}")
    assert told == hedges(parsed, act(parsed, target=target))


@pytest.mark.parametrize(
    "rest",
    [
        "; , , 7 punct; which WDT 7 nsubj; allegedly RB 7 advmod; lost|lose VBD 3 acl:relcl",
        "; and CC 7 cc; Peru NNP 7 nsubj LOC; allegedly RB 7 advmod; left|leave VBD 2 conj",
    ],
)
def test_a_hedge_on_something_else(rest: str) -> None:
    """What hedges a clause beside the act, or below a party, is not the act's."""
    parsed = parsed_of("France NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC" + rest)
    assert [] == hedges(parsed, act(parsed))


def test_who_claims_is_not_hedged_in_claiming() -> None:
    """ "Vera claimed that the vote was a sham" is her own act of judging: she keeps no distance from it."""
    parsed = parsed_of(
        "Vera NNP 2 nsubj PER; claimed|claim VBD 0 root; the DT 4 det; vote NN 7 nsubj; was|be AUX 7 cop; a DT 7 det; "
        "sham NN 2 ccomp"
    )
    assert [] == hedges(parsed, act(parsed, "sham", "Vera", "the vote"))


def test_a_figure_that_is_claimed() -> None:
    """ "claimed that turnout was 74 percent": the figure is hedged."""
    parsed = parsed_of(
        "Vera NNP 2 nsubj PER; claimed|claim VBD 0 root; turnout NN 6 nsubj; was|be AUX 6 cop; 74 CD 6 nummod; "
        "percent NN 2 ccomp"
    )
    assert ["claimed"] == hedges(parsed, make_figure(parsed.article, "74", "turnout"))


def test_what_is_quoted_is_no_scare() -> None:
    """Words in marks that are a quotation of somebody are not in scare marks; a quotation itself has no hedges."""
    parsed = parsed_of(
        "France NNP 2 nsubj LOC; praised|praise VBD 0 root; a DT 5 det; “ `` 5 punct; parade NN 2 obj; ” '' 5 punct"
    )
    quotation = make_quotation(parsed.article, "parade", mention(parsed, "France"), cue="praised")
    claim = act(parsed, target="a “parade”")
    assert [] == hedges(parsed, claim, quotation) == hedges(parsed, quotation)
    assert ["parade"] == hedges(parsed, claim)


@given(random_heads(), st.data())
def test_hedges_are_exact_in_order_and_apart(heads: list[int], data: st.DataObject) -> None:
    """Whatever the tree, each hedge lies in the sentence, and none meets another or the trigger."""
    words = st.sampled_from(
        [
            "allegedly RB",
            "is|be AUX",
            "said|say VBN",
            "to TO",
            "so RB",
            "- HYPH",
            "called|call VBN",
            "what WP",
            "ñandú NN",
        ]
    )
    relations = st.sampled_from(["nsubj", "ccomp", "advmod", "amod", "obj", "advcl", "acl:relcl", "conj", "xcomp"])
    rows = [f"{data.draw(words)} {head + 1} {data.draw(relations) if head >= 0 else 'root'}" for head in heads]
    parsed = parsed_of("; ".join(rows))
    sentence = parsed.sentences[0]
    who = Mention(sentence.span_of(0, 1), "person", sentence.words[0])
    for word in dict.fromkeys(sentence.words):
        claim = make_claim(parsed.article, word, who, None, evidence=sentence.span)
        spans = attach(parsed, (claim,), GAZETTEER)[0].hedges
        assert list(spans) == sorted(spans)
        assert all(sentence.span.covers(span) and not span.meets(claim.trigger) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
