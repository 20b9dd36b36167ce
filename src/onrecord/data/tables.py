"""Loading the gazetteer: one CSV file for each table, every row checked, the message naming the file and the row."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
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
    Title,
)
from onrecord.data.gazetteer import Gazetteer
from onrecord.errors import DataError
from onrecord.text import fold, spelling

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO3 = re.compile(r"[A-Z]{3}")


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer in a folder, the shipped one by default; loaded and checked once.

    Raises DataError with the file and the row where a row fails its check.
    """
    return _load_gazetteer((folder or Path(__file__).parent.parent / "gazetteer").resolve())


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
        organisation_names=tuple(
            dict.fromkeys(
                named for row in _rows(folder / "organisation_names.csv") for named in _organisation_names(row, by_id)
            )
        ),
        memberships=tuple(_membership(row, codes, by_id) for row in _rows(folder / "members.csv")),
        institution_names=tuple(_institution(row, codes) for row in _rows(folder / "institutions.csv")),
        institution_words={fold(row["wording"]): row["kind"] for row in _rows(folder / "institution_words.csv")},
        parties=tuple(_party(row, codes) for row in _rows(folder / "parties.csv")),
        outlets=outlets,
        roles={fold(role.wording).replace("-", " "): role for role in roles},
        group_nouns={
            fold(row["lemma"]): GroupNoun(row["lemma"], row["of"]) for row in _rows(folder / "group_nouns.csv")
        },
        people={fold(row["lemma"]): row["kind"] for row in _rows(folder / "people.csv")},
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
    "people.csv": ("lemma", "kind"),
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
        return self.among("need", get_args(Need), "need")  # type: ignore[return-value]

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
    how: How = row.among("how", get_args(How), "way to name a country")  # type: ignore[assignment]
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


_SPELLINGS = (("Organisation", "Organization"), ("Co-operation", "Cooperation"), ("Defence", "Defense"))


def _organisation_names(row: _Row, bodies: Mapping[str, Organisation]) -> list[Named]:
    """The name as the row has it and in the other usual spellings of its words."""
    wordings = [row["wording"]]
    for one, other in _SPELLINGS:
        wordings += [wording.replace(one, other) for wording in wordings if one in wording]
        wordings += [wording.replace(other, one) for wording in wordings if other in wording]
    need, body = row.need(), bodies[row.among("id", bodies, "organisation")]
    return [Named(wording, need, body) for wording in dict.fromkeys(wordings)]


def _membership(row: _Row, codes: Collection[str], bodies: Collection[str]) -> tuple[str, str, str | None, str | None]:
    body, iso3 = row.among("id", bodies, "organisation"), row.among("iso3", codes, "country")
    return body, iso3, row.date("start"), row.date("end")


def _institution(row: _Row, codes: Collection[str]) -> Named:
    office = Institution(row.among("iso3", codes, "country"), row["kind"], row["name"])
    return Named(row["wording"], row.need(), office)


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
