"""What changed between two records of a pile, and what around each change may have caused it.

Articles are the same by name, claims by what they say and in which words, so that a text that moved within its article
or was read again is no change. A cause is named where something changed that a claim depends on; it is not proven.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, Protocol

from onrecord.keep import Info
from onrecord.types import Article, Claim, Input, Mention

What = Literal["added", "removed", "changed"]
Cause = Literal[
    "article added", "article removed", "text changed", "article's details changed", "another version read it",
    "verdicts", "not known",
]  # fmt: skip


class Record(Protocol):
    """What is read of a record. Where it has ``facts()`` and ``verdicts()``, those are compared too."""

    def info(self) -> Info:
        """What the record holds, in figures."""

    def inputs(self) -> tuple[Input, ...]:
        """What became of every input, by name."""

    def articles(self) -> Iterator[Article]:
        """Every article, by document."""

    def article(self, document: str) -> Article:
        """The article of that document, id or file name."""

    def claims(
        self, kind: str | None = None, action: str | None = None, document: str | None = None
    ) -> Iterator[Claim]:
        """The claims of one document, or all."""


@dataclass(frozen=True, slots=True)
class Field:
    """One part of something before and after, in words; None where it was not there."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article that one record has and the other has not, or has otherwise."""

    what: What
    name: str
    document: str
    fields: tuple[Field, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that one record has and the other has not, or has otherwise; ``words`` are its evidence's."""

    what: What
    document: str
    claim: str
    says: str
    words: str
    fields: tuple[Field, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that one record has and the other has not, or has otherwise."""

    what: What
    id: str
    says: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs.

    ``readers`` are the versions that read the articles of the one and of the other, ``verdicts`` how many verdicts of
    people are only in the one and only in the other.
    """

    readers: tuple[tuple[str, ...], tuple[str, ...]]
    articles: tuple[ArticleChange, ...]
    claims: tuple[ClaimChange, ...]
    facts: tuple[FactChange, ...]
    verdicts: tuple[int, int]

    @property
    def none(self) -> bool:
        """Whether the two say the same; another version that found the same makes no difference."""
        return not (self.articles or self.claims or self.facts or any(self.verdicts))


@dataclass(frozen=True, slots=True)
class _Head:
    """What is known of an article without its text."""

    document: str
    sha256: str
    details: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the claims of all articles depend on: whether versions differ, and which verdicts are in one record only."""

    version: bool
    judged: frozenset[str]
    names: bool


def difference(old: Record, new: Record) -> Difference:
    """What the new record has otherwise than the old one, by article's name and by place in the text."""
    heads = _heads(old), _heads(new)
    readers = _readers(old), _readers(new)
    ledgers = _by_id(old, "verdicts"), _by_id(new, "verdicts")
    only = [[ledgers[n][id_] for id_ in ledgers[n] if id_ not in ledgers[1 - n]] for n in (0, 1)]
    around = _around(readers[0] != readers[1], [verdict for some in only for verdict in some])
    reasons = _reasons(heads, new.inputs())
    articles, claims = list[ArticleChange](), list[ClaimChange]()
    for name in sorted(heads[0].keys() | heads[1].keys()):
        before, after = heads[0].get(name), heads[1].get(name)
        if before != after:
            articles.append(_article_change(name, before, after, reasons.get(name, "")))
        said = _said(old, before), _said(new, after)
        if said[0] != said[1]:
            document = (after or before or _Head("", "", ())).document
            claims += _claim_changes(document, said[0], said[1], _causes(before, after, around))
    facts = tuple(_fact_changes(_by_id(old, "facts"), _by_id(new, "facts")))
    return Difference(readers, tuple(articles), tuple(claims), facts, (len(only[0]), len(only[1])))


def _readers(record: Record) -> tuple[str, ...]:
    return tuple(name for name, _ in record.info().extractors)


def _by_id(record: Record, what: str) -> dict[str, Any]:
    """The facts or verdicts of a record by id; none where it keeps none."""
    listed: Callable[[], Iterable[Any]] = getattr(record, what, tuple)
    return {one.id: one for one in listed()}


def _around(version: bool, verdicts: Sequence[Any]) -> _Around:
    """Verdicts on claims by the hash of the article's text; those on names may concern any article."""
    hashes = [getattr(verdict.about, "sha256", None) for verdict in verdicts]
    return _Around(version, frozenset(filter(None, hashes)), None in hashes)


# --- Articles


DETAILS = ("document", "source", "url", "title", "byline", "dateline", "published", "country", "language")


def _heads(record: Record) -> dict[str, _Head]:
    return {
        article.name: _Head(article.document, article.sha256, tuple((name, getattr(article, name)) for name in DETAILS))
        for article in record.articles()
    }


def _reasons(heads: tuple[dict[str, _Head], dict[str, _Head]], inputs: Iterable[Input]) -> dict[str, str]:
    """Why the new record has not an article that the old one had, or has one more: by name, where that is known."""
    names = [{head.sha256: name for name, head in some.items()} for some in heads]
    come = {name: names[0].get(head.sha256) for name, head in heads[1].items()}
    gone = {name: names[1].get(head.sha256) for name, head in heads[0].items()}
    moved = {name: f"the same text was {twin}" for name, twin in come.items() if twin}
    moved |= {name: f"the same text is {twin} now" for name, twin in gone.items() if twin and name not in heads[1]}
    return moved | {source.name: f"{source.status}: {source.reason}" for source in inputs if source.status != "ok"}


def _article_change(name: str, old: _Head | None, new: _Head | None, reason: str) -> ArticleChange:
    if old is None or new is None:
        head = old or new
        assert head is not None
        return ArticleChange("removed" if new is None else "added", name, head.document, reason=reason)
    text = [] if old.sha256 == new.sha256 else [Field("text (SHA-256)", old.sha256, new.sha256)]
    pairs = zip(old.details, new.details, strict=True)
    details = [Field(part, was, now) for (part, was), (_, now) in pairs if was != now]
    return ArticleChange("changed", name, new.document, (*text, *details))


def _causes(old: _Head | None, new: _Head | None, around: _Around) -> tuple[Cause, ...]:
    """All that changed around an article's claims."""
    if old is None or new is None:
        return ("article added",) if old is None else ("article removed",)
    judged = around.names or not around.judged.isdisjoint((old.sha256, new.sha256))
    found: list[tuple[bool, Cause]] = [
        (old.sha256 != new.sha256, "text changed"),
        (old.details != new.details, "article's details changed"),
        (around.version, "another version read it"),
        (judged, "verdicts"),
    ]
    return tuple(cause for there, cause in found if there) or ("not known",)


# --- Claims


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim in words, without places in the text."""

    claim: str
    what: tuple[str, str]
    words: str
    trigger: str
    parts: tuple[tuple[str, str], ...]


def _said(record: Record, head: _Head | None) -> tuple[_Said, ...]:
    """What an article claims, in order of place; nothing where there is no article."""
    if head is None:
        return ()
    text = record.article(head.document).text
    return tuple(_in_words(claim, text) for claim in record.claims(document=head.document))


def _in_words(claim: Claim, text: str) -> _Said:
    trigger, words = claim.trigger.of(text), " … ".join(span.of(text) for span in claim.evidence)
    return _Said(claim.id, (claim.kind, claim.action), words, trigger, tuple(_parts(claim, text)))


def _parts(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    """Everything that a claim says, by name, in words."""
    yield "kind", claim.kind
    yield "action", claim.action
    yield from ((role.name, _who(role.mention)) for role in claim.roles)
    yield "polarity", claim.polarity
    yield "modality", claim.modality
    yield from (("reported by", _who(mention)) for mention in claim.reported_by)
    if claim.speech:
        yield "form", claim.speech.form
    if claim.amount:
        noun = (("counts", claim.amount.noun.of(text)),) if claim.amount.noun else ()
        values = ((f.name, getattr(claim.amount, f.name)) for f in fields(claim.amount) if f.name != "noun")
        yield from ((name, str(value)) for name, value in (*values, *noun) if value is not None)
    if claim.when:
        yield "date", claim.when.edtf
    yield from (("hedge", span.of(text)) for span in claim.hedges)
    yield "by", claim.by
    yield "rule", claim.rule
    yield "score", f"{claim.score:.3f}"


def _who(mention: Mention) -> str:
    """A party as it is written, and whom it means."""
    known = [mention.name or "", mention.country or "", mention.entity.id if mention.entity else ""]
    meant = ", ".join(part for part in known if part)
    return f"“{mention.wording}”" + (f" ({meant})" if meant else "")


# Two claims are one where all is equal, else where the words are, else where the trigger is; in order of place.
_KEYS: tuple[Callable[[_Said], Hashable], ...] = (
    lambda said: (said.words, said.trigger, said.parts),
    lambda said: (said.what, said.words, said.trigger, _roles(said)),
    lambda said: (said.what, said.words, said.trigger),
    lambda said: (said.words, said.trigger),
    lambda said: (said.what, said.trigger, _roles(said)),
)


def _roles(said: _Said) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.partition(" (")[0]) for name, value in said.parts if value.startswith("“"))


def _claim_changes(
    document: str, old: Sequence[_Said], new: Sequence[_Said], causes: tuple[Cause, ...]
) -> Iterator[ClaimChange]:
    """Changed claims, then removed ones, then added ones."""
    pairs, gone, come = _matched(old, new)
    for before, after in pairs:
        if changed := tuple(_changed(before, after)):
            yield ClaimChange("changed", document, after.claim, _says(after), after.words, changed, causes)
    for said in gone:
        yield ClaimChange("removed", document, said.claim, _says(said), said.words, (), causes)
    for said in come:
        yield ClaimChange("added", document, said.claim, _says(said), said.words, (), causes)


def _matched(old: Sequence[_Said], new: Sequence[_Said]) -> tuple[list[tuple[_Said, _Said]], list[_Said], list[_Said]]:
    """Pairs of claims that are one, by the closest likeness first; those of the old and the new that are left."""
    pairs = list[tuple[_Said, _Said]]()
    gone, come = list(old), list(new)
    for key in _KEYS:
        waiting = defaultdict[Hashable, list[_Said]](list)
        for said in reversed(gone):
            waiting[key(said)].append(said)
        found = [(waiting[key(said)].pop(), said) for said in come if waiting[key(said)]]
        pairs += found
        taken = {id(said) for pair in found for said in pair}
        gone, come = ([said for said in some if id(said) not in taken] for some in (gone, come))
    places = {id(said): place for place, said in enumerate(new)}
    return sorted(pairs, key=lambda pair: places[id(pair[1])]), gone, come


def _changed(old: _Said, new: _Said) -> Iterator[Field]:
    before, after = _joined(old.parts), _joined(new.parts)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Field(name, before.get(name), after.get(name))
    if old.words != new.words:
        yield Field("words", old.words, new.words)


def _joined(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parts by name, those of one name in one."""
    found = defaultdict[str, list[str]](list)
    for name, value in parts:
        found[name].append(value)
    return {name: "; ".join(values) for name, values in found.items()}


def _says(said: _Said) -> str:
    """A claim in one line."""
    parts = _joined(said.parts)
    roles = ", ".join(f"{name} {value}" for name, value in parts.items() if value.startswith("“") and name != "hedge")
    value = f" {parts['value']} {parts['unit']}" if "value" in parts else ""
    negated = ", negated" if parts["polarity"] == "negative" else ""
    standing = "" if parts["modality"] == "asserted" else f", {parts['modality']}"
    return f"{said.what[1]}{value}{negated}{standing}: {roles or '?'}"


# --- Facts


def _fact_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[FactChange]:
    """By id: a fact is known by what it says."""
    for id_ in sorted(old.keys() | new.keys()):
        before, after = (_fact_parts(facts[id_]) if id_ in facts else None for facts in (old, new))
        if before == after:
            continue
        what: What = "added" if before is None else "removed" if after is None else "changed"
        names = dict.fromkeys((*before, *after)) if before and after else ()
        changed = (Field(name, (before or {}).get(name), (after or {}).get(name)) for name in names)
        fact = new.get(id_, old.get(id_))
        yield FactChange(what, id_, _fact_says(fact), tuple(one for one in changed if one.old != one.new))


def _fact_parts(fact: Any) -> dict[str, str]:
    """What may change of a fact while it remains that fact; how many claims speak for and against it, not which."""
    plain = {name: str(getattr(fact, name)) for name in ("standing", "sources", "date") if hasattr(fact, name)}
    counted = {name: str(len(getattr(fact, name))) for name in ("asserted", "denied") if hasattr(fact, name)}
    return {**plain, **counted}


def _fact_says(fact: Any) -> str:
    parties = (getattr(fact, side, None) for side in ("actor", "target"))
    return " ".join((fact.action, *(f"“{party.name.value}”" if party else "?" for party in parties), fact.modality))
