"""Who or what a mention is, by the gazetteer at a date: its entity and its country, or why neither is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.data import CountryMatch, Gazetteer, Institution, Leader, Organisation, RoleWord, Spot
from onrecord.resolve.names import PersonWords, read_person
from onrecord.types import Entity, Mention

# Role classes of the gazetteer, the highest first: posts that one person holds at a time, and offices that many hold.
_POSTS = (
    "head_of_state", "head_of_government", "leader", "royal", "foreign_minister", "defence_minister", "minister",
    "deputy_head_of_state", "deputy_head_of_government", "international_official",
)  # fmt: skip
_OFFICES = (*_POSTS, "politician", "party_leader", "diplomat", "official")
_OF_HERE = re.compile(r"\s+of\s+(?:the|this|our|that)\s+(?:country|republic|state)$", re.IGNORECASE)
_PARENTS = {"eu_institution": "EU", "un_organ": "UN", "un_agency": "UN", "osce_institution": "OSCE"}


def identify(mention: Mention, *, gazetteer: Gazetteer, date: str | None, home: str | None) -> Mention:
    """The mention with ``entity``, ``country`` and ``unresolved`` filled in, and a state's English name.

    ``date`` is the article's, for who held which office; ``home`` the country that a bare "the Foreign Ministry" or an
    ambiguous name belongs to, None where that is unknown. What cannot be told stays None, with the reason.
    """
    finders: Mapping[str, Callable[[Mention, Gazetteer, str | None, str | None], Mention]] = {
        "person": _person, "state": _state, "place": _place, "organization": _organisation, "group": _group,
    }  # fmt: skip
    finder = finders.get(mention.kind)
    return finder(mention, gazetteer, date, home) if finder else mention


# States and places


def _state(mention: Mention, gazetteer: Gazetteer, date: str | None, home: str | None) -> Mention:
    near = (home,) if home else ()
    match = gazetteer.country(mention.wording, near=near)
    if match:
        state = Entity(match.iso3, match.name, "state", match.iso3)
        return replace(mention, name=match.name, entity=state, country=match.iso3, unresolved=None)
    body = gazetteer.organisation(mention.wording)
    return _body(mention, body) if body else _unplaced(mention, gazetteer)


def _place(mention: Mention, gazetteer: Gazetteer, date: str | None, home: str | None) -> Mention:
    match = gazetteer.country(mention.wording, near=(home,) if home else ())
    if match is None:
        return _unplaced(mention, gazetteer)
    if match.how in ("name", "demonym"):
        return _state(mention, gazetteer, date, home)
    place = Entity(f"{match.iso3}:{match.wording}", match.wording, "place", match.iso3)
    return replace(mention, entity=place, country=match.iso3, unresolved=None)


def _unplaced(mention: Mention, gazetteer: Gazetteer) -> Mention:
    readings = gazetteer.countries_named(mention.wording)
    if not readings:
        return replace(mention, unresolved="unknown: not in the gazetteer")
    return replace(mention, unresolved="ambiguous: " + "; ".join(_readings(readings)))


def _readings(readings: tuple[CountryMatch, ...]) -> list[str]:
    names = dict.fromkeys(match.name for match in readings)
    rivals = dict.fromkeys(match.rival for match in readings if match.rival)
    return list(names) if len(names) > 1 else [*names, *(rivals or {"something else": None})]


# Organisations


def _organisation(mention: Mention, gazetteer: Gazetteer, date: str | None, home: str | None) -> Mention:
    wording = mention.name or mention.wording
    body = gazetteer.organisation(wording) or gazetteer.organisation(mention.wording)
    if body:
        return _body(mention, body)
    near = (home,) if home else ()
    office = gazetteer.institution(wording, near=near) or gazetteer.institution(mention.wording, near=near)
    if office:
        return _office(mention, office)
    spots = _spots(mention, gazetteer)
    owner = next((spot.country for spot in spots if spot.country), None)
    party = (
        gazetteer.party(wording, owner)
        if owner
        else gazetteer.party(wording) or (gazetteer.party(wording, home) if home else None)
    )
    if party:
        entity = Entity(f"{party.iso3}:{party.name}", party.name, "organization", party.iso3)
        return replace(mention, entity=entity, country=party.iso3, unresolved=None)
    return _by_outlet_or_owner(mention, gazetteer, spots, home)


def _by_outlet_or_owner(mention: Mention, gazetteer: Gazetteer, spots: tuple[Spot, ...], home: str | None) -> Mention:
    outlet = gazetteer.outlet(mention.name or mention.wording)
    if outlet:
        entity = Entity(f"outlet:{outlet.name}", outlet.name, "organization", outlet.iso3)
        return replace(mention, entity=entity, country=outlet.iso3, unresolved=None)
    kind = gazetteer.institution_kind(_OF_HERE.sub("", mention.wording))
    if kind and home and not any(spot.country or spot.what == "organisation" for spot in spots):
        return _office(mention, Institution(home, kind, mention.wording))
    owned = next((spot for spot in spots if spot.certain), None)
    if owned and owned.what == "organisation":
        body = gazetteer.organisation_by_id(owned.id)
        return _body(mention, body) if body else mention
    if owned and owned.country:
        return replace(_spotted(mention, owned), country=owned.country, unresolved=None)
    reason = "unplaced: an institution without a country" if kind else "unknown: not in the gazetteer"
    return replace(mention, unresolved=reason)


def _spotted(mention: Mention, spot: Spot) -> Mention:
    """The mention with the entity of a party or institution inside its wording; a country alone makes none."""
    if spot.what not in ("party", "institution"):
        return mention
    name = spot.id if spot.what == "party" else mention.wording
    key = f"{spot.country}:{spot.id}" if spot.what == "party" else spot.id
    return replace(mention, entity=Entity(key, name, "organization", spot.country))


def _spots(mention: Mention, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    words = mention.wording.replace("'s", " 's").replace("’s", " 's").replace(",", " ,").split()
    return gazetteer.spot(words)


def _body(mention: Mention, body: Organisation) -> Mention:
    entity = Entity(body.id, body.name, "organization", body.country)
    return replace(mention, entity=entity, country=body.country, unresolved=None)


def _office(mention: Mention, office: Institution) -> Mention:
    entity = Entity(f"{office.iso3}:{office.kind}", office.name, "organization", office.iso3)
    return replace(mention, entity=entity, country=office.iso3, unresolved=None)


def _group(mention: Mention, gazetteer: Gazetteer, date: str | None, home: str | None) -> Mention:
    spots = tuple(spot for spot in _spots(mention, gazetteer) if spot.certain)
    countries = dict.fromkeys(spot.country for spot in spots if spot.country)
    bodies = [body for spot in spots if (body := gazetteer.organisation_by_id(spot.id)) and spot.what == "organisation"]
    if bodies and not countries:
        return _body(mention, bodies[0])
    if len(countries) == 1:
        return replace(mention, country=next(iter(countries)), unresolved=None)
    return replace(mention, unresolved="group: of several countries" if countries else "group: no country named")


# Persons


def _person(mention: Mention, gazetteer: Gazetteer, date: str | None, home: str | None) -> Mention:
    said = read_person(mention.wording, gazetteer)
    name = read_person(mention.name, gazetteer).name if mention.name else said.name
    name = name or said.name
    places = (*said.countries, *_with_parents(said.bodies, gazetteer))
    found = _by_name(name, said, places, gazetteer, date, home) if name else _by_role(said, places, gazetteer, date)
    people = {leader.id: leader for leader in reversed(found)}
    if len(people) == 1:
        return _leader(mention, found[0])
    country = said.countries[0] if len(said.countries) == 1 and not said.bodies else None
    if len(people) > 1:
        names = sorted({leader.name for leader in found})
        return replace(mention, country=country, unresolved="ambiguous: " + "; ".join(names))
    if country:
        return replace(mention, country=country, unresolved=None)
    return replace(mention, unresolved=_why_not(said, name))


def _why_not(said: PersonWords, name: str) -> str:
    if said.bodies:
        return "unknown: of an international body, not in the gazetteer"
    if name:
        return "unknown: not in the gazetteer"
    return "unplaced: a role without a country" if said.roles else "unknown: neither a name nor a role"


def _with_parents(bodies: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The bodies, each with the one it is a part of: officials of the European Council are the EU's."""
    found = [gazetteer.organisation_by_id(body) for body in bodies]
    parents = (_PARENTS.get(body.kind) for body in found if body)
    return tuple(dict.fromkeys((*bodies, *filter(None, parents))))


def _by_name(
    name: str, said: PersonWords, places: tuple[str, ...], gazetteer: Gazetteer, date: str | None, home: str | None
) -> list[Leader]:
    """The terms a name can mean, narrowed by the countries, bodies and roles that the wording says."""
    full = len(name.split()) > 1
    held = _narrowed(gazetteer.leaders_named(name, date), said, places, full)
    if not held and full and date:
        held = _closest(_narrowed(gazetteer.leaders_named(name, None), said, places, full), date)
    if not held and not full:
        held = _monarch(name, said, places, gazetteer, date)
    if len({leader.id for leader in held}) > 1 and home:
        held = [leader for leader in held if leader.country == home] or held
    return sorted(held, key=lambda leader: _rank(leader, said))


def _narrowed(terms: tuple[Leader, ...], said: PersonWords, places: tuple[str, ...], full: bool) -> list[Leader]:
    found = [t for t in terms if not places or t.country in places or t.body in places]
    if said.roles and not full and not any(role.role in _OFFICES for role in said.roles):
        return []  # "the journalist Aliyev" is not the president
    if not full and not places and not said.roles:
        found = [t for t in found if not t.role.startswith("deputy")]  # too many people are called "Rodriguez"
    fitting = [term for term in found if any(_fits(term, role) for role in said.roles)]
    return fitting or found


def _closest(terms: list[Leader], date: str) -> list[Leader]:
    """Of each person's terms, the last that had begun by the date, else the first."""
    chosen: dict[str, Leader] = {}
    for term in terms:
        if term.id not in chosen or (term.start or "") <= date:
            chosen[term.id] = term
    return list(chosen.values())


def _monarch(
    name: str, said: PersonWords, places: tuple[str, ...], gazetteer: Gazetteer, date: str | None
) -> list[Leader]:
    """The reigning "King Charles" of a country that is named, or of the only one who is called so."""
    crowns = {role.wording for role in said.roles if role.role in ("head_of_state", "royal") and role.gender}
    if not crowns:
        return []
    holders = [t for p in places for t in gazetteer.leaders_of(p, date)] or [
        t for t in gazetteer.leaders if t.holds(date)
    ]
    return [t for t in holders if t.office.lower() in crowns and t.name.split()[0] == name]


def _by_role(said: PersonWords, places: tuple[str, ...], gazetteer: Gazetteer, date: str | None) -> list[Leader]:
    """Who holds the office that the wording names: by the office's own title, else by the role's class."""
    for role in said.roles:
        for place in places:
            by_title = [term for term in gazetteer.leaders_of(place, date) if _has_title(term, role)]
            found = by_title or list(gazetteer.office_holders(place, role.role, date))
            if found and not (said.countries and role.role == "international_official"):
                return sorted(found, key=lambda term: _rank(term, said))
    return []


def _has_title(term: Leader, role: RoleWord) -> bool:
    office = term.office.lower().replace("-", " ").split()
    same_rank = ("deputy" in term.role) == role.role.startswith("deputy")
    return same_rank and role.role in _POSTS and set(role.wording.lower().replace("-", " ").split()) <= set(office)


def _fits(term: Leader, role: RoleWord) -> bool:
    leads = role.role == "leader" and term.role.startswith("head_of")
    return _has_title(term, role) or role.role in term.role.split("+") or leads


def _rank(term: Leader, said: PersonWords) -> tuple[bool, int, str]:
    fits = any(_fits(term, role) for role in said.roles)
    order = next((at for at, name in enumerate(_OFFICES) if name in term.role.split("+")), len(_OFFICES))
    return (not fits, order, term.start or "")


def _leader(mention: Mention, term: Leader) -> Mention:
    entity = Entity(term.id, term.name, "person", term.country, term.office, term.start, term.end)
    return replace(mention, entity=entity, country=term.country, unresolved=None)
