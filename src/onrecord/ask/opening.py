"""A question before the grammar: its courtesies and contractions taken away, and how an unreadable one is refused."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ask import vocabulary
from onrecord.errors import QuestionError

LONGEST = 600  # characters; a question is a sentence, and the grammar tries every place where its verb may stand
NEAREST = 5  # forms shown with a refusal

CONTRACTIONS = (
    (r"\bwon['’]?t\b", "will not"),
    (r"\bcan['’]t\b", "can not"),
    (r"n['’]t\b", " not"),
    (r"\b(did|has|have|had|does|was|were)nt\b", r"\1 not"),
    (r"\bwho['’]s\b", "who has"),
    (r"\b(what|where|how)['’]s\b", r"\1 is"),
    (r"\bnot to have\b", "to have not"),
)


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


def unreadable(question: str, why: str = "The question cannot be read") -> QuestionError:
    """The error for a question that cannot be read, with the forms that are nearest to it in words."""
    shown = question if len(question) <= 80 else question[:79] + "…"
    return QuestionError(why, where=repr(shown), next_step="The nearest forms:\n  " + "\n  ".join(nearest(question)))


def nearest(question: str) -> tuple[str, ...]:
    """The forms whose letters are most like the question's, the likest first; always some."""
    plain = question[:LONGEST].casefold()
    by_form = {form.casefold(): form for form in forms()}
    return tuple(by_form[form] for form in difflib.get_close_matches(plain, by_form, NEAREST, 0.0))


def opened(question: str) -> Words:
    """The question without its courtesies, contractions and final marks. Raises QuestionError where it is too long."""
    if len(question) > LONGEST:
        raise unreadable(question, f"The question has more than {LONGEST} characters")
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
