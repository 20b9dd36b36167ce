"""Who says a quotation, by rules: the cue nearest to it, a heading or a name before a colon, whoever spoke before.

What they read is one of the hints that the scorer of speakers weighs, and the addressee and the cue that a claim tells.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from onrecord.data import Gazetteer
from onrecord.find.clauses import reporters, subject
from onrecord.find.grammar import grammar
from onrecord.nouns import mention_at
from onrecord.text import place_of
from onrecord.tree import Tree
from onrecord.types import PARTIES, Article, Mention, QuoteForm, Span

_SPEAKERS = ("person", "organization", "state", "group")  # who is likeliest to say something, first


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words (``span`` without the marks), their speaker, whom they address, the cue's span, and their form.

    The speaker is None where nobody near them can be told to say them.
    """

    span: Span
    speaker: Mention | None = None
    addressee: Mention | None = None
    cue: Span | None = None
    form: QuoteForm = "direct"
    repaired: bool = False


class RuledSpeakers:
    """One article's sentences and quotations, kept while its quotations are attributed."""

    def __init__(
        self, article: Article, trees: tuple[Tree, ...], gazetteer: Gazetteer, spans: tuple[Span, ...]
    ) -> None:
        self.article, self.trees, self.gazetteer, self.spans = article, trees, gazetteer, spans
        self.blocks = [block.span.start for block in article.blocks]
        self.ends = [tree.sentence.span.end for tree in trees]

    def attribute(self, span: Span, before: Quotation | None) -> Quotation:
        """The stretch with whom the rules take for its speaker; ``before`` is what they made of the one before."""
        first = bisect.bisect_right(self.ends, span.start)
        last = bisect.bisect_left(self.ends, span.end)
        near = [i for i in range(first, min(last, len(self.trees) - 1) + 1) if self.trees[i].sentence.span.meets(span)]
        for index in near:
            found = self._cue(index, span)
            if found:
                return found
        return self._beside(span, near, before)

    def _beside(self, span: Span, near: list[int], before: Quotation | None) -> Quotation:
        """The cue in the sentence after or before, then the speaker of the quotation before in the same block."""
        if near:
            after = near[-1] + 1
            if after < len(self.trees) and self._same_block(near[-1], after) and self._follows(span, after):
                found = self._cue(after, span)
                if found:
                    return found
            if before and before.speaker and self._block_of(before.span) == self._block_of(span):
                return Quotation(span, before.speaker, before.addressee, before.cue)
            if near[0] > 0:
                return self._headed(near[0], span) or self._cue(near[0] - 1, span, leading=True) or Quotation(span)
        return Quotation(span)

    def _headed(self, index: int, span: Span) -> Quotation | None:
        """ "EMMANUEL MACRON, PRESIDENT OF FRANCE" and then only a quotation: the heading is its speaker."""
        tree = self.trees[index - 1]
        between = self.article.text[tree.sentence.span.end : span.start]
        if between.strip(' \n\r\t"“„«:') or len(tree.sentence.words) > 16:
            return None
        if any(upos == "VERB" for upos in tree.sentence.upos) and not self._is_heading(tree):
            return None
        words = [w for w in range(len(tree.sentence.words)) if tree.sentence.upos[w] in {"PROPN", "NOUN"}]
        speaker = self._best([mention_at(tree, w, self.gazetteer) for w in words])
        return Quotation(span, speaker, None, tree.sentence.span) if speaker else None

    def _is_heading(self, tree: Tree) -> bool:
        return self.article.blocks[tree.sentence.block].kind == "heading"

    def _follows(self, span: Span, index: int) -> bool:
        """Whether a sentence comes right after the closing mark, as ' he said' does."""
        gap = self.article.text[span.end : self.trees[index].sentence.span.start]
        return (
            len(gap.strip()) <= 1
            and self.trees[index].sentence.upos[0] in {"PRON", "PROPN", "VERB", "DET", "NOUN"}
            and (len(self.trees[index].sentence.words) <= 12)
        )

    def _same_block(self, one: int, other: int) -> bool:
        return self.trees[one].sentence.block == self.trees[other].sentence.block

    def _block_of(self, span: Span) -> int:
        return bisect.bisect_right(self.blocks, span.start) - 1

    def is_quoted(self, tree: Tree, word: int) -> bool:
        """Whether a word stands in a quotation."""
        at = tree.sentence.starts[word]
        return place_of(at, self.spans, lambda span: span) >= 0

    def _cue(self, index: int, span: Span, *, leading: bool = False) -> Quotation | None:
        """The quotation's speaker by a verb of saying outside quotation marks in one sentence, nearest to it first."""
        tree = self.trees[index]
        words = range(len(tree.sentence.words))
        verbs = [w for w in words if tree.sentence.upos[w] == "VERB" and tree.lemma(w) in grammar()["saying"]]
        outside = [w for w in verbs if not self.is_quoted(tree, w)]
        for verb in sorted(outside, key=lambda w: (_distance(tree, w, span), w)):
            heads = [head for head in subject(tree, verb)[0] if not self.is_quoted(tree, head)]
            if heads:
                speaker = self.owner(tree, heads[0])
                if speaker.kind != "thing":
                    return Quotation(span, speaker, self.addressee(tree, verb), tree.span(verb, verb + 1))
        return (
            None
            if leading
            else self._according(tree, span) or self._before_colon(tree, span) or self._after_dash(tree, span)
        )

    def _after_dash(self, tree: Tree, span: Span) -> Quotation | None:
        """ "“…” — First Last, prime minister": whoever stands behind the dash that follows the quotation."""
        after = [w for w, start in enumerate(tree.sentence.starts) if start >= span.end]
        dash = next((w for w in after[:3] if tree.sentence.words[w] in {"-", "–", "—", "--"}), None)
        names = [w for w in after if dash is not None and w > dash and tree.sentence.upos[w] in {"PROPN", "NOUN"}]
        speaker = self._best([mention_at(tree, w, self.gazetteer) for w in names[:6]])
        return Quotation(span, speaker) if speaker else None

    def _before_colon(self, tree: Tree, span: Span) -> Quotation | None:
        """ "First Last, of the Union: “…”": whoever stands before the colon."""
        before = [w for w, end in enumerate(tree.sentence.ends) if end <= span.start]
        colons = [w for w in before if tree.sentence.words[w] == ":"]
        if not colons or any(tree.sentence.upos[w] not in {"PUNCT"} for w in before if w > colons[-1]):
            return None
        names = [
            w
            for w in before
            if w < colons[-1] and not self.is_quoted(tree, w) and tree.sentence.upos[w] in {"PROPN", "NOUN"}
        ]
        speaker = self._best([mention_at(tree, w, self.gazetteer) for w in names])
        return Quotation(span, speaker, None, tree.span(colons[-1], colons[-1] + 1)) if speaker else None

    @staticmethod
    def _best(mentions: list[Mention]) -> Mention | None:
        """Of the names that head a quotation: a person named, then any person, a body, a state, a group."""
        named = [m for m in mentions if m.kind == "person" and m.wording[:1].isupper() and " " in m.wording]
        people = [m for m in named if not m.wording.startswith("The ")]
        ranked = [*people, *(m for kind in _SPEAKERS for m in mentions if m.kind == kind)]
        return next(iter(ranked), None)

    def owner(self, tree: Tree, word: int) -> Mention:
        """Whoever speaks by what a noun names: "the letter of X says": X; "X's statement reads": X."""
        mention = mention_at(tree, word, self.gazetteer)
        if mention.kind != "thing":
            return mention
        owners = [
            kid for kid in tree.kids(word, "nmod:poss", "nmod") if tree.preposition(kid) in {"", "of", "from", "by"}
        ]
        found = (mention_at(tree, kid, self.gazetteer) for kid in owners)
        return next((owner for owner in found if owner.kind in _SPEAKERS), mention)

    def _according(self, tree: Tree, span: Span) -> Quotation | None:
        for word in range(len(tree.sentence.words)):
            if not self.is_quoted(tree, word) and tree.preposition(word) == "according to":
                return Quotation(span, mention_at(tree, word, self.gazetteer), None, tree.span(word, word + 1))
        inner = next(
            (w for w in range(len(tree.sentence.words)) if span.start <= tree.sentence.starts[w] < span.end), None
        )
        heads = [w for w in reporters(tree, inner) if not self.is_quoted(tree, w)] if inner is not None else []
        return Quotation(span, mention_at(tree, heads[0], self.gazetteer)) if heads else None

    def addressee(self, tree: Tree, verb: int) -> Mention | None:
        """Whom a verb of saying addresses ("told Y", "wrote to Y"), None where it does not tell."""
        for kid in tree.kids(verb, "iobj", "obj", "obl"):
            if self.is_quoted(tree, kid) or tree.preposition(kid) not in {"", "to"}:
                continue
            mention = mention_at(tree, kid, self.gazetteer)
            if mention.kind in PARTIES and tree.sentence.upos[kid] != "NUM":
                return mention
        return None


def _distance(tree: Tree, word: int, span: Span) -> int:
    at = tree.sentence.starts[word]
    return max(span.start - at, at - span.end, 0)
