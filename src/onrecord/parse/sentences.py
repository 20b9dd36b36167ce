"""Where sentences end: paragraphs and headlines by their lines, sentences by their marks.

Offsets are Unicode code points of the text given, start included, end excluded.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from itertools import pairwise

CAP_WORDS = 150
_LONGEST_ITEM_MARK = 3
_NARROWEST_COLUMN = 48
_WIDEST_COLUMN = 140

_DATA = tomllib.loads(files("onrecord.parse").joinpath("data/sentences.toml").read_text(encoding="utf-8"))
_TITLES = frozenset(
    form for title in _DATA["abbreviations"]["titles"] for form in (title, title.upper() if len(title) > 1 else title)
)
_INITIALS = frozenset(_DATA["abbreviations"]["initials"])
_PLAIN = frozenset(_DATA["abbreviations"]["plain"])
_FINAL = frozenset(_DATA["abbreviations"]["final"])
_BEFORE_NUMBER = frozenset(_DATA["abbreviations"]["before_number"])
_OPENING = frozenset(_DATA["opening"]["words"])
_SAYING = frozenset(_DATA["saying"]["verbs"])

_CLOSERS = frozenset("\"'”’»›)]}*」』）】》") | {"''", "’’"}
_QUOTE_CLOSERS = frozenset("\"'”’»›」』") | {"''", "’’"}
_OPENERS = frozenset("\"'“‘„‚«‹([{*¿¡「『（【《") | {"``", "‘‘", "''"}
_RUN_ON_MARKS = frozenset(".?!")
_DASHES = frozenset(("-", "–", "—", "--"))
_FULL_STOPS = "。！？｡؟۔।॥"
_TERMINAL = re.compile(rf"[.!?…]+\Z|[{_FULL_STOPS}]\Z")
_LINE_END = re.compile(r"""[.!?…。！？｡؟۔।:;,]["'”’»›)\]*]*\s*\Z""")
_BULLET = re.compile(r"\s*\**(?P<mark>[•‣◦▪●○■□·⁃►▶✓✔]|[-*–—+](?=\s)|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)](?=\s))")
_ITEM_NUMBER = re.compile(r"\W*+(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\.")
_REFERENCE = re.compile(r"\[\d{1,3}\]\Z")


def follow_kind(text: str, at: int, end: int) -> str:
    """What comes next, in one letter: the kind of the character at ``at``, empty at the end of the stretch."""
    if at >= end:
        return ""
    char = text[at]
    if char.isdigit():
        return "1"
    return "A" if char.isupper() else "a" if char.isalpha() else "-"


def is_abbreviation(word: str, follow: str) -> bool:
    """Whether a full stop after the word is part of it, given the character (or its kind) that follows the stop."""
    if word in _BEFORE_NUMBER:
        return follow.isdigit()
    if word in _FINAL:
        return follow != "" and not follow.isupper()
    if word in _TITLES or word in _PLAIN:
        return True
    initial = word in _INITIALS or (len(word) == 1 and word != "I" and word.isupper())
    return initial and follow != ""


def segments(text: str) -> list[tuple[int, int]]:
    """The stretches of the text that no sentence leaves: paragraphs, headlines, list items; hard wraps are joined.

    Two lines belong together unless a blank line, a bullet or a line that was broken before its column was full
    stands between them.
    """
    groups = _groups(text)
    widest = max((len(line) for group in groups for _, line in group if len(line) <= _WIDEST_COLUMN), default=0)
    return [segment for group in groups for segment in _joined(group, widest)]


def _groups(text: str) -> list[list[tuple[int, str]]]:
    """The lines of the text with their offsets, in groups that blank lines separate."""
    groups: list[list[tuple[int, str]]] = []
    at, blank = 0, True
    for line in text.splitlines(keepends=True):
        if not line.isspace():
            if blank:
                groups.append([])
            groups[-1].append((at, line))
        blank = line.isspace()
        at += len(line)
    return groups


def _joined(group: list[tuple[int, str]], widest: int) -> list[tuple[int, int]]:
    """The segments of lines without a blank one between them, ``widest`` the text's widest column."""
    width = max(len(line) for _, line in group) if len(group) > 2 else widest
    width = 0 if _is_table(group) else max(width, _NARROWEST_COLUMN)
    starts = [group[0][0]]
    for (_, line), (at, after) in pairwise(group):
        if _breaks(line.rstrip(), after, width):
            starts.append(at)
    ends = [*starts[1:], group[-1][0] + len(group[-1][1])]
    return list(zip(starts, ends, strict=True))


def _is_table(group: list[tuple[int, str]]) -> bool:
    """Whether the lines are items rather than wrapped prose, of which some line would go on with a small letter."""
    lines = [line.lstrip() for _, line in group[1:]]
    # Of three lines of prose it is no rare accident that both breaks fall before a capital or a number.
    return len(lines) > 2 and not any(line[0].islower() for line in lines) and not all(line.isupper() for line in lines)


def _breaks(line: str, after: str, width: int) -> bool:
    """Whether a sentence cannot go on from a line to the line after it, in a column of that width (0: never full)."""
    word = after.lstrip()[:_WIDEST_COLUMN].split(maxsplit=1)[0]
    fitted = 0 < width * 0.9 < len(line) + 1 + len(word)
    full = fitted and _NARROWEST_COLUMN // 2 < len(line) <= _WIDEST_COLUMN
    bullet = _BULLET.match(after)
    if bullet:
        return (
            not full
            or bool(_LINE_END.search(line[-20:]))
            or bool(_BULLET.match(line))
            or bullet["mark"] in "•‣◦▪●○■□⁃►▶✓✔"
        )
    letter = next((char for char in word if char.isalpha()), "")
    if letter.islower():
        return not full and line.endswith(";")
    return not full or (line.isupper() and not after.isupper())


def candidate_ends(chunk: str, pieces: list[tuple[int, int]]) -> tuple[int, ...]:
    """The words of a chunk after which a sentence may end: a mark that ends sentences, with the marks it closes."""
    found: list[int] = []
    ended = False
    for position, (left, right) in enumerate(pieces):
        word = chunk[left:right]
        if ended and word in _CLOSERS:
            found[-1] = position
            continue
        ended = word[-1] in _FULL_STOPS or (word in _RUN_ON_MARKS and _run_on(chunk, left))
        if ended:
            found.append(position)
    last = len(pieces) - 1
    while last > 0 and chunk[pieces[last][0] : pieces[last][1]] in _CLOSERS:
        last -= 1
    if not ended and _TERMINAL.search(chunk[pieces[last][0] : pieces[last][1]]):
        found.append(len(pieces) - 1)
    return tuple(found)


def _run_on(chunk: str, at: int) -> bool:
    """Whether the mark at ``at`` ends a sentence although no space follows: ``the end.The next``."""
    before, after = chunk[max(at - 2, 0) : at], chunk[at + 1 : at + 3]
    return (
        len(before) == 2 == len(after)
        and before.isalpha()
        and before.islower()
        and after[0].isupper()
        and after[1].islower()
    )


def sentence_ends(text: str, words: list[tuple[int, int]], candidates: list[int]) -> list[int]:
    """The positions of the words that begin a new sentence (never 0), candidates being where one may have ended."""
    cuts: list[int] = []
    first = 0
    for candidate in candidates:
        cut = _closed(text, words, candidate) + 1
        if first <= candidate and cut < len(words) and _ends(text, words, candidate, cut, first):
            cuts.append(cut)
            first = cut
    return _capped(text, words, cuts)


def _closed(text: str, words: list[tuple[int, int]], candidate: int) -> int:
    """The candidate, or the closing mark after it where a space stands between: ``. »``"""
    after = candidate + 1
    if after < len(words) and text[slice(*words[after])] in ("»", "”", "’’", ")", "]"):
        return after
    while (
        after + 2 < len(words)
        and text[words[after][0]] == "["
        and _REFERENCE.match(text, words[after][0], words[after + 2][1])
    ):
        after += 3
    return after - 1


def _ends(text: str, words: list[tuple[int, int]], candidate: int, cut: int, first: int) -> bool:
    """Whether a sentence that began at word ``first`` ends before the word ``cut``."""
    closed, mark = False, ""
    for position in range(candidate, first - 1, -1):
        mark = text[slice(*words[position])]
        if mark not in _CLOSERS:
            break
        closed = closed or mark in _QUOTE_CLOSERS
    if mark[-1] in _FULL_STOPS:
        return True
    following = _following(text, words, cut)
    if mark[-1] != "." or mark.startswith(".."):
        return _ends_after_outcry(text, words, cut, following, closed)
    if mark == ".":
        return _ends_after_stop(text, words, cut, following, first)
    return position > first and _ends_after_abbreviation(mark[:-1], following)


def _following(text: str, words: list[tuple[int, int]], cut: int) -> str:
    """The first word from ``cut`` on that is not an opening mark; empty where there is none nearby."""
    near = (text[slice(*word)] for word in words[cut : cut + 4])
    return next((word for word in near if word not in _OPENERS), "")


def _ends_after_stop(text: str, words: list[tuple[int, int]], cut: int, following: str, first: int) -> bool:
    """Whether a full stop ends the sentence that began at ``first``: not after the number of an item, ``1.``"""
    if cut - first <= _LONGEST_ITEM_MARK and _ITEM_NUMBER.fullmatch(text, words[first][0], words[cut - 1][1]):
        return False
    return following[:1] not in tuple(",;:.") and text[slice(*words[cut])] not in _DASHES


def _ends_after_outcry(text: str, words: list[tuple[int, int]], cut: int, following: str, closed: bool) -> bool:
    """Whether ``?``, ``!`` or an ellipsis ends its sentence: not before a small letter nor before who said it."""
    if not following[:1].isalnum():
        return following[:1] not in tuple(",;:.)–—-")
    if following[:1].islower():
        return False
    return not (closed and _says(text, words, cut))


def _says(text: str, words: list[tuple[int, int]], cut: int) -> bool:
    """Whether the words from ``cut`` on name a speaker and a verb of saying: ``Prime Minister Smith asked``."""
    for word in words[cut : cut + 7]:
        form = text[slice(*word)]
        if form in _SAYING:
            return True
        if form != "I" and (not form[:1].isupper() or form in _OPENING):
            return False
    return False


def _ends_after_abbreviation(stem: str, following: str) -> bool:
    """Whether the stop of an abbreviation also ends the sentence: before a word that opens one."""
    if stem in _TITLES or stem in _BEFORE_NUMBER:
        return False
    return following in _OPENING


def _capped(text: str, words: list[tuple[int, int]], cuts: list[int]) -> list[int]:
    """The cuts, with more of them wherever a sentence is too long: at ``;``, ``:``, a quotation's end or ``,``."""
    capped: list[int] = []
    first = 0
    for cut in [*cuts, len(words)]:
        while cut - first > CAP_WORDS:
            first = _best_cut(text, words, first)
            capped.append(first)
        if cut < len(words):
            capped.append(cut)
        first = cut
    return capped


def _best_cut(text: str, words: list[tuple[int, int]], first: int) -> int:
    """Where to cut a sentence that begins at ``first`` and is too long: after the last of the strongest marks."""
    for marks in (frozenset(";"), frozenset(":"), _QUOTE_CLOSERS, frozenset(",")):
        for position in range(first + CAP_WORDS - 1, first + CAP_WORDS // 3, -1):
            if text[slice(*words[position])] in marks:
                return position + 1
    return first + CAP_WORDS
