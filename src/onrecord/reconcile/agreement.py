"""Whether two numbers for one thing agree, are rounded forms of each other, differ in standing, or contradict."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types import Agreement, FigureStatus, Qualifier

ABOUT = 0.05  # how far from a number "about" may be, as a share of it
BOUND = 0.10  # how far above "more than" a number still is what was meant
STAGES: frozenset[FigureStatus] = frozenset(("preliminary", "final", "official"))


@dataclass(frozen=True, slots=True)
class Number:
    """One figure of a question: the number, with which standing, whose it is, and as of when."""

    value: float
    unit: str
    status: FigureStatus
    qualifier: Qualifier | None = None
    counted: float | None = None
    claimant: tuple[str, ...] = ()
    claimant_name: str = ""
    official: bool = False
    time: str = ""
    article: int = 0


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
    why = _apart(one, other)
    if why:
        return Likeness("different_status", f"{both}: {why}")
    return Likeness("contradiction", f"{both} are given for the same thing with equal standing")


def fits(one: Number, other: Number) -> bool:
    """Whether two numbers can be one: equal, one rounded, or within the bound or the range that one of them gives."""
    if one.value == other.value:
        return True
    if one.qualifier == other.qualifier == "between" and one.article == other.article:
        return True  # the two ends of one range
    return any(_rounds(a, b) or _bounds(a, b) for a, b in ((one, other), (other, one)))


def _rounds(rough: Number, exact: Number) -> bool:
    """Whether the rougher number is the other one rounded, or cut, to its own last digit."""
    step = _step(rough.value)
    if step <= _step(exact.value):
        return False
    slack = ABOUT * abs(rough.value) if rough.qualifier == "about" else 0.0
    cut = rough.value <= exact.value < rough.value + step and step <= 1
    return cut or abs(rough.value - exact.value) <= max(step / 2, slack) * (1 + 1e-9)


def _bounds(bound: Number, exact: Number) -> bool:
    gap = (exact.value - bound.value) / abs(bound.value) if bound.value else exact.value
    match bound.qualifier:
        case "more_than" | "at_least":
            return 0 <= gap <= BOUND
        case "less_than":
            return -BOUND <= gap <= 0
        case "about":
            return abs(gap) <= ABOUT
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
    if one.status != other.status and "preliminary" in statuses:
        return "stages of one count"
    return _stages(one, other)


def _polls(one: Number, other: Number) -> str:
    return "exit polls of two pollsters" if one.claimant != other.claimant else _stages(one, other)


def _claims(one: Number, other: Number) -> str:
    """A rival's number against an official one contradicts; the same claimant's later number does not."""
    if one.claimant and one.claimant == other.claimant and one.time != other.time:
        return "one claimant at two times"
    return ""


def _unstated(one: Number, other: Number) -> str:
    """Words that do not say which count a number is of: it may be another stage, unless all else is equal."""
    if one.status == other.status and one.article != other.article and one.claimant == other.claimant:
        return "" if one.time[:10] == other.time[:10] and one.claimant else "one does not say which count it is of"
    return "one does not say which count it is of"


def _stages(one: Number, other: Number) -> str:
    """Two numbers of one status: stages of a count where its share, or the day, is another."""
    if one.counted != other.counted:
        return "stages of one count"
    same = one.claimant == other.claimant
    if same and one.time and other.time and one.time != other.time:
        return "one claimant at two times"
    if same and one.article == other.article:
        return "one report gives both, one after the other"
    return ""


def in_words(number: Number) -> str:
    """A number as a reason says it: "92.12 percent (final, the commission)"."""
    value = f"{int(number.value):,}" if number.value.is_integer() else f"{number.value:g}"
    said = {"more_than": "more than ", "less_than": "less than ", "at_least": "at least ", "about": "about "}
    unit = f" {number.unit}" if number.unit != "count" else ""
    standing = ", ".join(filter(None, (number.status.replace("_", " "), number.claimant_name)))
    return f"{said.get(number.qualifier or '', '')}{value}{unit} ({standing})"
