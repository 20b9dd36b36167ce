"""Whether two numbers for one thing agree, are rounded forms of each other, differ in standing, or contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.types import FigureStatus, Qualifier
from onrecord.weighed import Agreement

ABOUT = 0.05  # how far from a number "about" may be, as a share of it
STAGES: frozenset[FigureStatus] = frozenset(("preliminary", "final", "official"))


@dataclass(frozen=True, slots=True)
class Number:
    """One figure of a question: the number, with which standing, whose it is, and as of when.

    ``result`` says that it grows while votes are counted; ``low`` and ``high`` are the ends of the range that a number
    "between" two is one of.
    """

    value: float
    unit: str
    status: FigureStatus
    qualifier: Qualifier | None = None
    counted: float | None = None
    claimant: tuple[str, ...] = ()
    claimant_name: str = ""
    time: str = ""
    article: int = 0
    result: bool = True
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two numbers stand to each other; ``near`` where they are equal or rounded forms of one."""

    verdict: Agreement
    reason: str

    @property
    def near(self) -> bool:
        """Whether they can be one number."""
        return self.verdict in ("agree", "rounding")


def compare(one: Number, other: Number) -> Likeness:
    """How two numbers for one thing stand to each other, and why in one sentence."""
    both = f"{in_words(one)} and {in_words(other)}"
    if fits(one, other):
        same = one.value == other.value
        return Likeness("agree" if same else "rounding", f"{both} are {'one' if same else 'rounded forms of one'}")
    if why := _of_two_things(one, other):
        return Likeness("agree", f"{both}: {why}")
    if why := _apart(one, other):
        return Likeness("different_status", f"{both}: {why}")
    return Likeness("contradiction", f"{both} are given for the same thing with equal standing")


def _of_two_things(one: Number, other: Number) -> str:
    """Why two numbers need not be for one thing at all, "" where nothing says so."""
    stated = (one.status, one.claimant, one.counted, one.time)
    if one.article == other.article and stated == (other.status, other.claimant, other.counted, other.time):
        return "one report gives both, of two things"
    if one.status == other.status == "unstated" and not one.result:
        return "nothing says that they are of one thing"
    return ""


def fits(one: Number, other: Number) -> bool:
    """Whether two numbers can be one: equal, one rounded, or within the bound or the range that one of them gives."""
    if one.value == other.value:
        return True
    return any(_rounds(a, b) or _bounds(a, b) or _spans(a, b) for a, b in ((one, other), (other, one)))


def with_ranges(numbers: Sequence[Number]) -> list[Number]:
    """The numbers, those "between" two told which two: the next of one article, status and claimant."""
    told, open_ = list(numbers), dict[tuple[object, ...], int]()
    for at, one in enumerate(numbers):
        whose = (one.article, one.status, one.claimant)
        if one.qualifier != "between":
            continue
        if whose not in open_:
            open_[whose] = at
            continue
        first = open_.pop(whose)
        low, high = sorted((numbers[first].value, one.value))
        told[first], told[at] = (replace(numbers[n], low=low, high=high) for n in (first, at))
    return told


def _spans(span: Number, other: Number) -> bool:
    """Whether a number, or the range it is an end of, has something in common with a range."""
    if span.low is None or span.high is None:
        return False
    low = other.value if other.low is None else other.low
    high = other.value if other.high is None else other.high
    return span.low <= high and low <= span.high


def _rounds(rough: Number, exact: Number) -> bool:
    """Whether the rougher number is the other one rounded, or cut, to its own last digit."""
    step = _step(rough.value)
    if rough.qualifier not in (None, "about"):
        return False  # it gives a bound
    if step <= _step(exact.value):
        return False
    slack = ABOUT * abs(rough.value) if rough.qualifier == "about" else 0.0
    cut = rough.value <= exact.value < rough.value + step and step <= 1
    return cut or abs(rough.value - exact.value) <= max(step / 2, slack) * (1 + 1e-9)


def _bounds(bound: Number, exact: Number) -> bool:
    match bound.qualifier:
        case "more_than" | "at_least":
            return exact.value >= bound.value
        case "less_than":
            return exact.value <= bound.value
        case "about":
            return abs(exact.value - bound.value) <= ABOUT * abs(bound.value)
        case _:
            return False


def _step(value: float) -> float:
    """The worth of a number's last digit that is not nought: 0.01 for 92.12, 1 for 92, 100000 for 4900000."""
    if not value.is_integer():
        decimals = len(repr(value).partition(".")[2])
        return float(10.0**-decimals)
    whole, step = abs(int(value)), 1
    while whole >= 1000 and step < 10**12 and whole % (step * 10) == 0:
        step *= 10
    return float(step)


def _apart(one: Number, other: Number) -> str:
    """What sets the standing of two numbers apart, "" where nothing does."""
    statuses = {one.status, other.status}
    if "exit_poll" in statuses:
        return "an exit poll and a count" if len(statuses) > 1 else _polls(one, other)
    if "claimed" in statuses:
        return _claims(one, other)
    if "unstated" in statuses:
        return _unstated(one, other)
    return "stages of one count" if one.status != other.status else _stages(one, other)


def _polls(one: Number, other: Number) -> str:
    return "exit polls of two pollsters" if one.claimant != other.claimant else _stages(one, other)


def _claims(one: Number, other: Number) -> str:
    """A rival's number against an official one contradicts, and so do two rivals'; one claimant's two do not."""
    if one.status == other.status and _one_claimant(one, other):
        return "one claimant's two numbers"
    if "unstated" in (one.status, other.status) and one.article == other.article:
        return "one does not say which count it is of"
    return ""


def _unstated(one: Number, other: Number) -> str:
    """Words that do not say which count a number is of: it may be another stage, unless all else is equal."""
    equal = one.status == other.status and bool(one.claimant) and one.claimant == other.claimant
    apart = one.article == other.article or one.time != other.time
    return "" if equal and not apart else "one does not say which count it is of"


def _stages(one: Number, other: Number) -> str:
    """Two numbers of one status: stages of a count where its share, or the day, is another."""
    if one.counted != other.counted:
        return "stages of one count"
    if one.status == other.status == "preliminary" and one.counted is None:
        return "counts under way, which need not be at one stage"
    if one.time and other.time and one.time != other.time:
        return "given at two times"
    if _one_claimant(one, other) and one.article == other.article:
        return "one report gives both, one after the other"
    return ""


def _one_claimant(one: Number, other: Number) -> bool:
    """Whether nothing says that two numbers come from different claimants."""
    return one.claimant == other.claimant or not (one.claimant and other.claimant)


def in_words(number: Number) -> str:
    """A number as a reason says it: "92.12 percent (final, the commission)"."""
    value = f"{int(number.value):,}" if number.value.is_integer() else f"{number.value:g}"
    said = {"more_than": "more than ", "less_than": "less than ", "at_least": "at least ", "about": "about "}
    unit = f" {number.unit}" if number.unit != "count" else ""
    standing = ", ".join(filter(None, (number.status.replace("_", " "), number.claimant_name)))
    return f"{said.get(number.qualifier or '', '')}{value}{unit} ({standing})"
