"""When things happened, as precisely as it is told and no more so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.ask.phrase import deed as deed_in_words
from onrecord.show.report.deeds import ranked, what
from onrecord.show.report.edtf import Dated, dated
from onrecord.show.report.material import Material
from onrecord.show.report.model import Moment, Plot
from onrecord.show.report.plots import plot_of
from onrecord.show.report.words import Words
from onrecord.weighed import Fact

MOST_MOMENTS = 80
MOST_TICKS = 14
MOST_DEEDS = 8  # named at one date
Group = tuple[str, bool, str]


def date_of(material: Material, fact: Fact) -> tuple[str, bool] | None:
    """A fact's date and whether a text gives it; else the earliest day on which it was reported; None without any."""
    known = [material.claims[claim] for claim in fact.claims if claim in material.claims]
    told = sorted(claim.when.edtf for claim in known if claim.when and dated(claim.when.edtf))
    reported = sorted(day for claim in known if dated(day := material.by_id[claim.article_id].published) and day)
    return (told[0], True) if told else (reported[0], False) if reported else None


def timeline(material: Material, cites: Words) -> tuple[tuple[Moment, ...], int]:
    """The moments in order of time, and how many more there are."""
    groups: dict[Group, list[Fact]] = defaultdict(list)
    for fact in material.facts:
        found = date_of(material, fact)
        if found and fact.modality in ("asserted", "planned"):
            groups[(*found, fact.action)].append(fact)
    ordered = sorted(groups.items(), key=lambda item: (_span(item[0]).first, _span(item[0]).last, *item[0][1:]))
    made = (_moment(at, group, facts, cites) for at, (group, facts) in enumerate(ordered[:MOST_MOMENTS], 1))
    return tuple(made), max(0, len(ordered) - MOST_MOMENTS)


def _span(group: Group) -> Dated:
    found = dated(group[0])
    assert found is not None
    return found


def _moment(at: int, group: Group, facts: Sequence[Fact], cites: Words) -> Moment:
    span, some = _span(group), ranked(facts)
    deeds = tuple(
        cites.cite(f"{fact.actor.name.value if fact.actor else 'someone'} {what(fact)}", fact.claims, 1)
        for fact in some[:MOST_DEEDS]
    )
    act = deed_in_words(group[2], "…", "asserted").removesuffix(" …")
    return Moment(
        anchor=f"t-{at}",
        words=span.words,
        first=span.first.isoformat(),
        last=span.last.isoformat(),
        precision=span.precision,
        told=group[1],
        act=act,
        deeds=deeds,
        unseen=len(some) - len(deeds),
    )


def drawing(moments: Sequence[Moment]) -> Iterator[Plot]:
    """The timeline drawn: a point for a day, a bar for what is less precise; nothing where there is no moment."""
    if not moments:
        return
    rows = [
        {
            "act": one.act,
            "count": len(one.deeds) + one.unseen,
            "first": one.first,
            "end": _after(one),
            "href": f"#{one.anchor}",
            "label": f"{one.words}: {len(one.deeds) + one.unseen} × {one.act}",
            "precision": one.precision,
            "told": one.told,
        }
        for one in moments
    ]
    acts = list(dict.fromkeys(str(row["act"]) for row in rows))
    label = (
        "What happened when, by kind of act: a point for a day, a bar for less precise dates; the table says the same"
    )
    days = (date.fromisoformat(max(one.last for one in moments)) - date.fromisoformat(moments[0].first)).days
    ticks = {"interval": "day", "step": 1} if days < MOST_TICKS else MOST_TICKS // 2
    changes = {"order": acts, "lanes": len(acts), "ticks": ticks, "format": "%-d %b" if days < MOST_TICKS else None}
    precise = all(one.precision == "day" for one in moments)
    yield plot_of("days" if precise else "timeline", "plot-timeline", label, rows, changes)


def _after(moment: Moment) -> str:
    """The day after the last, where a bar ends."""
    return (date.fromisoformat(moment.last) + timedelta(days=1)).isoformat()
