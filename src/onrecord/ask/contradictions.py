"""Figures that contradict each other, or differ for a reason: the record's own comparisons, else a simple comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.ask import vocabulary
from onrecord.ask.names import best_name, kind_of
from onrecord.ask.numbers import digits, roundings, shown
from onrecord.ask.pile import Compared, Comparison, Group, Pile, claimants, quotes_of
from onrecord.ask.topics import content, stems
from onrecord.types import Claim, Row

NO_CONTRADICTION = ("different_status", "rounding")


def contradictions(pile: Pile, topic: str = "") -> tuple[list[Row], list[str]]:
    """A row for each question to which the record's figures give answers that cannot all be right, and what to note."""
    rows, notes = differing(pile, ("contradiction",), topic)
    others = [row.value for row in differing(pile, NO_CONTRADICTION, topic)[0]]
    if others:
        notes = [*notes, f"these differ and need not contradict each other: {'; '.join(others)}"]
    return rows, notes


def differing(pile: Pile, verdicts: tuple[str, ...], topic: str = "") -> tuple[list[Row], list[str]]:
    """A row for each question whose answers have one of the verdicts, in the verdicts' order, and what to note."""
    if not isinstance(pile.record, Compared):
        simple = list(_simple(pile)) if "contradiction" in verdicts else []
        return [row for row in simple if _is_about(row, topic)], ["figures are compared by number and standing alone"]
    told = {claim.id: claim for claim in pile.claims}
    found = [comparison for comparison in pile.record.comparisons() if comparison.verdict in verdicts]
    rows = [(verdicts.index(c.verdict), _row(c, told, pile)) for c in found]
    ordered = sorted(rows, key=lambda pair: (pair[0], pair[1].value))
    return [row for _, row in ordered if row.quotes and _is_about(row, topic)], []


def _is_about(row: Row, topic: str) -> bool:
    return content(topic) <= stems(row.value)


def _row(comparison: Comparison, told: dict[str, Claim], pile: Pile) -> Row:
    """One comparison with its answers, and the words of all of them."""
    claims = [
        told[identity]
        for group in comparison.groups
        for value in group.values
        for identity in value.claims
        if identity in told
    ]
    answers = dict.fromkeys(_answer(group, comparison.unit) for group in comparison.groups)
    value = f"{_what(comparison.measure, comparison.subject, comparison.scope)}: {' against '.join(answers)}"
    why = vocabulary.table("coverage", "verdicts").get(comparison.verdict)
    return Row(value, quotes_of(pile, claims), note=": ".join(filter(None, (why, comparison.reason))))


def _answer(group: Group, unit: str) -> str:
    """What one claimant gave: the numbers that stand, and those that they took the place of."""
    stand = dict.fromkeys(value.value for value in group.values if value.value not in group.superseded)
    numbers = ", ".join(stand) + (" percent" if unit == "percent" else "")
    earlier = f", earlier {', '.join(dict.fromkeys(group.superseded))}" if group.superseded else ""
    return f"{numbers}{_by(group.attributed_to, group.status, earlier)}"


def _what(measure: str, subject: str | None, scope: str | None = None) -> str:
    name = vocabulary.table("figures", "names")[measure]
    return " ".join(filter(None, (str(name), subject and f"of {subject}", scope and f"in {scope}")))


def _by(who: str | None, status: str, more: str = "") -> str:
    said = vocabulary.table("figures", "said").get(status)
    details = ", ".join(filter(None, (who, said))) + more
    return f" ({details.removeprefix(', ')})" if details else ""


# ---------------------------------------------------------------- without comparisons


def _simple(pile: Pile) -> Iterator[Row]:
    """Different exact numbers for one measure of one subject in one standing."""
    directory = pile.directory("subject", "figure")
    groups: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    names: dict[tuple[str, str, str, str], str] = {}
    for claim in pile.claims:
        amount, subject, scope = claim.amount, claim.role("subject"), claim.role("scope")
        if not amount or amount.qualifier or claim.action == "other" or amount.status in ("exit_poll", "preliminary"):
            continue
        referent = directory.of(subject) if subject else None
        place = best_name(scope) if scope and kind_of(scope) == "place" else ""
        key = (claim.action, str(referent.key) if referent else "", place, amount.unit)
        groups[key].append(claim)
        names[key] = referent.name if referent else ""
    for key in sorted(groups):
        given = _exact(groups[key])
        if len(given) > 1:
            answers = " against ".join(f"{shown(value)}{_by(who, '')}" for value, who in given)
            yield Row(f"{_what(key[0], names[key] or None)}: {answers}", quotes_of(pile, groups[key]))


def _exact(claims: Iterable[Claim]) -> list[tuple[float, str | None]]:
    """The numbers that no other number is a rounding of, each with a claimant."""
    by_value: dict[float, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.amount:
            by_value[claim.amount.value] += [best_name(who) for who in claimants(claim)[-1:]]
    kept: list[float] = []
    rounded: set[float] = set()
    for value in sorted(by_value, key=lambda value: (-digits(value), value)):
        if value not in rounded:
            kept.append(value)
            rounded |= roundings(value)
    return [(value, min(by_value[value], default=None)) for value in sorted(kept)]
