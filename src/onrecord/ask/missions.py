"""Observers' missions: which body a mission is of, and one row for it under whatever names the articles give it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.ask import vocabulary
from onrecord.ask.names import Places, country_of, kind_of, raw_key
from onrecord.ask.search import Hit, Search, label_of, stance_for, wanted_of
from onrecord.types import Claim, Mention

LONGEST = 10  # words of a wording in which a body's name is looked for


def missions(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """Hits under each mission's commonest name; a head or a member speaks for the mission. Others are left out."""
    found: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    left: set[str] = set()
    for claim in claims:
        mention = claim.role("agent")
        key, name = _mission(search, mention) if mention else ("", "")
        if key:
            found[key].append((name, claim))
        elif mention and stance_for(search.query, claim) == wanted_of(search.query):
            left.add(label_of(search, mention))
    hits = []
    for _, members in sorted(found.items()):
        names = Counter(name for name, _ in members)
        label = min(names, key=lambda name: (-bool(_observing(name)), -names[name], len(name), name))
        hits += [Hit(label, claim, stance_for(search.query, claim)) for _, claim in members]
    return hits, [f"not counted, no mission: {', '.join(sorted(left))}"] if left else []


def _mission(search: Search, mention: Mention) -> tuple[str, str]:
    """What makes mentions of one mission the same, and its name; both empty for whoever is no mission."""
    label = label_of(search, mention)
    named = [name for name in (_headed(wording) for wording in _wordings(search, mention)) if _observing(name)]
    capital = [name for name in named if re.search(r"[A-Z]", name)]
    if kind_of(mention) == "person" and not capital:
        return "", ""
    for name in (*capital, label):
        if body := _body(name, search.places):
            return body, min(capital, key=lambda name: (len(name), name), default=label)
    if capital or (named and country_of(mention)):
        name = min(capital, key=lambda name: (len(name), name), default=label)
        return name.casefold(), name
    return "", ""


def _observing(name: str) -> re.Match[str] | None:
    return vocabulary.pattern("words", "observing").search(name)


def _headed(wording: str) -> str:
    """The mission in a wording that says who heads it ("head of the X observer mission N N"), or the wording."""
    heads = vocabulary.either(vocabulary.words("words", "heads"))
    observing = vocabulary.either(vocabulary.words("words", "observing"))
    of = re.search(rf"{heads} (?P<x>(?:(?!{observing}).)*{observing}(?: {observing})*)", wording, re.IGNORECASE)
    name = of["x"] if of else re.split(r"[,;(]", wording)[0]
    return re.sub(r"^(?:the|an?) ", "", name.strip(), flags=re.IGNORECASE)


def _wordings(search: Search, mention: Mention) -> Iterator[str]:
    """Every wording that the record's claims have for whoever a mention is, its own first."""
    yield mention.wording
    yield mention.name or mention.wording
    if key := raw_key(mention):
        yield from search.wordings.get(key, ())


def _body(name: str, places: Places) -> str | None:
    """The id of the organisation that a name is or holds, the longest first ("OSCE observer mission")."""
    words = re.split(r"[\s/]+", name)[:LONGEST]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = re.sub(r"['’]s?$", "", " ".join(words[start : start + length]))
            if part[:1].isupper() and (body := places.organisation(part)):
                return body.id
    return None
