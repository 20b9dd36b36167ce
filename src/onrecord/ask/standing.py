"""For whom a mention speaks: a state through its leader, ministry, embassy or parliament; or nobody but itself."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.ask import vocabulary
from onrecord.ask.names import Places, best_name, country_of, kind_of
from onrecord.text import fold
from onrecord.types import Entity, Mention

Standing = Literal["state", "official", "office unknown", "private", "no country"]
SPEAKS_FOR_A_STATE: tuple[Standing, ...] = ("state", "official", "office unknown")


def standing_of(mention: Mention, published: str | None, places: Places) -> Standing:
    """How a mention stands towards its country.

    A state and its official institutions speak for it. A person does when an office is known and held on that day, or
    when the words name one; not when the words show a private person, a party or a former office. A person of whom
    neither is known is given the benefit of the doubt ("office unknown"), and the answer says so; any other body is
    private until something shows an office.
    """
    if country_of(mention) is None:
        return "no country"
    kind = kind_of(mention)
    if kind in ("state", "place"):
        return "state"
    if mention.entity and mention.entity.office:
        return _by_office(mention.entity, published)
    return _by_words(mention, "person" if kind == "person" else "organization", places)


def _by_office(entity: Entity, published: str | None) -> Standing:
    office = fold(entity.office or "").replace("_", " ")
    over = published and ((entity.end and entity.end < published) or (entity.start and entity.start > published))
    private = vocabulary.pattern("office", "private").search(office)
    return "private" if over or private else "official"


def _by_words(mention: Mention, kind: str, places: Places) -> Standing:
    said = fold(f"{mention.wording} | {mention.name or ''} | {best_name(mention)}").replace("_", " ")
    said = re.sub(r"[-]", " ", said)
    if vocabulary.pattern("office", "private").search(said):
        return "private"
    if vocabulary.pattern("office", kind).search(said):
        return "official"
    if kind == "person":
        return "office unknown"
    if places.party(best_name(mention), country_of(mention)):
        return "private"
    return "official" if mention.kind == "state" else "private"


def represents(mention: Mention, country: str, published: str | None, places: Places) -> bool:
    """Whether a mention is the state itself or someone who speaks for it by office."""
    return country_of(mention) == country and standing_of(mention, published, places) in ("state", "official")
