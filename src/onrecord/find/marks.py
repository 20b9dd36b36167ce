"""Which words stand in quotation marks: every kind of mark, nested ones, and a closing mark that is missing.

Marks are paired within a block, innermost first. A straight mark opens or closes by the characters beside it, a single
one is an apostrophe unless it plainly opens and something plainly closes it. Spans leave the marks out; they are in
order of their beginnings. One pass over the text and as many steps as it has marks.
"""

from __future__ import annotations

import bisect
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.types import Article, Block, Span

_SINGLE = frozenset("'‘’‚‹›")
_STRAIGHT = frozenset("\"'＂")
_OPENERS_BEFORE = frozenset("([{—–-:;/“‘„«‹\"'=>*•|")
_STOPS = frozenset(".!?…")
_LONG = 400  # characters to which a quotation without a closing mark may run before it is cut at a sentence's end


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in marks, without them; ``depth`` is 0 outside of other marks.

    ``repaired`` says that the closing mark is missing, ``goes_on`` that this is the convention for a quotation which
    the next paragraph continues.
    """

    span: Span
    depth: int = 0
    repaired: bool = False
    goes_on: bool = False


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.find").joinpath("marks.toml").read_text(encoding="utf-8"))


@cache
def _closes() -> dict[str, str]:
    found: dict[str, str] = _table()["closes"]
    return found


@cache
def _marks() -> frozenset[str]:
    return frozenset(_closes()) | frozenset("".join(_closes().values()))


@cache
def _elided() -> frozenset[str]:
    return frozenset(_table()["words"]["elided"])


@dataclass(slots=True)
class _Open:
    """A mark that waits for its closing one, and where its words begin."""

    char: str
    at: int


def quoted_in(article: Article) -> tuple[Quoted, ...]:
    """What stands in marks in an article's body, in order, nested ones after what holds them."""
    found: list[Quoted] = []
    body = [block for block in article.blocks if block.kind != "chrome"]
    opens = [_first(article.text, block.span) in _closes() for block in body]
    for number, block in enumerate(body):
        found += _in_block(article.text, block, opens_next=any(opens[number + 1 : number + 2]))
    return tuple(found)


def _first(text: str, span: Span) -> str:
    return next((text[at] for at in range(span.start, span.end) if not _is_blank(text[at])), "")


def _in_block(text: str, block: Block, *, opens_next: bool) -> list[Quoted]:
    start, end = block.span.start, block.span.end
    marks = [at for at in range(start, end) if text[at] in _marks()]
    pairs, left = _paired(text, marks, start, end)
    found = [Quoted(said) for one, close in pairs if (said := _trimmed(text, one.at, close))]
    for one in left:
        if one.char not in _SINGLE:
            found += _repaired(text, one, marks, block.span, opens_next=opens_next)
    found += _spelled_out(text, block.span)
    return _nested(sorted(found, key=lambda made: (made.span.start, -made.span.end)))


def _nested(found: list[Quoted]) -> list[Quoted]:
    """Each with how many of the others hold it; one that crosses another's end is left out."""
    kept: list[Quoted] = []
    around: list[Quoted] = []
    for made in found:
        while around and around[-1].span.end <= made.span.start:
            around.pop()
        if not around or (around[-1].span.covers(made.span) and around[-1].span != made.span):
            kept.append(replace(made, depth=len(around)))
            around.append(kept[-1])
    return kept


def _spelled_out(text: str, block: Span) -> list[Quoted]:
    """ "She said, quote, we won, unquote": a speaker's own marks, up to the end of the sentence where none closes."""
    found: list[Quoted] = []
    for said in _QUOTE.finditer(text, block.start, block.end):
        if said.start() and (not found or found[-1].span.end <= said.start()):
            stop = _sentence_end(text, said.end(), min(block.end, said.end() + _LONG))
            unquote = _UNQUOTE.search(text, said.end(), stop)
            end = unquote.start() if unquote else stop - (text[stop - 1] == ".")
            words = _trimmed(text, said.end(), end)
            if words:
                found.append(Quoted(words, repaired=unquote is None))
    return found


_QUOTE = re.compile(r"(?<=[,:;(–—] )quote[,:] ", re.IGNORECASE)
_UNQUOTE = re.compile(r"[,.]? (?:unquote|end quote|close quote|end of quote)\b", re.IGNORECASE)


def _paired(text: str, marks: list[int], start: int, end: int) -> tuple[list[tuple[_Open, int]], list[_Open]]:
    """The pairs of opening and closing marks of a block, and the marks that nothing closes."""
    closing = _last_closing(text, marks, end)
    waiting: list[_Open] = []
    pairs: list[tuple[_Open, int]] = []
    left: list[_Open] = []
    for at in marks:
        before, after = _beside(text, at, start, end)
        level = _level(text[at], waiting, before, after)
        if level is not None and not _is_apostrophe(text, at, waiting[level], before, after):
            pairs.append((waiting[level], at))
            left += waiting[level + 1 :]
            del waiting[level:]
        elif _can_open(text, at, before, after, waiting, closing):
            waiting.append(_Open(text[at], at + 1))
    return pairs, [*left, *waiting]


def _level(char: str, waiting: list[_Open], before: str, after: str) -> int | None:
    """Which of the open marks a mark can close, the innermost first; only the three innermost are asked."""
    opens = _opens(char, before, after)
    for level in range(len(waiting) - 1, max(-1, len(waiting) - 4), -1):
        if char in _closes()[waiting[level].char]:
            if opens and not _closes_too(char, before, after):
                return None
            return level
    return None


def _opens(char: str, before: str, after: str) -> bool:
    """Whether the characters beside a mark that can both open and close let it open."""
    if char not in _closes() or _is_blank(after):
        return False
    return _is_blank(before) or before in _OPENERS_BEFORE or (char not in _STRAIGHT and not before.isalnum())


def _closes_too(char: str, before: str, after: str) -> bool:
    if _is_blank(before) and char in _STRAIGHT:
        return False
    return not after.isalnum() and not _is_blank(before)


def _can_open(text: str, at: int, before: str, after: str, waiting: list[_Open], closing: dict[str, int]) -> bool:
    char = text[at]
    if char not in _closes() or after == "" or len(waiting) > _DEEPEST:
        return False
    if char in _SINGLE:
        plain = (_is_blank(before) or before in _OPENERS_BEFORE) and not _is_blank(after)
        return plain and not _is_elision(text, at, after) and any(closing.get(c, -1) > at + 1 for c in _closes()[char])
    if char in {"”", "»", "‟"}:
        return _is_blank(before) and not _is_blank(after)
    if char in _STRAIGHT and not _is_blank(before):
        return not before.isalnum() and before not in _AFTER_WORDS
    return True


_AFTER_WORDS = frozenset(".,!?…;%)]}’”»")
_DEEPEST = 4


def _is_elision(text: str, at: int, after: str) -> bool:
    """ "'em", "'90s": an apostrophe for what a word has lost at its front."""
    end = at + 1
    while end < len(text) and end < at + 16 and text[end].isalnum():
        end += 1
    return after.isdigit() or text[at + 1 : end].lower() in _elided()


def _is_apostrophe(text: str, at: int, opened: _Open, before: str, after: str) -> bool:
    """Whether a mark that could close a single quotation stands in or behind a word: "don't", "the workers' party"."""
    if text[at] not in "'’" or opened.char not in _SINGLE:
        return False
    if before.isalnum() and after.isalnum():
        return True
    if _is_blank(before):
        return True
    owner = before in "sz" and after == " " and text[at + 2 : at + 3].islower()
    return owner and any(char in "'’" and not text[place + 1 : place + 2].isalnum() for place, char in _ahead(text, at))


def _ahead(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The characters up to the end of the line, a hundred and fifty at most."""
    for place in range(at + 1, min(len(text), at + 150)):
        if text[place] == "\n":
            return
        yield place, text[place]


def _last_closing(text: str, marks: list[int], end: int) -> dict[str, int]:
    """The last place at which each single mark can close something."""
    found: dict[str, int] = {}
    for at in marks:
        after = text[at + 1] if at + 1 < end else ""
        if text[at] in _SINGLE and not after.isalnum() and at > 0 and not text[at - 1].isspace():
            found[text[at]] = at
    return found


def _beside(text: str, at: int, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a mark within its block, those that only direct the writing left out."""
    before, after = at - 1, at + 1
    while before >= start and at - before < 4 and unicodedata.category(text[before]) == "Cf":
        before -= 1
    while after < end and after - at < 4 and unicodedata.category(text[after]) == "Cf":
        after += 1
    return text[before] if before >= start else "", text[after] if after < end else ""


def _is_blank(char: str) -> bool:
    return char == "" or char.isspace() or unicodedata.category(char) == "Cf"


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without what is blank at its edges; None where no letter or digit is in it."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if any(text[at].isalnum() for at in range(start, end)) else None


def _repaired(text: str, one: _Open, marks: Sequence[int], block: Span, *, opens_next: bool) -> list[Quoted]:
    """A quotation that nothing closes: to the end of its paragraph, or of its sentence where another opens after it.

    Where it opens its paragraph and the next paragraph opens with a mark, that is how newspapers go on quoting.
    """
    ahead = bisect.bisect_left(marks, one.at)
    stop = next((at for at in marks[ahead : ahead + _DEEPEST * 4] if text[at] not in _SINGLE), block.end)
    whole = stop == block.end
    goes_on = whole and opens_next and not text[block.start : one.at - 1].strip()
    if not goes_on and (not whole or stop - one.at > _LONG):
        stop = _sentence_end(text, one.at, min(stop, one.at + _LONG))
    said = _trimmed(text, one.at, stop)
    return [Quoted(said, repaired=not goes_on, goes_on=goes_on)] if said else []


def _sentence_end(text: str, start: int, stop: int) -> int:
    """Behind the first stop that ends a sentence, or where the stretch ends."""
    for at in range(start, stop):
        if text[at] in _STOPS and (at + 1 >= len(text) or _is_blank(text[at + 1])) and at > start + 1:
            return at + 1
    return stop
