"""Two slips of the trained parser that a rule of English settles, and names cut at a hyphen."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.types import Name

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def prepositions_first(
    heads: Sequence[int], relations: Sequence[str], upos: Sequence[str], xpos: Sequence[str]
) -> tuple[int, ...]:
    """The heads with every preposition on a noun after it; English has none that marks a noun before it.

    A preposition that the parser hung on an earlier word goes to the first noun after it that hangs on a word before
    the preposition. Only words without children are moved, so the tree stays a tree.
    """
    mended = list(heads)
    governing = set(heads)
    for word, head in enumerate(heads):
        wrong = relations[word] == "case" and upos[word] == "ADP" and 0 <= head < word and word not in governing
        if wrong and xpos[word] != "POS":
            noun = next((w for w in range(word + 1, len(heads)) if upos[w] in _NOMINAL and heads[w] < word), None)
            if noun is not None and heads[noun] >= 0:
                mended[word] = noun
    return tuple(mended)


def whole_name(name: Name, words: Sequence[str], offsets: Sequence[tuple[int, int]], upos: Sequence[str]) -> Name:
    """The name with the rest of a hyphenated word that the splitter cut ("Kaboré-Diallo")."""
    end = name.end
    if words[end - 1] == "-" and end < len(words) and offsets[end - 1][1] == offsets[end][0]:
        end += 1
    while end + 1 < len(words) and words[end] == "-" and upos[end + 1] == "PROPN":
        if offsets[end - 1][1] != offsets[end][0] or offsets[end][1] != offsets[end + 1][0]:
            break
        end += 2
    return Name(name.start, end, name.kind)
