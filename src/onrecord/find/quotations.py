"""Quotations: which words are somebody's own, who says them, to whom, and in which form.

Words in marks and turns of a transcript are found by their layout; a scorer tells what is no quotation (a title, a
word held at a distance) and who of those named near it speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.data import Gazetteer
from onrecord.find.attribution import Quotation, RuledSpeakers
from onrecord.find.marks import Quoted, quoted_in
from onrecord.find.speakers import Choice, Ground, Speaker, Stretch, choose, plain_words, quotation_features
from onrecord.find.turns import Turn, turns_of
from onrecord.scorer import Numbers, bundled_scorer, in_one_thread
from onrecord.text import place_of
from onrecord.tree import Tree, short, words_of
from onrecord.types import Article, Mention, QuoteForm, Span

GENUINE = 0.4
"""How sure it must be that a stretch is a quotation."""
TOLD = 0.1
"""How sure a speaker must be."""

__all__ = ["Quotation", "find_quotations", "quoted_spans"]


def quoted_spans(article: Article) -> tuple[Span, ...]:
    """The quoted stretches of an article's body in order, without their marks, none inside another."""
    return tuple(made.span for made in quoted_in(article) if made.depth == 0)


def stretches(article: Article) -> tuple[Stretch, ...]:
    """What may be a quotation, in order and apart: turns, and what stands in marks outside of them."""
    turns = turns_of(article)
    found: list[Stretch] = list(turns)
    at = 0
    for made in quoted_in(article):
        while at < len(turns) and turns[at].span.end <= made.span.start:
            at += 1
        if made.depth == 0 and not (at < len(turns) and turns[at].span.meets(made.span)):
            found.append(made)
    return tuple(sorted(found, key=lambda one: one.span.start))


def marked_within(article: Article, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """The stretches in marks that are quotations or stand in a turn of a transcript, which may itself report speech."""
    found = []
    for span in quoted_spans(article):
        at = place_of(span.start, quotations, lambda one: one.span)
        if at >= 0 and quotations[at].span.covers(span):
            found.append(span)
    return tuple(found)


def find_quotations(article: Article, trees: tuple[Tree, ...], gazetteer: Gazetteer) -> tuple[Quotation, ...]:
    """Every quotation in marks or a transcript's turns, in order and apart, with its speaker where one can be told."""
    ground, rules = survey(article, trees, gazetteer)
    if not ground.said:
        return ()
    with in_one_thread():
        choices = choose(ground, bundled_scorer("speakers"))
        bags, numbers = genuine_rows(ground, choices)
        genuine = bundled_scorer("quotations")(bags, numbers)
    found = []
    for number, (choice, share) in enumerate(zip(choices, genuine.tolist(), strict=True)):
        if share >= GENUINE:
            found.append(_quotation(ground, rules, number, choice))
    return tuple(found)


def survey(article: Article, trees: tuple[Tree, ...], gazetteer: Gazetteer) -> tuple[Ground, RuledSpeakers]:
    """What is said in an article and who might say it, read by the rules, not yet weighed."""
    said = stretches(article)
    rules = RuledSpeakers(article, trees, gazetteer, tuple(one.span for one in said))
    ruled: list[Quotation] = []
    for one in said:
        ruled.append(rules.attribute(one.span, ruled[-1] if ruled else None))
    return Ground(article, trees, gazetteer, said, tuple(ruled)), rules


def _quotation(ground: Ground, rules: RuledSpeakers, number: int, choice: Choice) -> Quotation:
    """A stretch with the speaker chosen and the cue by which he says it; what the rules read where they agree."""
    stretch = ground.said[number]
    base = Quotation(
        stretch.span,
        form=form_of(ground, number),
        repaired=isinstance(stretch, Quoted) and stretch.repaired,
    )
    if choice.speaker is None or choice.share < TOLD:
        return base
    addressee, cue = _told(ground, rules, number, choice.speaker)
    return replace(base, speaker=choice.speaker.mention, addressee=addressee, cue=cue)


def _told(ground: Ground, rules: RuledSpeakers, number: int, one: Speaker) -> tuple[Mention | None, Span | None]:
    """Whom a speaker addresses and the words by which he is said to speak."""
    stretch, ruled = ground.said[number], ground.ruled[number]
    tree = ground.trees[one.place[0]]
    verb = ground.cue(one, stretch.span)
    if verb >= 0:
        return rules.addressee(tree, verb), tree.span(verb, verb + 1)
    if isinstance(stretch, Turn):
        return None, stretch.label
    agreed = ruled.speaker is not None and ruled.speaker.span.meets(one.mention.span)
    return (ruled.addressee, ruled.cue) if agreed else (None, None)


# --- what is a quotation, and in which form ---------------------------------------------------------------------


def form_of(ground: Ground, number: int) -> QuoteForm:
    """Whether a stretch in marks is a sentence of its own (direct) or part of the outlet's (mixed)."""
    if isinstance(ground.said[number], Turn):
        return "direct"
    around = quotation_features(ground, number)
    return "direct" if around["case"] == "U" else "mixed"


def genuine_rows(ground: Ground, choices: Sequence[Choice]) -> tuple[list[list[str]], Numbers]:
    """What tells a quotation from a title, a nickname or a word held at a distance: features and numbers."""
    bags, numbers = [], []
    said = Counter(plain_words(span.of(ground.article.text)) for span in ground.spans)
    for number, choice in enumerate(choices):
        around = quotation_features(ground, number)
        span = ground.spans[number]
        words = span.of(ground.article.text).split()
        again = said[plain_words(span.of(ground.article.text))] > 1
        told = min(9, int(10 * choice.share))
        bags.append(
            [
                *(f"{name}:{value}" for name, value in around.items()),
                f"told:{told}",
                f"told-size:{told // 2}:{around['size']}",
                f"size-case:{around['size']}:{around['case']}:{around['last']}",
                f"block-size:{around['block']}:{around['size']}",
                f"block-whole:{around['block']}:{around['whole']}:{around['open']}",
                f"again:{again}:{around['block']}",
                f"ruled:{ground.ruled[number].speaker is not None}:{ground.ruled[number].cue is not None}",
                f"capitals:{all(word[:1].isupper() for word in words)}:{around['size']}",
                f"first:{words[0].lower()}",
                *(f"tag:{tag}" for tag in _tags(ground, span)),
            ]
        )
        numbers.append([choice.share, 1.0 / len(words)])
    return bags, np.array(numbers, dtype=np.float32).reshape(-1, 2)


def _tags(ground: Ground, span: Span) -> list[str]:
    """The parts of speech inside a stretch, in its first sentence, and how that hangs in its sentence."""
    first, _ = ground.sentences_of(span)
    if first < 0:
        return []
    tree = ground.trees[first]
    start, end = words_of(tree.sentence, span)
    if start == end:
        return ["none"]
    top = tree.top_of(start, end)
    head = tree.head(top)
    above = tree.lemma(head) if head >= 0 else "root"
    tags = sorted(set(tree.sentence.upos[start:end]))
    return [*tags, f"top-{tree.sentence.upos[top]}", f"rel-{short(tree.relation(top))}", f"head-{above}"]
