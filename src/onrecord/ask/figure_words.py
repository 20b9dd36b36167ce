"""A question about figures → ``FigureQuery``: an opener, a measure, a standing, and the names that are left.

"What was X's final share of the vote?" opens with "what", names the measure by "share of the vote" and the standing by
"final"; "X" is left and is whose figure it is. What is left after a verb of giving ("reported", "put at") or "by" is
the claimant, what is left after "in" the scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.ask import vocabulary
from onrecord.ask.opening import Words
from onrecord.ask.predicate import read_predicate
from onrecord.ask.query import FigureQuery, Limits
from onrecord.types import FigureStatus

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?")
_STATUSES: tuple[FigureStatus, ...] = ("exit_poll", "preliminary", "final", "official", "claimed")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a question that no list knows, with the two words before and the one after them."""

    words: str
    earlier: str
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
    named = _measure(re.sub(r"\b(?:percent|per cent)\b", "", words.text, flags=re.IGNORECASE))
    value = float(number.group().replace(",", ""))
    return replace(query, form="claimants", measures=(named.measure,) if named else (), number=value)


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
    if not (opener or words.commanded):
        return None
    found = _measure(words.text)
    start = opener.end() if opener else 0
    if found and not (_is_asked_for(words.text, start, found) and _counts_it(words.text, found)):
        return None
    if found is None and not (opener and _pattern("statuses", "exit_poll").search(words.text)):
        return None
    measures = (found.measure,) if found else ("vote_share",)
    unit = next((unit for unit in ("percent", "count") if _pattern("unit", unit).search(words.text)), None)
    statuses = query.statuses or _statuses(words.text)
    return _placed(replace(query, measures=measures, statuses=statuses, unit=unit), _blanked(words.text, start, found))


def _is_asked_for(text: str, start: int, found: Measured) -> bool:
    """Whether the measure is what is asked for: not what someone speaks of, nor someone who acts."""
    between = text[start : max(start, found.start)]
    if found.measure in vocabulary.words("figures", "people") and not _counting(text, start, between):
        return False  # "what did the observers say"
    spoken = vocabulary.either((*vocabulary.inflected("speech", "verbs"), *vocabulary.words("speech", "nouns")))
    acts = (vocabulary.verbs()[verb.group().casefold()].action for verb in vocabulary.verb_pattern().finditer(between))
    if re.search(spoken, between, re.IGNORECASE) or any(act not in ("", "OBSERVE") for act in acts):
        return False
    said = read_predicate(text[found.end :].strip()) if found.start >= start else None
    return said is None or said.actions in (("OBSERVE",), ())


def _counting(text: str, start: int, between: str) -> bool:
    """Whether people are counted, not meant: "how many" opens, or "the number of" stands before them."""
    words = vocabulary.pattern("figures", "quantities")
    return bool(_pattern("counts").match(text) or words.search(text[:start]) or words.search(between))


def _counts_it(text: str, found: Measured) -> bool:
    """Whether it is the measure that is counted: where "how many" opens, few words stand between."""
    counting = _pattern("counts").match(text)
    if not counting or found.start < counting.end():
        return True
    between = text[counting.end() : found.start].split()
    return len(between) <= 3 and not any(word.casefold() in vocabulary.kinds() for word in between)


# ---------------------------------------------------------------- parts


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure that a phrase names, where the phrase stands, and the words that its dots stand for."""

    measure: str
    start: int
    end: int
    within: str


@cache
def _measure_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary.table("figures", "measures")
    return tuple((measure, _phrases(table[measure])) for measure in table)


def _phrases(phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases, the longest first; dots stand for up to four words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    gap = r"(?: [\w'-]+){0,4}? "
    worded = (gap.join(re.escape(part.strip()) for part in phrase.split("…")) for phrase in ordered)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(worded)})(?![\w-])", re.IGNORECASE)


def _measure(text: str) -> Measured | None:
    """The measure that the longest phrase names, and where it stands."""
    found = [
        (match.end() - match.start(), -match.start(), measure, match)
        for measure, pattern in _measure_patterns()
        for match in pattern.finditer(text)
    ]
    if not found:
        return None
    _, _, measure, match = max(found, key=lambda item: item[:3])
    return Measured(measure, match.start(), match.end(), _within(measure, match.group()))


def _within(measure: str, said: str) -> str:
    """The words of a phrase as said that its dots stand for."""
    for phrase in vocabulary.table("figures", "measures")[measure]:
        first, dots, last = (part.strip() for part in phrase.partition("…"))
        if dots and said.casefold().startswith(first + " ") and said.casefold().endswith(" " + last):
            return said[len(first) : len(said) - len(last)].strip()
    return ""


def _statuses(text: str) -> tuple[FigureStatus, ...]:
    return tuple(status for status in _STATUSES if _pattern("statuses", status).search(text))


def _blanked(text: str, start: int, found: Measured | None) -> str:
    """The text after its opener, with a bar where the measure and the standings stood."""
    if found:
        before, after = text[start : max(start, found.start)], text[max(start, found.end) :]
        text, start = f"{before} | {found.within} | {after}", 0
    rest = text[start:]
    for status in _STATUSES:
        rest = _pattern("statuses", status).sub("|", rest)
    return rest


def _placed(query: FigureQuery, rest: str) -> FigureQuery:
    """The query with the names that are left of the text: subject, scope and claimant."""
    reporting = vocabulary.words("figures", "reporting")
    for run in _runs(_unrounded(rest)):
        before, after = run.before.casefold(), run.after.casefold()
        if before == "between" and " and " in run.words:
            one, _, other = run.words.partition(" and ")
            query = replace(query, subject=one, ignored=(*query.ignored, other))
        elif before in vocabulary.words("figures", "rival") or (before == "and" and query.subject):
            query = replace(query, ignored=(*query.ignored, run.words))
        elif (before == "by" and run.earlier.casefold() in reporting) or after in reporting:
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
        word
        for part in ("fillers", "reporting", "scope", "subject", "rival")
        for word in vocabulary.words("figures", part)
    } | {"by", "between", "|"}
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
            earlier, before = ["", "", *(word for word in tokens[:at] if word.casefold() not in ("the", "a", "an"))][
                -2:
            ]
            yield Run(words, earlier, before, tokens[end] if end < len(tokens) else "")
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
