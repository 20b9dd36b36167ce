"""English question → ``Query``: a small deterministic grammar over the words of ``data/forms.toml``.

A question is a subject ("which countries", "who"), a predicate ("did not congratulate"), an object and a topic. What
the grammar cannot place raises QuestionError, whose next step lists the forms that can be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.ask import vocabulary
from onrecord.ask.predicate import (
    Manner,
    Predicate,
    asked_name,
    join_words,
    leading_name,
    read_inverted,
    read_predicate,
)
from onrecord.errors import QuestionError
from onrecord.types import Modality, Polarity

Form = Literal["actors", "targets", "deeds", "yes_no"]
Wants = Literal["countries", "who", "whom", "what", "yes_no"]
LONGEST = 600  # characters; a question is a sentence, and the grammar tries every place where its verb may stand

CONTRACTIONS = (
    (r"\bwon['’]?t\b", "will not"),
    (r"\bcan['’]t\b", "can not"),
    (r"n['’]t\b", " not"),
    (r"\b(did|has|have|had|does|was|were)nt\b", r"\1 not"),
    (r"\bwho['’]s\b", "who has"),
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was read.

    ``actor`` and ``target`` are the names as asked, None for anyone; ``kind`` bounds the rows (countries, person,
    organization, any); ``actions`` is empty where every action is asked for. ``topic`` is what follows the names ("on
    his victory"), ``qualifiers`` what narrows the subject ("African"): neither filters, and the answer says so.
    """

    question: str
    form: Form
    wants: Wants
    actions: tuple[str, ...] = ()
    actor: str | None = None
    target: str | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    kind: str = "any"
    topic: str = ""
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is asked for, and where the words after it begin."""

    kind: str
    end: int
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A question's text on its way through the grammar, with what was said before it."""

    question: str
    text: str
    asked: bool = False
    commanded: bool = False


def forms() -> tuple[str, ...]:
    """The forms of question that can be read, each as an example."""
    return vocabulary.words("examples")


def read_question(question: str) -> Query:
    """The query that a question in English asks for. Raises QuestionError where it cannot be read."""
    words = _opened(question)
    for form in (_deeds, _asked_first, _asked_last, _yes_no):
        query = form(words)
        if query:
            _refuse_pronouns(query)
            return query
    raise _unreadable(question)


def _unreadable(question: str, why: str = "The question cannot be read") -> QuestionError:
    shown = question if len(question) <= 80 else question[:79] + "…"
    return QuestionError(why, where=repr(shown), next_step="Forms that can be read:\n  " + "\n  ".join(forms()))


def _refuse_pronouns(query: Query) -> None:
    for name in (query.actor, query.target):
        if name and name.casefold() in vocabulary.words("words", "pronouns"):
            raise _unreadable(query.question, f"Whom “{name}” means cannot be known; write the name instead")


def _opened(question: str) -> Words:
    """The question without its courtesies, contractions and final marks."""
    if len(question) > LONGEST:
        raise _unreadable(question, f"The question has more than {LONGEST} characters")
    text = " ".join("".join(_printable(question)).replace("’", "'").split())
    asked = text.endswith("?")
    text = re.sub(r"^[\s\"'“”¿.-]+|[\s?!.,;:\"“”]+$", "", text)
    for found, instead in CONTRACTIONS:
        text = re.sub(found, instead, text, flags=re.IGNORECASE)
    bare = _without(text, "polite")
    truth = _without(bare, "truth")
    return Words(question, " ".join(truth.split()), asked or truth != bare, bare != text)


def _printable(text: str) -> Iterator[str]:
    return (" " if unicodedata.category(char)[0] in "CZ" else char for char in text)


def _without(text: str, group: str) -> str:
    """The text without the group's phrases in front."""
    while (match := vocabulary.pattern("words", group).match(text)) and match.end() < len(text):
        text = text[match.end() :].lstrip(" ,:")
    return text


# ---------------------------------------------------------------- the forms


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
        if len(between) > 3 or read_predicate(text[start:]):
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
