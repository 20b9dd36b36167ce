"""Echoes: "so did Vienna", "Prague followed suit" repeat the act of the clause before with another agent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.data import Gazetteer
from onrecord.find.clauses import opened, subject, verb_clause
from onrecord.find.grammar import grammar
from onrecord.find.names import mentions_at
from onrecord.text import stable_id
from onrecord.tree import Tree
from onrecord.types import PARTIES, Claim, Mention, Modality, Polarity, Role, Span

_Echo = tuple[tuple[int, ...], Polarity, Modality, Span]  # agents, whether and when they did it too, the words


def echoes(tree: Tree, before: Sequence[Claim], gazetteer: Gazetteer) -> Iterator[Claim]:
    """The claims of an echo in a sentence: the last act before it, by whom the echo names."""
    if not before:
        return
    last = [claim for claim in before if claim.trigger == before[-1].trigger and claim.rule == before[-1].rule]
    for words, polarity, modality, evidence in (*_so_did(tree), *_followed_suit(tree)):
        for agent in (mention for word in words for mention in mentions_at(tree, word, gazetteer)):
            if agent.kind in PARTIES:
                for claim in {claim.role("target"): claim for claim in last}.values():
                    yield _echo(claim, agent, polarity, modality, evidence)


def _echo(claim: Claim, agent: Mention, polarity: Polarity, modality: Modality, evidence: Span) -> Claim:
    """The act by the echo's agent: what was not done or is to come stays so, and the echo may make it so."""
    if polarity == "positive":
        polarity = claim.polarity
    roles = (Role("agent", agent), *(role for role in claim.roles if role.name != "agent"))
    return replace(
        claim,
        id=stable_id(claim.id, "echo", agent.span.start, polarity),
        roles=roles,
        evidence=(evidence, claim.evidence[0]),
        trigger=evidence,
        rule=f"{claim.rule} + echo",
        polarity=polarity,
        modality=claim.modality if modality == "asserted" else modality,
    )


def _so_did(tree: Tree) -> Iterator[_Echo]:
    """ "So did Vienna", "as did the leaders of A and B", "nor has Oslo"."""
    words = [word.lower() for word in tree.sentence.words]
    for at in range(len(words) - 2):
        if words[at] not in grammar()["echo_openers"] or words[at + 1] not in grammar()["echo_auxiliaries"]:
            continue
        noun = next(
            (w for w in range(at + 2, min(at + 7, len(words))) if tree.sentence.upos[w] in {"PROPN", "NOUN"}), None
        )
        if noun is not None:
            name = tree.name_at(noun)
            top = tree.top_of(name[0], name[1]) if name else noun
            while tree.relation(top) in {"nmod:poss", "compound", "nmod:desc", "amod"} and tree.head(top) > top:
                top = tree.head(top)
            members = opened(tree, top)
            polarity: Polarity = "negative" if words[at] in grammar()["echo_negative"] else "positive"
            yield members, polarity, _time(words[at + 1]), tree.span(at, max(max(members), noun) + 1)


def _time(auxiliary: str) -> Modality:
    future = grammar()["planned_auxiliaries"] | grammar()["future_in_past"]
    return "planned" if auxiliary in future else "asserted"


def _followed_suit(tree: Tree) -> Iterator[_Echo]:
    """ "Prague followed suit", "Paris did likewise", "Lima did the same"."""
    for verb, upos in enumerate(tree.sentence.upos):
        if upos != "VERB" or tree.lemma(verb) not in grammar()["echo_verbs"]:
            continue
        below = [tree.lemma(kid) for kid in tree.kids(verb, "obj", "advmod", "obl", "xcomp")]
        if grammar()["echo_words"].intersection(below):
            clause = verb_clause(tree, verb)
            if not clause.open and (agents := subject(tree, verb)[0]):
                first, last = tree.extent(verb, without=("conj", "parataxis", "advcl"))
                yield agents, clause.polarity, clause.modality, tree.span(first, last)
