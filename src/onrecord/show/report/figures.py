"""Figures side by side: what each claimant gave with which standing, and how the numbers agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.show.claims import QUALIFIERS
from onrecord.show.report.material import Material
from onrecord.show.report.model import Figure, FigureLine, FigureValue, Plot
from onrecord.show.report.plots import plot_of
from onrecord.show.report.words import Words
from onrecord.show.wordings import number, words
from onrecord.text import fold
from onrecord.weighed import Agreement, Cell, Comparison, FigureGroup

ORDER: tuple[Agreement, ...] = ("contradiction", "different_status", "rounding", "agree")
MOST_FIGURES = 60
UNATTRIBUTED = "not attributed"


def ordered(material: Material) -> list[Comparison]:
    """The questions that the story's figures answer, by rank."""
    return sorted(_all(material), key=rank)


def rank(one: Comparison) -> tuple[int, int, str, str]:
    """A question's place among others: those that disagree first, then those with most claims."""
    return ORDER.index(one.verdict), -claimed(one), one.measure, one.id


def claimed(one: Comparison) -> int:
    """How many claims answer a question."""
    return sum(len(cell.claims) for group in one.groups for cell in group.values)


def _all(material: Material) -> Iterator[Comparison]:
    """Those with a claim that the story has."""
    for one in material.comparisons:
        if any(claim in material.claims for group in one.groups for cell in group.values for claim in cell.claims):
            yield one


def figures(material: Material, cites: Words) -> tuple[Figure, ...]:
    """The first so many of the questions, each with its values as links."""
    return tuple(_figure(at, one, material, cites) for at, one in enumerate(ordered(material)[:MOST_FIGURES], 1))


def _figure(at: int, one: Comparison, material: Material, cites: Words) -> Figure:
    lines = tuple(_line(group, one, material, cites) for group in one.groups)
    several = len({value.number for line in lines for value in line.values if value.number is not None}) > 1
    return Figure(
        anchor=f"figure-{at}",
        heading=heading(one, material),
        unit=one.unit,
        verdict=one.verdict,
        reason=one.reason,
        lines=lines,
        sources=one.sources,
        notes=one.notes,
        plot=f"plot-figure-{at}" if several else "",
    )


def heading(one: Comparison, material: Material) -> str:
    """What a question is about: "Vote share of Ilham Aliyev"; of a measure without a name, what is counted."""
    what = words(one.measure) if one.measure != "other" else _counted(one, material)
    of = f"of {one.subject}" if one.subject and fold(one.subject) != fold(what) else ""
    parts = (what[:1].upper() + what[1:], of, one.scope and f"({one.scope})")
    return " ".join(filter(None, parts))


def _counted(one: Comparison, material: Material) -> str:
    """What the first claim that says so counts, in its words."""
    for claim in (claim for group in one.groups for cell in group.values for claim in cell.claims):
        amount = material.claims[claim].amount if claim in material.claims else None
        if amount and amount.noun:
            return amount.noun.of(material.article_of(claim).text)
    return "a figure"


def _line(group: FigureGroup, one: Comparison, material: Material, cites: Words) -> FigureLine:
    values = tuple(
        FigureValue(
            cites.cite(value(cell, one, material), cell.claims), _number(cell.value), cell.value in group.superseded
        )
        for cell in group.values
    )
    return FigureLine(group.attributed_to or UNATTRIBUTED, group.status, values)


def value(cell: Cell, one: Comparison, material: Material) -> str:
    """A value with its qualifier, where all of its claims give one, and its unit: "about 92.12%", "7 years"."""
    plain = _number(cell.value)
    shown = cell.value if plain is None else number(plain)
    amounts = [material.claims[claim].amount for claim in material.known(cell.claims)]
    given = {amount.qualifier for amount in amounts if amount}
    qualifier = QUALIFIERS.get(given.pop() or "", "") if len(given) == 1 else ""
    unit = "%" if one.unit == "percent" else "" if one.unit in ("count", "") else f" {one.unit}"
    return f"{qualifier}{shown}{unit}"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


SHAPES = {
    "exit_poll": "triangle-up",
    "preliminary": "diamond",
    "official": "square",
    "final": "circle",
    "claimed": "triangle-down",
    "unstated": "cross",
}
BESIDE = 0.06  # of the axis: values that are nearer share a label


def drawings(some: Iterable[Figure]) -> Iterator[Plot]:
    """A drawing for each question with more than one number: a lane for each claimant, a shape for each standing."""
    for figure in some:
        if figure.plot:
            yield _drawing(figure)


def _drawing(figure: Figure) -> Plot:
    rows = [row for line in figure.lines for row in _marks(line)]
    _label(rows)
    standings = [status for status in SHAPES if any(line.status == status for line in figure.lines)]
    claimants = list(dict.fromkeys(row["claimant"] for row in rows))
    changes = {
        "title": None if figure.unit == "count" else words(figure.unit),
        "order": claimants,
        "lanes": len(claimants),
        "standings": [words(status) for status in standings],
        "shapes": [SHAPES[status] for status in standings],
    }
    label = f"{figure.heading}: each value by who gave it and with which standing; the table below says the same"
    return plot_of("figures", figure.plot, label, rows, changes)


def _marks(line: FigureLine) -> Iterator[dict[str, Any]]:
    for value in line.values:
        if value.number is not None:
            yield {
                "value": value.number,
                "label": value.value.value,
                "claimant": line.claimant,
                "status": words(line.status),
                "superseded": value.superseded,
                "href": f"#{value.value.refs[0].anchor}" if value.value.refs else None,
            }


def _label(rows: list[dict[str, Any]]) -> None:
    """What is written at each mark: those of one lane that stand close together have one label, at the first."""
    numbers = [row["value"] for row in rows]
    room = (max(numbers) - min(numbers)) * BESIDE
    first: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["claimant"], row["value"])):
        row["shown"] = ""
        head = first.get(row["claimant"])
        if head is None or row["value"] - head["value"] > room:
            head = first[row["claimant"]] = row
        if row["label"] not in head["shown"].split(", "):
            head["shown"] = ", ".join(filter(None, (head["shown"], row["label"])))
