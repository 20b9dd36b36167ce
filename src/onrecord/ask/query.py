"""What a question asks for, once it is read: one type for each kind of question, and what bounds the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.types import FigureStatus, Modality, Polarity

Side = Literal["any", "home", "abroad"]
Form = Literal["actors", "targets", "deeds", "topics", "owners", "pairs", "yes_no"]
Wants = Literal["countries", "who", "whom", "what", "yes_no"]
DateBound = Literal["by", "before", "after", "since", "on", "between"]
FigureForm = Literal["amount", "claimants", "closest", "listed"]
SpeechForm = Literal["words", "speakers"]
CoverageForm = Literal["disagreements", "contradictions", "reports", "reporters", "omitters", "missing", "only"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a month as a question names it; a year that is not said is None."""

    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class DateLimit:
    """When it must have happened: by, before, after, since, on a day, or between two; ``words`` as asked."""

    bound: DateBound
    day: Day
    words: str
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds an answer: when it happened, and according to whom."""

    date: DateLimit | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question about events as it was read.

    ``actor`` and ``target`` are the names as asked, None for anyone; ``kind`` bounds the rows (countries, person,
    organization, any); ``actions`` is empty where every action is asked for. ``topic`` is what follows the names ("on
    his victory"), ``qualifiers`` what narrows the subject ("African"): what of them does not filter, the answer says.
    ``counted`` asks how many, ``first`` who was first; ``theme`` is what a demand is for ("release"); ``side``
    bounds who acts to those at home (conceding is for rivals) or abroad ("foreign leaders").
    """

    question: str
    form: Form
    wants: Wants
    actions: tuple[str, ...] = ()
    actor: str | None = None
    target: str | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    kind: str = "any"
    topic: str = ""
    qualifiers: tuple[str, ...] = ()
    counted: bool = False
    first: bool = False
    theme: str = ""
    side: Side = "any"
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """A question about figures as it was read.

    ``measures`` is empty where every measure is asked for, ``statuses`` where every standing is. ``subject`` is whom
    or what is measured, ``scope`` where; ``number`` is the figure whose origin is asked for,
    ``ignored`` are words that do not narrow the answer; ``noun`` are the words of
    what is counted where no measure has a name for it; ``unit`` is percent or count where the words say; ``best`` is
    false where the worst poll is asked for.
    """

    question: str
    form: FigureForm
    measures: tuple[str, ...] = ()
    statuses: tuple[FigureStatus, ...] = ()
    subject: str | None = None
    scope: str | None = None
    number: float | None = None
    ignored: tuple[str, ...] = ()
    noun: str = ""
    unit: str | None = None
    best: bool = True
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class SpeechQuery:
    """A question about what was said: by whom, to whom, on what; "speakers" asks who said it."""

    question: str
    form: SpeechForm
    speaker: str | None = None
    addressee: str | None = None
    topic: str = ""
    kind: str = "any"
    judged: Query | None = None
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class CoverageQuery:
    """A question about the reports themselves: what they disagree on, which of them tell something, which do not."""

    question: str
    form: CoverageForm
    source: str | None = None
    topic: str = ""
    act: Query | None = None
    first: bool = False
    counted: bool = False
    limits: Limits = Limits()


Question = Query | FigureQuery | SpeechQuery | CoverageQuery
