"""The news grammar: random sentences with trees and names, from a data file and tables of actors."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from tools.train.organisations import read_organisations
from tools.train.phrases import Phrase, chain, join, leaf, split_name

MOST_LISTED = 6
MOST_DEEP = 7


def _usable(name: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}", name)) and not name.isupper()


@dataclass(frozen=True, slots=True)
class Actors:
    """Names, countries, capitals and demonyms from the open tables."""

    names: tuple[str, ...]
    countries: tuple[str, ...]
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    bodies: tuple[Phrase, ...]
    """Organisations that take an article."""
    short: tuple[Phrase, ...]
    """Acronyms and outlets."""


def _column(path: Path, column: str, kind: str = "") -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[column] or "" for row in csv.DictReader(lines) if not kind or row["kind"] == kind]


def read_actors(folder: Path, adjectives: frozenset[str]) -> Actors:
    """The tables of leaders, cabinets, countries and organisations, cut down to what makes a clean name."""
    bodies, short = read_organisations(folder, adjectives)
    names = {name for table in ("leaders", "cabinets_2019") for name in _column(folder / f"{table}.csv", "name")}
    countries = folder / "countries.csv"
    single = re.compile(r"[A-Z][a-zé]+")
    demonyms = {demonym for cell in _column(countries, "demonyms", "country") for demonym in cell.split("|")[:1]}
    return Actors(
        names=tuple(sorted(name for name in names if _usable(name))),
        countries=tuple(sorted({name for name in _column(countries, "name", "country") if single.fullmatch(name)})),
        capitals=tuple(sorted({name for name in _column(countries, "capital", "country") if single.fullmatch(name)})),
        demonyms=tuple(sorted(word for word in demonyms if single.fullmatch(word))),
        bodies=bodies,
        short=short,
    )


def surname(actors: Actors, chance: random.Random) -> Phrase:
    """The last word of a random name, where it is long enough to be a surname and not an initial."""
    while True:
        last = chance.choice(actors.names).split()[-1]
        if len(last) > 2 and not last.endswith("."):
            return chain(split_name(last), "PER")


Parts = list[tuple[str, str, str, str]]  # key, XPOS or "", relation, head's key


NEWS = Path(__file__).with_name("news.toml")


class Grammar:
    """The news grammar, read and ready to generate."""

    def __init__(self, path: Path, actors: Actors) -> None:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._short = table["short"]
        self._actors = actors
        self._rules = {name: [self._rule(text) for text in texts] for name, texts in table["phrases"].items()}
        self._verbs: dict[str, list[str]] = {}
        slots = {
            "transitive": ("vb", "vbz", "vbd", "vbn", "vbg"),
            "doing": ("do", "doz", "dod", "don", "dog"),
            "saying": ("say", "says", "said", "sayn", "saying"),
        }
        for group, names in slots.items():
            for place, name in enumerate(names):
                self._verbs[name] = [verb.split()[place] for verb in table["verbs"][group]]

    def _rule(self, text: str) -> tuple[float, str, Parts]:
        weight, kind = 1.0, ""
        fields = text.split()
        if re.fullmatch(r"\d+x", fields[0]):
            weight = float(fields.pop(0)[:-1])
        if fields[0].startswith("@"):
            kind = fields.pop(0)[1:]
        return weight, kind, [self._item(field) for field in fields]

    def _item(self, field: str) -> tuple[str, str, str, str]:
        pieces = field.split("/")
        if len(pieces) == 2 and not pieces[0].startswith("{"):
            xpos, relation = self._short[pieces[0]]
            return pieces[0], xpos, relation, pieces[1]
        if len(pieces) == 2:
            return pieces[0].split("#")[0], "", "", "0"
        if pieces[0].startswith("{") and len(pieces) == 3 and not pieces[1].isupper():
            return pieces[0].split("#")[0], "", pieces[1], pieces[2]
        if len(pieces) == 3:
            return pieces[0], pieces[1], "", "0"
        if len(pieces) == 5:  # the opening-quote tag `` stands between slashes of its own
            raise ValueError(field)
        return pieces[0], pieces[1], pieces[2], pieces[3]

    def phrases(self) -> list[str]:
        """The names of all phrases."""
        return list(self._rules)

    def make(self, name: str, chance: random.Random, depth: int = 0) -> Phrase:
        """A random phrase of a class."""
        rules = self._rules[name]
        if depth >= MOST_DEEP:  # the first rules of every class are its plain ones
            rules = rules[:2]
        weights = [rule[0] for rule in rules]
        _, kind, parts = chance.choices(rules, weights)[0]
        return self._expand(kind, parts, chance, depth)

    def _expand(self, kind: str, parts: Parts, chance: random.Random, depth: int) -> Phrase:
        places: dict[str, int] = {}
        for place, (key, _, _, _) in enumerate(parts):
            count = 2
            name = key
            while name in places:
                name = f"{key}#{count}"
                count += 1
            places[name] = place
        # "{vbd} who/{vbd}#2" style references name an occurrence; plain ones the first.
        joined = []
        for key, xpos, relation, head in parts:
            phrase = self._part(key, xpos, chance, depth + 1)
            joined.append((phrase, relation, -1 if head == "0" else places[head]))
        whole = join(joined)
        return replace(whole, names=((0, len(whole.words), kind),)) if kind else whole

    def _part(self, key: str, xpos: str, chance: random.Random, depth: int) -> Phrase:
        if not key.startswith("{"):
            return leaf(key, xpos)
        slot = key.strip("{}")
        if slot in self._verbs:
            return leaf(chance.choice(self._verbs[slot]), xpos)
        if slot.endswith("+"):
            return self._list(slot[:-1], chance, depth)
        return self._slot(slot, chance, depth)

    def _slot(self, slot: str, chance: random.Random, depth: int) -> Phrase:
        if slot == "name":
            return chain(split_name(chance.choice(self._actors.names)), "PER")
        if slot == "surname":
            return surname(self._actors, chance)
        if slot == "country":
            if chance.random() < 0.3:
                return self.make("several", chance, depth)
            return chain([chance.choice(self._actors.countries)], "LOC")
        if slot == "capital":
            if chance.random() < 0.35:
                return self.make("cities", chance, depth)
            return chain([chance.choice(self._actors.capitals)], "LOC")
        if slot == "artorg" and chance.random() < 0.5:
            return chance.choice(self._actors.bodies)
        if slot == "bareorg" and chance.random() < 0.5:
            return chance.choice(self._actors.short)
        if slot == "demonym":
            return leaf(chance.choice(self._actors.demonyms), "JJ")
        return self.make(slot, chance, depth)

    def _list(self, slot: str, chance: random.Random, depth: int) -> Phrase:
        size = chance.choice((2, 2, 3, 3, 4, 5, MOST_LISTED)) if slot == "country" else chance.choice((2, 2, 3, 4))
        last_comma = size > 2 and chance.random() < 0.35
        parts: list[tuple[Phrase, str, int]] = [(self._slot(slot, chance, depth), "", -1)]
        for number in range(1, size):
            last = number == size - 1
            marks = [leaf(",", ",")] * (not last or last_comma) + [leaf("and", "CC")] * last
            governor = len(parts) + len(marks)
            parts += [(mark, "cc" if mark.words[0].form == "and" else "punct", governor) for mark in marks]
            parts.append((self._slot(slot, chance, depth), "conj", 0))
        return join(parts)
