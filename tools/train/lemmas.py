"""Learns the lemma table: rules by ending from the treebanks' lemmas, and the words that the rules get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from onrecord.find.lexicon import load_lexicon
from onrecord.parse.lemmas import LONGEST_ENDING, Rule, apply
from tools.train.treebank import Tree

IRREGULAR = Path(__file__).with_name("irregular_verbs.tsv")
"""Base, past and participle of irregular verbs, for those that the treebanks happen not to have."""


def rule_of(word: str, lemma: str) -> Rule:
    """The shortest change of ending that makes the lemma of the word."""
    lowers = lemma == lemma.lower()
    stem = word.lower() if lowers else word
    same = 0
    while same < min(len(stem), len(lemma)) and stem[same] == lemma[same]:
        same += 1
    return lowers, len(stem) - same, lemma[same:]


def lemma_table(trees: Sequence[Tree]) -> str:
    """The table as lines: rules first, then exceptions."""
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for tree in trees:
        for word, tag, lemma in zip(tree.words, tree.xpos, tree.lemmas, strict=True):
            if lemma not in ("", "_") and "\t" not in word:
                seen[word.lower().replace("’", "'"), tag][word, lemma] += 1
    usual = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
    usual |= _irregular()  # over the treebanks, which have a slip or two in them
    rules = _rules(usual)
    lines = [f"{ending}\t{tag}\t{'l' if r[0] else 'k'}\t{r[1]}\t{r[2]}" for (ending, tag), r in sorted(rules.items())]
    for (lower, tag), (word, lemma) in sorted(usual.items()):
        # A name's case varies with its form; only real irregularities are worth a line.
        if _by_rules(rules, word, lower, tag) != lemma and not (tag.startswith("NNP") and lemma.lower() == lower):
            lines.append(f"{lower}\t{tag}\t{lemma}")
    return "\n".join([*lines, *_bases(usual)]) + "\n"


def _bases(usual: dict[tuple[str, str], tuple[str, str]]) -> list[str]:
    """Base forms that regular verb forms can be told by: the treebanks' verbs and the lexicon's."""
    attested = {lemma for (_, tag), (_, lemma) in usual.items() if tag.startswith("VB")}
    attested |= {verb for frame in load_lexicon().frames for verb in frame.verbs}
    return sorted(base for base in attested if base.isalpha() and base == base.lower() and len(base) > 1)


def _irregular() -> dict[tuple[str, str], tuple[str, str]]:
    rows = [line.split() for line in IRREGULAR.read_text(encoding="utf-8").splitlines()]
    forms = [(form, tag, base) for base, past, participle in rows for form, tag in ((past, "VBD"), (participle, "VBN"))]
    return {(form, tag): (form, base) for form, tag, base in forms}


def _rules(usual: dict[tuple[str, str], tuple[str, str]]) -> dict[tuple[str, str], Rule]:
    votes: dict[tuple[str, str], Counter[Rule]] = defaultdict(Counter)
    for (lower, tag), (word, lemma) in usual.items():
        rule = rule_of(word, lemma)
        for size in range(min(LONGEST_ENDING, len(lower)) + 1):
            votes[lower[len(lower) - size :], tag][rule] += 1
    rules: dict[tuple[str, str], Rule] = {}
    for (ending, tag), counts in sorted(votes.items(), key=lambda item: len(item[0][0])):
        best, count = max(counts.items(), key=lambda item: (item[1], item[0]))
        shorter = next(
            (rules[ending[at:], tag] for at in range(1, len(ending) + 1) if (ending[at:], tag) in rules), None
        )
        if (count > 1 or not ending) and best != shorter:
            rules[ending, tag] = best
    return rules


def _by_rules(rules: dict[tuple[str, str], Rule], word: str, lower: str, tag: str) -> str:
    for size in range(min(LONGEST_ENDING, len(lower)), -1, -1):
        rule = rules.get((lower[len(lower) - size :], tag))
        if rule is not None:
            return apply(rule, word)
    return word
