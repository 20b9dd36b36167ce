"""What the sources of a record disagree about: acts that some deny, things that some praise and others criticise, and
figures that contradict each other or differ for a reason, which is given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.ask import vocabulary
from onrecord.ask.contradictions import NO_CONTRADICTION, differing
from onrecord.ask.names import country_name, country_of, thing_group
from onrecord.ask.phrase import deed
from onrecord.ask.pile import Fact, Pile, Weighed, quotes_of
from onrecord.ask.query import CoverageQuery
from onrecord.ask.standing import represents
from onrecord.ask.topics import content, stems
from onrecord.types import Claim, Mention, Row

Told = tuple[str, list[str], list[Row]]
WHOLE = ("election", "result")  # who rejects the result judges the election


def disagreements(pile: Pile, query: CoverageQuery) -> Told:
    """The reading, the notes and the rows: contradictions, what is denied, what is judged both ways, what only differs.

    Where the topic is figures, only those.
    """
    figures_only = query.form == "differences"
    rows, notes = differing(pile, ("contradiction",), query.topic)
    if isinstance(pile.record, Weighed) and not figures_only:
        told = {claim.id: claim for claim in pile.claims}
        facts = [fact for fact in pile.record.facts() if fact.modality in ("asserted", "negated")]
        for row in (*_denied(facts, told, pile), *_judged(facts, told, pile)):
            if content(query.topic) <= stems(row.value):
                rows.append(row)
    rows += differing(pile, NO_CONTRADICTION, query.topic)[0]
    what = "on what figures the sources differ" if figures_only else "what the sources disagree about"
    return what + (f", on “{query.topic}”" if query.topic else ""), notes, rows


# ---------------------------------------------------------------- what some deny


def _denied(facts: Iterable[Fact], told: Mapping[str, Claim], pile: Pile) -> Iterator[Row]:
    """A row for each act that some articles assert and others deny."""
    for fact in facts:
        mine, theirs = ([told[one] for one in ids if one in told] for ids in (fact.asserted, fact.denied))
        if mine and theirs:
            who = fact.actor.name.value if fact.actor else "someone"
            act = f"{who} {deed(fact.action, fact.target.name.value if fact.target else '', 'asserted')}"
            where = f"reported in {_documents(mine, pile)}; denied in {_documents(theirs, pile)}"
            yield Row(f"whether {act} ({where})", quotes_of(pile, [*mine, *theirs]))


def _documents(claims: Iterable[Claim], pile: Pile) -> str:
    return ", ".join(sorted({pile.articles[claim.article_id].document for claim in claims}))


# ---------------------------------------------------------------- what is judged both ways


def _judged(facts: Iterable[Fact], told: Mapping[str, Claim], pile: Pile) -> Iterator[Row]:
    """A row for each thing that some praise or recognise and others criticise, reject or accuse, within one story."""
    sides = {action: side for side in ("for", "against") for action in vocabulary.words("coverage", "judged", side)}
    things: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.action in sides and fact.target and any(one in told for one in fact.asserted):
            things[fact.story, _thing(fact.target.name.value)].append(fact)
    for (_, thing), judged in sorted(things.items()):
        stands = {side: [fact for fact in judged if sides[fact.action] == side] for side in ("for", "against")}
        if stands["for"] and stands["against"] and _are_several(judged):
            claims = [told[one] for fact in judged for one in fact.asserted if one in told]
            said = "; ".join(_stand(stands[side], told, pile) for side in ("for", "against"))
            yield Row(f"{_name(thing, judged)}: {said}", quotes_of(pile, claims))


def _are_several(facts: Iterable[Fact]) -> bool:
    """Whether more than one actor judges."""
    return len({fact.actor.name.value for fact in facts if fact.actor}) > 1


def _thing(name: str) -> str:
    """What makes two judged things one: the vote with its result, else the words."""
    group = thing_group(name)
    return "election" if group in WHOLE else group or name.casefold()


def _name(thing: str, judged: Iterable[Fact]) -> str:
    if thing in vocabulary.table("things"):
        return f"the {thing}"
    return min(fact.target.name.value for fact in judged if fact.target)


def _stand(facts: Sequence[Fact], told: Mapping[str, Claim], pile: Pile) -> str:
    """Who is on one side: "praised by A and B, recognised by C"."""
    parts = []
    for action in vocabulary.actions():
        names = _names([fact for fact in facts if fact.action == action], told, pile)
        if names:
            parts.append(f"{vocabulary.actions()[action].past} by {', '.join(names)}")
    return ", ".join(parts)


def _names(facts: Iterable[Fact], told: Mapping[str, Claim], pile: Pile) -> list[str]:
    """Those who act in the facts; a state with all who spoke for it once: "Russia (Foreign Ministry)"."""
    voices: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        name = re.sub(r"^(?:The|An?) ", "", fact.actor.name.value) if fact.actor else "someone"
        state = ""
        for claim in (told[one] for one in fact.asserted if one in told):
            agent = claim.role("agent")
            state = state or (_state(agent, pile.articles[claim.article_id].published, pile) if agent else "")
        voices[state or name].add(name)
    return [_voiced(who, names) for who, names in sorted(voices.items())]


def _voiced(who: str, names: set[str]) -> str:
    others = sorted(name for name in names if name != who)
    return f"{who} ({', '.join(others)})" if others else who


def _state(agent: Mention, published: str | None, pile: Pile) -> str:
    """The country that a mention speaks for by office, "" for whoever speaks for none."""
    code = country_of(agent)
    speaks = code is not None and represents(agent, code, published, pile.places)
    return country_name(code, pile.places) if code and speaks else ""
