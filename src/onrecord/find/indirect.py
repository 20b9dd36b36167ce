"""Indirect speech: what somebody is said to have said, in the outlet's words.

Only where the speaker and the words of saying are both written: "X said (that) …", "…, X said", "…, said X, …",
"X let it be known that …", "according to X, …". The span is the clause without its "that"; two clauses with a "that"
each are two. What stands in quotation marks is a quotation of its own and no part of such a clause.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from onrecord.find.attribution import Quotation, RuledSpeakers
from onrecord.find.clauses import opened, subject
from onrecord.tree import Tree
from onrecord.types import Mention, Span

_LEAST_WORDS = 2
_PUT_IN = 6  # words of "…, the minister said on Monday, …"
_CUTS = frozenset({";", ":", "—", "–", "--"})
_EDGES = frozenset(",;:.—–-()")
_FINITE = frozenset({"VERB", "AUX"})
Words = tuple[int, int]


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = tomllib.loads(files("onrecord.find").joinpath("indirect.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items()}


def indirect_speech(rules: RuledSpeakers) -> tuple[Quotation, ...]:
    """The clauses of an article that give somebody's words without marks, in order and apart."""
    found: list[Quotation] = []
    for tree in rules.trees:
        here: list[Quotation] = []
        for one in (*_by_verbs(rules, tree), *_by_source(rules, tree)):
            if not any(one.span.meets(had.span) for had in here):
                here.append(one)
        found += sorted(here, key=lambda one: one.span.start)
    return tuple(found)


def _by_verbs(rules: RuledSpeakers, tree: Tree) -> Iterator[Quotation]:
    for verb, upos in enumerate(tree.sentence.upos):
        if upos != "VERB" or rules.is_quoted(tree, verb) or not _asserts(tree, verb):
            continue
        contents = list(_contents(tree, verb))
        heads = subject(tree, verb)[0] if contents else ()
        heads = tuple(head for head in heads if not rules.is_quoted(tree, head))
        speaker = _speaker(rules, tree, heads[0]) if heads else None
        for start, end in contents if speaker else ():
            if (span := _span(rules, tree, start, end)) is not None:
                yield Quotation(span, speaker, rules.addressee(tree, verb), tree.span(verb, verb + 1), "indirect")


def _by_source(rules: RuledSpeakers, tree: Tree) -> Iterator[Quotation]:
    """ "According to X, …" and "…, according to X": the rest of the clause."""
    for word in range(len(tree.sentence.words)):
        if tree.preposition(word) != "according to" or rules.is_quoted(tree, word):
            continue
        speaker = _speaker(rules, tree, opened(tree, word)[0])
        start, end = _without_commas(tree, *tree.extent(word))
        content = _beside(tree, start, end)
        span = _span(rules, tree, *content) if speaker and content else None
        if span is not None:
            cue = min(tree.kids(word, "case"))
            yield Quotation(span, speaker, None, tree.span(cue, cue + 2), "indirect")


def _speaker(rules: RuledSpeakers, tree: Tree, head: int) -> Mention | None:
    """The mention of a head that can speak: no thing, unless it is a text."""
    mention = rules.owner(tree, head)
    return None if mention.kind == "thing" and tree.lemma(head) not in _words()["sources"] else mention


def _asserts(tree: Tree, verb: int) -> bool:
    """Whether the verb tells that something was said: it is not denied, asked, passive or still to come."""
    has = False
    for kid in tree.children[verb]:
        form = tree.sentence.words[kid].lower()
        if tree.relation(kid) == "aux:pass" or (tree.bare[kid] == "aux" and form in _words()["open"]):
            return False
        if tree.bare[kid] == "advmod" and form in _words()["negators"] and kid < verb:
            return False
        has = has or tree.bare[kid] == "aux"
    asked = tree.head(verb) < 0 and tree.sentence.words[-1] == "?"
    return not asked and (has or tree.sentence.xpos[verb] != "VBN")


def _contents(tree: Tree, verb: int) -> Iterator[Words]:
    """The stretches of words that a verb gives as said."""
    lemma = tree.lemma(verb)
    if lemma in _words()["letting"] or lemma not in _words()["verbs"]:
        for clause in _hung(tree, verb):
            yield from _behind(tree, verb, clause)
        return
    clauses = [kid for kid in tree.kids(verb, "ccomp") if not _asks(tree, kid)]
    behind = [kid for kid in clauses if kid > verb] or _hung(tree, verb)
    if behind:
        if _is_that(tree, behind[0]) or lemma not in _words()["weak"]:
            yield from _behind(tree, verb, behind[0])
    elif lemma not in _words()["weak"] or clauses:
        yield from _put_in(tree, verb, bool(clauses) or tree.relation(verb) == "parataxis")


def _put_in(tree: Tree, verb: int, loose: bool) -> Iterator[Words]:
    """What a verb of saying stands beside or in the middle of; commas on both sides of it where it is not loose.

    One that has an object of another sort than whom it addresses says something else.
    """
    others = [kid for kid in tree.kids(verb, "obj", "xcomp") if tree.bare[kid] == "xcomp" or not _addresses(tree, verb)]
    start, end = _without_commas(tree, *tree.extent(verb, without=("ccomp", "parataxis", "conj")))
    apart = 0 < start and end < len(tree.sentence.words) and _is_comma(tree, start - 1) and _is_comma(tree, end)
    content = _beside(tree, start, end) if not others and (loose or (apart and end - start <= _PUT_IN)) else None
    if content:
        yield content


def _without_commas(tree: Tree, start: int, end: int) -> Words:
    """The words without the commas at their edges, which belong to them in the tree."""
    while start < end and _is_comma(tree, start):
        start += 1
    while end > start and _is_comma(tree, end - 1):
        end -= 1
    return start, end


def _addresses(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in _words()["addressing"]


def _is_comma(tree: Tree, word: int) -> bool:
    return tree.sentence.words[word] == ","


def _hung(tree: Tree, verb: int) -> list[int]:
    """A "that" clause that hangs on a noun or an adjective below the verb: "sent word that", "made it clear that"."""
    found = []
    for kid in tree.kids(verb, "obj", "obl", "xcomp", "ccomp"):
        noun = tree.sentence.upos[kid] == "NOUN" and tree.lemma(kid) in _words()["nouns"]
        told = tree.lemma(kid) in _words()["told"] and tree.lemma(verb) in _words()["letting"]
        if kid > verb and (noun or told):
            found += [one for one in tree.kids(kid, "acl", "ccomp") if _is_that(tree, one)]
    return found


def _is_that(tree: Tree, clause: int) -> bool:
    return any(tree.lemma(kid) in _words()["complementisers"] for kid in tree.kids(clause, "mark"))


def _asks(tree: Tree, clause: int) -> bool:
    first = tree.extent(clause)[0]
    return tree.sentence.words[first].lower() in _words()["asking"]


def _behind(tree: Tree, verb: int, clause: int) -> Iterator[Words]:
    """The clause behind its verb, without what the outlet goes on to tell; a second "that" clause apart."""
    start, end = tree.extent(clause, without=("parataxis",))
    for kid in tree.kids(clause, "conj"):
        first, last = tree.extent(kid, without=("parataxis",))
        if first > clause and _is_that(tree, kid):
            yield first, last
            end = min(end, first)
    yield max(start, verb + 1), _without_aside(tree, clause, end)


def _without_aside(tree: Tree, clause: int, end: int) -> int:
    """The end of a clause without the relative clause that a comma sets apart at its end."""
    for word in range(clause, end):
        if tree.relation(word) == "acl:relcl":
            first, last = tree.extent(word)
            if last == end and first > clause and (_is_comma(tree, first - 1) or _is_comma(tree, first)):
                return first
    return end


def _beside(tree: Tree, start: int, end: int) -> Words | None:
    """What stands before words of saying that commas set apart, or behind them where no whole clause is before them."""
    words = tree.sentence.words
    comma_before = start > 0 and _is_comma(tree, start - 1)
    comma_after = end < len(words) and _is_comma(tree, end)
    start -= comma_before
    before, after = start, end
    while before > 0 and words[before - 1] not in _CUTS:
        before -= 1
    while after < len(words) and words[after] not in _CUTS:
        after += 1
    sides = [(before, start)] if comma_before and not _is_left_open(tree, start) else []
    if sides and _is_clause(tree, before, start):
        return before, start
    sides += [(end, after)] if comma_after else []
    return max(sides, key=lambda side: side[1] - side[0], default=None)


def _is_left_open(tree: Tree, end: int) -> bool:
    """Whether the words before a place only begin a relative clause ("an office which, he said, …")."""
    return end > 0 and tree.sentence.xpos[end - 1] in {"WDT", "WP", "IN"}


def _is_clause(tree: Tree, start: int, end: int) -> bool:
    """Whether words hold a predicate with its subject."""
    return any(
        tree.bare[word] == "nsubj"
        and start <= (head := tree.head(word)) < end
        and tree.bare[head] not in {"advcl", "acl"}
        for word in range(start, end)
    )


def _span(rules: RuledSpeakers, tree: Tree, start: int, end: int) -> Span | None:
    """The span of the words without a "that" and the marks at their edges; None where they are no clause.

    A quotation in marks behind a comma ends it; with one anywhere else it is no clause of the outlet's words.
    """
    for word in range(start, end):
        if rules.is_quoted(tree, word):
            cut = next((at for at in range(word, max(start, word - 8), -1) if tree.sentence.words[at] == ","), start)
            end = cut
            break
    said = tree.sentence.words
    while start < end and (said[start] in _EDGES or _opens_nothing(tree, start)):
        start += 1
    while end > start and tree.sentence.upos[end - 1] in {"PUNCT", "CCONJ"} and said[end - 1] not in {"%", ")"}:
        end -= 1
    if end - start < _LEAST_WORDS or not any(tree.sentence.upos[word] in _FINITE for word in range(start, end)):
        return None
    return tree.span(start, end)


def _opens_nothing(tree: Tree, word: int) -> bool:
    """A "that", a conjunction or a mark before a clause."""
    that = tree.lemma(word) in _words()["complementisers"] and tree.relation(word) == "mark"
    return that or tree.sentence.upos[word] in {"CCONJ", "PUNCT"}
