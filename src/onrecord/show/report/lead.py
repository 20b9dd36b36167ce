"""The story in one paragraph: sentences of fixed words around cells that each lead to their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from onrecord.ask.phrase import deed as deed_in_words
from onrecord.show.report.deeds import ranked, what
from onrecord.show.report.figures import MOST_FIGURES, claimed, heading, ordered, value
from onrecord.show.report.material import Material
from onrecord.show.report.model import Jump, Piece, Stance
from onrecord.show.report.reactions import by_country, concerning, side
from onrecord.show.report.words import Words
from onrecord.show.wordings import words
from onrecord.text import fold
from onrecord.weighed import Comparison, Fact

NAMED = 5  # countries of one side
OTHERS = 3  # actors that are no country, and deeds of such
FIGURES, GROUPS, VALUES = 2, 4, 4
VERDICTS = {"contradiction": "the sources contradict each other", "different_status": "the standings differ"}


def lead(material: Material, cites: Words) -> tuple[Piece, ...]:
    """The paragraph; empty where there is nothing to say."""
    countries = by_country(material)
    pieces: list[Piece] = []
    for stance in ("for", "against"):
        pieces += _side(material, countries, stance, cites)
    pieces += _disputes(material, cites)
    pieces += _figures(material, cites)
    pieces += _alone(material)
    return tuple(pieces)


def _side(material: Material, countries: Mapping[str, Sequence[Fact]], stance: Stance, cites: Words) -> Iterator[Piece]:
    """Which countries did what most of them did, then who else did, being no country."""
    theirs = {code: [fact for fact in facts if side(fact) == stance] for code, facts in countries.items()}
    theirs = {code: facts for code, facts in theirs.items() if facts}
    of_countries = {fact.id for facts in theirs.values() for fact in facts}
    others = [fact for fact in concerning(material) if side(fact) == stance and fact.id not in of_countries]
    others = [fact for fact in ranked(others) if fact.actor and fact.actor.kind != "state"]
    if theirs:
        act, target = _deed([fact for facts in theirs.values() for fact in facts])
        doing = {code: [fact for fact in facts if _is(fact, act, target)] for code, facts in theirs.items()}
        doing = {code: facts for code, facts in doing.items() if facts}
        order = sorted(doing, key=lambda code: (-max(fact.sources for fact in doing[code]), material.country(code)))
        yield Jump(f"{len(order)} {'country' if len(order) == 1 else 'countries'}", f"stance-{stance}")
        yield f" {deed_in_words(act, target, 'asserted')}: "
        rest = len(order) - NAMED
        names = [
            cites.cite(material.country(code), [c for fact in doing[code] for c in fact.asserted], 2)
            for code in order[:NAMED]
        ]
        yield from _listed([*names, *([Jump(f"{rest} more", f"stance-{stance}")] if rest > 0 else [])])
        yield ". "
    yield from _others(others, cites)


def _others(facts: Sequence[Fact], cites: Words) -> Iterator[Piece]:
    """Those who speak for no country: the deeds on most sources, each with who did it."""
    deeds: dict[str, list[Fact]] = {}
    for fact in facts:
        deeds.setdefault(what(fact), []).append(fact)
    for deed, doing in list(deeds.items())[:OTHERS]:
        names = [cites.cite(fact.actor.name.value, fact.claims, 2) for fact in doing[:OTHERS] if fact.actor]
        rest = len(doing) - len(names)
        yield from _listed([*names, *([Jump(f"{rest} more", f"act-{fold(doing[0].action)}")] if rest > 0 else [])])
        yield f" {deed}. "


def _deed(facts: Sequence[Fact]) -> tuple[str, str]:
    """What most of the facts did, and to whom."""
    acts = Counter(fact.action for fact in facts)
    act = min(acts, key=lambda name: (-acts[name], name))
    targets = Counter(fact.target.name.value if fact.target else "" for fact in facts if fact.action == act)
    return act, min(targets, key=lambda name: (-targets[name], name))


def _is(fact: Fact, act: str, target: str) -> bool:
    return fact.action == act and (fact.target.name.value if fact.target else "") == target


def _listed(items: Sequence[Piece], comma: str = ", ") -> Iterator[Piece]:
    """Things one after the other: "A, B and C"."""
    for at, item in enumerate(items):
        if at:
            yield " and " if at == len(items) - 1 else comma
        yield item


def _disputes(material: Material, cites: Words) -> Iterator[Piece]:
    """Facts that some assert and some deny."""
    disputed = [fact for fact in ranked(material.facts) if fact.asserted and fact.denied][:2]
    for fact in disputed:
        yield "Sources disagree on whether "
        yield cites.cite(f"{fact.actor.name.value if fact.actor else 'someone'} {what(fact)}", fact.asserted, 2)
        yield ": "
        yield cites.cite("it is denied", fact.denied, 2)
        yield ". "


def _figures(material: Material, cites: Words) -> Iterator[Piece]:
    """The numbers that most is said of, each with its standing and its claimant, and how they agree."""
    shown = ordered(material)[:MOST_FIGURES]
    places = {one.id: place for place, one in enumerate(shown, 1)}
    telling = [one for one in shown if one.verdict != "agree" or claimed(one) > 1]
    for one in sorted(telling, key=lambda one: (one.verdict == "agree", -claimed(one)))[:FIGURES]:
        place = places[one.id]
        yield Jump(heading(one, material), f"figure-{place}")
        yield ": "
        yield from _values(one, material, cites)
        if one.verdict in VERDICTS:
            yield "; "
            yield Jump(VERDICTS[one.verdict], f"figure-{place}")
        yield ". "


def _values(one: Comparison, material: Material, cites: Words) -> Iterator[Piece]:
    """What each claimant gave and still stands."""
    for at, group in enumerate(one.groups[:GROUPS]):
        yield "; " if at else ""
        cells = [cell for cell in group.values if cell.value not in group.superseded][:VALUES]
        yield from _listed([cites.cite(value(cell, one, material), cell.claims, 2) for cell in cells])
        standing = ", ".join(filter(None, (words(group.status), group.attributed_to)))
        yield f" ({standing})" if standing != "unstated" else ""
    if len(one.groups) > GROUPS:
        yield "; "
        yield Jump(f"{len(one.groups) - GROUPS} more", "figures")


def _alone(material: Material) -> Iterator[Piece]:
    """How much stands on one source."""
    facts = [fact for fact in material.facts if fact.modality == "asserted"]
    alone = sum(fact.sources == 1 for fact in facts)
    if facts and len(material.articles) > 1:
        yield "Of "
        yield Jump(f"{len(facts)} acts on record", "acts")
        yield ", "
        yield Jump(f"{alone} rest on one source alone", "coverage")
        yield "."
