"""One file to one article: opens it within limits, has its reader read it, and says what became of it."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from onrecord.read.draft import MEGABYTE, STANDARD, Draft, Layout, Limits, PileFile
from onrecord.read.language import is_english
from onrecord.read.registry import extensions, readers
from onrecord.text import stable_id, text_hash
from onrecord.types import Article, Input

CHUNK = 1 << 20
BLANK = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Bytes:
    """A file's bytes, None where there are too many, and the hash of all of them."""

    data: bytes | None
    sha256: str


def read_file(file: PileFile, limits: Limits = STANDARD) -> tuple[Input, Article | None]:
    """What became of the file, and its article where there is one. Never raises for what a file holds."""
    extension = file.path.suffix.lower().lstrip(".")
    reader = readers().get(extension)
    if reader is None:
        known = ", ".join("." + name for name in extensions())
        draft = Draft(
            "unsupported", (f"files of kind '.{extension}' cannot be read", f"Convert it to one of: {known}.")
        )
        return _refused(file, draft, ""), None
    try:
        raw = _load(file.path, limits.raw_bytes)
    except OSError as error:
        what = f"the file cannot be opened: {error.strerror or error}"
        return _refused(file, Draft("unreadable", (what, "Check that it exists and may be read.")), ""), None
    if raw.data is None:
        what = f"the file has over {limits.raw_bytes / MEGABYTE:g} million bytes, the limit for one article"
        draft = Draft("too_large", (what, "Split it into one file for each article."))
        return _refused(file, draft, raw.sha256), None
    return _finish(file, reader.read(raw.data, file, limits), raw.sha256)


def _load(path: Path, limit: int) -> _Bytes:
    """The bytes of a regular file, in chunks, never more than the limit in memory."""
    with open(path, "rb", opener=_open) as handle:
        if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
            raise OSError(0, "it is not a regular file")
        digest, size = hashlib.sha256(), 0
        kept: list[bytes] = []
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            kept = [*kept, chunk] if size <= limit else []
    return _Bytes(b"".join(kept) if size <= limit else None, digest.hexdigest())


def _open(path: str, flags: int) -> int:
    """Opens without waiting: a pipe named like an article would otherwise hold the pile up for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _finish(file: PileFile, draft: Draft, sha256: str) -> tuple[Input, Article | None]:
    if draft.layout is None:
        return _refused(file, draft, sha256), None
    if not draft.text.strip().strip(BLANK):
        empty = Draft("empty", ("there is no text in it", "Fetch the article again, or remove the file."))
        return _refused(file, empty, sha256), None
    if not is_english(draft.text):
        foreign = Draft(
            "not_english", ("its text is not in English", "OnRecord reads English; translate it or remove it.")
        )
        return _refused(file, foreign, text_hash(draft.text)), None
    article = _article(file, draft, draft.layout)
    return Input(file.name, file.document, article.sha256, draft.status, _reason(file, draft)), article


def _article(file: PileFile, draft: Draft, layout: Layout) -> Article:
    digest = text_hash(draft.text)
    return Article(
        id=stable_id("article", file.name, digest),
        document=file.document,
        name=file.name,
        source=file.meta.outlet or layout.outlet or file.document,
        text=draft.text,
        sha256=digest,
        blocks=layout.blocks,
        url=file.meta.url or draft.url,
        title=layout.title,
        byline=layout.byline,
        dateline=layout.dateline,
        published=file.meta.published or layout.published,
        country=file.meta.country,
    )


def _refused(file: PileFile, draft: Draft, sha256: str) -> Input:
    return Input(file.name, file.document, sha256, draft.status, _reason(file, draft))


def _reason(file: PileFile, draft: Draft) -> str:
    """What, where, what to do next; empty for a file that is simply fine."""
    what, next_step = draft.reason
    return f"{what} ({file.name}). {next_step}" if what else ""
