"""Turns of a transcript or an interview: words that a label at the front of their line, and no mark, makes a quotation.

"Q: … A: …", "MR. LOPEZ: …", "@handle: …", and the dialogue of dashes. A text counts as one only where labels come
back or are plainly such; a lone "Result: …" is none. What the interviewer says is the outlet's own text.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.types import Article, Block, Span

_LABEL = re.compile(
    r"\s*(?:[*_•]{1,2}\s*)?(?P<label>@?[^\W_][\w.'’-]*(?: [\w.'’&-]+){0,6}?)"
    r"(?P<more> ?\([^()\n]{1,80}\)| ?\[[^\[\]\n]{1,80}\]|, [^:.?!\"“\n]{1,60})?\s?[*_]{0,2}:[*_]{0,2}\s+(?=\S)"
)
_STAGE = re.compile(r"\s*[(\[][^()\[\]\n]{1,60}[)\]]\s*")
_STAGE_END = re.compile(r"\s*[(\[][^()\[\]\n]{1,60}[)\]]\s*$")
_DASH = re.compile(r"\s*[—–]\s+(?=\S)")
_MARKS = frozenset("\"“„«‘'")
_LEAST_HANDLES = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said in one turn; ``label`` is the words that tell who speaks, None where only the layout does."""

    span: Span
    label: Span | None


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = tomllib.loads(files("onrecord.find").joinpath("turns.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items()}


def turns_of(article: Article) -> tuple[Turn, ...]:
    """The turns of an article in order, none of them the interviewer's; empty where it is no transcript."""
    body = [block for block in article.blocks if block.kind not in {"chrome", "title", "heading", "byline"}]
    labelled = [(block, found) for block in body if (found := _label(article.text, block))]
    if _is_transcript([found["label"] for _, found in labelled]):
        return tuple(turn for block, found in labelled if (turn := _turn(article.text, block, found)))
    return _dialogue(article.text, body)


def _label(text: str, block: Block) -> re.Match[str] | None:
    found = _LABEL.match(text, block.span.start, block.span.end)
    if found is None or text[found.end()] in _MARKS:
        return None
    label = found["label"]
    return found if label.startswith("@") or _kind(label) or _is_name(label) else None


def _kind(label: str) -> str:
    """What a label plainly is: a handle, asking, answering, one of the offices, titled, capitals, or nothing."""
    plain = label.lower().rstrip(".")
    words, first = _words(), plain.split()[0].rstrip(".")
    if label.startswith("@"):
        return "handle"
    for kind in ("asking", "answering", "offices"):
        if plain in words[kind] and (label[0].isupper()):
            return kind
    if first in words["honorifics"] and len(plain.split()) > 1:
        return "titled"
    letters = [char for char in label if char.isalpha()]
    return "capitals" if len(letters) > 2 and all(map(str.isupper, letters)) else ""


def _is_name(label: str) -> bool:
    words = label.split()
    return 1 < len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()


def _is_transcript(labels: Sequence[str]) -> bool:
    """Whether labels show a talk: a question and an answer, several handles, or two speakers of whom one comes back."""
    kinds = Counter(_kind(label) for label in labels)
    if kinds["handle"] >= _LEAST_HANDLES or (kinds["asking"] and kinds["answering"]):
        return True
    repeated = Counter(_last(label) for label in labels if _kind(label) != "offices" or len(labels) > 2)
    back = any(count > 1 for count in repeated.values())
    plain = kinds["asking"] or kinds["titled"] or kinds["capitals"] or kinds["offices"]
    return len(repeated) > 1 and back and bool(plain)


def _last(label: str) -> str:
    return label.lower().split()[-1].rstrip(".")


def _turn(text: str, block: Block, found: re.Match[str]) -> Turn | None:
    kind = _kind(found["label"])
    if kind == "asking":
        return None
    said = _said(text, found.end(), block.span.end)
    return Turn(said, None if kind == "answering" else Span(*found.span("label"))) if said else None


def _said(text: str, start: int, end: int) -> Span | None:
    """The words of a turn without stage directions before and after them."""
    opening = _STAGE.match(text, start, end)
    start = opening.end() if opening else start
    tail = text[start:end]
    closing = _STAGE_END.search(tail[-80:])
    end = start + max(0, len(tail) - 80) + closing.start() if closing else end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start and any(char.isalpha() for char in text[start:end]) else None


def _dialogue(text: str, body: Sequence[Block]) -> tuple[Turn, ...]:
    """The answers of an interview told by dashes: every second one of a run of such lines, whose first ones ask."""
    found: list[Turn] = []
    run: list[tuple[int, int]] = []
    for block in [*body, None]:
        dash = _DASH.match(text, block.span.start, block.span.end) if block else None
        if block and dash:
            run.append((dash.end(), block.span.end))
            continue
        asked = sum(text[start:end].rstrip().endswith("?") for start, end in run[::2])
        if len(run) > 3 and 2 * asked >= len(run[::2]):
            found += [Turn(said, None) for start, end in run[1::2] if (said := _said(text, start, end))]
        run = []
    return tuple(found)
