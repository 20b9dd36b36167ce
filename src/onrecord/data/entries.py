"""What the gazetteer holds: one type for each kind of entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["name", "demonym", "capital", "metonym"]
Need = Literal["", "case", "name", "context"]
SpotKind = Literal["LOC", "ORG"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. ``leads`` is the role class of the person meant by "the leader of" it."""

    iso3: str
    iso2: str
    name: str
    kind: str
    leads: str


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country that a wording names, and how: by its name, a demonym, its capital or a metonym for its government.

    ``need`` says how far the wording can be trusted alone: "" (always), "case" (only in this case: "US", "Pole"),
    "name" (also a name of people: "Jordan", "Georgia"), "context" (only with other signs of the country: "Victoria").
    ``rival`` is the other thing it may be, where known: a country's code or a word ("person", "US state").
    """

    iso3: str
    name: str
    how: How
    wording: str
    need: Need = ""
    rival: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """One term of one person in one office. ``country`` is None for officials of international bodies (``body``).

    ``id`` is the person's, equal for all terms. ``start`` and ``end`` are ISO dates, start included, end excluded;
    an unknown start is None and an office still held has no end. ``role`` may join two classes with "+".
    """

    id: str
    name: str
    country: str | None
    body: str | None
    office: str
    role: str
    start: str | None
    end: str | None
    aliases: tuple[str, ...] = ()

    def holds(self, date: str | None) -> bool:
        """Whether the office is held on an ISO date; with None, whether it ever was (always true)."""
        return date is None or ((self.start or "") <= date and (self.end is None or date < self.end))


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international body, or an organisation known by its own name. ``country`` is None for international bodies."""

    id: str
    name: str
    acronym: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution of one country: a ministry, a parliament, a commission, an embassy of that country."""

    iso3: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """A political party of one country. ``need`` is "context" for a name that says too little alone ("Progress")."""

    iso3: str
    name: str
    acronym: str
    need: Need = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or agency. ``need`` is "context" where its name is also a common word ("Report", "Trend")."""

    name: str
    domains: tuple[str, ...]
    iso3: str
    kind: str
    ownership: str
    need: Need = ""


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A noun for a person by office or activity. ``takes_country``: "the Turkish …" makes that country theirs.

    ``gender`` is "m", "f" or ""; ``plural`` the plural wording.
    """

    wording: str
    role: str
    takes_country: bool
    gender: str
    plural: str


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun that names several people or states at once; ``of`` says what they are (leaders, states, …)."""

    lemma: str
    of: str


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a name: an honorific ("Mr"), a rank or a style ("Ayatollah"); ``gender`` is "m", "f" or ""."""

    word: str
    kind: str
    gender: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A gazetteer name in a sentence's words, start included, end excluded.

    ``what`` is name, demonym, capital or metonym (of the country ``id``), or organisation, institution, party, outlet.
    ``country`` is None for international bodies and for an institution whose country the words do not say.
    ``certain`` is False where the words alone could be something else; treat such a spot as a hint.
    """

    start: int
    end: int
    kind: SpotKind
    what: str
    id: str
    country: str | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """One wording of one organisation or institution, as a row has it."""

    wording: str
    need: Need
    target: Organisation | Institution
