"""Verdicts to JSON and back, for the record's columns and for the lines that carry them to another record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, get_args

from onrecord.errors import InputError, OnRecordError
from onrecord.keep.rows import Row
from onrecord.text import stable_id
from onrecord.types import (
    Amount,
    Anchor,
    Change,
    ClaimKind,
    Entity,
    FigureStatus,
    Mention,
    MentionKind,
    Modality,
    Pair,
    Polarity,
    Qualifier,
    Role,
    Span,
    Verdict,
    VerdictWord,
)

Object = Mapping[str, Any]


def verdict_id(verdict: Verdict) -> str:
    """The id that a verdict's content has; its place among others has no part in it."""
    said = (verdict.thing, verdict.word, verdict.by, verdict.at, verdict.note)
    return stable_id("verdict", *said, [asdict(change) for change in verdict.changes], verdict.withdraws)


def time_of(moment: datetime) -> str:
    """A moment in UTC as verdicts have it: text that sorts as the moments do."""
    return moment.isoformat(timespec="milliseconds")


def verdict_row(verdict: Verdict) -> Row:
    """A verdict's row, and the hash of the text that it is about."""
    sha256 = verdict.about.sha256 if isinstance(verdict.about, Anchor) else None
    said = (verdict.id, verdict.thing, verdict.word, verdict.by, verdict.at, _json(asdict(verdict.about)))
    changes = _json([asdict(change) for change in verdict.changes])
    return (*said, verdict.note, changes, verdict.withdraws, verdict.before, sha256)


def verdict_from(row: Row) -> Verdict:
    """The verdict of its row without the last column."""
    id_, thing, word, by, at, about, note, changes, withdraws, before = row
    whom, mended = _about(json.loads(about)), tuple(_change(change) for change in json.loads(changes))
    return Verdict(id_, thing, word, by, at, whom, note, mended, withdraws, before)


def verdict_line(verdict: Verdict) -> str:
    """A verdict as one line of JSON, with its line end. Its place in this record's chain stays behind."""
    said = asdict(verdict)
    del said["before"]
    return _json({"type": "verdict", **said}) + "\n"


def verdict_of(line: str, where: str) -> Verdict:
    """The verdict of a line. Raises InputError where it is none, or was changed since it was made."""
    try:
        said = json.loads(line)
        verdict = _verdict(said)
    except (
        ValueError,
        ArithmeticError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        OnRecordError,
    ) as error:
        raise InputError(
            f"this is no verdict: {type(error).__name__}: {error}",
            where=where,
            next_step="Verdicts are written by `onrecord review RECORD export`.",
        ) from error
    if verdict.id != verdict_id(verdict):
        raise InputError(
            "this verdict was changed after it was made", where=where, next_step="Export it again from its record."
        )
    return verdict


def _verdict(said: Object) -> Verdict:
    if time_of(datetime.fromisoformat(_text(said, "at")).astimezone(UTC)) != said["at"]:
        raise ValueError("at is no time in UTC with milliseconds")
    return Verdict(
        id=_text(said, "id"),
        thing=_text(said, "thing"),
        word=_one_of(VerdictWord, said["word"]),
        by=_text(said, "by"),
        at=_text(said, "at"),
        about=_about(said["about"]),
        note=_text(said, "note"),
        changes=tuple(_change(change) for change in said["changes"]),
        withdraws=_maybe_text(said["withdraws"]),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _one_of(kind: Any, value: object) -> Any:
    """The value, where a Literal type has it."""
    if value not in get_args(kind):
        raise ValueError(f"{value!r} is none of {', '.join(map(str, get_args(kind)))}")
    return value


def _text(said: Object, name: str) -> str:
    if not isinstance(said[name], str):
        raise ValueError(f"{name} is no text")
    return str(said[name])


def _maybe_text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _number(value: object) -> float:
    number = float(value)  # type: ignore[arg-type]
    if not abs(number) < float("inf"):
        raise ValueError(f"{value!r} is no number")
    return number


def _about(said: Object) -> Anchor | Pair:
    if "one" in said:
        return Pair(_text(said, "one"), _text(said, "other"))
    return Anchor(
        sha256=_text(said, "sha256"),
        kind=_one_of(ClaimKind, said["kind"]),
        action=_text(said, "action"),
        polarity=_one_of(Polarity, said["polarity"]),
        modality=_one_of(Modality, said["modality"]),
        trigger=_span(said["trigger"]),
        evidence=_span(said["evidence"]),
        roles=tuple(Role(_text(role, "name"), _mention(role["mention"])) for role in said["roles"]),
        amount=_amount(said["amount"]) if said["amount"] else None,
    )


def _change(said: Object) -> Change:
    mention = _mention(said["mention"]) if said["mention"] else None
    now = _text(said, "now")
    if mention is None and said["part"] == "value":
        _number(now)
    elif mention is None:
        _one_of(FigureStatus, now)
    return Change(_text(said, "part"), now, _text(said, "was"), mention)


def _mention(said: Object) -> Mention:
    entity = said["entity"]
    known = Entity(**{**entity, "kind": _one_of(MentionKind, entity["kind"])}) if entity else None
    rest = (_maybe_text(said["country"]), _maybe_text(said["unresolved"]))
    kind, wording = _one_of(MentionKind, said["kind"]), _text(said, "wording")
    return Mention(_span(said["span"]), kind, wording, _maybe_text(said["name"]), known, *rest)


def _amount(said: Object) -> Amount:
    return Amount(
        value=_number(said["value"]),
        unit=_text(said, "unit"),
        status=_one_of(FigureStatus, said["status"]),
        qualifier=_one_of(Qualifier, said["qualifier"]) if said["qualifier"] else None,
        counted=None if said["counted"] is None else _number(said["counted"]),
        noun=_span(said["noun"]) if said["noun"] else None,
    )


def _span(said: Object) -> Span:
    start, end = said["start"], said["end"]
    if type(start) is not int or type(end) is not int:
        raise ValueError("a span counts characters")
    return Span(start, end)
