"""A question about figures → ``FigureQuery``: an opener, a measure, a standing, and the names that are left.

"What was X's final share of the vote?" opens with "what", names the measure by "share of the vote" and the standing by
"final"; "X" is left and is whose figure it is. What is left after a verb of giving ("reported", "put at") or "by" is
the claimant, what is left after "in" the scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.ask import vocabulary
from onrecord.ask.opening import Words
from onrecord.ask.predicate import read_inverted, read_predicate
from onrecord.ask.query import FigureQuery, Limits
from onrecord.types import FigureStatus

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?")
_STATUSES: tuple[FigureStatus, ...] = ("exit_poll", "preliminary", "final", "official", "claimed")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a question that no list knows, with the word before and the word after them."""

    words: str
    before: str
    after: str


def read_figures(words: Words, limits: Limits) -> FigureQuery | None:
    """The query about figures that the words ask for, None where they ask for something else."""
    query = FigureQuery(words.question, "amount", limits=limits)
    statuses = _statuses(limits.source or "")
    if statuses:  # "according to exit polls"
        query = replace(query, statuses=statuses, limits=replace(limits, source=None))
    for reading in (_claimants, _closest, _amount, _listed):
        if found := reading(words, query):
            return found
    return None


def read_other(words: Words, limits: Limits) -> FigureQuery | None:
    """The query about a number of something that no measure has a name for ("How many people were killed?")."""
    opener = _pattern("counts").match(words.text)
    if not opener:
        return None
    noun = words.text[opener.end() :].strip()
    return FigureQuery(words.question, "amount", ("other",), noun=noun, limits=limits) if noun else None


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    return vocabulary.pattern("figures", *path)


# ---------------------------------------------------------------- forms


def _claimants(words: Words, query: FigureQuery) -> FigureQuery | None:
    """Who gave the figure 92.12? Where does 92 percent come from?"""
    asked = _pattern("origins", "asked").match(words.text)
    giving = _pattern("origins", "giving").search(words.text, asked.end()) if asked else None
    number = NUMBER.search(re.sub(r"\b(in|of|the) (?:19|20)\d\d$", "", words.text)) if giving else None
    if not asked or not number or re.match(r"(?:which countr|what countr)", words.text, re.IGNORECASE):
        return None
    measures = _measure(words.text)
    value = float(number.group().replace(",", ""))
    return replace(query, form="claimants", measures=measures[0] if measures else (), number=value)


def _closest(words: Words, query: FigureQuery) -> FigureQuery | None:
    """Which exit poll came closest?"""
    if not re.match(r"(?:which|what|whose|who)\b", words.text, re.IGNORECASE):
        return None
    near, far = (_pattern("origins", side).search(words.text) for side in ("closest", "farthest"))
    if not (near or far) or not _pattern("origins", "polls").search(words.text):
        return None
    return replace(query, form="closest", measures=("vote_share",), statuses=("exit_poll",), best=not far)


def _listed(words: Words, query: FigureQuery) -> FigureQuery | None:
    """Which figures were reported (by Z)? What figures does Z give for X?"""
    text = re.sub(r"^(?:which|what|all|the|all the|were the|are the) ", "", words.text, flags=re.IGNORECASE)
    noun = re.match(rf"(?:the )?(?:\w+ )?{_pattern('origins', 'listed').pattern}", text, re.IGNORECASE)
    if not noun or not (words.commanded or text != words.text):
        return None
    return _placed(replace(query, form="listed", statuses=query.statuses or _statuses(text)), text[noun.end() :])


def _amount(words: Words, query: FigureQuery) -> FigureQuery | None:
    """What was X's share? How many seats did X win? By what margin? What was the turnout in Y?"""
    opener = _pattern("openers").match(words.text)
    measured = _measure(words.text)
    statuses = query.statuses or _statuses(words.text)
    if not (opener or words.commanded or words.text[:1].islower() is False) or not (measured or statuses):
        return None
    if measured is None:
        asks = opener and _pattern("statuses", "exit_poll").search(words.text)
        measured = (("vote_share",), (0, 0)) if asks else None
    elif not _counts_it(words.text, opener, measured[1]) or _acts(words.text, opener, measured[1]):
        return None
    if measured is None or not (opener or words.commanded):
        return None
    measures, (start, end) = measured
    rest = _blanked(words.text, opener.end() if opener else 0, (start, end))
    unit = next((unit for unit in ("percent", "count") if _pattern("unit", unit).search(words.text)), None)
    return _placed(replace(query, measures=measures, statuses=statuses, unit=unit), rest)


def _counts_it(text: str, opener: re.Match[str] | None, place: tuple[int, int]) -> bool:
    """Whether it is the measure that is counted: "how many" stands before it, with few words between."""
    counting = _pattern("counts").match(text)
    if not counting or not opener:
        return True
    between = text[counting.end() : place[0]].split() if place[0] >= counting.end() else []
    return len(between) <= 3 and not any(word.casefold() in vocabulary.kinds() for word in between)


def _acts(text: str, opener: re.Match[str] | None, place: tuple[int, int]) -> bool:
    """Whether what is counted does something that is an event: "how many candidates conceded", "which observers …"."""
    if not opener:
        return False
    said = read_predicate(text[place[1] :].strip()) if place[0] >= opener.end() else None
    return said is not None and said.actions not in (("OBSERVE",), ())


# ---------------------------------------------------------------- parts


@cache
def _measure_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary.table("figures", "measures")
    return tuple(
        (measure, re.compile(rf"(?<![\w'-])(?:{'|'.join(map(_worded, table[measure]))})(?![\w-])", re.IGNORECASE))
        for measure in table
    )


def _worded(phrase: str) -> str:
    """A phrase as a pattern, its dots standing for up to four words."""
    return r"(?: [\w'-]+){0,4}? ".join(re.escape(part.strip()) for part in phrase.split("…"))


def _measure(text: str) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The measure that the longest phrase names, and where it stands."""
    found = [
        (match.end() - match.start(), -match.start(), measure, match.span())
        for measure, pattern in _measure_patterns()
        for match in pattern.finditer(text)
    ]
    if not found:
        return None
    longest = max(found)
    return (longest[2],), longest[3]


def _statuses(text: str) -> tuple[FigureStatus, ...]:
    return tuple(status for status in _STATUSES if _pattern("statuses", status).search(text))


def _blanked(text: str, start: int, place: tuple[int, int]) -> str:
    """The text after its opener, with a bar where the measure and the standings stood."""
    parts = (text[start : max(start, place[0])], text[max(start, place[1]) :])
    rest = " | ".join(parts)
    for status in _STATUSES:
        rest = _pattern("statuses", status).sub("|", rest)
    return rest


def _placed(query: FigureQuery, rest: str) -> FigureQuery:
    """The query with the names that are left of the text: subject, scope and claimant."""
    for run in _runs(_unrounded(rest)):
        before, after = run.before.casefold(), run.after.casefold()
        if before == "by" or after in vocabulary.words("figures", "reporting"):
            query = replace(query, limits=replace(query.limits, source=query.limits.source or run.words))
        elif before in vocabulary.words("figures", "scope") or (query.subject and not query.scope):
            query = replace(query, scope=run.words)
        elif not query.subject:
            query = replace(query, subject=run.words)
    return query


def _unrounded(text: str) -> str:
    """The text without years, rounds and days, which tell the election that is meant."""
    text = re.sub(r"\b(?:in )?(?:19|20)\d\d\b", "|", text)
    return re.sub(rf"(?:(?:in|of|on|after) )?(?:the )?{_pattern('rounds').pattern}", "|", text, flags=re.IGNORECASE)


def _runs(text: str) -> Iterator[Run]:
    """The stretches of words that no list knows; "of", "and" and the like within a name in capitals belong to it."""
    known = {
        word for part in ("fillers", "reporting", "scope", "subject") for word in vocabulary.words("figures", part)
    } | {"by", "|"}
    tokens = re.findall(r"\||[\w.&'/-]+", text)
    at = 0
    while at < len(tokens):
        if tokens[at].casefold() in known and not _names_something(tokens, at):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and (tokens[end].casefold() not in known or _joins(tokens, end)):
            end += 1
        words = re.sub(r"(?<=\w)'s?$", "", " ".join(tokens[at:end]).strip("'"))
        if words:
            yield Run(words, tokens[at - 1] if at else "", tokens[end] if end < len(tokens) else "")
        at = end


def _names_something(tokens: list[str], at: int) -> bool:
    """Whether a known word is part of a name: in capitals, in a text that is not all capitals, before another."""
    return tokens[at].istitle() and at + 1 < len(tokens) and tokens[at + 1].istitle()


def _joins(tokens: list[str], at: int) -> bool:
    """Whether a word belongs to a name around it: in capitals itself, or small between two that are in capitals."""
    if tokens[at].istitle() and tokens[at].isalpha() and tokens[at].casefold() not in ("|",):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    return tokens[at].casefold() in ("of", "and", "for", "the") and tokens[at - 1].istitle() and following.istitle()


def reads_as_event(text: str) -> bool:
    """Whether the words after "how many" hold a verb that is an action of the lexicon."""
    return read_predicate(text) is not None or read_inverted(text) is not None
