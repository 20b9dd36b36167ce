"""Whether two wordings can name one person: titles aside, spellings and transliterations allowed for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.data import Gazetteer, RoleWord, Spot, load_gazetteer
from onrecord.text import name_key as full_name_key
from onrecord.text import name_words, same_name, same_name_word

_WORDS = re.compile(r"['’]s?(?=\s|$|,)|[^\s,;()]+?(?=['’]s(?:\s|$|,))|[^\s,;()]+|[,;()]")
_NOT_OWNER = frozenset({"to", "in", "at", "with", "on", "against", "near", "for"})
_LONGEST_ROLE = 6


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What a wording for a person says: the name alone ("" if none), the roles, the countries and bodies they serve."""

    name: str
    roles: tuple[RoleWord, ...] = ()
    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


def same_person(one: str, other: str, *, gazetteer: Gazetteer | None = None) -> bool:
    """Whether two wordings can name one person: "President Aliyev" and "Ilham Aliyev", never "Fuad Aliyev".

    A surname alone agrees with every full name that ends in it; who is meant is for the article to say.
    """
    known = gazetteer or load_gazetteer()
    short, long = sorted((read_person(name, known).name for name in (one, other)), key=lambda name: len(name.split()))
    words, others = name_words(short), name_words(long)
    if len(words) == 1 and len(others) > 1:
        return same_name_word(words[0], others[-1]) or (
            same_name_word(words[0], others[0]) and _surname_first(others, known)
        )
    return same_name(short, long, known.given_name_groups)


def name_key(name: str, *, gazetteer: Gazetteer | None = None) -> str:
    """A key for the person's name in a wording, equal for its usual spellings: "President Zelenskyy" and "Zelensky"."""
    return full_name_key(read_person(name, gazetteer or load_gazetteer()).name)


def read_person(wording: str, gazetteer: Gazetteer) -> PersonWords:
    """The parts of a wording for a person: "Turkey's foreign minister Hakan Fidan" has a country, a role and a name."""
    words = _WORDS.findall(wording)
    spots = [spot for spot in gazetteer.spot(words) if _says_something(spot, words)]
    used = [False] * len(words)
    for spot in spots:
        used[spot.start : spot.end] = [True] * (spot.end - spot.start)
    roles = tuple(_roles(words, used, gazetteer))
    serving = [spot for spot in spots if not (spot.start and words[spot.start - 1].lower() in _NOT_OWNER)]
    countries = tuple(dict.fromkeys(spot.country for spot in serving if spot.country and spot.what != "outlet"))
    bodies = tuple(dict.fromkeys(spot.id for spot in serving if spot.what == "organisation"))
    return PersonWords(_name(words, used), roles, countries, bodies)


def _says_something(spot: Spot, words: list[str]) -> bool:
    return spot.certain or spot.what == "institution" or words[spot.end : spot.end + 1] in (["'s"], ["’s"])


def _roles(words: list[str], used: list[bool], gazetteer: Gazetteer) -> list[RoleWord]:
    """The roles and titles among the words, longest first from the left; the words they take are marked as used."""
    roles = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_ROLE, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            role = None if any(used[at : at + length]) and length == 1 else gazetteer.role(phrase)
            if role or (gazetteer.title(phrase) and words[at][:1].isupper()):
                roles += [role] if role else []
                used[at : at + length] = [True] * length
                at += length - 1
                break
        at += 1
    return roles


def _name(words: list[str], used: list[bool]) -> str:
    """The run of words in capitals that is left over: the first where the wording begins with it, else the last."""
    runs: list[list[str]] = [[]]
    for at, word in enumerate(words):
        following = next((w for w, u in zip(words[at + 1 : at + 3], used[at + 1 : at + 3], strict=True) if not u), "")
        particle = bool(runs[-1]) and word.islower() and word.isalpha() and len(word) <= 4 and following[:1].isupper()
        if not used[at] and (word[:1].isupper() or word[:1].isdigit() is None or particle or _article(word)):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    if not runs:
        return ""
    begins = words[0] == runs[0][0] and len(runs[0]) > 1
    return " ".join(runs[0] if begins else runs[-1])


def _article(word: str) -> bool:
    return bool(re.match(r"(?:al|el|ul|as|ash|an|ar|at|az)-[A-Z]", word))


def _surname_first(words: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Whether a name may begin with the surname, as "Xi Jinping" does: its first word is no given name known."""
    return words[0] not in gazetteer.given_names
