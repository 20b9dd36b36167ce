"""What a person can say of a record: a claim is right, wrong, doubtful or reads otherwise; two names are one's, or not.

Each is kept against the last verdict that the person has seen on the same thing: by default the last one there is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

from onrecord.errors import InputError
from onrecord.keep import Case, Reader, open_ledger, open_reader
from onrecord.keep.verdicts import last_of
from onrecord.show.claims import harmless
from onrecord.text import fold
from onrecord.types import (
    Anchor,
    Article,
    Change,
    Claim,
    Entity,
    FigureStatus,
    Mention,
    Pair,
    Span,
    Verdict,
    VerdictWord,
)

LAST = "last"
ROLES = {
    "event": ("agent", "target"),
    "quotation": ("speaker", "addressee"),
    "figure": ("subject", "attributed_to", "scope"),
}


def judge(
    record: Path, claim: str, word: Literal["right", "wrong", "unsure"], *, by: str, note: str = "", against: str = LAST
) -> Verdict:
    """Keep what a person says of a claim. Raises InputError for a claim that is not there, DecidedError as a ledger."""
    with open_reader(record) as reader:
        case = reader.case(claim)
    return _kept(record, case, word, by=by, note=note, against=against)


def judge_pair(
    record: Path,
    one: str,
    other: str,
    word: Literal["same", "different", "unsure"],
    *,
    by: str,
    note: str = "",
    against: str = LAST,
) -> Verdict:
    """Keep what a person says of two names. Raises InputError for names it does not have, DecidedError as a ledger."""
    with open_reader(record) as reader:
        case = reader.pair(one, other)
    return _kept(record, case, word, by=by, note=note, against=against)


def edit(
    record: Path,
    claim: str,
    *,
    by: str,
    role: str | None = None,
    words: str | None = None,
    place: Span | None = None,
    value: str | None = None,
    status: str | None = None,
    note: str = "",
    against: str = LAST,
) -> Verdict:
    """Keep how a claim reads in truth: words of its article in a role, a figure's number or status.

    The words are those at the place, where it is given and has them; else those nearest to the claim's own.
    Raises InputError where the article does not have the words and the record knows nobody of that name.
    """
    with open_reader(record) as reader:
        found, case = reader.claim(claim), reader.case(claim)
        changes = [*_figure_changes(found, value, status)]
        if (role is None) != (words is None):
            raise InputError("a role and its words belong together", next_step="Give --role and --words.")
        if role is not None and words is not None:
            changes.append(_role_change(reader, found, role, words, place))
    if not changes:
        raise InputError("nothing to edit", next_step="Give --role and --words, or for a figure --value or --status.")
    return _kept(record, case, "edit", by=by, note=note, against=against, changes=changes)


def undo(record: Path, thing: Sequence[str], *, by: str, note: str = "", against: str = LAST) -> Verdict:
    """Withdraw a person's own last standing verdict on a claim or two names. Raises InputError where there is none."""
    with open_reader(record) as reader:
        case = case_of(reader, thing)
    own = [verdict for verdict in case.standing if verdict.by == by]
    if not own:
        others = ", ".join(dict.fromkeys(verdict.by for verdict in case.standing)) or "nobody"
        raise InputError(
            f"{by} has no verdict on this to withdraw",
            where=" and ".join(thing),
            next_step=f"Verdicts of {others} stand; only their own reviewers withdraw them.",
        )
    return _kept(record, case, "undo", by=by, note=note, against=against, last=own[-1], withdraws=own[-1].id)


def case_of(reader: Reader, thing: Sequence[str]) -> Case:
    """The case of one claim's id, or of two names."""
    if len(thing) == 2:
        return reader.pair(*thing)
    if len(thing) == 1:
        return reader.case(thing[0])
    raise InputError(f"{len(thing)} things at once", next_step="Give one claim's id, or two names.")


def _kept(
    record: Path,
    case: Case,
    word: VerdictWord,
    *,
    by: str,
    note: str,
    against: str,
    last: Verdict | None = None,
    changes: Sequence[Change] = (),
    withdraws: str | None = None,
) -> Verdict:
    """Add to the chain of verdicts that ``last`` is in, or the one that was added to last."""
    latest = last or (case.verdicts[-1] if case.verdicts else None)
    tip = last_of([verdict for verdict in case.verdicts if latest and verdict.thing == latest.thing])
    seen = {LAST: tip.id if tip else None, "none": None}.get(against, against)
    about = latest.about if latest else case.about
    with open_ledger(record) as ledger:
        return ledger.add(about, word, by=by, against=seen, note=note, changes=changes, withdraws=withdraws)


# --- Edits


def _figure_changes(claim: Claim, value: str | None, status: str | None) -> Iterator[Change]:
    if (value or status) and claim.amount is None:
        raise InputError(f"a claim of kind {claim.kind} has no number or status", where=claim.id)
    if claim.amount and value is not None:
        yield Change("value", _number(value), f"{claim.amount.value!r}")
    if claim.amount and status is not None:
        if status not in get_args(FigureStatus):
            raise InputError(f"no status {status!r}", next_step=f"Known: {', '.join(get_args(FigureStatus))}.")
        yield Change("status", status, claim.amount.status)


def _number(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(f"{value[:40]!r} is no number", next_step="Write it as 92.12 or 4500000.")
    return repr(number)


def _role_change(reader: Reader, claim: Claim, role: str, words: str, place: Span | None) -> Change:
    if role not in ROLES[claim.kind]:
        known = ", ".join(ROLES[claim.kind])
        raise InputError(f"a claim of kind {claim.kind} has no {role!r}", where=claim.id, next_step=f"It has {known}.")
    old, article = claim.role(role), reader.article_of(claim)
    mention = _mention(reader, claim, article, old, words, place)
    return Change(role, _label(mention), _label(old) if old else "", mention)


def _mention(
    reader: Reader, claim: Claim, article: Article, old: Mention | None, words: str, place: Span | None
) -> Mention:
    """The words where the article has them, with whom they mean; or the old words, now meaning the entity named."""
    pointed_at = place is not None and place.end <= len(article.text) and place.of(article.text) == words
    span = place if pointed_at else _place(article, claim, words)
    named = " ".join(words.split())
    entity = _entity(reader, named)
    mentions = reader.mentions(article.id)
    if span is not None:
        said = span.of(article.text)
        alike = [mention for mention in mentions if mention.wording == said and mention.name]
        known = min(alike, key=lambda mention: abs(mention.span.start - span.start), default=None)
        if known is not None:
            return Mention(span, known.kind, said, known.name, known.entity, known.country)
        kind = entity.kind if entity else old.kind if old else "thing"
        return Mention(span, kind, said, entity.name if entity else named, entity, entity.country if entity else None)
    if entity is not None:
        of_it = [mention for mention in mentions if mention.entity and mention.entity.id == entity.id]
        near = old or min(of_it, key=lambda mention: _distance(mention.span, claim), default=None)
        if near is not None:
            return Mention(near.span, entity.kind, near.wording, entity.name, entity, entity.country)
    raise InputError(
        f"the article does not say {words[:80]!r}, and the record knows nobody of that name",
        where=article.document,
        next_step="Give words exactly as the article has them, or the name of an entity of the record.",
    )


def _place(article: Article, claim: Claim, words: str) -> Span | None:
    """Where the article has the words, whole and outside page chrome: in the claim's evidence first, near its trigger.

    A line may end between two of them.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        return None
    chrome = [block.span for block in article.blocks if block.kind == "chrome"]
    found = (Span(*match.span()) for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", article.text))
    spans = [span for span in found if not any(span.meets(block) for block in chrome)]
    return min(spans, key=lambda span: (not claim.evidence[0].covers(span), _distance(span, claim)), default=None)


def _distance(span: Span, claim: Claim) -> int:
    return abs(span.start - claim.trigger.start)


def _entity(reader: Reader, words: str) -> Entity | None:
    """The entity of that id or name. Raises InputError where several have it."""
    entities = reader.entities()
    named = [entity for entity in entities if entity.id == words] or [
        entity for entity in entities if fold(entity.name) == fold(words)
    ]
    ids = sorted({entity.id for entity in named})
    if len(ids) > 1:
        raise InputError(f"several are called {words!r}", next_step=f"Give one of the ids {', '.join(ids)}.")
    return named[0] if named else None


def _label(mention: Mention) -> str:
    return mention.name or mention.wording


# --- Verdicts in words


def told(verdict: Verdict) -> str:
    """A verdict in one line: what, who, when, why."""
    edits = "; ".join(f"{change.part} is {change.now}" + _was(change) for change in verdict.changes)
    word = f"edit ({edits})" if edits else f"undo of {verdict.withdraws}" if verdict.withdraws else verdict.word
    note = f": {verdict.note}" if verdict.note else ""
    return " ".join(harmless(f"{word}, by {verdict.by}, {verdict.at}{note}").split())


def _was(change: Change) -> str:
    return f", was {change.was}" if change.was else ""


def briefly(case: Case) -> str:
    """The standing verdicts on a case in a few words: "wrong by anna, edit by ben"."""
    return harmless(", ".join(f"{verdict.word} by {verdict.by}" for verdict in case.standing))


def named(about: Anchor | Pair) -> str:
    """What a verdict is about, in one line."""
    if isinstance(about, Pair):
        return harmless(f"“{about.one}” and “{about.other}”")
    roles = ", ".join(f"{role.name} {_label(role.mention)}" for role in about.roles)
    number = f" {about.amount.value:g} {about.amount.unit}" if about.amount else ""
    return harmless(f"{about.kind} {about.action}{number} ({roles}) in text {about.sha256[:12]}")
