"""Training sentences from the treebanks: trees, tags, lemmas and named spans, with what each source vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Tree:
    """One training sentence; heads are positions, -1 for the root. ``names`` are B-/I-/O tags.

    ``tree_weight`` is 0 where the source has no tree, ``name_weight`` 0 where it has no names.
    """

    id: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    text: str = ""
    tree_weight: float = 1.0
    name_weight: float = 0.0
    opens_paragraph: bool = False

    def renamed(self, names: Sequence[str], weight: float) -> Tree:
        """The same sentence with other named spans."""
        return replace(self, names=tuple(names), name_weight=weight)


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _comment(block: Sequence[str], key: str) -> str:
    start = f"# {key} = "
    return next((line[len(start) :] for line in block if line.startswith(start)), "")


def _rows(block: Sequence[str]) -> list[list[str]]:
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    return [row for row in rows if row[0].isdigit()]


def read_conllu(path: Path) -> list[tuple[Tree, list[str]]]:
    """Every sentence of a CoNLL-U file with its MISC column."""
    return [_tree(block) for block in _blocks(path)]


def _tree(block: list[str]) -> tuple[Tree, list[str]]:
    rows = _rows(block)
    column = list(zip(*rows, strict=True))
    tree = Tree(
        id=_comment(block, "sent_id"),
        words=column[1],
        lemmas=column[2],
        upos=column[3],
        xpos=column[4],
        heads=tuple(int(head) - 1 for head in column[6]),
        relations=column[7],
        names=("O",) * len(rows),
        text=_comment(block, "text"),
        opens_paragraph=any(line.startswith(("# newpar", "# newdoc")) for line in block),
    )
    return tree, list(column[9])


def _offsets(words: Sequence[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in words:
        bare = len(word.replace(" ", "").replace("\u00a0", ""))
        spans.append((at, at + bare))
        at += bare
    return spans


def bio_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Named spans (start, end, kind) of B-/I-/O tags."""
    spans: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        kind = tag[2:]
        if kind not in KINDS:
            continue
        if tag[0] == "I" and spans and spans[-1][1] == at and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], at + 1, kind)
        else:
            spans.append((at, at + 1, kind))
    return spans


def bio_tags(spans: Sequence[tuple[int, int, str]], length: int) -> list[str]:
    """B-/I-/O tags of named spans."""
    tags = ["O"] * length
    for start, end, kind in spans:
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tags


def read_uner(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """sent_id to (words, tags) of a UNER file; OTH and malformed tags fall to O."""
    found = {}
    for block in _blocks(path):
        rows = _rows(block)
        found[_comment(block, "sent_id")] = ([row[1] for row in rows], [row[2] for row in rows])
    return found


def join_names(tree: Tree, words: Sequence[str], tags: Sequence[str]) -> Tree:
    """The tree with another tokenisation's named spans, joined by character offsets; unchanged where texts differ."""
    if "".join(words).replace(" ", "") != "".join(tree.words).replace(" ", ""):
        return tree
    theirs, ours = _offsets(words), _offsets(tree.words)
    spans = []
    for start, end, kind in bio_spans(tags):
        first, last = theirs[start][0], theirs[end - 1][1]
        inside = [at for at, (a, b) in enumerate(ours) if a < last and first < b]
        spans.append((inside[0], inside[-1] + 1, kind))
    return tree.renamed(bio_tags(spans, len(tree.words)), 1.0)


def ewt(folder: Path, part: str) -> list[Tree]:
    """EWT trees with UNER's names."""
    names = read_uner(folder / "UNER_English-EWT" / f"en_ewt-ud-{part}.iob2")
    trees = [tree for tree, _ in read_conllu(folder / "UD_English-EWT" / f"en_ewt-ud-{part}.conllu")]
    return [join_names(tree, *names[tree.id]) if tree.id in names else tree for tree in trees]


# GUM: every mention carries a type; named ones are found by their head's tag.
_OPEN = re.compile(r"\(([^()]+)|([^()]+)\)|\)")
_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _mentions(misc: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    standing: list[tuple[str, int, str]] = []
    for at, cell in enumerate(misc):
        value = next((item[7:] for item in cell.split("|") if item.startswith("Entity=")), "")
        for match in re.finditer(r"\(([^()]*)(\))?|([^()]+)\)", value):
            opened, closed_now, closed = match.groups()
            if opened is not None:
                parts = opened.split("-")
                if closed_now:
                    found.append((at, at + 1, parts[1] if len(parts) > 1 else ""))
                else:
                    standing.append((parts[0], at, parts[1] if len(parts) > 1 else ""))
            else:
                number = closed.split("-")[0]
                for place in range(len(standing) - 1, -1, -1):
                    if standing[place][0] == number:
                        _, start, etype = standing.pop(place)
                        found.append((start, at + 1, etype))
                        break
    return found


def _head_of(tree: Tree, start: int, end: int) -> int | None:
    outside = [at for at in range(start, end) if not start <= tree.heads[at] < end and tree.relations[at] != "punct"]
    return outside[0] if len(outside) == 1 else None


def _is_name_word(tree: Tree, at: int) -> bool:
    return tree.xpos[at] in ("NNP", "NNPS")


def _person_span(tree: Tree, head: int, end: int) -> tuple[int, int] | None:
    if tree.xpos[head] != "NNP":
        return None
    last = head
    for at in range(head + 1, end):
        hyphen = tree.xpos[at] == "HYPH" and at + 1 < end and _is_name_word(tree, at + 1)
        inner = tree.relations[at] == "flat" and head <= tree.heads[at]
        if not (hyphen or inner):
            break
        if not hyphen:
            last = at
    return head, last + 1


def _stretch(tree: Tree, head: int, start: int, end: int, kind: str) -> tuple[int, int]:
    links = {"of", "the", "and", "for", "&", "-"} if kind == "ORG" else {"of", "-"}

    def walks(at: int) -> bool:
        return _is_name_word(tree, at) or tree.words[at].lower() in links

    first = last = head
    while first > start and walks(first - 1):
        first -= 1
    while last + 1 < end and walks(last + 1):
        last += 1
    while first < head and not _is_name_word(tree, first):
        first += 1
    while last > head and not _is_name_word(tree, last):
        last -= 1
    return first, last + 1


def silver_names(tree: Tree, misc: Sequence[str]) -> list[str]:
    """Names read off GUM's mentions: those whose head is a proper noun, cut down to the name; longest wins."""
    spans = []
    for start, end, etype in _mentions(misc):
        kind = _TYPES.get(etype)
        head = _head_of(tree, start, end) if kind else None
        if kind is None or head is None or not _is_name_word(tree, head):
            continue
        span = _person_span(tree, head, end) if kind == "PER" else _stretch(tree, head, start, end, kind)
        if span:
            spans.append((*span, kind))
    return bio_tags(longest(spans), len(tree.words))


def longest(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest of spans that meet, in order."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def gum(folder: Path, part: str, *, name_weight: float = 0.5) -> list[Tree]:
    """GUM's documents without non-commercial terms, with silver names of the given weight."""
    rows = read_conllu(folder / "UD_English-GUM" / f"en_gum_nonc-ud-{part}.conllu")
    return [tree.renamed(silver_names(tree, misc), name_weight) for tree, misc in rows]


def _split_hyphens(words: Sequence[str], tags: Sequence[str]) -> tuple[list[str], list[str]]:
    out_words: list[str] = []
    out_tags: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        parts = [part for part in re.split(r"(?<=\w)(-)(?=\w)", word) if part]
        out_words += parts
        out_tags += [tag] + [("I" + tag[1:]) if tag != "O" else "O"] * (len(parts) - 1)
    return out_words, out_tags


def wikigold(folder: Path) -> list[Tree]:
    """WikiGold for names only; its IOB1 tags made IOB2, MISC dropped, hyphens split as in the treebanks."""
    trees = []
    for number, block in enumerate(_blocks(folder / "WikiGold" / "wikigold.conll.txt")):
        rows = [line.rsplit(" ", 1) for line in block]
        words, tags = _split_hyphens([row[0] for row in rows], [row[1] for row in rows])
        tags = bio_tags(bio_spans(tags), len(words))
        blank = ("",) * len(words)
        trees.append(
            Tree(
                id=f"wikigold-{number}",
                words=tuple(words),
                lemmas=blank,
                upos=blank,
                xpos=blank,
                heads=(-1,) * len(words),
                relations=blank,
                names=tuple(tags),
                tree_weight=0.0,
                name_weight=1.0,
            )
        )
    return trees
