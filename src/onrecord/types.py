"""What travels between steps: frozen, with slots, tuples only; checking and slicing, nothing else.

Offsets are Unicode code points of ``Article.text``, start included, end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.errors import ClaimError, SpanError
from onrecord.signals import Signals

BlockKind = Literal["title", "byline", "dateline", "heading", "paragraph", "item", "chrome"]
Status = Literal[
    "ok", "partial", "suspect", "empty", "binary", "not_english", "unsupported", "too_large", "timeout", "unreadable"
]
MentionKind = Literal["person", "state", "organization", "group", "place", "thing"]
PARTIES: frozenset[MentionKind] = frozenset({"person", "state", "organization", "group"})  # who can act
Modality = Literal["asserted", "planned", "implied"]
Polarity = Literal["positive", "negative"]
ClaimKind = Literal["event", "quotation", "figure"]
QuoteForm = Literal["direct", "mixed", "indirect"]
FigureStatus = Literal["exit_poll", "preliminary", "final", "official", "claimed", "unstated"]
CopyKind = Literal["exact", "near", "partial"]
Qualifier = Literal["about", "more_than", "less_than", "at_least", "between"]
VerdictWord = Literal["right", "wrong", "unsure", "edit", "same", "different", "undo"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Start (included) and end (excluded) in an article's text, in Unicode code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(
                f"span [{self.start}, {self.end}) is empty or negative",
                next_step="A span covers one character at least.",
            )

    def of(self, text: str) -> str:
        """The words the span covers. Raises SpanError where it leaves the text."""
        if self.end > len(text):
            raise SpanError(f"span [{self.start}, {self.end}) leaves a text of {len(text)} characters")
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of an article's layout. Nothing in a ``chrome`` block becomes a claim."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one source, exactly as it will be cited. ``text`` never changes after reading.

    ``name`` is the file's path within its pile (``/`` between folders), ``document`` the name used in exports,
    ``sha256`` the hash of the text in UTF-8, ``published`` an ISO date or None, ``country`` ISO 3166 alpha-3 or None.
    """

    id: str
    document: str
    name: str
    source: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    country: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Input:
    """What became of one file of a pile: exactly one final status, and why when it is not ``ok``."""

    name: str
    document: str
    sha256: str
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A named span of a sentence in word positions, start included, end excluded; kind PER, ORG or LOC."""

    start: int
    end: int
    kind: Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: parallel tuples, one item a word, in Universal Dependencies (v2) English conventions.

    ``starts`` and ``ends`` are offsets in the article's text; ``heads`` are positions in this sentence, -1 for the
    root; exactly one word is the root and every walk along ``heads`` ends there. ``block`` is the index in
    ``Article.blocks``.
    """

    span: Span
    block: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        columns = (self.ends, self.words, self.lemmas, self.upos, self.xpos, self.heads, self.relations)
        if not self.starts or any(len(column) != len(self.starts) for column in columns):
            raise SpanError("a sentence's columns differ in length or are empty")

    def span_of(self, start: int, end: int) -> Span:
        """The article span of the words from ``start`` to before ``end``."""
        return Span(self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences, in order of appearance; chrome has none, nor has what the gate kept out."""

    article: Article
    sentences: tuple[Sentence, ...]
    signals: Signals | None = None
    """What the heads on the encoder say of its words; None where another pipeline, or none, has read it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, organisation, group or place that the gazetteer or the article identifies.

    ``country`` is ISO 3166 alpha-3, None where none applies (an EU, UN, CIS or OSCE body and its officials).
    ``start`` and ``end`` bound the office, as ISO dates.
    """

    id: str
    name: str
    kind: MentionKind
    country: str | None = None
    office: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe someone or something.

    ``wording`` is exactly the span's words; ``name`` the fullest wording the article itself has for the same one (or
    a state's English name), None while unresolved; ``unresolved`` says why, for whoever asks.
    """

    span: Span
    kind: MentionKind
    wording: str
    name: str | None = None
    entity: Entity | None = None
    country: str | None = None
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One participant of a claim, by what it is in it.

    An event has an ``agent`` and a ``target``; a quotation a ``speaker`` and an ``addressee``; a figure a ``subject``
    (who or what it measures), ``attributed_to`` (who gave it) and a ``scope`` (the region or the election meant).
    """

    name: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Speech:
    """How words are given: ``direct`` (a whole sentence in marks), ``mixed`` (part of one), ``indirect`` (no marks).

    ``repaired`` says that the closing mark is missing and where the quotation ends was inferred.
    """

    form: QuoteForm
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure says: a number in a unit, and with which standing.

    ``unit`` is ``percent``, ``count``, a measure's plural (``years``, ``kilometres``) or a currency (ISO 4217).
    ``counted`` is the share of the count that a preliminary figure rests on, in percent. ``noun`` is what is counted or
    measured where the measure is ``other``.
    """

    value: float
    unit: str
    status: FigureStatus = "unstated"
    qualifier: Qualifier | None = None
    counted: float | None = None
    noun: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date in the Extended Date/Time Format (ISO 8601-2:2019), as precise as the words are: ``2024-02-07``,
    ``2024-02``, ``2018``, ``2024-02-07/2024-02-09``, ``2024-02~``; ``span`` is the words it was read from."""

    edtf: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One source says one thing.

    ``action`` is an event's action, ``SAY`` for a quotation, a figure's measure. ``evidence`` is where: its first span
    is the clause or sentence that shows the claim (a quotation's own words, without marks), in one article's text.
    ``trigger`` is the words that carry the action, the cue, or the number; ``by`` the finder and its version;
    ``rule`` what it followed; ``reported_by`` the chain of who says so inside the article, outermost first (empty: the
    outlet itself). ``speech`` belongs to quotations, ``amount`` to figures. ``when`` is when it happened or was
    measured, None where that is not told; ``hedges`` are the words by which the source keeps its distance
    ("allegedly", "claimed").
    """

    id: str
    article_id: str
    kind: ClaimKind
    action: str
    roles: tuple[Role, ...]
    evidence: tuple[Span, ...]
    trigger: Span
    by: str
    rule: str
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    reported_by: tuple[Mention, ...] = ()
    score: float = 1.0
    speech: Speech | None = None
    amount: Amount | None = None
    when: When | None = None
    hedges: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ClaimError("a claim without evidence", where=self.action, next_step="Give the span it was read from.")
        parts = (self.speech is not None, self.amount is not None)
        if parts != (self.kind == "quotation", self.kind == "figure"):
            raise ClaimError(
                f"a {self.kind} with the parts of another kind",
                where=self.action,
                next_step="Speech belongs to quotations and to all of them, an amount to figures.",
            )

    def role(self, name: str) -> Mention | None:
        """The mention in a role, None where the claim has none."""
        return next((role.mention for role in self.roles if role.name == name), None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a claim is known by when its article is read again, by another version too: the hash of the text, what the
    claim says, and where its parts stand."""

    sha256: str
    kind: ClaimKind
    action: str
    polarity: Polarity
    modality: Modality
    trigger: Span
    evidence: Span
    roles: tuple[Role, ...]
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of which a person says whether they are one's; the first in order of letters comes first."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a person puts in place of something: ``part`` is a role's name, ``value`` or ``status``.

    ``mention`` is the new words of a role; ``was`` is what stood there, empty where nothing did.
    """

    part: str
    now: str
    was: str = ""
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a claim, or of two names; never changed, only withdrawn by another.

    ``thing`` is the same for all verdicts on one thing, ``before`` the one that was the last on it when this one was
    made (None for the first), ``withdraws`` the one that an ``undo`` takes back. ``at`` is the time in UTC, ISO 8601.
    """

    id: str
    thing: str
    word: VerdictWord
    by: str
    at: str
    about: Anchor | Pair
    note: str = ""
    changes: tuple[Change, ...] = ()
    withdraws: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two names are one's, as the last standing verdict of a person has it."""

    one: str
    other: str
    verdict: Literal["same", "different"]
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """All that the pipeline makes of one input; the article is None where none could be read."""

    input: Input
    article: Article | None = None
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """One article repeats another's text.

    ``exact``: word for word; ``near``: with edits; ``partial``: it holds part of the other's text, or is part of it.
    ``share`` is the part of the copy's five-word sequences that the original has, 0 to 1; ``reason`` says how much is
    shared and why the other is taken for the original.
    """

    article_id: str
    original_id: str
    kind: CopyKind
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words shown as proof: exactly ``text[start:end]`` of the article they come from."""

    document: str
    source: str
    published: str | None
    span: Span
    text: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer: a value, with the quotes it rests on.

    Only a row whose value says that nothing is reported has none, and then it says in how many articles.
    """

    value: str
    quotes: tuple[Quote, ...]
    implied: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was understood, its rows, and how much was searched."""

    question: str
    understood_as: str
    rows: tuple[Row, ...]
    articles: int
