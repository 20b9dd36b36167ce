"""What a question says was done: a verb with all that stands before it, its object and its topic.

The words are those of the vocabulary. What cannot be read as a predicate is None; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from onrecord.ask import vocabulary
from onrecord.types import Modality, Polarity


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


def read_inverted(text: str, statement: bool = False) -> tuple[str, Predicate] | None:
    """A name and the predicate after it; unless it is a statement, an auxiliary stands before the name."""
    opening, manner = (None, Manner()) if statement else _modified(text, Manner())
    if not statement and opening is None:
        return None
    rest = text[opening or 0 :].strip()
    for space in re.finditer(r" ", rest):
        said = read_predicate(rest[space.end() :], manner)
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


def read_predicate(text: str, manner: Manner | None = None) -> Predicate | None:
    """The predicate that the text begins with, None where it begins with something else."""
    manner = manner or Manner()
    step = _modifier(text, manner)
    if step and (said := read_predicate(text[step[0] :].lstrip(), step[1])):
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
        agent, topic = leading_name(by["agent"]) if by and by["agent"] else (None, "")
        return replace(said, agent=agent, topic=join_words(by["topic"].strip() if by else rest, topic))
    if style == "topic":
        return replace(said, topic=rest)
    target, topic = _onward(rest) if style == "onward" else leading_name(rest, named)
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
            target, topic = leading_name(match["x"])
            return target, join_words(rest[: match.start("x")].strip(), topic)
    given = re.match(rf"(?P<x>.+?) (?P<what>(?:[\w'-]+ )?{noun}.*)$", rest, re.IGNORECASE)
    return (leading_name(given["x"])[0], given["what"]) if given else leading_name(rest)


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
    target, topic = leading_name(origin["x"].strip()) if origin else (None, text[noun.end() :].strip())
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
            name = re.sub(
                r"^(?:it|this|that)$", "the election", _without_between(rest[: word.start()]), flags=re.IGNORECASE
            )
            return (
                replace(_complete(name, named, "plain", replace(manner, passive=False)), topic=topic) if name else None
            )
    thing = verb and _is_thing(leading_name(rest)[0] or "")
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


def join_words(*parts: str | None) -> str:
    """The parts that there are, with a space between them."""
    return " ".join(part for part in parts if part)


def asked_name(name: str | None) -> str | None:
    """The name as asked, None where it means anyone."""
    if name is None:
        return None
    bare = name.strip(" ,\"'“”")
    return None if not bare or bare.casefold() in vocabulary.words("words", "anyone") else bare


def leading_name(text: str, named: tuple[str, ...] = ()) -> tuple[str | None, str]:
    """The name that the text begins with, and the topic after it."""
    text = text.strip(" ,")
    own = (opener for action in named for opener in vocabulary.actions()[action].topics)
    opener = re.search(vocabulary.either((*vocabulary.words("words", "topics"), *own)), text, re.IGNORECASE)
    if opener is None:
        return asked_name(text), ""
    return asked_name(text[: opener.start()]), text[opener.start() :]


def splits(name: str, topic: str) -> Iterator[tuple[str, str]]:
    """Every way to divide the words into a name and a topic, the longest name first.

    A name may hold a word that opens a topic ("Organization for Security and Co-operation in Europe").
    """
    words = topic.split()
    for count in range(len(words), -1, -1):
        yield " ".join([name, *words[:count]]), " ".join(words[count:])
