"""Who carries what: outlets across, facts down; an empty place says only that none of its articles here has it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.show.report.deeds import ranked, what
from onrecord.show.report.material import Material
from onrecord.show.report.model import Carried, Coverage, Jump
from onrecord.show.report.words import Words
from onrecord.weighed import Fact

MOST_FACTS, MOST_OUTLETS = 40, 24


def coverage(material: Material, cites: Words) -> Coverage | None:
    """The facts on most sources, by outlet, those that carry most first; None where there is no fact."""
    if not material.facts:
        return None
    facts = ranked(material.facts)
    places = [_by_outlet(material, fact) for fact in facts[:MOST_FACTS]]
    totals = Counter(article.source for article in material.articles)
    totals = Counter({outlet: sum(outlet in place for place in places) for outlet in totals})
    outlets = sorted(totals, key=lambda outlet: (-totals[outlet], outlet))
    shown = tuple(outlets[:MOST_OUTLETS])
    copied = {copy.article_id for copy in material.copies if copy.kind != "partial"}
    rows = tuple(
        (label(fact), tuple(_carried(material, fact, place.get(outlet, ()), copied, cites) for outlet in shown))
        for fact, place in zip(facts, places, strict=False)
    )
    known = [(Jump(label, f"fact-{at}"), row) for at, (label, row) in enumerate(rows, 1)]
    shared = [(label, row) for label, row in known if sum(cell is not None for cell in row) > 1]
    return Coverage(
        outlets=shown,
        rows=rows,
        totals=tuple(totals[outlet] for outlet in shown),
        shared=len(shared),
        left_out=tuple(tuple(label for label, row in shared if row[at] is None) for at in range(len(shown))),
        unseen=max(0, len(facts) - MOST_FACTS),
        unseen_outlets=len(outlets) - len(shown),
    )


def label(fact: Fact) -> str:
    """What a fact says, by whom."""
    return f"{fact.actor.name.value if fact.actor else 'someone'} {what(fact)}"


def _by_outlet(material: Material, fact: Fact) -> Mapping[str, tuple[str, ...]]:
    """The fact's claims by outlet."""
    places: dict[str, list[str]] = defaultdict(list)
    for claim in material.known(fact.claims):
        places[material.article_of(claim).source].append(claim)
    return {outlet: tuple(claims) for outlet, claims in places.items()}


def _carried(material: Material, fact: Fact, claims: Sequence[str], copied: set[str], cites: Words) -> Carried | None:
    """How one outlet has a fact, by its own words rather than by copied ones."""
    if not claims:
        return None
    own = [claim for claim in claims if material.claims[claim].article_id not in copied]
    chosen = (own or list(claims))[0]
    refs = cites.cite("", (chosen,)).refs
    if not refs:
        return None
    denies = bool(fact.asserted) and chosen in fact.denied
    return Carried("denies" if denies else "carries" if own else "copy", refs[0])
