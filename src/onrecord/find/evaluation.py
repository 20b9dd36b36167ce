"""Whether a predicate speaks well or ill of its subject, by the lexicon's words of evaluation."""

from __future__ import annotations

from onrecord.find.clauses import opened
from onrecord.find.grammar import grammar
from onrecord.find.lexicon import Lexicon
from onrecord.tree import Tree


def is_one_of(tree: Tree, word: int, wanted: frozenset[str]) -> bool:
    """Whether a word is one of the wanted, by its lemma or its form."""
    return tree.lemma(word) in wanted or tree.sentence.words[word].lower() in wanted


def sign(lexicon: Lexicon, tree: Tree, head: int) -> str:
    """Whether a predicate speaks well ("positive") or ill ("negative") of its subject; empty where neither or both."""
    inside = _predicate_words(tree, head)
    good = any(is_one_of(tree, word, lexicon.positive) for word in inside)
    bad = any(is_one_of(tree, word, lexicon.negative) for word in inside)
    denied = any(is_one_of(tree, word, grammar()["negators"]) for item in inside for word in tree.children[item])
    if good == bad:
        return ""
    return ("negative" if good else "") if denied else ("positive" if good else "negative")


def bearers(tree: Tree, word: int) -> tuple[int, ...]:
    """Whose conduct is judged: in "the restraint of Peru and Chile" the two; a word for anything else is its own."""
    if tree.lemma(word) not in grammar()["conduct"]:
        return (word,)
    owners = [
        kid
        for kid in tree.kids(word, "nmod:poss", "nmod")
        if tree.relation(kid) == "nmod:poss" or tree.preposition(kid) == "of"
    ]
    return opened(tree, owners[0]) if owners else (word,)


def _predicate_words(tree: Tree, head: int) -> list[int]:
    """The predicate with its modifiers and conjuncts, without its subject and clauses."""
    waiting, found = [head], []
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting.extend(tree.kids(word, "amod", "conj", "advmod", "compound", "nmod"))
    return found
