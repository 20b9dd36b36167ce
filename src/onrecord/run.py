"""The pipeline: what becomes of a file, step by step, and the build that carries it out on a pile.

Each step takes what is known of one input and gives it back with more. A step knows neither the other inputs, nor the
engine, nor the record; what goes wrong in it costs its one article, never the pile.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import itertools
import os
import platform
import socket
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

import onrecord
from onrecord.data import load_gazetteer
from onrecord.engines import local
from onrecord.errors import DataError, InputError, RecordError
from onrecord.find import attach, find_claims, load_lexicon
from onrecord.keep import Reader, Settled, Writer, open_reader, open_writer
from onrecord.parse import bundled, parse_article
from onrecord.parse.words import split
from onrecord.read import Pile, PileFile, list_pile, read_file
from onrecord.reconcile import find_copies, reconcile
from onrecord.resolve import resolve as resolve_claims
from onrecord.settings import Settings
from onrecord.text import stable_id
from onrecord.types import Article, Claim, Finding, Input, Mention, Parsed, Role, Span
from onrecord.weighed import Reconciled


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of one input so far."""

    file: PileFile
    settings: Settings = field(default_factory=Settings)
    input: Input | None = None
    article: Article | None = None
    parsed: Parsed | None = None
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


Step = Callable[[Work], Work]
Finder = Callable[[Parsed, Settings], tuple[Claim, ...]]


def read(work: Work) -> Work:
    """The file as an article, or why it is none."""
    source, article = read_file(work.file)
    return replace(work, input=source, article=article)


def parse(work: Work) -> Work:
    """The article's sentences, with words, tags and dependencies."""
    assert work.article is not None
    stems = load_lexicon().stems if work.settings.gate else None
    return replace(work, parsed=parse_article(work.article, stems=stems))


def find(work: Work) -> Work:
    """What is claimed, by every finder, of the mentions as they are written; then who says so, and when it was."""
    assert work.parsed is not None
    found = merge(*(finder(work.parsed, work.settings) for finder in FINDERS))
    return replace(work, claims=attach(work.parsed, found, load_gazetteer()))


def resolve(work: Work) -> Work:
    """Whom the mentions mean, within the article and against the gazetteer."""
    assert work.parsed is not None
    mentions, claims = resolve_claims(work.parsed, work.claims, load_gazetteer())
    return replace(work, mentions=mentions, claims=merge(claims))


def claims(parsed: Parsed, settings: Settings) -> tuple[Claim, ...]:
    """Who did what to whom, who said what, and how many of what."""
    return find_claims(parsed, load_gazetteer(), settings.leaning)


STEPS: tuple[Step, ...] = (read, parse, find, resolve)
FINDERS: tuple[Finder, ...] = (claims,)


def reconcile_all(record: Reader) -> Reconciled:
    """What follows from all claims of a record: which report one event, who is who, facts and figures side by side."""
    copies = find_copies(record.articles(), load_gazetteer())
    findings = ((article, record.claims(document=article.document)) for article in record.articles())
    return reconcile(findings, load_gazetteer(), copies=copies, judged=record.judgements())


def warm() -> None:
    """Load what the steps need, once in each process."""
    bundled()
    load_lexicon()
    load_gazetteer()


# The finding of a file depends on all of the package but these, and on these libraries.
APART = frozenset(
    (
        *("ask", "engines", "export", "keep", "show", "cli.py", "cli_report.py", "cli_review.py", "console.py"),
        *("settings.py", "errors.py", "__main__.py"),
    )
)
LIBRARIES = ("trafilatura", "selectolax", "lxml", "charset-normalizer", "onnxruntime", "numpy", "threadpoolctl")


def version(settings: Settings) -> str:
    """What reads the articles, in words: another version may find other things in the same file."""
    home = Path(onrecord.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in home.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        name = path.relative_to(home)
        if name.parts[0] not in APART:
            digest.update(f"{name.as_posix()}\0{_file_hash(path)}\0".encode())
    libraries = " ".join(f"{name}-{_installed(name)}" for name in LIBRARIES)
    gate = "on" if settings.gate else "off"
    return f"onrecord-{onrecord.__version__} parts-{digest.hexdigest()[:8]} gate-{gate} {settings.leaning} {libraries}"


def _installed(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "none"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All that a build needs from the steps: what lists a pile, what is done with each file, what made it so."""

    list_pile: Callable[[Sequence[Path]], Pile] = list_pile
    steps: tuple[Step, ...] = STEPS
    warm: Callable[[], object] = warm
    version: Callable[[Settings], str] = version


def sentence_at(article: Article, offset: int) -> Span | None:
    """The sentence of an article that a place is in, as the pipeline splits it; None in page chrome."""
    for block in article.blocks:
        if block.kind != "chrome" and block.span.start <= offset < block.span.end:
            sentences = (
                Span(words[0][0], words[-1][1]) for words in split(article.text, block.span.start, block.span.end)
            )
            return next((span for span in sentences if span.start <= offset < span.end), None)
    return None


# --- One input


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input, and for the log what went wrong in a step."""

    finding: Finding
    trace: str = ""


def carry_out(steps: tuple[Step, ...], settings: Settings, file: PileFile) -> Outcome:
    """The finding of one file by these steps. What a step raises becomes a status; only broken data files stop it."""
    work = Work(file, settings)
    for step in steps:
        try:
            work = step(work)
        except DataError:
            raise
        except Exception as error:  # noqa: BLE001 - one bad article never stops a pile
            return Outcome(_failed(work, step.__name__, error), traceback.format_exc())
        if work.article is None:
            break
    assert work.input is not None
    return Outcome(Finding(work.input, work.article, work.mentions, work.claims))


def _failed(work: Work, step: str, error: Exception) -> Finding:
    """The finding of an article that a step failed on: its text, where it has been read."""
    what = f"{step} failed on it with {type(error).__name__}"
    if work.input is None or work.article is None:
        return _without_article(work.file, "unreadable", what)
    reason = f"{what} ({work.file.name}). Its text is kept without claims; the log says more."
    return Finding(replace(work.input, status="partial", reason=reason), work.article)


def _without_article(file: PileFile, status: str, what: str) -> Finding:
    reason = f"{what} ({file.name}). The log says more."
    return Finding(Input(file.name, file.document, "", "timeout" if status == "timeout" else "unreadable", reason))


def _lost(file: PileFile, lost: local.Lost) -> Outcome:
    what = "the process that read it died" if lost.why == "died" else "it took too long"
    status = "timeout" if lost.why == "timeout" else "unreadable"
    return Outcome(_without_article(file, status, f"{what}: {lost.how}"), f"{what}: {lost.how}")


def merge(*found: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims of several finders as one: two that say the same thing are one, signed by both."""
    merged: dict[tuple[object, ...], Claim] = {}
    for claim in chain.from_iterable(found):
        key = _meaning(claim)
        merged[key] = _both(merged[key], claim) if key in merged else claim
    first: dict[str, Claim] = {}
    for claim in merged.values():
        first.setdefault(claim.id, claim)
    return tuple(first.values())


def _meaning(claim: Claim) -> tuple[object, ...]:
    roles = frozenset((role.name, role.mention.span, _who(role)) for role in claim.roles)
    place = () if claim.kind == "event" and roles else claim.evidence  # one speaker may say many things
    if claim.kind == "figure":
        place = (claim.trigger,)  # "41 and 38 percent": two figures in one sentence
    return claim.article_id, claim.kind, claim.action, roles, claim.polarity, claim.modality, place


def _who(role: Role) -> tuple[str | None, str | None]:
    """Whom a role's mention means, where that is known: "each of the three" is three at one span."""
    return role.mention.name, role.mention.entity.id if role.mention.entity else None


def _both(first: Claim, second: Claim) -> Claim:
    return replace(
        first,
        by=_signed(first.by, second.by),
        rule=_signed(first.rule, second.rule),
        score=max(first.score, second.score),
        reported_by=first.reported_by or second.reported_by,
        when=first.when or second.when,
        hedges=first.hedges or second.hedges,
    )


def _signed(first: str, second: str) -> str:
    return " + ".join(dict.fromkeys(part for part in (*first.split(" + "), *second.split(" + ")) if part))


# --- A pile


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``statuses`` and ``not_ok`` are of the files of this pile, the last two of the whole record."""

    record: Path
    files: int
    read: int
    replaced: tuple[str, ...]
    statuses: tuple[tuple[str, int], ...]
    not_ok: tuple[Input, ...]
    other: tuple[tuple[str, int], ...]
    messages: tuple[str, ...]
    articles: int
    claims: int


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to read, and the hash of all that its finding will depend on."""

    file: PileFile
    made_from: str


Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, name: str) -> None:
    """A progress that is shown to nobody."""


def build(
    paths: Sequence[Path | str],
    record: Path | str,
    *,
    settings: Settings | None = None,
    progress: Progress = silent,
    pipeline: Pipeline | None = None,
) -> BuildReport:
    """Read a pile into a record: only what is new, or changed, or was read by another version. The rest stays.

    A file with the name of an input that the record has replaces it. Stopped at any moment, it goes on where it
    stopped, and the record is the same. Raises InputError, RecordError or DataError where nothing can be built.
    """
    settings, pipeline, record = settings or Settings(), pipeline or Pipeline(), Path(record)
    pile = pipeline.list_pile([Path(path) for path in paths])
    if not pile.files:
        where = ", ".join(map(str, paths))
        raise InputError("there is no article to read", where=where, next_step="Give a folder with articles in it.")
    made_by = pipeline.version(settings)
    with open_writer(record, extractor=made_by) as writer, _log(record, made_by) as log:
        files = _with_free_documents(pile.files, writer.finished())
        tasks = _open_tasks(files, writer, made_by)
        log(f"{len(files)} files, {len(tasks)} to read")
        _read_all(tasks, writer, settings=settings, pipeline=pipeline, progress=progress, log=log)
        replaced = _replaced(tasks, writer)
        if writer.started() or _is_judged(record):
            writer.finish(reconcile_all)
        else:
            writer.discard()
        report = _report(record, pile, files, len(tasks), replaced)
        log(f"done: {', '.join(f'{count} {status}' for status, count in report.statuses)}")
    return report


def _is_judged(record: Path) -> bool:
    """Whether people have given verdicts: what follows from the claims may follow no longer."""
    if not record.exists():
        return False
    with open_reader(record) as reader:
        return bool(reader.verdicts())


def _with_free_documents(files: Sequence[PileFile], finished: Mapping[str, Settled]) -> tuple[PileFile, ...]:
    """The files, renamed in exports where an input of another name in the record has that document already."""
    names = {file.name for file in files}
    taken = {settled.document for name, settled in finished.items() if name not in names}
    used = taken | {file.document for file in files}
    renamed = []
    for file in files:
        document = _free_document(file.name, used) if file.document in taken else file.document
        used.add(document)
        renamed.append(replace(file, document=document))
    return tuple(renamed)


def _free_document(name: str, used: Collection[str]) -> str:
    """A file's document with its folders before it, then with its ending too, then with as many marks as it takes."""
    path = PurePosixPath(name)
    whole = "_".join(path.parts)
    marked = (whole + "_" * count for count in itertools.count())
    return next(one for one in chain(["_".join(path.with_suffix("").parts)], marked) if one not in used)


def _open_tasks(files: Sequence[PileFile], writer: Writer, made_by: str) -> tuple[_Task, ...]:
    """What must be read: not what this build or the finished record has from the same bytes by the same version."""
    tasks = {file.name: _Task(file, _made_from(file, made_by)) for file in files}
    started, finished = writer.started(), writer.finished()
    stale = [name for name, had in started.items() if name not in tasks or tasks[name].made_from != had.made_from]
    writer.forget(stale)
    settled = {**finished, **{name: had for name, had in started.items() if name not in stale}}
    return tuple(
        task for name, task in tasks.items() if name not in settled or settled[name].made_from != task.made_from
    )


def _made_from(file: PileFile, made_by: str) -> str:
    return stable_id(made_by, file.name, file.document, _file_hash(file.path), *astuple(file.meta))


def _file_hash(path: Path) -> str:
    """The hash of a regular file's bytes, empty where it cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def _read_all(
    tasks: Sequence[_Task],
    writer: Writer,
    *,
    settings: Settings,
    pipeline: Pipeline,
    progress: Progress,
    log: Callable[[str], None],
) -> None:
    """Every task's finding, by the engine, committed in batches."""
    if not tasks:
        return
    results = local.run(
        partial(carry_out, pipeline.steps, settings),
        (task.file for task in tasks),
        processes=settings.processes_for(len(tasks)),
        start=pipeline.warm,
        item_seconds=settings.article_seconds,
    )
    with contextlib.closing(results):
        batch: list[tuple[str, Finding]] = []
        since = time.monotonic()
        for done, (task, result) in enumerate(zip(tasks, results, strict=True), 1):
            outcome = _lost(task.file, result) if isinstance(result, local.Lost) else result
            # A process may have died for want of memory that is there next time: such a file is read again.
            again = isinstance(result, local.Lost) and result.why == "died"
            batch.append(("" if again else task.made_from, outcome.finding))
            _note(outcome, log)
            progress(done, len(tasks), task.file.name)
            if len(batch) >= settings.batch_articles or time.monotonic() - since >= settings.batch_seconds:
                _commit(batch, writer, log)
                batch, since = [], time.monotonic()
        _commit(batch, writer, log)


def _note(outcome: Outcome, log: Callable[[str], None]) -> None:
    source = outcome.finding.input
    if source.status != "ok" or outcome.trace:
        log(f"{source.status}: {source.name}: {source.reason}\n{outcome.trace}".rstrip())


def _commit(batch: Sequence[tuple[str, Finding]], writer: Writer, log: Callable[[str], None]) -> None:
    """Add a batch; a finding that the record refuses goes in without its claims, or without its article."""
    refused = writer.add(batch)
    for without in ("claims", "article"):
        for one in refused:
            log(f"refused: {one.finding.input.name}: {one.why}")
        refused = (
            writer.add([(one.made_from, _bare(one.finding, one.why, without)) for one in refused]) if refused else ()
        )
    if refused:
        raise RecordError(refused[0].why, where=refused[0].finding.input.name, next_step="Please report this.")


def _bare(finding: Finding, why: str, without: str) -> Finding:
    source = finding.input
    reason = f"the record refused it: {why} ({source.name}). It is kept without {without}; please report it."
    if without == "claims" and finding.article is not None:
        return Finding(replace(source, status="partial", reason=reason), finding.article)
    return Finding(replace(source, status="unreadable", reason=reason))


def _replaced(tasks: Sequence[_Task], writer: Writer) -> tuple[str, ...]:
    """The inputs of the finished record whose text is another one now, by name."""
    finished, started = writer.finished(), writer.started()
    names = (task.file.name for task in tasks if task.file.name in finished)
    return tuple(sorted(name for name in names if finished[name].sha256 != started[name].sha256))


def _report(record: Path, pile: Pile, files: Sequence[PileFile], read: int, replaced: tuple[str, ...]) -> BuildReport:
    names = {file.name for file in files}
    with open_reader(record) as reader:
        inputs = [source for source in reader.inputs() if source.name in names]
        info = reader.info()
    return BuildReport(
        record=record,
        files=len(files),
        read=read,
        replaced=replaced,
        statuses=tuple(sorted(Counter(source.status for source in inputs).items())),
        not_ok=tuple(source for source in inputs if source.status != "ok"),
        other=pile.other,
        messages=(*pile.messages, *_renamed(pile.files, files), *_orphaned(record, info.orphans)),
        articles=info.articles,
        claims=info.claims,
    )


def _renamed(before: Sequence[PileFile], after: Sequence[PileFile]) -> Iterator[str]:
    pairs = zip(before, after, strict=True)
    renamed = [f"{new.name} is {new.document}" for old, new in pairs if old.document != new.document]
    if renamed:
        shown = ", ".join(renamed[:5]) + (", …" if len(renamed) > 5 else "")
        yield f"{len(renamed)} files have a document name that the record has already: {shown}."


def _orphaned(record: Path, verdicts: int) -> Iterator[str]:
    if verdicts:
        yield f"{verdicts} verdicts are on what is not read any more: `onrecord review {record} orphans` lists them"


@contextlib.contextmanager
def _log(record: Path, made_by: str) -> Iterator[Callable[[str], None]]:
    """The build's log, a file beside the record: all that has a time or a machine in it is there."""
    with record.with_name(f"{record.name}.log").open("ab", buffering=0) as handle:

        def log(line: str) -> None:
            with contextlib.suppress(OSError):  # a log that cannot be written stops nothing
                now = datetime.now(UTC).isoformat(timespec="seconds")
                handle.write(f"{now} {line}\n".encode(errors="backslashreplace"))

        log(f"build by {made_by}, Python {platform.python_version()}, process {os.getpid()} on {socket.gethostname()}")
        try:
            yield log
        except BaseException as error:
            log(f"stopped: {type(error).__name__}: {error}")
            raise
