"""Figures that contradict each other: the record's own comparisons where it has them, a simple comparing where not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.ask import vocabulary
from onrecord.ask.names import best_name, kind_of
from onrecord.ask.numbers import digits, roundings, shown
from onrecord.ask.pile import Compared, Comparison, Pile, claimants, quotes_of
from onrecord.types import Claim, Row


def contradictions(pile: Pile) -> tuple[list[Row], list[str]]:
    """A row for each question to which the record's figures give answers that cannot all be right, and what to note."""
    if isinstance(pile.record, Compared):
        told = {claim.id: claim for claim in pile.claims}
        rows = [_row(c, told, pile) for c in pile.record.comparisons() if c.verdict == "contradiction"]
        return sorted((row for row in rows if row.quotes), key=lambda row: row.value), []
    return list(_simple(pile)), ["figures are compared by number and standing alone"]


def _row(comparison: Comparison, told: dict[str, Claim], pile: Pile) -> Row:
    """One comparison with its answers, and the words of all of them."""
    answers = []
    claims: list[Claim] = []
    for group in comparison.groups:
        claims += [told[identity] for value in group.values for identity in value.claims if identity in told]
        numbers = ", ".join(dict.fromkeys(value.value for value in group.values))
        answers.append(f"{numbers}{_by(group.attributed_to, group.status)}")
    value = f"{_what(comparison.measure, comparison.subject)}: {' against '.join(answers)}"
    return Row(value, quotes_of(pile, claims), note=comparison.reason)


def _what(measure: str, subject: str | None) -> str:
    name = vocabulary.table("figures", "names")[measure]
    return f"{name} of {subject}" if subject else str(name)


def _by(who: str | None, status: str) -> str:
    said = vocabulary.table("figures", "said").get(status)
    details = ", ".join(filter(None, (who, said)))
    return f" ({details})" if details else ""


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
