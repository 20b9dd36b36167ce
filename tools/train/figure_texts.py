"""Reports with labelled figures, made from the templates of ``figures.txt``: plain news of elections.

Written into a folder as a labelled corpus is: NAME.txt beside NAME.gold.json, with the figures only.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).with_name("figures.txt")
NAMES = Path(__file__).with_name("figure_names.json")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_PART = re.compile(r"\$([A-Z])|\{(\w+) (\S+) (\S+) (\S+) (\w+)\}")
_MEDIA = {
    "media": "State media",
    "bill": "the bill",
    "motion": "The motion",
    "people": "people",
    "obs": "observers",
    "parliament": "parliament",
}


def write_texts(folder: Path, copies: int, seed: int = 0) -> None:
    """Every template filled in ``copies`` times, two or three of them to a report."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(line for line in TEMPLATES.read_text("utf-8").splitlines() if not line.startswith("#"))
    templates = [part.strip() for part in text.split("\n\n") if part.strip()] * copies
    chance.shuffle(templates)
    number = 0
    while templates:
        some = [templates.pop() for _ in range(min(len(templates), chance.choice((1, 2, 2, 3))))]
        name = f"own{number:04}"
        body, figures = _report(some, chance)
        (folder / f"{name}.txt").write_text(body, encoding="utf-8")
        gold = {"id": name, "figures": figures}
        (folder / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        number += 1


def _report(templates: list[str], chance: random.Random) -> tuple[str, list[dict[str, Any]]]:
    filled = _Filled(chance, _stage(templates))
    templates = [one for one in templates if _stage([one]) in {"", filled.stage}]
    filled.add(chance.choice(("$K votes", "Election in $K", "$A and $B in $K", "News from $L")) + "\n\n")
    filled.add(chance.choice(("", "", "$L, $K - ")))
    for template in templates:
        for line in template.splitlines():
            while _CHOICE.search(line):
                line = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), line, count=1)
            filled.add(re.sub(r"  +", " ", line) + ("\n\n" if line.endswith(".") else "\n"))
        filled.add("\n")
    return filled.text, filled.figures


_STAGES = ("preliminary", "final")


def _stage(templates: list[str]) -> str:
    """The stage of the count that a report is of: an authority's figures are of the stage told last."""
    told = {part[5] for template in templates for part in _PART.finditer(template) if part[5] in _STAGES}
    return max(told, default="")


class _Filled:
    """A report's text and figures, while it is filled in."""

    def __init__(self, chance: random.Random, stage: str) -> None:
        self.chance, self.stage = chance, stage
        self.text = ""
        self.figures: list[dict[str, Any]] = []
        names: Mapping[str, list[str]] = json.loads(NAMES.read_text("utf-8"))
        self.names: dict[str, str] = {}
        self.seen: set[str] = set()
        for letters, table in (("PQRS", "parties"), ("G", "authorities"), ("H", "camps"), ("KL", "countries")):
            self._draw(letters, names[table])
        self._draw("OW", names["observers"])
        self._draw("X", names["pollsters"])
        self._draw("N", names["papers"])
        self.names["L"] = chance.choice(names["regions"])
        firsts, lasts = chance.sample(names["first"], 4), chance.sample(names["last"], 4)
        self.names |= {letter: f"{one} {two}" for letter, one, two in zip("ABCD", firsts, lasts, strict=True)}
        self.comma = chance.random() < 0.06
        self.sign = chance.choice((" percent", " percent", "%", "%", " per cent"))

    def _draw(self, letters: str, among: list[str]) -> None:
        self.names |= dict(zip(letters, self.chance.sample(among, len(letters)), strict=True))

    def add(self, line: str) -> None:
        """A line with its names and figures filled in."""
        at = 0
        for part in _PART.finditer(line):
            self.text += line[at : part.start()]
            at = part.end()
            if part[1]:
                self.text += self._name(part[1])
            else:
                self._figure(part[2], part[3], part[4], part[5], part[6])
        self.text += line[at:]

    def _name(self, letter: str) -> str:
        """The full name the first time, a person's last name often after that."""
        name = self.names[letter]
        short = letter in "ABCD" and letter in self.seen and self.chance.random() < 0.6
        self.seen.add(letter)
        return name.rpartition(" ")[2] if short else name

    def _figure(self, measure: str, subject: str, giver: str, status: str, form: str) -> None:
        value, unit, written = FORMS[form](self)
        start = len(self.text)
        self.text += written
        if measure == "none":
            return
        self.figures.append(
            {
                "measure": measure,
                "subject": self.names.get(subject, _MEDIA.get(subject, subject)),
                "value": value,
                "unit": unit,
                "status": self.stage if status == "official" and self.stage in _STAGES else status,
                "attributed_to": None if giver == "-" else self.names.get(giver, _MEDIA.get(giver, giver)),
                "start": start,
                "end": len(self.text),
            }
        )

    # --- numbers

    def share(self) -> str:
        """A share of a hundred with up to two decimals."""
        return f"{self.chance.uniform(1, 97):.{self.chance.choice((0, 1, 1, 1, 2, 2))}f}"

    def count(self, low: int, high: int) -> tuple[int, str]:
        """A count and how it is written."""
        value = round(2 ** self.chance.uniform(low, high))
        if value > 10_000 and self.chance.random() < 0.3:
            value = round(value, -3)
        mark = self.chance.choice((",", ",", ",", " ") if value > 9999 else (",", ""))
        return value, f"{value:,}".replace(",", mark)


Form = Callable[[_Filled], tuple[float, str, str]]


def _percent(filled: _Filled) -> tuple[float, str, str]:
    share = filled.share()
    return float(share), "percent", (share.replace(".", ",") if filled.comma else share) + filled.sign


def _bare(filled: _Filled) -> tuple[float, str, str]:
    share = filled.share()
    return float(share), "percent", share


def _million(filled: _Filled) -> tuple[float, str, str]:
    share = f"{filled.chance.uniform(1, 60):.1f}"
    if filled.chance.random() < 0.4:
        return _counted(17, 25)(filled)
    return round(float(share) * 1e6), "count", f"{share} million"


def _counted(low: int, high: int) -> Form:
    def form(filled: _Filled) -> tuple[float, str, str]:
        value, written = filled.count(low, high)
        return value, "count", written

    return form


_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _small(filled: _Filled) -> tuple[float, str, str]:
    value = filled.chance.randint(2, 12)
    return value, "count", filled.chance.choice((_WORDS[value - 2], _WORDS[value - 2], str(value)))


def _years(joint: str) -> Form:
    def form(filled: _Filled) -> tuple[float, str, str]:
        value = filled.chance.randint(2, 9)
        return value, "years", filled.chance.choice((_WORDS[value - 2], str(value))) + joint

    return form


def _points(filled: _Filled) -> tuple[float, str, str]:
    share = f"{filled.chance.uniform(0.2, 30):.1f}"
    return float(share), "percent", share + filled.chance.choice((" percentage points", " points", " points"))


FORMS: Mapping[str, Form] = {
    "pct": _percent,
    "bare": _bare,
    "low": _bare,
    "mil": _million,
    "big": _counted(10, 24),
    "mid": _counted(3, 9),
    "midh": lambda filled: (lambda value: (value, "count", f"{value}-seat"))(filled.chance.randint(50, 600)),
    "small": _small,
    "int": _counted(1, 7),
    "years": lambda filled: _years(filled.chance.choice((" years", "-year")))(filled),
    "yearsh": _years("-year"),
    "points": _points,
    "age": lambda filled: (0, "years", str(filled.chance.randint(30, 85))),
    "year": lambda filled: (0, "count", str(filled.chance.randint(1960, 2025))),
    "hours": lambda filled: (lambda value: (value, "other", f"{value} hours"))(filled.chance.randint(2, 30)),
    "km": lambda filled: (lambda value: (value, "other", f"{value} km"))(filled.chance.randint(2, 900)),
    "money": lambda filled: (lambda value: (value * 1e6, "money", f"${value} million"))(filled.chance.randint(2, 900)),
}
