"""What someone did, asked for and promised; whose release was demanded; who did it to whom."""

from __future__ import annotations

import re
from collections import defaultdict

from onrecord.ask import vocabulary
from onrecord.ask.names import kind_of
from onrecord.ask.phrase import deed
from onrecord.ask.pile import passage, words_of_claim
from onrecord.ask.search import Hit, Search, label_of, stance_for, stance_of, wanted_of
from onrecord.ask.topics import about
from onrecord.types import Claim

SHOWN = 160  # characters of a claim's words in a row's value
_WORD = r"[A-Z](?:[\w'’-]|\.(?=\w))*"
_NAME = (
    r"(?:(?:the|a|an|all|former|jailed|imprisoned|political) )*"
    rf"{_WORD}(?: (?:(?:of|the|al|bin|de|da|von|van) )?{_WORD})*"
)


def deeds(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """Rows of all that someone did, in words."""
    wanted = wanted_of(search.query)
    hits = []
    for claim in claims:
        target, stance = claim.role("target"), stance_of(claim)
        value = deed(claim.action, label_of(search, target) if target else "", stance)
        if wanted in ("asserted", stance):
            hits.append(Hit(value, claim, "implied" if stance == "implied" else wanted))
    return hits, []


def topics(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """Rows of what someone asked for, promised or the like, in the article's words."""
    hits = []
    for claim in claims:
        words = " ".join(words_of_claim(claim, search.articles[claim.article_id]).split())
        value = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
        hits.append(Hit(value, claim, stance_for(search.query, claim)))
    return hits, []


def owners(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """Rows of those whose release, resignation or the like is demanded, each with who demands it."""
    theme, hits = search.query.theme, []
    by: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        words = passage(claim, search.articles[claim.article_id])
        if not about(words, theme):
            continue
        agent, target = claim.role("agent"), claim.role("target")
        owner = _owner(words, theme) or (label_of(search, target) if target and kind_of(target) == "person" else None)
        if owner:
            hits.append(Hit(owner, claim, stance_for(search.query, claim)))
            by[owner].add(label_of(search, agent) if agent else "someone")
    named = [Hit(f"{h.value} (by {', '.join(sorted(by[h.value]))})", h.claim, h.stance) for h in hits]
    return named, []


def _owner(words: str, theme: str) -> str | None:
    """Whose a thing is in a text: "the release of X", "X's release", "release X"."""
    noun = re.escape(theme)
    shapes = (rf"(?i:{noun}) of (?P<x>{_NAME})", rf"(?P<x>{_NAME})['’]s? (?i:{noun})", rf"(?i:{noun}) (?P<x>{_NAME})")
    found = next((match for shape in shapes if (match := re.search(shape, words))), None)
    return re.sub(r"^(?:the|a|an|former|jailed|imprisoned) ", "", found["x"]).strip("'’.-") if found else None


def pairs(search: Search, claims: list[Claim]) -> tuple[list[Hit], list[str]]:
    """Rows of who did it to whom, where both are known by name."""
    hits, unknown = [], 0
    for claim in claims:
        agent, target, stance = claim.role("agent"), claim.role("target"), stance_for(search.query, claim)
        if agent and target and search.directory.of(agent) and search.directory.of(target):
            names = [label_of(search, agent), label_of(search, target)]
            if claim.action in vocabulary.actions() and vocabulary.actions()[claim.action].mutual:
                names.sort()  # who met whom is one thing, whichever way it is told
            hits.append(Hit(f"{names[0]} {deed(claim.action, names[1], stance)}", claim, stance))
        else:
            unknown += stance == wanted_of(search.query)
    many = "1 claim does" if unknown == 1 else f"{unknown} claims do"
    return hits, [f"{many} not say both by name"] if unknown else []
