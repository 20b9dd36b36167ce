"""English question → ``Query``: a small deterministic grammar over the words of ``data/forms.toml``.

A question is a subject ("which countries", "who"), a predicate ("did not congratulate"), an object and a topic. What
the grammar cannot place raises QuestionError, whose next step lists the forms that can be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from onrecord.ask import vocabulary
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
class Predicate:
    """The verb with all that stands before it, and the object after it."""

    actions: tuple[str, ...]
    object: str | None = None
    topic: str = ""
    agent: str | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    passive: bool = False
    received: bool = False
    trailing: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """What the words before the verb say of it."""

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    passive: bool = False


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
    target, topic = _name(towards[1]) if towards else (None, rest)
    name = re.sub(r" (?:not|never)$", "", match["x"], flags=re.IGNORECASE)
    said = Manner("negative" if name != match["x"] else "positive")
    if vocabulary.pattern("words", "plans").match(match["aux"]):
        said = replace(said, modality="planned")
    actor = _who(name)
    return Query(words.question, "deeds", "what", (), actor, target, said.polarity, said.modality, topic=topic)


def _asked_first(words: Words) -> Query | None:
    """The subject opens the question: who congratulated X, whom did X thank, by whom was X congratulated."""
    fronted = re.match(r"(?:by|from|to|with|at|on) (?=\S)", words.text, re.IGNORECASE)
    text = words.text[fronted.end() :] if fronted else words.text
    for subject in _subjects(text, words.commanded):
        rest = text[subject.end :].strip()
        predicate = _predicate(rest)
        if predicate and not predicate.received:
            return _plain(words, subject, predicate)
        if not predicate and (split := _inverted(rest)):
            return _turned(words, subject, *split)
    return None


def _plain(words: Words, subject: Subject, said: Predicate) -> Query:
    """The subject is the one who acts, or in the passive the one acted on."""
    if said.passive:
        wants: Wants = "countries" if subject.kind == "countries" else "whom"
        return _query(words, "targets", wants, subject, said, actor=_who(said.agent), target=None)
    wants = "countries" if subject.kind == "countries" else "who"
    return _query(words, "actors", wants, subject, said, actor=None, target=said.object)


def _turned(words: Words, subject: Subject, name: str, said: Predicate) -> Query:
    """The name stands before the verb: whom did X thank; in the passive, who was X thanked by."""
    if said.passive or said.received:
        wants: Wants = "countries" if subject.kind == "countries" else "who"
        topic = said if said.received and not said.object else replace(said, topic=_joined(said.object, said.topic))
        return _query(words, "actors", wants, subject, topic, actor=None, target=_who(name))
    wants = "countries" if subject.kind == "countries" else "whom"
    said = replace(said, topic=_joined(said.object, said.topic))
    return _query(words, "targets", wants, subject, said, actor=_who(name), target=None)


def _asked_last(words: Words) -> Query | None:
    """The subject closes the question: X was congratulated by which countries, X thanked whom."""
    for start in (match.start() for match in re.finditer(r"\b(?:who|whom|which|what|how many)\b", words.text, re.I)):
        subject = next(iter(_subjects(words.text[start:])), None)
        head = re.sub(r" (?:by|from|to|with)$", "", words.text[:start].rstrip())
        if start and subject and start + subject.end == len(words.text) and (split := _inverted(head, statement=True)):
            return _turned(words, subject, *split)
    return None


def _yes_no(words: Words) -> Query | None:
    """Did X congratulate Y?"""
    aux = (*vocabulary.words("words", "auxiliaries"), *vocabulary.words("words", "passives"), "will")
    match = re.match(vocabulary.either(aux) + r" (?=\S)", words.text, re.IGNORECASE)
    if not match and not words.asked:
        return None
    opening = match.group().strip().casefold() if match else ""
    split = _inverted(words.text, statement=not match)
    if not split or vocabulary.pattern("words", "asking").search(split[0]):
        return None
    name, said = split
    if opening in vocabulary.words("words", "plans"):
        said = replace(said, modality="planned")
    return _query(words, "yes_no", "yes_no", _bound(name), said, **_pair(name, said))


def _pair(name: str, said: Predicate) -> dict[str, str | None]:
    """Who acts and who is acted on, in a yes-or-no question."""
    if said.passive or said.received:
        return {"actor": _who(said.agent or (said.object if said.received else None)), "target": _who(name)}
    return {"actor": _who(name), "target": said.object}


def _bound(name: str) -> Subject:
    """The kind of row that "any countries" asks for."""
    noun = vocabulary.kinds().get(name.split(" ")[-1].casefold(), "any") if _who(name) is None else "any"
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


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


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
        if len(between) > 3 or _predicate(text[start:]):
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


# ---------------------------------------------------------------- the predicate


def _inverted(text: str, statement: bool = False) -> tuple[str, Predicate] | None:
    """A name and the predicate after it; unless it is a statement, an auxiliary stands before the name."""
    opening, manner = (None, Manner()) if statement else _modified(text, Manner())
    if not statement and opening is None:
        return None
    rest = text[opening or 0 :].strip()
    for space in re.finditer(r" ", rest):
        said = _predicate(rest[space.end() :], manner)
        if said:
            return rest[: space.start()], said
    return None


def _modified(text: str, manner: Manner) -> tuple[int | None, Manner]:
    """Where the modifiers at the start of the text end, and what they say; None where there is none."""
    end: int | None = None
    while step := _modifier(text[end or 0 :].lstrip(), manner):
        width, manner = step
        end = (end or 0) + len(text[end or 0 :]) - len(text[end or 0 :].lstrip()) + width
    return end, manner


_SAYS: dict[str, dict[str, Any]] = {
    "negations": {"polarity": "negative"},
    "refusals": {"polarity": "negative", "passive": False},
    "plans": {"modality": "planned", "passive": False},
    "reports": {"passive": False},
    "passives": {"passive": True},
    "auxiliaries": {},
    "adverbs": {},
}


def _modifier(text: str, manner: Manner) -> tuple[int, Manner] | None:
    """One modifier at the start of the text, and the manner with it."""
    for group, changes in _SAYS.items():
        match = vocabulary.pattern("words", group).match(text)
        if match:
            return match.end(), Manner(**{**asdict(manner), **changes})
    return None


def _predicate(text: str, manner: Manner | None = None) -> Predicate | None:
    """The predicate that the text begins with, None where it begins with something else."""
    manner = manner or Manner()
    step = _modifier(text, manner)
    if step and (said := _predicate(text[step[0] :].lstrip(), step[1])):
        return said
    return _received(text, manner) or _sent(text, manner) or _verb(text, manner)


def _verb(text: str, manner: Manner) -> Predicate | None:
    """A verb, or several with "and", and its object."""
    match = vocabulary.verb_pattern().match(text)
    if not match:
        return None
    judging = vocabulary.judging_pattern().fullmatch(match.group())
    if judging and (judged := _judged(text, manner)):
        return judged
    found, style = [vocabulary.verbs()[_key(match)]], vocabulary.verbs()[_key(match)].style
    while more := re.compile(rf"(?:,? (?:and|or)|,) ({vocabulary.verb_pattern().pattern})", re.I).match(
        text, match.end()
    ):
        found.append(vocabulary.verbs()[more[1].casefold()])
        match = more
    named = tuple(dict.fromkeys(verb.action for verb in found if verb.action))
    passive = manner.passive and not match.group().casefold().endswith("ing")
    return _complete(text[match.end() :].strip(), named, style, replace(manner, passive=passive)) if named else None


def _key(match: re.Match[str]) -> str:
    return match.group().casefold()


def _complete(rest: str, named: tuple[str, ...], style: str, manner: Manner) -> Predicate:
    """The predicate with its object, topic and, in the passive, the one it is done by."""
    said = Predicate(named, polarity=manner.polarity, modality=manner.modality, passive=manner.passive)
    if manner.passive:
        by = re.match(r"(?P<topic>.*?)\bby(?: (?P<agent>.+))?$", rest, re.IGNORECASE)
        agent, topic = _name(by["agent"]) if by and by["agent"] else (None, "")
        return replace(said, agent=agent, topic=_joined(by["topic"].strip() if by else rest, topic))
    if style == "topic":
        return replace(said, topic=rest)
    target, topic = _onward(rest) if style == "onward" else _name(rest, named)
    return replace(said, object=target, topic=topic)


def _onward(rest: str) -> tuple[str | None, str]:
    """The one to whom something is pledged: to work with X, support to X, X its help."""
    noun = vocabulary.noun_pattern().pattern
    for shape in (
        r"to [\w-]+(?: (?:with|to|for|against))? (?P<x>.+)",
        rf"(?:[\w'-]+ ){{0,4}}?{noun} (?:to|for) (?P<x>.+)",
    ):
        match = re.match(shape + "$", rest, re.IGNORECASE)
        if match:
            target, topic = _name(match["x"])
            return target, _joined(rest[: match.start("x")].strip(), topic)
    given = re.match(rf"(?P<x>.+?) (?P<what>(?:[\w'-]+ )?{noun}.*)$", rest, re.IGNORECASE)
    return (_name(given["x"])[0], given["what"]) if given else _name(rest)


def _sent(text: str, manner: Manner) -> Predicate | None:
    """A light verb with a noun: sent congratulations to X, sent X a message of congratulation."""
    sends = vocabulary.pattern("words", "sends").match(text)
    noun = vocabulary.noun_pattern().search(text, sends.end()) if sends else None
    if not sends or not noun or manner.passive or text.count(" ", sends.end(), noun.start()) > 8:
        return None
    named = (vocabulary.nouns()[_key(noun)],)
    rest = text[noun.end() :].strip()
    towards = re.match(vocabulary.either(vocabulary.words("words", "particles")) + " ", rest + " ", re.IGNORECASE)
    between = _given(text[sends.end() : noun.start()])
    if between and not (towards and towards.group().strip().casefold() == "to"):
        return replace(_complete("", named, "plain", manner), object=between, topic=rest)
    return _complete(rest[towards.end() :] if towards else rest, named, "plain", manner)


def _given(between: str) -> str | None:
    """The one to whom, where he stands between the verb and its noun."""
    kept = between.split()
    while kept and kept[-1].casefold() in vocabulary.words("words", "own"):
        kept.pop()
    return " ".join(kept) or None


def _received(text: str, manner: Manner) -> Predicate | None:
    """Received congratulations (from X): the subject is the one acted on."""
    receives = vocabulary.pattern("words", "receives").match(text)
    noun = vocabulary.noun_pattern().search(text, receives.end()) if receives else None
    if not receives or not noun or _given(text[receives.end() : noun.start()]):
        return None
    origin = re.match(r"\s*(?:from|by)\b(?P<x>.*)$", text[noun.end() :], re.IGNORECASE)
    target, topic = _name(origin["x"].strip()) if origin else (None, text[noun.end() :].strip())
    said = Predicate((vocabulary.nouns()[_key(noun)],), object=target, topic=topic, received=True)
    return replace(said, polarity=manner.polarity, modality=manner.modality)


# ---------------------------------------------------------------- called the vote free


def _judged(text: str, manner: Manner) -> Predicate | None:
    """A verb that says what something is: praise or criticism, by the words it says."""
    verb = vocabulary.judging_pattern().match(text)
    rest = text[verb.end() :].strip() if verb else ""
    for word in re.finditer(r"(?<= )\S", rest):
        found = _judgement(rest[word.start() :])
        if found:
            named, topic = found
            name = _without_between(rest[: word.start()])
            return (
                replace(_complete(name, named, "plain", replace(manner, passive=False)), topic=topic) if name else None
            )
    thing = verb and _is_thing(_name(rest)[0] or "")
    return _complete(rest, ("PRAISE", "CRITICISE"), "plain", manner) if thing else None


def _judgement(text: str) -> tuple[tuple[str, ...], str] | None:
    """The actions that the adjectives at the start of the text stand for, and the words after them."""
    between = vocabulary.either(vocabulary.words("judging", "between"))
    opening = re.match(rf"(?:{between} )*", text, re.IGNORECASE)
    start = opening.end() if opening else 0
    for side, action, reverse in (("praise", "PRAISE", "CRITICISE"), ("criticise", "CRITICISE", "PRAISE")):
        match = vocabulary.pattern("judging", side).match(text, start)
        if match:
            negated = vocabulary.pattern("judging", "negated").search(text[:start])
            return (reverse if negated else action,), _after_judgement(text[match.end() :])
    return None


def _after_judgement(text: str) -> str:
    """The words after a chain of adjectives ("free and fair in 2024" leaves "in 2024")."""
    more = vocabulary.either(
        (
            *vocabulary.words("judging", "praise"),
            *vocabulary.words("judging", "criticise"),
            *vocabulary.words("judging", "between"),
        )
    )
    chain = re.match(rf"(?:[ ,]+{more})*", text, re.IGNORECASE)
    return text[chain.end() if chain else 0 :].strip(" ,")


def _without_between(text: str) -> str:
    """The name before the adjectives, without "as", "a", "not"."""
    kept = text.split()
    while kept and kept[-1].casefold() in vocabulary.words("judging", "between"):
        kept.pop()
    return " ".join(kept)


def _is_thing(text: str) -> bool:
    return any(vocabulary.pattern("things", group).search(text) for group in vocabulary.table("things"))


# ---------------------------------------------------------------- names


def _who(name: str | None) -> str | None:
    """The name as asked, None where it means anyone."""
    if name is None:
        return None
    bare = name.strip(" ,\"'“”")
    return None if not bare or bare.casefold() in vocabulary.words("words", "anyone") else bare


def _name(text: str, named: tuple[str, ...] = ()) -> tuple[str | None, str]:
    """The name that the text begins with, and the topic after it."""
    text = text.strip(" ,")
    own = (opener for action in named for opener in vocabulary.words("actions", action, "topics"))
    opener = re.search(vocabulary.either((*vocabulary.words("words", "topics"), *own)), text, re.IGNORECASE)
    if opener is None:
        return _who(text), ""
    return _who(text[: opener.start()]), text[opener.start() :]


def splits(name: str, topic: str) -> Iterator[tuple[str, str]]:
    """Every way to divide the words into a name and a topic, the longest name first.

    A name may hold a word that opens a topic ("Organization for Security and Co-operation in Europe").
    """
    words = topic.split()
    for count in range(len(words), -1, -1):
        yield " ".join([name, *words[:count]]), " ".join(words[count:])
