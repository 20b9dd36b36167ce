"""A question about the reports themselves → ``CoverageQuery``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from onrecord.ask import vocabulary
from onrecord.ask.opening import Words
from onrecord.ask.query import CoverageQuery, Limits, Query

ReadAct = Callable[[Words], Query | None]


@cache
def _any(group: str) -> str:
    return vocabulary.either(vocabulary.words("coverage", group))


@cache
def _not() -> str:
    return vocabulary.either(vocabulary.words("coverage", "same", "not"))


def read_coverage(words: Words, limits: Limits, read_act: ReadAct) -> CoverageQuery | None:
    """The query about the reports that the words ask for, None where they ask for something else.

    ``read_act`` reads a statement ("X congratulated Y") as a question whether it is so.
    """
    query = CoverageQuery(words.question, "reports", limits=limits)
    for form in (_differing, _only, _outlets, _missing, _reported):
        if found := form(words.text, query):
            return _with_act(found, read_act)
    return None


def _with_act(query: CoverageQuery, read_act: ReadAct) -> CoverageQuery:
    """The query with its topic read as an act, where it is one."""
    if query.form not in ("reporters", "omitters") or " " not in query.topic:
        return query
    act = read_act(Words(query.question, query.topic, asked=True))
    return replace(query, act=act) if act and act.actor and act.actions else query


def _differing(text: str, query: CoverageQuery) -> CoverageQuery | None:
    """What do the sources disagree about? Which figures contradict each other? What is disputed?"""
    differ, asks = _any("differ"), _any("asks")
    if not re.search(differ, text, re.IGNORECASE) or not re.match(rf"(?:{asks}|{differ})", text, re.IGNORECASE):
        return None
    if re.search(_any("figures"), text, re.IGNORECASE):
        return replace(query, form="contradictions")
    what = rf"{asks}(?: {_any('between')})* (?:\w+ )?{differ}"
    by_whom = re.search(_any("sources"), text, re.IGNORECASE)
    opens = re.match(rf"(?:{what}|{differ})", text, re.IGNORECASE)
    return replace(query, form="disagreements") if by_whom or opens else None


def _only(text: str, query: CoverageQuery) -> CoverageQuery | None:
    """What did only X report? What is reported by X alone?"""
    only, tell, aux, be = _any("only"), _any("tell"), r"(?:did|does|do|has|have)", r"(?:is|are|was|were)"
    what = r"(?:what|which (?:facts|claims|things|events|figures))"
    none = r"(?:no one|nobody|no other outlet|no other source|no outlet)"
    found = _first_match(
        (
            rf"{what} {aux} {only} (?P<x>.+?) {tell}$",
            rf"{what} {aux} (?P<x>.+?) {only} {tell}$",
            rf"{what} {be} {only} {tell} (?:by|in) (?P<x>.+)$",
            rf"{what} {be} {tell} {only} (?:by|in) (?P<x>.+)$",
            rf"{what} {be} {tell} (?:by|in) (?P<x>.+?) {only}$",
            rf"what {aux} {none} (?:but|except|besides|other than) (?P<x>.+?) {tell}$",
            rf"what {aux} (?P<x>.+?) {tell} that (?:{none}|no one else|nobody else|the others?) .*$",
            rf"what {be} {only} in (?P<x>.+)$",
        ),
        text,
    )
    if not found:
        return None
    one = re.fullmatch(rf"(?:a single|one|1|a) {_any('sources')}", found["x"], re.IGNORECASE)
    return replace(query, form="only", source=None if one else found["x"])


def _outlets(text: str, query: CoverageQuery) -> CoverageQuery | None:
    """Which outlets (did not) report Y? Which outlet reported first that …? Who reported it first?"""
    outlets = rf"(?:(?:which|what|how many)(?: of the)?(?: \w+)? {_any('sources')}|who)"
    rest_of = r"(?P<rest>(?: .*)?)$"
    omitted = re.match(rf"{outlets} (?:{_not()} {_any('tell')}|(?:have |has )?{_any('omit')}){rest_of}", text, re.I)
    first_to = r"(?:was |were |has |have |had )*(?P<first>first |the first to )?"
    told = re.match(rf"{outlets} {first_to}{_any('tell')}{rest_of}", text, re.IGNORECASE)
    where = re.match(rf"where (?:is|was|are|were) (?P<rest>.+) {_any('tell')}$", text, re.IGNORECASE)
    found = omitted or told or where
    if not found:
        return None
    rest = found["rest"].strip()
    first = bool(told and (told["first"] or re.search(rf" {_any('first')}", " " + rest, re.IGNORECASE)))
    if re.match(r"who\b", text, re.IGNORECASE) and not first and not omitted:
        return None
    if not omitted and re.fullmatch(r"(?:the )?(?:figure |number )?(?:of )?[\d.,]+(?: ?%| percent| per cent)?", rest):
        return None  # who gave a number is a question about figures
    topic = re.sub(rf"(?:^|(?<= )){_any('first')}", "", rest, flags=re.IGNORECASE).strip() if first else rest
    counted = bool(re.match(r"how many\b", text, re.IGNORECASE))
    told_query = replace(query, topic=_topic(topic), first=first, counted=counted)
    return replace(told_query, form="omitters" if omitted else "reporters")


def _reported(text: str, query: CoverageQuery) -> CoverageQuery | None:
    """What does X report (about Y)? What do the sources say about Y? What is reported about Y?"""
    aux, rest_of = r"(?:did|does|do|has|have)", r"(?P<rest>(?: .*)?)$"
    anyone = rf"(?:(?:the|all|these|any) )*{_any('sources')}"
    passive = rf"what (?:is|was|are|were|has been) (?:reported|known|written|covered|told){rest_of}"
    sources = rf"what {aux} {anyone} (?:{_any('tell')}|tell us){rest_of}"
    by_all = _first_match((passive, sources), text)
    if by_all:
        rest = by_all["rest"].strip()
        by = re.match(r"(?:by|in) (?P<x>.+?)(?: (?P<rest>(?:about|on|regarding|concerning) .+))?$", rest, re.IGNORECASE)
        if by:
            return replace(query, source=by["x"], topic=_topic(by["rest"] or ""))
        return replace(query, topic=_topic(rest)) if rest else None
    reports = r"(?:report|reported|cover|covered|carry|publish|write)"
    about = r"(?P<rest>(?: (?:about|on|of|regarding|concerning) .*)?)$"
    one = re.match(rf"what {aux} (?P<x>.+?) {reports}{about}", text, re.IGNORECASE)
    return replace(query, source=one["x"], topic=_topic(one["rest"].strip())) if one else None


def _missing(text: str, query: CoverageQuery) -> CoverageQuery | None:
    """What did X leave out? What does X not report?"""
    shapes = (
        rf"what (?:did|does|do|has|have) (?P<x>.+?) {_any('omit')}$",
        rf"what (?:did|does|do|has|have) (?P<x>.+?) not {_any('tell')}$",
        rf"what (?:is|was|were|are) {_any('omit')} (?:by|in) (?P<x>.+)$",
        r"what is missing (?:in|from) (?P<x>.+)$",
    )
    found = _first_match(shapes, text)
    return replace(query, form="missing", source=found["x"]) if found else None


def _first_match(shapes: tuple[str, ...], text: str) -> re.Match[str] | None:
    return next((match for shape in shapes if (match := re.match(shape, text, re.IGNORECASE))), None)


def _topic(text: str) -> str:
    """The topic without the word that opens it."""
    return re.sub(rf"^(?:{_any('about')} )+", "", text + " ", flags=re.IGNORECASE).strip()
