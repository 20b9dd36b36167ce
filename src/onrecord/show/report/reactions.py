"""Who stands where: countries for and against what the story is about, the map of them, and blocs of states."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.ask.names import thing_group
from onrecord.ask.standing import SPEAKS_FOR_A_STATE, standing_of
from onrecord.show.report import world
from onrecord.show.report.deeds import Deeds, ranked
from onrecord.show.report.material import Material
from onrecord.show.report.model import Bloc, Jump, Land, Map, Reaction, Stance
from onrecord.weighed import Fact

DETAIL = (480, 283)  # the window around the story's country, in units of the drawing


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which acts are for and against something, and the organisations that are looked at."""

    for_: frozenset[str]
    against: frozenset[str]
    blocs: tuple[str, ...]


@cache
def kinds() -> Kinds:
    """From ``stances.toml``."""
    text = resources.files("onrecord.show.report").joinpath("stances.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return Kinds(frozenset(raw["for"]), frozenset(raw["against"]), tuple(raw["blocs"]))


def side(fact: Fact) -> Stance | None:
    """Which side a fact is on; None where its kind of act is on none, or it did not happen."""
    if fact.modality != "asserted":
        return None
    return "for" if fact.action in kinds().for_ else "against" if fact.action in kinds().against else None


def concerning(material: Material) -> tuple[Fact, ...]:
    """The facts that are for or against what the story is about.

    That is its country and people, an election, a result or a victory, and whatever else several aim at.
    """
    sided = [fact for fact in material.facts if side(fact)]
    actors: dict[str, set[str]] = defaultdict(set)
    for fact in sided:
        if fact.target and fact.actor:
            actors[fact.target.name.value].add(fact.actor.name.value)
    home = material.story.country if material.story else None
    return tuple(fact for fact in sided if _is_concerned(fact, home, actors))


def _is_concerned(fact: Fact, home: str | None, actors: Mapping[str, set[str]]) -> bool:
    if fact.target is None:
        return True
    name, country = fact.target.name.value, fact.target.country
    if fact.target.kind in ("thing", "place"):
        judged = bool(thing_group(name)) and (home is None or country in (home, None))
        return judged or len(actors[name]) > 1
    return country == home if home else len(actors[name]) > 1


def spoken_for(material: Material, fact: Fact) -> str | None:
    """The country for which a fact's actor speaks, by office or as the state itself."""
    if fact.actor is None or fact.actor.country is None:
        return None
    for claim in fact.claims:
        agent = material.claims[claim].role("agent") if claim in material.claims else None
        published = material.article_of(claim).published if agent else None
        if agent and standing_of(agent, published, material.gazetteer) in SPEAKS_FOR_A_STATE:
            return fact.actor.country
    return None


def by_country(material: Material) -> Mapping[str, tuple[Fact, ...]]:
    """The facts by which other countries than the story's reacted, by code."""
    home = material.story.country if material.story else None
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in concerning(material):
        country = spoken_for(material, fact)
        if country and country != home:
            groups[country].append(fact)
    return {code: tuple(ranked(facts)) for code, facts in sorted(groups.items())}


def reactions(material: Material, deeds: Deeds) -> tuple[Reaction, ...]:
    """Every other country that reacted, those on most sources first."""
    made = [_reaction(code, material.country(code), facts, deeds) for code, facts in by_country(material).items()]
    return tuple(sorted(made, key=lambda one: (-one.sources, one.name)))


def _reaction(code: str, name: str, facts: Sequence[Fact], deeds: Deeds) -> Reaction:
    sides = {side(fact) for fact in facts}
    stance: Stance = "both" if len(sides) > 1 else "for" if "for" in sides else "against"
    lines = tuple(deeds.line(fact) for fact in facts)
    return Reaction(code, name, stance, lines, max(fact.sources for fact in facts))


def map_of(material: Material, found: Iterable[Reaction]) -> Map:
    """The world with the countries that reacted."""
    by_code = {one.iso3: one for one in found}
    home = material.story.country if material.story else None
    lands = tuple(_land(shape, by_code.get(shape.iso3), home, material) for shape in world.shapes())
    counts = Counter(one.stance for one in by_code.values())
    silent = sum(land.kind == "silent" and not land.home for land in lands)
    numbers = (*((stance, counts[stance]) for stance in ("for", "against", "both")), ("silent", silent))
    drawn = {shape.iso3 for shape in world.shapes()}
    missing = tuple(one.name for code, one in sorted(by_code.items()) if code not in drawn)
    # In the order of drawing: those with a reaction over those without, the story's own country above all.
    order = sorted(lands, key=lambda land: (land.home, land.kind != "silent"))
    view = world.borders().view
    return Map(world.WIDTH, world.HEIGHT, tuple(order), _detail(home), numbers, view, missing)


def _land(shape: world.Shape, reaction: Reaction | None, home: str | None, material: Material) -> Land:
    kind = reaction.stance if reaction else "silent"
    name = material.country(shape.iso3)
    told = f"{name}: {kind}" if shape.iso3 != home else f"{name}, which the story is about"
    return Land(kind, shape.iso3 == home, shape.path, shape.dot, told, f"c-{shape.iso3}" if reaction else "")


def _detail(home: str | None) -> tuple[int, int, int, int] | None:
    """A window around a country, moved where it would leave the drawing."""
    centre = world.centre(home) if home else None
    if centre is None:
        return None
    width, height = DETAIL
    left = min(max(centre[0] - width // 2, 0), world.WIDTH - width)
    top = min(max(centre[1] - height // 2, 0), world.HEIGHT - height)
    return left, top, width, height


def blocs(material: Material, found: Iterable[Reaction]) -> tuple[Bloc, ...]:
    """The organisations of which a member reacted, with their members at the story's date."""
    by_code = {one.iso3: one for one in found}
    date = (material.story.end or material.story.start) if material.story else None
    home = material.story.country if material.story else None
    made = []
    for org in kinds().blocs:
        members = [code for code in material.gazetteer.members(org, date) if code != home]
        body = material.gazetteer.organisation_by_id(org)
        if body and any(code in by_code for code in members):
            made.append(_bloc(body.name, members, by_code, material))
    return tuple(made)


def _bloc(name: str, members: Sequence[str], by_code: Mapping[str, Reaction], material: Material) -> Bloc:
    reacted = sorted((by_code[code] for code in members if code in by_code), key=lambda one: one.name)
    stances: tuple[Stance, ...] = ("for", "against", "both")
    sides = tuple(
        (stance, tuple(Jump(one.name, f"c-{one.iso3}") for one in reacted if one.stance == stance))
        for stance in stances
    )
    silent = sorted(material.country(code) for code in members if code not in by_code)
    return Bloc(name, len(members), sides, tuple(silent))
