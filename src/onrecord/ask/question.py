"""English question → what it asks for: a small deterministic grammar over the words of ``data``.

A question about events is a subject ("which countries", "who"), a predicate ("did not congratulate"), an object and a
topic; this module holds its grammar, and asks the other rooms first whether a question is theirs: about the reports,
about figures, about what was said. What nobody can place raises QuestionError, whose next step lists the nearest forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.ask import vocabulary
from onrecord.ask.coverage_words import read_coverage
from onrecord.ask.figure_words import read_figures, read_other
from onrecord.ask.limits import take_limits
from onrecord.ask.opening import Words, forms, opened, unreadable
from onrecord.ask.predicate import (
    Manner,
    Predicate,
    asked_name,
    join_words,
    leading_name,
    read_inverted,
    read_predicate,
)
from onrecord.ask.query import CoverageQuery, FigureQuery, Form, Query, Question, Side, SpeechQuery, Wants
from onrecord.ask.speech import read_speakers, read_speech

__all__ = ["CoverageQuery", "FigureQuery", "Query", "Question", "SpeechQuery", "forms", "read_question"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is asked for, and where the words after it begin."""

    kind: str
    end: int
    qualifiers: tuple[str, ...] = ()


def read_question(question: str) -> Question:
    """What a question in English asks for. Raises QuestionError where it cannot be read."""
    words, limits = take_limits(opened(question))
    found: Question | None = (
        read_coverage(words, limits, _yes_no) or read_figures(words, limits) or read_speech(words, limits)
    )
    if found is None and (event := _event(words)):
        found = replace(event, limits=limits)
    found = found or read_speakers(words, limits) or read_other(words, limits)
    if found is None:
        raise unreadable(question)
    return found


def _event(words: Words) -> Query | None:
    """The question as one about events, None where it is none. Raises QuestionError for whom nobody can know."""
    for form in (_demanded, _pairs, _deeds, _topics, _asked_first, _asked_last, _yes_no):
        query = form(words)
        if query:
            _refuse_pronouns(query)
            return _told(query, words)
    return None


def _told(query: Query, words: Words) -> Query:
    """The query with what its words say beside the grammar: how many, who was first, who gave up."""
    first = bool(re.search(r"\bfirst\b", f"{query.topic} {words.text}", re.IGNORECASE)) and _is_first(query, words.text)
    topic = re.sub(r"^first\b ?", "", query.topic) if first else query.topic
    counted = bool(re.match(r"how many\b", words.text, re.IGNORECASE)) and query.form in ("actors", "targets")
    return replace(query, topic=topic, counted=counted, first=first, side=_side(query, words.text))


def _side(query: Query, text: str) -> Side:
    """Whether those who act are to be of the country that votes, or of another one."""
    if query.form != "actors":
        return "any"
    if re.match(r"(?:which|what|how many)(?: other)? (?:foreign|world|international)\b", text, re.IGNORECASE):
        return "abroad"
    return "home" if vocabulary.pattern("words", "yielding").search(text) else "any"


def _is_first(query: Query, text: str) -> bool:
    """Whether "first" asks for an order, not for a first round, lady or deputy."""
    asks = r"^(?:who|whom|(?:which|what) [\w ]{1,40}?)(?: was| were)?(?: the)? first\b"
    asked = rf"\bfirst(?=$| to\b| (?:and|or)\b)|{asks}"
    named = re.search(r"\bfirst (?:lady|round|deputy|vice|secretary|minister|time)\b", text, re.IGNORECASE)
    return query.form in ("actors", "targets") and not named and bool(re.search(asked, text, re.IGNORECASE))


def _refuse_pronouns(query: Query) -> None:
    for name in (query.actor, query.target):
        if name and name.casefold() in vocabulary.words("words", "pronouns"):
            raise unreadable(query.question, f"Whom “{name}” means cannot be known; write the name instead")


# ---------------------------------------------------------------- the forms


def _demanded(words: Words) -> Query | None:
    """Whose release was demanded (and by whom)? At whose request was it held?"""
    request = re.match(r"(?:at|on) whose (?P<noun>\w+)\b", words.text, re.IGNORECASE)
    if request and request["noun"].casefold() in vocabulary.nouns():
        noun = request["noun"].casefold()
        return Query(words.question, "actors", "who", (vocabulary.nouns()[noun],), theme=noun)
    whose = re.match(r"whose (?P<noun>[\w-]+)(?: and [\w-]+)? (?P<rest>.+)$", words.text, re.IGNORECASE)
    said = read_predicate(whose["rest"]) if whose else None
    if not whose or not said or whose["noun"].casefold() in vocabulary.kinds():
        return None
    agent = None if said.agent and re.match(r"whom|who", said.agent, re.I) else said.agent
    theme = whose["noun"].casefold()
    return Query(words.question, "owners", "whom", said.actions, agent, None, said.polarity, said.modality, theme=theme)


def _pairs(words: Words) -> Query | None:
    """Who thanked whom? Which countries congratulated whom?"""
    found = re.match(r"(?:who|which \w+|what \w+) (?P<said>.+?) (?:whom|who|which \w+)$", words.text, re.IGNORECASE)
    said = read_predicate(found["said"]) if found else None
    if not said or said.object or said.passive or not said.actions:
        return None
    return Query(words.question, "pairs", "who", said.actions, None, None, said.polarity, said.modality)


def _topics(words: Words) -> Query | None:
    """What did X call for, promise, demand (of Y)?"""
    asked = r"(?:what|for what|which \w+)(?: else)?"
    aux = vocabulary.either((*vocabulary.words("words", "auxiliaries"), *vocabulary.words("words", "plans")))
    match = re.match(rf"{asked} (?P<rest>{aux} .+)$", words.text, re.IGNORECASE)
    split = read_inverted(match["rest"]) if match else None
    if not split or not asked_name(split[0]) or split[1].passive:
        return None
    name, said = split
    verb = vocabulary.verb_pattern().search(words.text, words.text.find(name) + len(name))
    open_ended = verb and vocabulary.verbs()[verb.group().casefold()].style in ("topic", "onward")
    if not open_ended and not (said.object and set(said.actions) & {"REQUEST", "ACCUSE", "PLEDGE"}):
        return None
    target = None if open_ended and not said.object else said.object
    return Query(words.question, "topics", "what", said.actions, name, target, said.polarity, said.modality)


def _deeds(words: Words) -> Query | None:
    """What did X do (to Y)?"""
    done = vocabulary.either(vocabulary.words("words", "do"))
    aux = vocabulary.either((*vocabulary.words("words", "auxiliaries"), *vocabulary.words("words", "plans")))
    match = re.match(rf"what(?: else)? (?P<aux>{aux}) (?P<x>.+?) {done}(?P<rest>.*)$", words.text, re.IGNORECASE)
    if not match:
        return None
    rest = match["rest"].strip()
    towards = re.match(r"(?:to|for|with) (.+)$", rest, re.IGNORECASE)
    target, topic = leading_name(towards[1]) if towards else (None, rest)
    name = re.sub(r" (?:not|never)$", "", match["x"], flags=re.IGNORECASE)
    said = Manner("negative" if name != match["x"] else "positive")
    if vocabulary.pattern("words", "plans").match(match["aux"]):
        said = replace(said, modality="planned")
    actor = asked_name(name)
    return Query(words.question, "deeds", "what", (), actor, target, said.polarity, said.modality, topic=topic)


def _asked_first(words: Words) -> Query | None:
    """The subject opens the question: who congratulated X, whom did X thank, by whom was X congratulated."""
    fronted = re.match(r"(?:by|from|to|with|at|on) (?=\S)", words.text, re.IGNORECASE)
    text = words.text[fronted.end() :] if fronted else words.text
    for subject in _subjects(text, words.commanded):
        rest = text[subject.end :].strip()
        predicate = read_predicate(rest)
        if predicate and not predicate.received:
            return _plain(words, subject, predicate)
        if not predicate and (split := read_inverted(rest)):
            return _turned(words, subject, *split)
    return None


def _plain(words: Words, subject: Subject, said: Predicate) -> Query:
    """The subject is the one who acts, or in the passive the one acted on."""
    if said.passive:
        wants: Wants = "countries" if subject.kind == "countries" else "whom"
        return _query(words, "targets", wants, subject, said, actor=asked_name(said.agent), target=None)
    wants = "countries" if subject.kind == "countries" else "who"
    return _query(words, "actors", wants, subject, said, actor=None, target=said.object)


def _turned(words: Words, subject: Subject, name: str, said: Predicate) -> Query:
    """The name stands before the verb: whom did X thank; in the passive, who was X thanked by."""
    if said.passive or said.received:
        wants: Wants = "countries" if subject.kind == "countries" else "who"
        topic = said if said.received and not said.object else replace(said, topic=join_words(said.object, said.topic))
        return _query(words, "actors", wants, subject, topic, actor=None, target=asked_name(name))
    wants = "countries" if subject.kind == "countries" else "whom"
    said = replace(said, topic=join_words(said.object, said.topic))
    return _query(words, "targets", wants, subject, said, actor=asked_name(name), target=None)


def _asked_last(words: Words) -> Query | None:
    """The subject closes the question: X was congratulated by which countries, X thanked whom."""
    for start in (match.start() for match in re.finditer(r"\b(?:who|whom|which|what|how many)\b", words.text, re.I)):
        subject = next(iter(_subjects(words.text[start:])), None)
        head = re.sub(r" (?:by|from|to|with)$", "", words.text[:start].rstrip())
        if (
            start
            and subject
            and start + subject.end == len(words.text)
            and (split := read_inverted(head, statement=True))
        ):
            return _turned(words, subject, *split)
    return None


def _yes_no(words: Words) -> Query | None:
    """Did X congratulate Y?"""
    aux = (*vocabulary.words("words", "auxiliaries"), *vocabulary.words("words", "passives"), "will")
    match = re.match(vocabulary.either(aux) + r" (?=\S)", words.text, re.IGNORECASE)
    if not match and not words.asked:
        return None
    opening = match.group().strip().casefold() if match else ""
    split = read_inverted(words.text, statement=not match)
    if not split or vocabulary.pattern("words", "asking").search(split[0]):
        return None
    name, said = split
    if opening in vocabulary.words("words", "plans"):
        said = replace(said, modality="planned")
    return _query(words, "yes_no", "yes_no", _bound(name), said, **_pair(name, said))


def _pair(name: str, said: Predicate) -> dict[str, str | None]:
    """Who acts and who is acted on, in a yes-or-no question."""
    if said.passive or said.received:
        return {"actor": asked_name(said.agent or (said.object if said.received else None)), "target": asked_name(name)}
    return {"actor": asked_name(name), "target": said.object}


def _bound(name: str) -> Subject:
    """The kind of row that "any countries" asks for."""
    noun = vocabulary.kinds().get(name.split(" ")[-1].casefold(), "any") if asked_name(name) is None else "any"
    return Subject(noun, 0)


def _query(
    words: Words, form: Form, wants: Wants, subject: Subject, said: Predicate, actor: str | None, target: str | None
) -> Query:
    return Query(
        words.question,
        form,
        wants,
        said.actions,
        actor,
        target,
        said.polarity,
        said.modality,
        subject.kind,
        said.topic,
        subject.qualifiers,
    )


# ---------------------------------------------------------------- the subject


def _subjects(text: str, commanded: bool = False) -> Iterator[Subject]:
    """The ways to read a subject at the start of the text, the most likely first."""
    who = vocabulary.pattern("words", "who").match(text)
    if who:
        yield Subject("any", who.end())
    determiners = re.match(rf"(?:{vocabulary.either(vocabulary.words('words', 'determiners'))} )*", text, re.IGNORECASE)
    start = determiners.end() if determiners else 0
    if start and (ruled := _ruled(text)):
        yield ruled
    for noun in vocabulary.kind_pattern().finditer(text, start):
        between = text[start : noun.start()].split()
        if len(between) > 3 or (between and read_predicate(text[start:])):
            return
        yield from _noun_subject(text, noun, between, start > 0 or commanded)


def _noun_subject(text: str, noun: re.Match[str], between: list[str], marked: bool) -> Iterator[Subject]:
    """A noun as subject: what narrows it before and after, then its relative pronoun."""
    rest = re.compile(rf"(?P<of>(?:'s?)? {vocabulary.either(vocabulary.words('nouns', 'leaders'))})?", re.IGNORECASE)
    owned = rest.match(text, noun.end())
    end = owned.end() if owned else noun.end()
    relative = re.compile(rf"(?P<post>(?: (?:of|in|from|and|or)(?: [\w'-]+){{1,4}}?)?) (?P<rel>{_relatives()}) ", re.I)
    kind, told = vocabulary.kinds()[noun.group().casefold()], tuple(between)
    if kind == "narrow":
        kind, told = "any", (*told, noun.group())
    if joined := relative.match(text, end):
        yield Subject(kind, joined.end(), (*told, joined["post"].strip()) if joined["post"] else told)
    if marked:
        yield Subject(kind, end, told)
        yield from (Subject(kind, at, (*told, text[end:at].strip())) for at in _after_place(text, end))


def _relatives() -> str:
    return vocabulary.either(vocabulary.words("words", "relatives"))


def _after_place(text: str, end: int) -> Iterator[int]:
    """Where a place after the noun may end ("countries of the European Union")."""
    place = re.compile(r" (?:of|in|from|and|or)(?: [\w'-]+){1,4}", re.IGNORECASE).match(text, end)
    spaces = re.finditer(r" |$", place.group()) if place else ()
    return (end + space.start() for space in list(spaces)[2:])


def _ruled(text: str) -> Subject | None:
    """The leaders of which countries."""
    leaders = vocabulary.either(vocabulary.words("nouns", "leaders"))
    countries = vocabulary.either(vocabulary.words("nouns", "countries"))
    match = re.match(rf"(?:the )?{leaders} of (?:which|what|how many) {countries}", text, re.IGNORECASE)
    return Subject("countries", match.end()) if match else None
