"""The report as data: every value that the page shows, with the places of the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.show.marks import Stretch
from onrecord.types import ClaimKind, FigureStatus, QuoteForm
from onrecord.weighed import Agreement

Stance = Literal["for", "against", "both"]


@dataclass(frozen=True, slots=True)
class Ref:
    """One way from a value to the words: their anchor on the page, this link's own id, and whose words they are."""

    anchor: str
    id: str
    where: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A value with the words it rests on; ``more`` counts claims that have no link of their own."""

    value: str
    refs: tuple[Ref, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Jump:
    """A number or a name that stands for a part of the page, whose every row has its own words."""

    text: str
    anchor: str


Piece = str | Cited | Jump


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words with the way to them."""

    words: Cited
    form: QuoteForm
    outlet: str
    day: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A fact as a line: who did what to whom, on how many sources, how firmly, and the most telling words."""

    who: Cited
    what: str
    standing: str
    sources: int
    denials: Cited | None
    quote: Said | None


@dataclass(frozen=True, slots=True)
class Reaction:
    """A country's stance, with the deeds that make it."""

    iso3: str
    name: str
    stance: Stance
    deeds: tuple[Deed, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Land:
    """One shape of the map: how it is drawn, in words, and where it leads."""

    kind: Stance | Literal["silent"]
    home: bool
    path: str
    dot: tuple[int, int] | None
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing, the window of its detail as (left, top, width, height), and how many countries are which."""

    width: int
    height: int
    lands: tuple[Land, ...]
    detail: tuple[int, int, int, int] | None
    counts: tuple[tuple[str, int], ...]
    view: str
    without_shape: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bloc:
    """One organisation's members by stance, in names; a silent member is one of which no article here says anything."""

    name: str
    members: int
    sides: tuple[tuple[Stance, tuple[Jump, ...]], ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """All that one kind of act was done by; ``unseen`` counts those that are left out here."""

    heading: str
    anchor: str
    deeds: tuple[Deed, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What is dated alike: the date in words and as precise as it is, whether the text gives it, and what happened."""

    anchor: str
    words: str
    first: str
    last: str
    precision: str
    told: bool
    act: str
    deeds: tuple[Cited, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value with its way to the words, and whether a later one of the same claimant took its place."""

    value: Cited
    number: float | None
    superseded: bool


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What one claimant gave with one standing."""

    claimant: str
    status: FigureStatus
    values: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One question that figures answer; ``plot`` is the id of its drawing, empty where there is one number."""

    anchor: str
    heading: str
    unit: str
    verdict: Agreement
    reason: str
    lines: tuple[FigureLine, ...]
    sources: int
    notes: tuple[str, ...]
    plot: str


@dataclass(frozen=True, slots=True)
class Carried:
    """How an outlet has a fact: for it, against it, or only in a copy of another's words."""

    how: Literal["carries", "denies", "copy"]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Coverage:
    """Outlets across, facts down; ``totals`` say of how many facts each outlet says something.

    ``shared`` counts the facts that two or more outlets carry, ``left_out`` gives, for each outlet, those that it does
    not.
    """

    outlets: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Carried | None, ...]], ...]
    totals: tuple[int, ...]
    shared: int
    left_out: tuple[tuple[Jump, ...], ...]
    unseen: int
    unseen_outlets: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are given, and the words, those in marks first."""

    name: str
    country: str
    quotes: tuple[Said, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class Source:
    """An article: its outlet, date, title, address, how much rests on it, and those that repeat its words."""

    outlet: str
    day: str
    title: str
    url: str
    claims: int
    anchor: str
    copies: tuple[tuple[Source, str], ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What could not be read or placed."""

    inputs: tuple[tuple[str, str, str], ...]
    unseen_inputs: int
    nameless: tuple[tuple[ClaimKind, int], ...]
    apart: int
    weak: int
    undated: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article in its stretches, with the anchors at each, and the ways back to where it is cited."""

    kind: str
    stretches: tuple[tuple[Stretch, tuple[str, ...]], ...]
    back: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The passages of one article."""

    anchor: str
    number: int
    outlet: str
    title: str
    day: str
    url: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A Vega-Lite drawing: the id of its place, its label in words, and its specification as JSON."""

    id: str
    label: str
    spec: str


@dataclass(frozen=True, slots=True)
class Report:
    """All of it, in the order of the page."""

    title: str
    title_of: str
    kind: str
    country: str
    days: str
    counts: tuple[tuple[int, str], ...]
    lead: tuple[Piece, ...]
    map: Map | None
    reactions: tuple[Reaction, ...]
    blocs: tuple[Bloc, ...]
    acts: tuple[Acts, ...]
    moments: tuple[Moment, ...]
    unseen_moments: int
    figures: tuple[Figure, ...]
    unseen_figures: int
    coverage: Coverage | None
    speakers: tuple[Speaker, ...]
    unseen_speakers: int
    sources: tuple[Source, ...]
    unplaced: Unplaced
    others: tuple[tuple[str, str, int], ...]
    unseen_others: int
    texts: tuple[Text, ...]
    unseen_words: int
    plots: tuple[Plot, ...]
