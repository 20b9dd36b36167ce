"""Who says a quotation, by a small scorer: every name, noun and pronoun near it is weighed as its speaker.

The candidates stand in the quotation's sentences, in the five before and the one after; with them the speaker of the
quotation before, and in an interview those whom its beginning names. Quotations are read in order, so that one may go
on with the speaker of another.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from onrecord.candidates import Candidate, candidates
from onrecord.data import Gazetteer
from onrecord.find.attribution import Quotation
from onrecord.find.clauses import subject
from onrecord.find.grammar import grammar
from onrecord.find.marks import Quoted
from onrecord.find.turns import Turn
from onrecord.nouns import mention_at
from onrecord.scorer import Numbers, Scorer
from onrecord.text import place_of
from onrecord.tree import Tree, short, words_of
from onrecord.types import Article, Mention, Span

BEFORE, AFTER = 5, 1  # sentences in which a speaker is looked for
MOST = 36  # candidates that are weighed for one quotation, the nearest first
INTRODUCED = 3
Stretch = Quoted | Turn


@dataclass(frozen=True, slots=True)
class Speaker:
    """A candidate with the mention it makes."""

    candidate: Candidate
    mention: Mention

    @property
    def place(self) -> tuple[int, int]:
        """Its sentence and its word."""
        return self.candidate.sentence, self.candidate.word


@dataclass(eq=False)
class Ground:
    """One article as attribution sees it: its sentences, what is said in it, and who might say it."""

    article: Article
    trees: tuple[Tree, ...]
    gazetteer: Gazetteer
    said: tuple[Stretch, ...]
    ruled: tuple[Quotation, ...]
    """What the rules read of each."""
    _verbs: dict[int, dict[int, tuple[int, ...]]] = field(init=False, default_factory=dict)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The stretches' spans."""
        return tuple(one.span for one in self.said)

    @cached_property
    def _starts(self) -> list[int]:
        return [tree.sentence.span.start for tree in self.trees]

    @cached_property
    def _ends(self) -> list[int]:
        return [tree.sentence.span.end for tree in self.trees]

    @cached_property
    def by_sentence(self) -> list[list[Speaker]]:
        """The candidates outside of what is said, by sentence."""
        found: list[list[Speaker]] = [[] for _ in self.trees]
        for one in candidates(self.trees):
            tree = self.trees[one.sentence]
            if self.inside(tree.sentence.starts[one.word]) < 0 and one.form not in {"I", "you"}:
                found[one.sentence].append(Speaker(one, mention_at(tree, one.word, self.gazetteer)))
        return found

    @cached_property
    def _written(self) -> Counter[str]:
        return Counter(word for tree in self.trees for word in tree.sentence.words if word[:1].isupper())

    @cached_property
    def _introduced(self) -> list[Speaker]:
        """The first full names of persons before an interview begins, or after it where none is before."""
        first = next((one.span.start for one in self.said if isinstance(one, Turn)), len(self.article.text))
        named = [one for row in self.by_sentence for one in row if one.candidate.is_name and _is_full_name(one.mention)]
        return ([one for one in named if one.mention.span.end <= first] or named)[:INTRODUCED]

    @cached_property
    def _blocks(self) -> list[int]:
        return [block.span.start for block in self.article.blocks]

    def block_of(self, span: Span) -> int:
        """The number of the block that a span begins in."""
        return max(0, bisect.bisect_right(self._blocks, span.start) - 1)

    def inside(self, offset: int) -> int:
        """Which stretch an offset stands in, -1 for none."""
        return place_of(offset, self.spans, lambda span: span)

    def cue(self, speaker: Speaker, span: Span) -> int:
        """The verb of saying nearest to a span that a speaker is the subject of, -1 where there is none."""
        index, word = speaker.place
        tree = self.trees[index]
        verbs = [verb for verb, heads in self.subjects(index).items() if word in heads]
        saying = [verb for verb in verbs if tree.lemma(verb) in grammar()["saying"]]
        return min(saying, key=lambda verb: (_gap(tree.span(verb, verb + 1), span), verb), default=-1)

    def sentences_of(self, span: Span) -> tuple[int, int]:
        """The first and the last sentence that a span touches; where none does, the one before it."""
        first = bisect.bisect_right(self._ends, span.start)
        last = bisect.bisect_left(self._starts, span.end) - 1
        return (first, max(first, last)) if first <= last else (last, last)

    def near(self, number: int, before: Speaker | None) -> list[Speaker]:
        """The candidates for a stretch, the nearest first, the speaker before it last.

        In a turn only those of its label, or those whom the interview introduces.
        """
        stretch = self.said[number]
        if isinstance(stretch, Turn):
            return self._of_turn(stretch, number, before)
        first, last = self.sentences_of(stretch.span)
        rows = self.by_sentence[max(0, first - BEFORE) : min(len(self.trees), last + AFTER + 1)]
        found = sorted((one for row in rows for one in row), key=lambda one: _gap(one.mention.span, stretch.span))
        return [*found[:MOST], *([before] if before and before not in found[:MOST] else [])]

    def _of_turn(self, turn: Turn, number: int, before: Speaker | None) -> list[Speaker]:
        if turn.label is not None:
            first, last = self.sentences_of(turn.label)
            rows = self.by_sentence[max(0, first) : last + 1]
            return [one for row in rows for one in row if turn.label.meets(one.mention.span)]
        goes_on = before if number and isinstance(self.said[number - 1], Turn) else None
        return [goes_on] if goes_on else self._introduced

    def subjects(self, sentence: int) -> dict[int, tuple[int, ...]]:
        """Who each verb outside of what is said is said of, by verb."""
        if sentence not in self._verbs:
            tree = self.trees[sentence]
            verbs = (word for word, upos in enumerate(tree.sentence.upos) if upos == "VERB")
            outside = (word for word in verbs if self.inside(tree.sentence.starts[word]) < 0)
            self._verbs[sentence] = {word: subject(tree, word)[0] for word in outside}
        return self._verbs[sentence]

    def written(self, mention: Mention) -> int:
        """How often the last word of a name is written in the article."""
        return self._written[mention.wording.split()[-1]]


def _is_full_name(mention: Mention) -> bool:
    return mention.kind == "person" and mention.wording[:1].isupper() and " " in mention.wording


def _gap(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


# --- features ---------------------------------------------------------------------------------------------------

_STEPS = (0, 1, 2, 3, 5, 8, 13, 25, 60)


def _bucket(count: int) -> int:
    return bisect.bisect_left(_STEPS, count)


def quotation_features(ground: Ground, number: int) -> dict[str, str]:
    """What the words around a stretch show, by name."""
    text, stretch = ground.article.text, ground.said[number]
    span = stretch.span
    block = ground.article.blocks[ground.block_of(span)]
    before = text[max(block.span.start, span.start - 60) : span.start].rstrip("\"“”„«»‘'‹「 \n")
    after = text[span.end : min(block.span.end, span.end + 60)].lstrip("\"“”„«»’'›」")
    words = after.split()
    label = "turn" if isinstance(stretch, Turn) and stretch.label else ""
    return {
        "how": label or ("answer" if isinstance(stretch, Turn) else "marks"),
        "open": before[-1:] if not before[-1:].isalnum() else "a",
        "word": before.split()[-1].lower().strip("\"'“”,:(") if before.split() else "^",
        "close": after.lstrip()[:1] if not after.lstrip()[:1].isalnum() else "a",
        "next": words[0].lower().strip(",.") if words else "$",
        "last": span.of(text)[-1] if not span.of(text)[-1].isalnum() else "a",
        "whole": f"{not before}{not after.strip('.')}",
        "size": str(_bucket(len(span.of(text).split()))),
        "block": block.kind,
        "case": "U" if span.of(text)[:1].isupper() else "l",
    }


def features(ground: Ground, number: int, one: Speaker, before: Speaker | None, around: dict[str, str]) -> list[str]:
    """What speaks for or against a candidate as the speaker of a stretch."""
    span = ground.said[number].span
    first, last = ground.sentences_of(span)
    index, word = one.place
    tree = ground.trees[index]
    side = "before" if one.mention.span.start < span.start else "after"
    away = 0 if first <= index <= last else max(-6, index - first) if index < first else index - last
    where = f"{side}{away}{'' if _same_block(ground, index, span) else 'b'}"
    kind = f"{one.mention.kind}:{one.candidate.form}"
    return [
        f"where:{where}",
        f"kind:{kind}",
        f"rel:{short(tree.relation(word))}",
        f"kind-where:{kind}:{where}",
        f"block:{ground.article.blocks[tree.sentence.block].kind}:{where}",
        f"how:{around['how']}:{where}",
        *(f"{name}:{side}{away}:{around[name]}" for name in ("open", "close", "whole", "word", "next", "case")),
        *_between(ground, span, one, where),
        *_governed(ground, span, one, where, (first, last)),
        *_ruled(ground, number, one),
        *_labelled(ground, number, one),
        *_carried(ground, number, one, before, around),
    ]


def _same_block(ground: Ground, index: int, span: Span) -> bool:
    return ground.trees[index].sentence.block == ground.block_of(span)


def _between(ground: Ground, span: Span, one: Speaker, where: str) -> Iterator[str]:
    """What stands between a candidate and a stretch."""
    text, mention = ground.article.text, one.mention.span
    start, end = (mention.end, span.start) if mention.start < span.start else (span.end, mention.start)
    between = text[start:end] if end - start < 400 else ""
    yield f"far:{where}:{_bucket(len(between.split()) if start < end and between else 0 if end <= start else 60)}"
    marks = "".join(char for char in between if not char.isalnum() and char not in " \"“”'’‘«»„")
    if len(between) < 40:
        yield f"marks:{where}:{marks.replace(chr(10), '/')[:4]}:{any(map(str.isalnum, between))}"
    for mark in ":—–;(\n":
        if mark in marks:
            yield f"mark:{mark!r}:{where}"


def _governed(ground: Ground, span: Span, one: Speaker, where: str, sentences: tuple[int, int]) -> Iterator[str]:
    """The verb a candidate is the subject of and how it stands to the stretch; the way up the tree from it."""
    index, word = one.place
    tree = ground.trees[index]
    subjects = ground.subjects(index)
    verbs = [verb for verb, heads in subjects.items() if word in heads]
    saying = [verb for verb in verbs if tree.lemma(verb) in grammar()["saying"]]
    chosen = min(saying or verbs, key=lambda verb: _gap(tree.span(verb, verb + 1), span), default=None)
    top = _top(tree, span) if sentences[0] <= index <= sentences[1] else None
    if chosen is not None:
        sort = "say" if saying else "verb"
        side = "v<q" if tree.sentence.starts[chosen] < span.start else "v>q"
        yield f"subject:{sort}:{where}:{side}:{'v<s' if chosen < word else 's<v'}"
        yield f"cue:{tree.lemma(chosen)}"
        yield f"cue-where:{tree.lemma(chosen)}:{where}"
        yield f"cue-far:{sort}:{where}:{_bucket(_gap(tree.span(chosen, chosen + 1), span) // 6)}"
        if top is not None:
            yield f"over:{sort}:{_over(tree, chosen, top)}:{short(tree.relation(top))}"
    else:
        yield f"subject:no:{where}"
    yield f"up:{_way_up(tree, word)}"
    yield f"up-where:{_way_up(tree, word)}:{where}"
    yield f"case:{tree.preposition(word)}:{where}"
    if top is not None:
        yield f"above:{top in set(tree.subtree(word))}:{tree.head(top) == tree.head(word)}"
    others = [other for other in ground.by_sentence[index] if other.candidate.word < word]
    yield f"nth:{min(3, len(others))}:{where}"


def _top(tree: Tree, span: Span) -> int | None:
    start, end = words_of(tree.sentence, span)
    return tree.top_of(start, end) if start < end else None


def _over(tree: Tree, verb: int, top: int) -> str:
    if tree.head(top) == verb:
        return "head"
    if verb in tree.ancestors(top):
        return "ancestor"
    return "below" if top in tree.ancestors(verb) else "apart"


def _way_up(tree: Tree, word: int) -> str:
    """The relations from a word up to the first verb, three at most, and what stands there."""
    steps = []
    for _ in range(3):
        head = tree.head(word)
        steps.append(short(tree.relation(word)))
        if head < 0:
            return ">".join([*steps, "root"])
        word = head
        if tree.sentence.upos[word] == "VERB":
            sort = "say" if tree.lemma(word) in grammar()["saying"] else "verb"
            return ">".join([*steps, sort])
    return ">".join([*steps, tree.sentence.upos[word]])


def _ruled(ground: Ground, number: int, one: Speaker) -> Iterator[str]:
    """Whether the rules take the candidate for the speaker."""
    ruled = ground.ruled[number]
    if ruled.speaker is None:
        yield "ruled:nobody"
        return
    same = ruled.speaker.span.meets(one.mention.span)
    yield f"ruled:{same}:{'cue' if ruled.cue else 'none'}"
    alike = _alike(ruled.speaker, one.mention)
    yield f"ruled-alike:{same}:{alike}"


def _labelled(ground: Ground, number: int, one: Speaker) -> Iterator[str]:
    """How the candidate stands to the label of a turn, or to whom an interview introduces."""
    stretch = ground.said[number]
    if isinstance(stretch, Turn):
        if stretch.label:
            yield f"label:{stretch.label.meets(one.mention.span)}"
        else:
            yield f"introduced:{ground._introduced.index(one) if one in ground._introduced else 'no'}"
    name = "full" if _is_full_name(one.mention) else "short" if one.mention.wording[:1].isupper() else "none"
    yield f"name:{name}"
    yield f"often:{name}:{min(4, ground.written(one.mention))}"


def _carried(
    ground: Ground, number: int, one: Speaker, before: Speaker | None, around: dict[str, str]
) -> Iterator[str]:
    """How the candidate stands to the speaker of the stretch before, and how that stretch stands to this one."""
    if before is None:
        yield "carried:first"
        return
    here, last = ground.said[number].span, ground.said[number - 1].span
    blocks = min(3, ground.block_of(here) - ground.block_of(last))
    gap = _bucket(len(ground.article.text[last.end : here.start].split())) if here.start - last.end < 400 else 9
    same = "same" if before.place == one.place else "alike" if _alike(before.mention, one.mention) else "other"
    yield f"carried:{same}:{blocks}"
    yield f"carried-gap:{same}:{blocks}:{gap}"
    yield f"carried-whole:{same}:{blocks}:{around['whole']}:{around['how']}"
    yield f"carried-case:{same}:{blocks}:{around['case']}:{around['word']}"


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two wordings end with the same word."""
    return one.wording.split()[-1].lower() == other.wording.split()[-1].lower()


def numbers_of(ground: Ground, number: int, one: Speaker, rank: int, named_rank: int) -> list[float]:
    """The numbers that go with a candidate's features: how near it is among all, among names; the gap."""
    gap = _gap(one.mention.span, ground.said[number].span)
    return [1.0 / (1 + rank), 1.0 / (1 + named_rank), float(np.log1p(gap)) / 6]


@dataclass(frozen=True, slots=True)
class Question:
    """The candidates for one stretch with their features and numbers."""

    speakers: tuple[Speaker, ...]
    features: tuple[list[str], ...]
    numbers: Numbers


def question(ground: Ground, number: int, before: Speaker | None) -> Question:
    """Who may say a stretch."""
    around = quotation_features(ground, number)
    found = ground.near(number, before)
    rows, numbers, named = [], [], 0
    for rank, one in enumerate(found):
        rows.append(features(ground, number, one, before, around))
        numbers.append(numbers_of(ground, number, one, rank, named if one.candidate.is_name else MOST))
        named += one.candidate.is_name
    return Question(tuple(found), tuple(rows), np.array(numbers, dtype=np.float32).reshape(-1, 3))


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a stretch is given to and how sure that is; nobody where nobody is near."""

    speaker: Speaker | None
    share: float


def choose(ground: Ground, scorer: Scorer) -> list[Choice]:
    """The likeliest speaker of every stretch, the nearest of equals; one for all paragraphs of a quotation."""
    found: list[Choice] = []
    before: Speaker | None = None
    while len(found) < len(ground.said):
        numbers = _paragraphs(ground, len(found))
        best = max((_best(question(ground, number, before), scorer) for number in numbers), key=lambda one: one.share)
        found += [best] * len(numbers)
        before = best.speaker or before
    return _alike_said(ground, found)


def _alike_said(ground: Ground, found: list[Choice]) -> list[Choice]:
    """The choices; a headline's words that the body has too are by whoever says them there, where that is surer."""
    plain = [plain_words(span.of(ground.article.text)) for span in ground.spans]
    surest: dict[str, Choice] = {}
    for words, choice in zip(plain, found, strict=True):
        surest[words] = max(surest.get(words, choice), choice, key=lambda one: one.share)
    kinds = (ground.article.blocks[ground.block_of(span)].kind for span in ground.spans)
    return [
        surest[words] if kind in {"title", "heading"} else choice
        for words, choice, kind in zip(plain, found, kinds, strict=True)
    ]


def plain_words(words: str) -> str:
    """The letters and digits of words in lower case, by which the same words are known again."""
    return "".join(char for char in words.lower() if char.isalnum())


def _paragraphs(ground: Ground, number: int) -> range:
    """The stretch and those that go on with it."""
    end = number + 1
    while end < len(ground.said) and isinstance(one := ground.said[end - 1], Quoted) and one.goes_on:
        end += 1
    return range(number, end)


def _best(asked: Question, scorer: Scorer) -> Choice:
    shares = scorer(asked.features, asked.numbers).tolist()
    at = max(range(len(shares)), key=lambda place: (shares[place], -place), default=-1)
    return Choice(asked.speakers[at], shares[at]) if at >= 0 else Choice(None, 0.0)
