"""Finds, loads and checks the data that people add: the gazetteer here, the lexicon below.

Every file is a table or a TOML file that a person can edit; each row is checked when it is loaded, and the message
names the file and the row. Nothing here opens a connection.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from onrecord.errors import DataError
from onrecord.text import consonants, fold, name_key, name_words, same_name, spelling

How = Literal["name", "demonym", "capital", "metonym"]
Need = Literal["", "case", "name", "context"]

_HOWS = ("name", "demonym", "capital", "metonym")
_NEEDS = ("", "case", "name", "context")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO3 = re.compile(r"[A-Z]{3}")
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_STYLE = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:republic|kingdom|state|sultanate|principality|emirate|commonwealth)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)


# --- The gazetteer: what it holds


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


SpotKind = Literal["LOC", "ORG"]


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
class _Named:
    """One wording of one organisation or institution, as a row has it."""

    wording: str
    need: Need
    target: Organisation | Institution


# --- The gazetteer: looking things up


@dataclass(frozen=True)
class Gazetteer:
    """What is known about countries, leaders, bodies, parties and outlets, and the words for people's roles.

    Every lookup gives a typed value or None (an empty tuple for lookups of many), never a guess: a wording that two
    countries share, or that says too little alone, is None until ``near`` (the countries that the context names)
    settles it. Indexes are made when first used.
    """

    countries: tuple[Country, ...]
    country_names: tuple[CountryMatch, ...]
    leaders: tuple[Leader, ...]
    organisations: tuple[Organisation, ...]
    organisation_names: tuple[_Named, ...]
    memberships: tuple[tuple[str, str, str | None, str | None], ...]
    institution_names: tuple[_Named, ...]
    institution_words: Mapping[str, str]
    parties: tuple[tuple[Party, tuple[str, ...]], ...]
    outlets: tuple[tuple[Outlet, tuple[str, ...]], ...]
    roles: Mapping[str, RoleWord]
    group_nouns: Mapping[str, GroupNoun]
    titles: Mapping[str, Title]
    given_names: Mapping[str, tuple[str, str]]
    generic_words: Mapping[str, str]

    # Countries

    def country(self, wording: str, *, near: Collection[str] = ()) -> CountryMatch | None:
        """The one country that a wording names: "the Turkish", "Turkey's", "Republic of Turkey", "Ankara".

        None where no country or more than one fits ("Congo", "Korean", "Victoria"), unless ``near`` holds one of them.
        """
        readings = self.countries_named(wording)
        sure = {match.iso3 for match in readings if match.need != "context" and match.rival not in near}
        wanted = sure if len(sure) == 1 and not sure & set(near) else {m.iso3 for m in readings if m.iso3 in near}
        wanted = wanted or sure
        return next((m for m in readings if m.iso3 in wanted), None) if len(wanted) == 1 else None

    def countries_named(self, wording: str) -> tuple[CountryMatch, ...]:
        """Every reading of a wording as a country, the name's before the demonym's, capital's and metonym's."""
        plain = bare(wording)
        found = self._countries_by_wording(wording.strip()) or self._countries_by_wording(plain)
        if not found and (style := _STYLE.match(plain)):
            found = tuple(m for m in self._countries_by_wording(plain[style.end() :]) if m.how == "name")
        return found or self._countries_by_institution(wording)

    def country_by_code(self, iso3: str) -> Country:
        """The country with an ISO 3166 alpha-3 code. Raises KeyError where there is none."""
        return self._country_index[iso3]

    def _countries_by_wording(self, plain: str) -> tuple[CountryMatch, ...]:
        matches = self._country_wordings.get(fold(plain), ())
        return tuple(match for match in matches if match.need != "case" or _case_agrees(plain, match.wording))

    def _countries_by_institution(self, wording: str) -> tuple[CountryMatch, ...]:
        """A government's or parliament's own name as a metonym: "Downing Street", "the Bundestag"."""
        known = self._institution_wordings.get(fold(bare(wording)), ())
        return tuple(
            CountryMatch(
                named.target.iso3, self._country_index[named.target.iso3].name, "metonym", named.wording, named.need
            )
            for named in known
            if isinstance(named.target, Institution)
            and (named.need != "case" or _case_agrees(bare(wording), bare(named.wording)))
        )

    # People

    def leaders_named(self, name: str, date: str | None) -> tuple[Leader, ...]:
        """The terms of the people that a name can mean, held on the date (any time with None), earliest first.

        A full name matches in any usual spelling, but every given name must agree. A bare surname gives everyone who
        bears it: more than one ``id`` means that it is ambiguous. Those spelled just so come before other spellings.
        """
        words = name_words(name)
        if not words:
            return ()
        found = dict.fromkeys(self._leaders_by_alias.get(name_key(name), ()))
        if len(words) > 1:
            for word in words:
                near = self._leaders_by_word.get(consonants(word), ())
                found.update(dict.fromkeys(leader for leader in near if self._is_named(leader, name)))
        held = [x for x in found if x.holds(date)]
        as_written = [x for x in held if fold(name) in {fold(known) for known in (x.name, *x.aliases)}]
        return tuple(sorted(as_written or held, key=lambda x: (x.start or "", x.id, x.office)))

    def _is_named(self, leader: Leader, name: str) -> bool:
        return any(same_name(name, known, self.given_name_groups) for known in (leader.name, *leader.aliases))

    def office_holders(self, iso3: str, role: str, date: str | None) -> tuple[Leader, ...]:
        """Who holds an office of a role class in a country (or an international body, by its id) on the date.

        The class "leader" gives whoever leads the country: its president, chancellor, king or supreme leader.
        """
        country = self._country_index.get(iso3)
        wanted = country.leads if role == "leader" and country else role
        return tuple(x for x in self._leaders_by_place.get(iso3, ()) if wanted in x.role.split("+") and x.holds(date))

    def leaders_of(self, place: str, date: str | None) -> tuple[Leader, ...]:
        """Everyone known to hold an office of a country, or of an international body, on the date."""
        return tuple(leader for leader in self._leaders_by_place.get(place, ()) if leader.holds(date))

    # Bodies

    def organisation(self, wording: str) -> Organisation | None:
        """The organisation that a wording names in full, by acronym or by a usual other name.

        None for a wording that only the context can settle ("the bloc", "the Commission"): ask ``by_context``.
        """
        return _one(self._organisation_wordings, wording, allow_context=False)

    def organisation_in_context(self, wording: str) -> Organisation | None:
        """Like ``organisation``, for use where the text has already named the body: "the bloc", "the Alliance"."""
        return _one(self._organisation_wordings, wording, allow_context=True)

    def organisation_by_id(self, org_id: str) -> Organisation | None:
        """The organisation with this id ("EU", "OSCE"), None where there is none."""
        return self._organisation_index.get(org_id)

    def members(self, org_id: str, date: str | None) -> tuple[str, ...]:
        """The members of an organisation on the date (now or last known with None), as sorted codes."""
        rows = self._members_by_body.get(org_id, ())
        if date is None:
            return tuple(sorted({iso3 for iso3, _, end in rows if end is None}))
        held = {iso3 for iso3, start, end in rows if (start or "") <= date and (end is None or date < end)}
        return tuple(sorted(held))

    def institution(self, wording: str, *, near: Collection[str] = ()) -> Institution | None:
        """The country's institution that a wording names: "Turkish foreign ministry", "embassy of X in Y"."""
        plain = bare(wording)
        known = self._institution_wordings.get(fold(plain), ())
        fitting = [n for n in known if _need_met(n, wording.strip(), near)]
        if len({named.target.iso3 for named in fitting}) == 1:  # type: ignore[union-attr]
            return fitting[0].target  # type: ignore[return-value]
        return self._institution_by_rule(plain, near)

    def institution_kind(self, wording: str) -> str | None:
        """What kind of institution words without a country name ("the Foreign Ministry": foreign_ministry)."""
        plain = fold(bare(wording))
        if plain in self.institution_words:
            return self.institution_words[plain]
        return next((kind for begins, ends, kind in self._open_institutions if _around(plain, begins, ends)), None)

    def _institution_by_rule(self, plain: str, near: Collection[str]) -> Institution | None:
        away = re.split(r"\s(?:in|to|at)\s", plain, maxsplit=1)[0]
        for what, where in (*_around_of(away), *_after_place(away)):
            kind = self.institution_kind(what)
            place = self.country(where, near=near) if kind else None
            if kind and place and (place.how in ("name", "demonym") or where != away):
                return Institution(place.iso3, kind, plain)
        return None

    def party(self, wording: str, iso3: str | None = None) -> Party | None:
        """The party that a wording names, in a country where one is given.

        None where two countries have one of that name, or where the name says too little and no country is given.
        """
        known = self._party_wordings.get(fold(bare(wording)), ())
        plain = bare(wording)
        alone = [p for p in known if p.need != "context" and len(plain) > 3 and not self.generic(plain)]
        fitting = [p for p in known if p.iso3 == iso3] if iso3 else alone
        by_name = [p for p in fitting if fold(p.name) == fold(plain)]
        return (by_name or fitting)[0] if len({p.iso3 for p in fitting}) == 1 else None

    def outlet(self, name_or_domain: str) -> Outlet | None:
        """The outlet with this name, acronym, domain or address ("en.apa.az" is "apa.az"); a name that is also a
        common word counts only in the outlet's own capitals."""
        text = re.sub(r"^https?://", "", name_or_domain.strip()).split("/")[0]
        domain = text.lower()
        while "." in domain:
            if domain in self._outlet_domains:
                return self._outlet_domains[domain]
            domain = domain.partition(".")[2]
        named = self._outlet_wordings.get(fold(bare(name_or_domain)), ())
        free = [(o, w) for o, w in named if o.need == "" and len(w) > 3 and not self.generic(w)]
        fitting = dict.fromkeys(o for o, w in named if (o, w) in free or bare(name_or_domain) == bare(w))
        return next(iter(fitting)) if len({outlet.iso3 for outlet in fitting}) == 1 else None

    # Words

    def role(self, wording: str) -> RoleWord | None:
        """The role that a noun phrase names ("prime minister", "heads of state"), singular or plural."""
        plain = fold(bare(wording)).replace("-", " ")
        return self.roles.get(plain) or self._role_plurals.get(plain)

    def group_noun(self, lemma: str) -> GroupNoun | None:
        """The group that a lemma names ("leader", "observer", "opposition")."""
        return self.group_nouns.get(fold(lemma))

    def title(self, word: str) -> Title | None:
        """The title that a word before a name is, with or without its full stop."""
        return self.titles.get(fold(word).rstrip("."))

    def gender(self, first_name: str) -> str | None:
        """ "m" or "f" for a given name that is one or the other in most countries; None otherwise."""
        known = self.given_names.get(spelling(first_name))
        return known[0] if known and known[0] else None

    def generic(self, word: str) -> bool:
        """Whether a word alone must never be taken for a party, a place or an outlet."""
        return fold(word) in self.generic_words

    def never(self, word: str, what: str) -> bool:
        """Whether a word is never what it may look like: a "party", a "place", an "outlet", a "name" at all."""
        return what in self.generic_words.get(fold(word), "").split("|")

    # Scanning a sentence

    def spot(self, words: Sequence[str]) -> tuple[Spot, ...]:
        """The gazetteer names among a sentence's words, longest first from the left, none overlapping.

        Case counts, except in a sentence wholly in capitals. A country with an institution's words makes one spot:
        "Turkish Foreign Ministry", "Ministry of Foreign Affairs of Kazakhstan".
        """
        words = tuple(words)
        capitals = not any(map(str.islower, "".join(words)))
        table = self._upper_scan if capitals else self._scan
        found: list[tuple[int, int, _Target]] = []
        at = 0
        while at < len(words):
            for rest, target in table.get(words[at], ()):
                if words[at + 1 : at + 1 + len(rest)] == rest:
                    found.append((at, at + 1 + len(rest), target))
                    at += len(rest)
                    break
            at += 1
        return tuple(self._compose(words, found)) if found else ()

    def _compose(self, words: tuple[str, ...], found: list[tuple[int, int, _Target]]) -> Iterator[Spot]:
        at = 0
        while at < len(found):
            start, end, target = found[at]
            other = found[at + 1] if at + 1 < len(found) else None
            joined = _join(words, found[at], other) if other else None
            if joined:
                yield joined
                at += 2
                continue
            if target.what != "institution words":
                certain = target.need in ("", "case") or (target.need == "name" and self._alone(words, start, end))
                yield Spot(start, end, target.kind, target.what, target.id, target.country, certain)
            elif end - start > 1 and words[start][:1].isupper() and words[end - 1][:1].isupper():
                yield Spot(start, end, "ORG", "institution", target.id, None, False)
            at += 1

    def _alone(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Whether no neighbour makes the words a person's name: "Michael Jordan", "Chad Wolf"."""
        before = words[start - 1] if start else ""
        after = words[end] if end < len(words) else ""
        if before[:1].isupper() and (spelling(before) in self.given_names or self.title(before)):
            return False
        return not (after[:1].isupper() and after[1:].islower() and fold(after) not in self._official_words)

    # Indexes

    @cached_property
    def given_name_groups(self) -> Mapping[str, str]:
        """From a given name, as ``text.spelling`` writes it, to its group of variants ("joe" to "joseph")."""
        return {name: group for name, (_, group) in self.given_names.items() if group}

    @cached_property
    def _country_index(self) -> Mapping[str, Country]:
        return {country.iso3: country for country in self.countries}

    @cached_property
    def _country_wordings(self) -> Mapping[str, tuple[CountryMatch, ...]]:
        ordered = sorted(self.country_names, key=lambda m: (_HOWS.index(m.how), m.iso3))
        return _group((fold(bare(match.wording)), match) for match in ordered)

    @cached_property
    def _leaders_by_alias(self) -> Mapping[str, tuple[Leader, ...]]:
        return _group((key, x) for x in self.leaders for key in {name_key(n) for n in (x.name, *x.aliases)})

    @cached_property
    def _leaders_by_word(self) -> Mapping[str, tuple[Leader, ...]]:
        return _group(
            (key, x)
            for x in self.leaders
            for key in sorted({consonants(word) for n in (x.name, *x.aliases) for word in name_words(n)})
        )

    @cached_property
    def _leaders_by_place(self) -> Mapping[str, tuple[Leader, ...]]:
        return _group((x.country or x.body or "", x) for x in self.leaders)

    @cached_property
    def _organisation_index(self) -> Mapping[str, Organisation]:
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def _organisation_wordings(self) -> Mapping[str, tuple[_Named, ...]]:
        return _group((fold(bare(named.wording)), named) for named in self.organisation_names)

    @cached_property
    def _institution_wordings(self) -> Mapping[str, tuple[_Named, ...]]:
        return _group((fold(bare(named.wording)), named) for named in self.institution_names)

    @cached_property
    def _members_by_body(self) -> Mapping[str, tuple[tuple[str, str | None, str | None], ...]]:
        return _group((body, (iso3, start, end)) for body, iso3, start, end in self.memberships)

    @cached_property
    def _party_wordings(self) -> Mapping[str, tuple[Party, ...]]:
        return _group(
            (key, party) for party, aliases in self.parties for key in {fold(bare(w)) for w in (party.name, *aliases)}
        )

    @cached_property
    def _outlet_wordings(self) -> Mapping[str, tuple[tuple[Outlet, str], ...]]:
        return _group(
            (fold(bare(w)), (outlet, w))
            for outlet, aliases in self.outlets
            for w in dict.fromkeys((outlet.name, *aliases))
        )

    @cached_property
    def _outlet_domains(self) -> Mapping[str, Outlet]:
        return {domain: outlet for outlet, _ in reversed(self.outlets) for domain in outlet.domains}

    @cached_property
    def _open_institutions(self) -> tuple[tuple[str, str, str], ...]:
        """What an open wording ("ministry of *") begins and ends with, and its kind."""
        parts = ((wording.partition("*"), kind) for wording, kind in self.institution_words.items() if "*" in wording)
        return tuple((begins, ends, kind) for (begins, _, ends), kind in parts)

    @cached_property
    def _role_plurals(self) -> Mapping[str, RoleWord]:
        return {fold(role.plural).replace("-", " "): role for role in self.roles.values() if role.plural}

    @cached_property
    def _official_words(self) -> frozenset[str]:
        """Words that may follow a country's name in capitals without making it a person's name."""
        wordings = (*self.roles, *self.institution_words, *self.titles, *self._country_wordings)
        return frozenset(word for wording in wordings for word in wording.replace("-", " ").split())

    @cached_property
    def _scan(self) -> _ScanTable:
        return _scan_table(self._scan_entries(), lambda word: word)

    @cached_property
    def _upper_scan(self) -> _ScanTable:
        """For sentences in capitals, where a party or an outlet of one word cannot be told from the word."""
        entries = (e for e in self._scan_entries() if " " in e[0] or e[1].what not in ("party", "outlet"))
        return _scan_table(entries, str.upper)

    def _scan_entries(self) -> Iterator[tuple[str, _Target]]:
        for match in self.country_names:
            shared = len({m.iso3 for m in self._country_wordings[fold(bare(match.wording))]}) > 1
            need: Need = "context" if shared and self.country(match.wording) is None else match.need
            yield match.wording, _Target("LOC", match.how, match.iso3, match.iso3, need)
        for named in self.organisation_names:
            body = named.target
            assert isinstance(body, Organisation)
            yield named.wording, _Target("ORG", "organisation", body.id, body.country, named.need)
        for named in self.institution_names:
            office = named.target
            assert isinstance(office, Institution)
            key = f"{office.iso3}:{office.kind}"
            yield named.wording, _Target("ORG", "institution", key, office.iso3, named.need)
        for party, aliases in self.parties:
            if not party.need:
                for wording in dict.fromkeys((party.name, *aliases)):
                    if self.party(wording) == party and not wording.islower():
                        yield wording, _Target("ORG", "party", party.name, party.iso3, "")
        for outlet, aliases in self.outlets:
            if not outlet.need:
                for wording in (w for w in (outlet.name, *aliases) if len(w) > 3 and not self.generic(w)):
                    yield wording, _Target("ORG", "outlet", outlet.name, outlet.iso3, "")
        for wording, kind in self.institution_words.items():
            if "*" not in wording:
                for written in {wording, wording.title(), _headline(wording), wording[:1].upper() + wording[1:]}:
                    yield written, _Target("ORG", "institution words", kind, None, "")


@dataclass(frozen=True, slots=True)
class _Target:
    """What a scanned wording stands for."""

    kind: SpotKind
    what: str
    id: str
    country: str | None
    need: Need


_ScanTable = Mapping[str, tuple[tuple[tuple[str, ...], _Target], ...]]
_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


def bare(wording: str) -> str:
    """A wording without a leading "the" and a trailing possessive, its spaces single."""
    return _POSSESSIVE.sub("", _THE.sub("", " ".join(wording.split())))


def _around(text: str, begins: str, ends: str) -> bool:
    return text.startswith(begins) and text.endswith(ends) and len(text) > len(begins) + len(ends)


def _case_agrees(plain: str, wording: str) -> bool:
    return plain in (wording, bare(wording)) or (plain == wording.upper() and len(plain) > 3)


def _need_met(named: _Named, wording: str, near: Collection[str]) -> bool:
    if named.need == "context":
        return isinstance(named.target, Institution) and named.target.iso3 in near
    return named.need != "case" or _case_agrees(bare(wording), bare(named.wording))


def _one(table: Mapping[str, tuple[_Named, ...]], wording: str, *, allow_context: bool) -> Organisation | None:
    plain = bare(wording)
    fitting = [
        named.target
        for named in table.get(fold(plain), ())
        if (named.need != "context" or allow_context)
        and (named.need != "case" or _case_agrees(plain, bare(named.wording)))
        and isinstance(named.target, Organisation)
    ]
    return fitting[0] if len(set(fitting)) == 1 else None


def _around_of(plain: str) -> Iterator[tuple[str, str]]:
    """The ways to read "A of B of C" as something of some place."""
    for of in re.finditer(r"\sof\s", plain):
        yield plain[: of.start()], plain[of.end() :]


def _after_place(plain: str) -> Iterator[tuple[str, str]]:
    """The ways to read "A B C" as a place followed by something."""
    words = plain.split()
    for cut in range(min(4, len(words) - 1), 0, -1):
        yield " ".join(words[cut:]), " ".join(words[:cut])


def _headline(wording: str) -> str:
    """The wording as a headline or a name writes it: small words small."""
    return " ".join(w if w in ("of", "the", "and", "for", "to") else w[:1].upper() + w[1:] for w in wording.split())


def _join(words: tuple[str, ...], one: tuple[int, int, _Target], two: tuple[int, int, _Target]) -> Spot | None:
    """One spot for a place or body next to an institution's words, None where they do not belong together."""
    (start, end, first), (after, last, second) = one, two
    between = words[end:after]
    if second.what == "institution words" and first.what != "institution words" and first.need != "context":
        owned = between in ((), ("'s",), ("’s",), ("'",), ("’",))
        return _joined(start, last, second, first) if owned else None
    if first.what == "institution words" and second.kind == "LOC" and second.what == "name":
        owned = between[:1] == ("of",) and all(word in _OF_A_STATE for word in between[1:])
        return _joined(start, last, first, second) if owned else None
    return None


_OF_A_STATE = frozenset({"the", "of", "Republic", "Kingdom", "State", "Islamic"})


def _joined(start: int, end: int, words: _Target, owner: _Target) -> Spot:
    if owner.kind == "ORG":
        return Spot(start, end, "ORG", owner.what, owner.id, owner.country)
    return Spot(start, end, "ORG", "institution", f"{owner.country}:{words.id}", owner.country, owner.need != "context")


def _group(pairs: Iterable[tuple[_Key, _Item]]) -> dict[_Key, tuple[_Item, ...]]:
    lists: dict[_Key, list[_Item]] = {}
    for key, item in pairs:
        lists.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in lists.items()}


_PIECE = re.compile(r"['’]s\b|[^\s,\-–/]+?(?=['’]s\b)|[^\s,\-–/]+|[,\-–/]")


def _scan_table(entries: Iterable[tuple[str, _Target]], case: Callable[[str], str]) -> _ScanTable:
    """From a first word to what may follow it, longest first; both usual ways to split words are held."""
    table: dict[str, dict[tuple[str, ...], _Target]] = {}
    for wording, target in entries:
        plain = case(wording if target.need == "context" else _THE.sub("", wording))
        for words in {tuple(plain.split()), tuple(_PIECE.findall(plain))}:
            held = table.setdefault(words[0], {})
            known = held.get(words[1:])
            if known is None or (known.need == "context" and target.need != "context"):
                held[words[1:]] = target
    return {first: tuple(sorted(rest.items(), key=lambda item: -len(item[0]))) for first, rest in table.items()}


# --- The gazetteer: loading


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer in a folder, the shipped one by default; loaded and checked once.

    Raises DataError with the file and the row where a row fails its check.
    """
    return _load_gazetteer((folder or Path(__file__).parent / "gazetteer").resolve())


@lru_cache(maxsize=4)
def _load_gazetteer(folder: Path) -> Gazetteer:
    countries = tuple(_country(row) for row in _rows(folder / "countries.csv"))
    codes = frozenset(country.iso3 for country in countries)
    names = {country.iso3: country.name for country in countries}
    bodies = tuple(_organisation(row, codes) for row in _rows(folder / "organisations.csv"))
    by_id = {body.id: body for body in bodies}
    outlets = tuple(_outlet(row, codes) for row in _rows(folder / "outlets.csv"))
    roles = tuple(_role(row) for row in _rows(folder / "roles.csv"))
    return Gazetteer(
        countries=countries,
        country_names=tuple(_country_name(row, names) for row in _rows(folder / "country_names.csv")),
        leaders=tuple(_leader(row, codes, by_id) for row in _rows(folder / "leaders.csv")),
        organisations=bodies,
        organisation_names=tuple(_organisation_name(row, by_id) for row in _rows(folder / "organisation_names.csv")),
        memberships=tuple(_membership(row, codes, by_id) for row in _rows(folder / "members.csv")),
        institution_names=tuple(_institution(row, codes) for row in _rows(folder / "institutions.csv")),
        institution_words={fold(row["wording"]): row["kind"] for row in _rows(folder / "institution_words.csv")},
        parties=tuple(_party(row, codes) for row in _rows(folder / "parties.csv")),
        outlets=outlets,
        roles={fold(role.wording).replace("-", " "): role for role in roles},
        group_nouns={
            fold(row["lemma"]): GroupNoun(row["lemma"], row["of"]) for row in _rows(folder / "group_nouns.csv")
        },
        titles={fold(r["word"]): Title(r["word"], r["kind"], r.gender()) for r in _rows(folder / "titles.csv")},
        given_names={
            spelling(r["name"]): (r.gender(), spelling(r["group"])) for r in _rows(folder / "given_names.csv")
        },
        generic_words={fold(row["word"]): row["never"] for row in _rows(folder / "generic_words.csv")},
    )


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "countries.csv": ("iso3", "iso2", "name", "kind", "leads"),
    "country_names.csv": ("iso3", "wording", "how", "need", "rival"),
    "leaders.csv": ("person", "place", "name", "aliases", "office", "role", "start", "end"),
    "organisations.csv": ("id", "name", "acronym", "kind", "country"),
    "organisation_names.csv": ("id", "wording", "need"),
    "members.csv": ("id", "iso3", "start", "end"),
    "institutions.csv": ("iso3", "wording", "kind", "name", "need"),
    "institution_words.csv": ("wording", "kind"),
    "parties.csv": ("iso3", "name", "acronym", "aliases", "need"),
    "outlets.csv": ("name", "aliases", "domains", "iso3", "kind", "ownership", "need"),
    "roles.csv": ("wording", "role", "takes_country", "gender", "plural"),
    "group_nouns.csv": ("lemma", "of"),
    "titles.csv": ("word", "kind", "gender"),
    "given_names.csv": ("name", "gender", "group"),
    "generic_words.csv": ("word", "never"),
}
_MAY_BE_EMPTY = frozenset(
    {"need", "rival", "aliases", "acronym", "start", "end", "country", "domains", "kind", "ownership"}
    | {"gender", "plural", "group", "iso2", "role"}
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table, which knows where it stands for the messages of its checks."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def listed(self, column: str) -> tuple[str, ...]:
        return tuple(filter(None, self.cells[column].split("|")))

    def among(self, column: str, allowed: Collection[str], what: str) -> str:
        if self.cells[column] not in allowed:
            raise DataError(
                f"{column} is {self.cells[column]!r}, which is no {what}",
                where=self.where,
                next_step="Known: " + (", ".join(sorted(allowed)) if len(allowed) < 20 else f"{len(allowed)} {what}s"),
            )
        return self.cells[column]

    def need(self) -> Need:
        return self.among("need", _NEEDS, "need")  # type: ignore[return-value]

    def gender(self) -> str:
        return self.among("gender", ("", "m", "f"), "gender")

    def date(self, column: str) -> str | None:
        if self.cells[column] and not _DATE.fullmatch(self.cells[column]):
            raise DataError(
                f"{column} is {self.cells[column]!r}", where=self.where, next_step="Write a date as YYYY-MM-DD."
            )
        return self.cells[column] or None


def _rows(path: Path) -> Iterator[_Row]:
    """The rows of a table, each with all its columns and no empty cell where a value is needed."""
    columns = _COLUMNS[path.name]
    try:
        file = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise DataError(
            "a gazetteer table cannot be read", where=str(path), next_step="Give the folder that holds the tables."
        ) from error
    with file:
        reader = csv.reader(file)
        header = tuple(next(reader, ()))
        if header != columns:
            raise DataError(f"the columns are {header}", where=path.name, next_step=f"They must be {columns}.")
        for number, cells in enumerate(reader, start=2):
            where = f"{path.name}, row {number}"
            if len(cells) != len(columns):
                raise DataError(f"{len(cells)} cells", where=where, next_step=f"Write {len(columns)}: {columns}.")
            row = _Row(where, dict(zip(columns, cells, strict=True)))
            for column in columns:
                if not row[column].strip() and column not in _MAY_BE_EMPTY:
                    raise DataError(f"{column} is empty", where=where, next_step="Give it a value or drop the row.")
            yield row


def _country(row: _Row) -> Country:
    if not _ISO3.fullmatch(row["iso3"]):
        raise DataError(f"iso3 is {row['iso3']!r}", where=row.where, next_step="Write three capital letters.")
    leads = row.among("leads", ("head_of_state", "head_of_government"), "role class")
    return Country(row["iso3"], row["iso2"], row["name"], row["kind"], leads)


def _country_name(row: _Row, names: Mapping[str, str]) -> CountryMatch:
    how: How = row.among("how", _HOWS, "way to name a country")  # type: ignore[assignment]
    iso3 = row.among("iso3", names, "country")
    return CountryMatch(iso3, names[iso3], how, row["wording"], row.need(), row["rival"])


def _leader(row: _Row, codes: Collection[str], bodies: Mapping[str, Organisation]) -> Leader:
    place = row["place"]
    if place not in codes:
        row.among("place", bodies, "country or organisation")
    start, end = row.date("start"), row.date("end")
    if start and end and end < start:
        raise DataError(f"the term ends {end} before it starts {start}", where=row.where, next_step="Mend the dates.")
    country, body = (place, None) if place in codes else (None, place)
    return Leader(
        row["person"], row["name"], country, body, row["office"], row["role"], start, end, row.listed("aliases")
    )


def _organisation(row: _Row, codes: Collection[str]) -> Organisation:
    country = row.among("country", {"", *codes}, "country") or None
    return Organisation(row["id"], row["name"], row["acronym"], row["kind"], country)


def _organisation_name(row: _Row, bodies: Mapping[str, Organisation]) -> _Named:
    return _Named(row["wording"], row.need(), bodies[row.among("id", bodies, "organisation")])


def _membership(row: _Row, codes: Collection[str], bodies: Collection[str]) -> tuple[str, str, str | None, str | None]:
    body, iso3 = row.among("id", bodies, "organisation"), row.among("iso3", codes, "country")
    return body, iso3, row.date("start"), row.date("end")


def _institution(row: _Row, codes: Collection[str]) -> _Named:
    office = Institution(row.among("iso3", codes, "country"), row["kind"], row["name"])
    return _Named(row["wording"], row.need(), office)


def _party(row: _Row, codes: Collection[str]) -> tuple[Party, tuple[str, ...]]:
    party = Party(row.among("iso3", codes, "country"), row["name"], row["acronym"], row.need())
    return party, (*filter(None, row["acronym"].split("|")), *row.listed("aliases"))


def _outlet(row: _Row, codes: Collection[str]) -> tuple[Outlet, tuple[str, ...]]:
    iso3 = row.among("iso3", codes, "country")
    return Outlet(row["name"], row.listed("domains"), iso3, row["kind"], row["ownership"], row.need()), row.listed(
        "aliases"
    )


def _role(row: _Row) -> RoleWord:
    takes = row.among("takes_country", ("yes", "no"), "answer") == "yes"
    return RoleWord(row["wording"], row["role"], takes, row.gender(), row["plural"])


# --- The lexicon
