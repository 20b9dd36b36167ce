"""Members of a bloc: who of them did, who is reported not to have, and of whom no article says that they did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.ask import vocabulary
from onrecord.ask.names import country_name
from onrecord.ask.pile import Pile
from onrecord.ask.search import Hit, Search, stance_for
from onrecord.types import Row


@dataclass(frozen=True, slots=True)
class Bloc:
    """An organisation of states as a question names it, with its members' names on the day of the newest article."""

    name: str
    names: frozenset[str]
    note: str


def bloc_of(qualifiers: Iterable[str], pile: Pile) -> tuple[Bloc | None, tuple[str, ...]]:
    """The bloc that the words around a subject name ("EU", "of the African Union"), and the words that name none."""
    other, found = [], None
    for words in qualifiers:
        plain = re.sub(r"^(?:of|in|from|within) (?:the )?|^the ", "", words.strip(), flags=re.IGNORECASE)
        bloc = None if found else _bloc(plain, words, pile)
        found = found or bloc
        if not bloc:
            other.append(words)
    if found:
        other = [words for words in other if words.casefold() not in vocabulary.words("words", "members")]
    return found, tuple(other)


def _bloc(plain: str, words: str, pile: Pile) -> Bloc | None:
    adjectives = vocabulary.table("blocs")
    body = pile.places.organisation(adjectives.get(plain.casefold(), plain)) or pile.places.organisation(plain.upper())
    if body is None:
        return None
    day = max((article.published or "" for article in pile.articles.values()), default="") or None
    codes = pile.places.members(body.id, day)
    if not codes:
        return None
    on = f" on {day}" if day else ""
    note = f"“{words}” is read as the {len(codes)} members of {body.name}{on}"
    return Bloc(body.name, frozenset(country_name(code, pile.places) for code in codes), note)


def absent_rows(search: Search, bloc: Bloc, hits: list[Hit], rows: list[Row]) -> Iterator[Row]:
    """Where a question asks who did not: a row for each member of whom no article says that it did, or that it did not.

    These rows have no words to quote, and their value says how much was searched.
    """
    if search.query.polarity != "negative" or search.query.form != "actors" or search.target.kind == "unknown":
        return
    did = {hit.value for hit in hits if stance_for(search.query, hit.claim) in ("asserted", "implied")}
    told = {row.value for row in rows}
    home = {country_name(code, search.places) for code in search.homes.values()}
    if search.target.country:
        home = {country_name(search.target.country, search.places)}
    for name in sorted(bloc.names - did - told - home):
        yield Row(f"{name} (not reported in {search.pile.searched})", ())
