"""The gazetteer: looking up what a wording names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from onrecord.data.entries import (
    Country,
    CountryMatch,
    GroupNoun,
    How,
    Institution,
    Leader,
    Named,
    Need,
    Organisation,
    Outlet,
    Party,
    RoleWord,
    Spot,
    Title,
)
from onrecord.data.scan import ScanTable, Target, scan, scan_table, spots
from onrecord.data.wordings import bare, case_agrees, group, headline
from onrecord.text import consonants, fold, name_key, name_words, same_name, spelling

_HOWS = get_args(How)
_STYLE = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:republic|kingdom|state|sultanate|principality|emirate|commonwealth)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)


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
    organisation_names: tuple[Named, ...]
    memberships: tuple[tuple[str, str, str | None, str | None], ...]
    institution_names: tuple[Named, ...]
    institution_words: Mapping[str, str]
    parties: tuple[tuple[Party, tuple[str, ...]], ...]
    outlets: tuple[tuple[Outlet, tuple[str, ...]], ...]
    roles: Mapping[str, RoleWord]
    group_nouns: Mapping[str, GroupNoun]
    people: Mapping[str, str]
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
        return tuple(match for match in matches if match.need != "case" or case_agrees(plain, match.wording))

    def _countries_by_institution(self, wording: str) -> tuple[CountryMatch, ...]:
        """A government's or parliament's own name as a metonym: "Downing Street", "the Bundestag"."""
        known = self._institution_wordings.get(fold(bare(wording)), ())
        return tuple(
            CountryMatch(
                named.target.iso3, self._country_index[named.target.iso3].name, "metonym", named.wording, named.need
            )
            for named in known
            if isinstance(named.target, Institution)
            and (named.need != "case" or case_agrees(bare(wording), bare(named.wording)))
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

        None for a wording that only the context can settle ("the bloc"): ask ``organisation_in_context``.
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
        offices = [n.target for n in known if _need_met(n, wording.strip(), near)]
        fitting = [office for office in offices if isinstance(office, Institution)]
        if len({office.iso3 for office in fitting}) == 1:
            return fitting[0]
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

    def in_roles(self, word: str) -> bool:
        """Whether a word, or a bare hyphen, may stand in a role's wording: cheaper to ask than for each stretch."""
        parts = fold(word).replace("-", " ").split()
        return any(part in self._role_words for part in parts) or word == "-"

    def group_noun(self, lemma: str) -> GroupNoun | None:
        """The group that a lemma names ("leader", "observer", "opposition")."""
        return self.group_nouns.get(fold(lemma))

    def people_noun(self, lemma: str) -> str | None:
        """Whether a common noun means a "person" or a "body" ("driver", "committee"); None for any other."""
        return self.people.get(fold(lemma))

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
        found = scan(words, self._upper_scan if capitals else self._scan)
        return tuple(spots(words, found, self._alone)) if found else ()

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
        return group((fold(bare(match.wording)), match) for match in ordered)

    @cached_property
    def _leaders_by_alias(self) -> Mapping[str, tuple[Leader, ...]]:
        return group((key, x) for x in self.leaders for key in {name_key(n) for n in (x.name, *x.aliases)})

    @cached_property
    def _leaders_by_word(self) -> Mapping[str, tuple[Leader, ...]]:
        return group(
            (key, x)
            for x in self.leaders
            for key in sorted({consonants(word) for n in (x.name, *x.aliases) for word in name_words(n)})
        )

    @cached_property
    def _leaders_by_place(self) -> Mapping[str, tuple[Leader, ...]]:
        return group((x.country or x.body or "", x) for x in self.leaders)

    @cached_property
    def _organisation_index(self) -> Mapping[str, Organisation]:
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def _organisation_wordings(self) -> Mapping[str, tuple[Named, ...]]:
        return group((fold(bare(named.wording)), named) for named in self.organisation_names)

    @cached_property
    def _institution_wordings(self) -> Mapping[str, tuple[Named, ...]]:
        return group((fold(bare(named.wording)), named) for named in self.institution_names)

    @cached_property
    def _members_by_body(self) -> Mapping[str, tuple[tuple[str, str | None, str | None], ...]]:
        return group((body, (iso3, start, end)) for body, iso3, start, end in self.memberships)

    @cached_property
    def _party_wordings(self) -> Mapping[str, tuple[Party, ...]]:
        return group(
            (key, party) for party, aliases in self.parties for key in {fold(bare(w)) for w in (party.name, *aliases)}
        )

    @cached_property
    def _outlet_wordings(self) -> Mapping[str, tuple[tuple[Outlet, str], ...]]:
        return group(
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
    def _role_words(self) -> frozenset[str]:
        return frozenset(word for wording in (*self.roles, *self._role_plurals) for word in wording.split())

    @cached_property
    def _role_plurals(self) -> Mapping[str, RoleWord]:
        return {fold(role.plural).replace("-", " "): role for role in self.roles.values() if role.plural}

    @cached_property
    def _official_words(self) -> frozenset[str]:
        """Words that may follow a country's name in capitals without making it a person's name."""
        wordings = (*self.roles, *self.institution_words, *self.titles, *self._country_wordings)
        return frozenset(word for wording in wordings for word in wording.replace("-", " ").split())

    @cached_property
    def _scan(self) -> ScanTable:
        return scan_table(self._scan_entries(), lambda word: word)

    @cached_property
    def _upper_scan(self) -> ScanTable:
        """For sentences in capitals, where a party or an outlet of one word cannot be told from the word."""
        entries = (e for e in self._scan_entries() if " " in e[0] or e[1].what not in ("party", "outlet"))
        return scan_table(entries, str.upper)

    def _scan_entries(self) -> Iterator[tuple[str, Target]]:
        for match in self.country_names:
            shared = len({m.iso3 for m in self._country_wordings[fold(bare(match.wording))]}) > 1
            need: Need = "context" if shared and self.country(match.wording) is None else match.need
            yield match.wording, Target("LOC", match.how, match.iso3, match.iso3, need)
        for named in self.organisation_names:
            body = named.target
            assert isinstance(body, Organisation)
            yield named.wording, Target("ORG", "organisation", body.id, body.country, named.need)
        for named in self.institution_names:
            office = named.target
            assert isinstance(office, Institution)
            key = f"{office.iso3}:{office.kind}"
            yield named.wording, Target("ORG", "institution", key, office.iso3, named.need)
        for party, aliases in self.parties:
            if not party.need:
                for wording in dict.fromkeys((party.name, *aliases)):
                    if self.party(wording) == party and not wording.islower():
                        yield wording, Target("ORG", "party", party.name, party.iso3, "")
        for outlet, aliases in self.outlets:
            if not outlet.need:
                for wording in (w for w in (outlet.name, *aliases) if len(w) > 3 and not self.generic(w)):
                    yield wording, Target("ORG", "outlet", outlet.name, outlet.iso3, "")
        for wording, kind in self.institution_words.items():
            if "*" not in wording:
                for written in {wording, wording.title(), headline(wording), wording[:1].upper() + wording[1:]}:
                    yield written, Target("ORG", "institution words", kind, None, "")


def _around(text: str, begins: str, ends: str) -> bool:
    return text.startswith(begins) and text.endswith(ends) and len(text) > len(begins) + len(ends)


def _need_met(named: Named, wording: str, near: Collection[str]) -> bool:
    if named.need == "context":
        return isinstance(named.target, Institution) and named.target.iso3 in near
    return named.need != "case" or case_agrees(bare(wording), bare(named.wording))


def _one(table: Mapping[str, tuple[Named, ...]], wording: str, *, allow_context: bool) -> Organisation | None:
    plain = bare(wording)
    fitting = [
        named.target
        for named in table.get(fold(plain), ())
        if (named.need != "context" or allow_context)
        and (named.need != "case" or case_agrees(plain, bare(named.wording)))
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
