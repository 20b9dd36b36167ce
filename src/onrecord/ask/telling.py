"""Which claims tell what a question about the reports names: an act with its parties, or anything with its words.

"The observers' criticism" is whatever observers, their missions or the bodies that send them criticise, reject or
accuse, in whatever words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.ask import vocabulary
from onrecord.ask.missions import body_of, wordings_of
from onrecord.ask.names import OWNER, best_name
from onrecord.ask.phrase import reading
from onrecord.ask.pile import Pile, words_of_claim
from onrecord.ask.query import CoverageQuery, Query
from onrecord.ask.search import Search, both_ways, fits, search_for
from onrecord.ask.topics import content, stems
from onrecord.types import Article, Claim, Mention, Span

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?")


@dataclass(frozen=True, slots=True)
class Telling:
    """The claims that tell it, how the answer says what it is, and what to note.

    ``hints`` are sentences of other articles that may tell it in words that no claim was read from.
    """

    claims: tuple[Claim, ...]
    what: str
    notes: tuple[str, ...] = ()
    hints: tuple[tuple[Article, Span], ...] = ()


def noun_act(topic: str, question: str) -> Query | None:
    """A deed by its noun as a query: "the observers' criticism (of the vote)", "praise of the vote by X"; else None."""
    noun = vocabulary.either(_nouns())
    plain = topic.replace("’", "'").strip()
    found = re.match(rf"(?:(?:the|any|an?)\b ?)?(?P<who>.*?) ?(?P<noun>{noun})(?P<rest>.*)$", plain, re.I)
    if not found or not re.match(rf"$| {_after('by')}| {_after('of')}", found["rest"], re.I):
        return None
    action = _nouns()[found["noun"].casefold()]
    sides = _sides(found["rest"])
    owner = OWNER.match(f"{found['who']} x")
    actor = (owner["owner"] if owner else found["who"].strip()) or sides.get("by")
    target = sides.get("of")
    if actor is None and target and (_is_observing(target) or target.removeprefix("the ")[:1].isupper()):
        actor, target = target, None  # "the criticism of the OSCE" is its own rather than of it
    return Query(question, "yes_no", "yes_no", _kin(action), actor, target) if actor else None


def _sides(rest: str) -> dict[str, str]:
    """What stands after a noun: by whom, of what."""
    ends = rf"(?= {_after('by')} | {_after('of')} |$)"
    shapes = {side: rf" {_after(side)} (?P<x>.+?){ends}" for side in ("by", "of")}
    found = {side: re.search(shape, rest, re.IGNORECASE) for side, shape in shapes.items()}
    return {side: match["x"] for side, match in found.items() if match}


def _nouns() -> dict[str, str]:
    own = {noun: action for noun, action in vocabulary.nouns().items() if action != "OBSERVE"}
    return {**own, **vocabulary.table("coverage", "nouns")}


def _after(side: str) -> str:
    return vocabulary.either(vocabulary.words("coverage", "sides", side))


def _kin(action: str) -> tuple[str, ...]:
    """The action, with those that judge as it does: whoever rejects or accuses criticises too."""
    against = vocabulary.words("coverage", "judged", "against")
    return against if action == "CRITICISE" else (action,)


def telling(pile: Pile, query: CoverageQuery) -> Telling:
    """The claims that tell what is asked about."""
    if query.act is None:
        kept = tuple(claim for claim in pile.claims if is_on(claim, query.topic, pile))
        return Telling(kept, f"“{query.topic}”")
    act = query.act
    observed = _is_observing(act.actor or "")
    search, notes = search_for(replace(act, actor=None) if observed else act, pile)
    if not observed and search.actor.kind == "unknown":
        observed, notes = True, [note for note in notes if note not in search.actor.notes]
        search, _ = search_for(replace(act, actor=None), pile)
    events = [claim for claim in pile.claims if claim.kind == "event"]
    wanted = "negative" if act.polarity == "negative" else "positive"
    found = [claim for claim in both_ways(act, events) if fits(search, claim) and claim.polarity == wanted]
    if observed:
        found = [claim for claim in found if (who := claim.role("agent")) and _is_such(search, act.actor or "", who)]
    actor = replace(search.actor, kind="words", label=act.actor or "") if observed else search.actor
    said = reading(act, actor, search.target)
    hints = tuple(_hints(act, {claim.article_id for claim in found}, pile)) if observed else ()
    return Telling(tuple(found), f"that {said.removeprefix('who ').removeprefix('whether ')}", tuple(notes), hints)


# ---------------------------------------------------------------- observers


def _is_observing(name: str) -> bool:
    """Whether a name is one for observers of any kind ("international observers", "the monitors")."""
    words = name.casefold().removeprefix("the ").split()
    return bool(words) and words[-1] in vocabulary.words("words", "observing")


def _is_such(search: Search, name: str, agent: Mention) -> bool:
    """Whether an agent is of the kind that a name says: observers also by the body they are of, others by its words."""
    wordings = " ".join((*wordings_of(search, agent), best_name(agent)))
    own = _own_words(name)
    if not _is_observing(name):
        return own <= stems(wordings)
    body = body_of(best_name(agent), search.places) or body_of(agent.wording, search.places)
    observes = bool(vocabulary.pattern("words", "observing").search(wordings))
    return own <= stems(wordings) and (observes or body in vocabulary.words("coverage", "observers"))


def _own_words(name: str) -> frozenset[str]:
    """The words of a name that say which observers they are; of another name, all."""
    spare = stems(" ".join((*vocabulary.words("words", "observing"), "election", "international")))
    return content(name) - (spare if _is_observing(name) else frozenset())


def _hints(act: Query, told: set[str], pile: Pile) -> Iterator[tuple[Article, Span]]:
    """Of each article without a claim the first sentence that has observers, or the actor, and words of the act."""
    acts = _words_against() if "CRITICISE" in act.actions else stems(" ".join(map(_said, act.actions)))
    name, seen = act.actor or "", vocabulary.pattern("words", "observing")
    own = _own_words(name)
    for article in pile.articles.values():
        if article.id in told:
            continue
        for match in _SENTENCE.finditer(article.text):
            said = stems(match.group())
            if own <= said and acts & said and (not _is_observing(name) or seen.search(match.group())):
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                yield article, Span(start, match.end())
                break


def _words_against() -> frozenset[str]:
    named = " ".join(map(_said, vocabulary.words("coverage", "judged", "against")))
    return stems(" ".join((named, *vocabulary.words("coverage", "flaws"))))


def _said(action: str) -> str:
    """The single words for an act; of a phrase ("express concern") no word alone means it."""
    return " ".join(phrase for phrase in vocabulary.words_for(action) if " " not in phrase)


# ---------------------------------------------------------------- by words


def is_on(claim: Claim, topic: str, pile: Pile) -> bool:
    """Whether a claim's parties or words have all content words of a topic."""
    wanted = content(topic)
    if not wanted:
        return True
    if claim.amount:
        return wanted <= stems(f"{words_of_claim(claim, pile.articles[claim.article_id])} {_measured(claim)}")
    named = " ".join(f"{part.mention.wording} {best_name(part.mention)}" for part in claim.roles)
    acts = " ".join((claim.action, *vocabulary.words_for(claim.action)))
    said = stems(f"{words_of_claim(claim, pile.articles[claim.article_id])} {named} {acts}")
    return wanted <= said


def _measured(claim: Claim) -> str:
    """The words for a figure's measure and parties."""
    parties = (f"{part.mention.wording} {best_name(part.mention)}" for part in claim.roles)
    return " ".join([str(vocabulary.table("figures", "names")[claim.action]), *parties])
