"""The command line: parse, call, print. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import onrecord
from onrecord.cli_report import report
from onrecord.cli_review import review
from onrecord.console import EXIT_CODES, FAULTS, NOT_ALL_READ, OK, Record, many, say, told
from onrecord.errors import SettingError
from onrecord.settings import help_for

if TYPE_CHECKING:
    from onrecord.keep import Info
    from onrecord.run import BuildReport, Progress
    from onrecord.show.terminal import Piece, Style
    from onrecord.types import Input

SHOWN = 20
STYLES: dict[Style, str] = {
    "evidence": "cyan",
    "trigger": "bold magenta",
    "chrome": "dim",
    "number": "bold",
    "label": "dim",
}

app = typer.Typer(
    name="onrecord",
    help="Reads a pile of news reports and answers questions from the record, with the exact words as proof.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(review, name="review", epilog=EXIT_CODES)
app.command(epilog=EXIT_CODES)(report)


def main() -> None:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="onrecord")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"onrecord {onrecord.__version__}")
        raise typer.Exit(OK)


@app.callback()
def root(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an error came from.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Reads a pile of news reports and answers questions from the record, with the exact words as proof."""
    del version
    context.obj = debug


@app.command(epilog=EXIT_CODES)
def build(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders.", show_default=False)],
    record: Annotated[Path, typer.Option("--output", "-o", metavar="RECORD", help="The record to make or to add to.")],
    processes: Annotated[int, typer.Option("--processes", "-j", metavar="N", help=help_for("processes"))] = 0,
    gate: Annotated[bool, typer.Option("--gate/--no-gate", help=help_for("gate"))] = False,
    precision: Annotated[bool, typer.Option("--precision", help="Keep only claims that are sure.")] = False,
    recall: Annotated[bool, typer.Option("--recall", help="Keep claims that are less sure too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> None:
    """Read files and folders into a record; again: only what is new or has changed."""
    with told(context):
        from onrecord.run import build as build_record
        from onrecord.settings import Settings

        began = time.monotonic()
        settings = Settings(processes=processes, gate=gate, leaning=_leaning(precision, recall))
        with _progress(quiet) as progress:
            report = build_record(paths, record, settings=settings, progress=progress)
        say(_report_lines(report, time.monotonic() - began, quiet))
        if any(source.status not in ("ok", "partial", "suspect") for source in report.not_ok):
            raise typer.Exit(NOT_ALL_READ)


def _leaning(precision: bool, recall: bool) -> str:
    if precision and recall:
        raise SettingError("--precision and --recall exclude each other", next_step="Give one of them, or neither.")
    return "precision" if precision else "recall" if recall else "balanced"


@app.command(epilog=EXIT_CODES)
def ask(
    context: typer.Context,
    record: Record,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question in English.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Answer a question from the record, each row with the words it rests on."""
    with told(context):
        from json import dumps

        from onrecord.ask import as_json, render
        from onrecord.ask import ask as answer_to
        from onrecord.keep import open_reader

        with open_reader(record) as reader:
            answer = answer_to(reader, question)
        if json:
            print(dumps(as_json(answer), ensure_ascii=False))
        else:
            print(render(answer, _width(), _coloured()), end="")


@app.command(epilog=EXIT_CODES)
def export(
    context: typer.Context,
    record: Record,
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="jsonl: one claim a line; facts: what the claims amount to."
        ),
    ] = "jsonl",
    least_score: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out claims below it: below 0.5 a party could not be named.")
    ] = 0.5,
) -> None:
    """Write the record's claims to standard output."""
    with told(context):
        from onrecord.export import exporter
        from onrecord.keep import open_reader
        from onrecord.keep.verdicts import is_wrong

        lines = exporter(format_)
        with open_reader(record) as reader:
            left_out = sum(claim.score < least_score for claim in reader.claims())
            wrong = sum(len(case.claims) for case in reader.cases() if is_wrong(case.verdicts))
            sys.stdout.writelines(lines(reader, least_score=least_score))
        if wrong:
            say([f"{many(wrong, 'claim')} that people found wrong left out; `onrecord review RECORD list` shows them"])
        if left_out:
            say([f"{left_out} claims below a score of {least_score:g} are left out; --least-score 0 gives them too"])


@app.command(epilog=EXIT_CODES)
def show(
    context: typer.Context,
    record: Record,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its document name or file.", show_default=False)],
) -> None:
    """Print an article with its claims marked."""
    with told(context):
        from onrecord.keep import open_reader
        from onrecord.show.review import briefly
        from onrecord.show.terminal import article_pieces

        with open_reader(record) as reader:
            found = reader.article(article)
            claims = tuple(reader.claims(document=found.document, withdrawn=True))
            verdicts = {claim: briefly(case) for case in reader.cases() for claim in case.claims}
            _print_pieces(article_pieces(found, claims, verdicts))


@app.command(epilog=EXIT_CODES)
def serve(
    context: typer.Context,
    record: Record,
    host: Annotated[str, typer.Option(help="Where to listen; beyond this machine only with a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8321,
    review: Annotated[bool, typer.Option("--review", help="Take verdicts from reviewers.")] = False,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A host name that is answered to.")
    ] = None,
) -> None:
    """Open the record in a browser: search, read, compare, and with --review judge."""
    with told(context):
        from onrecord.show.web.serve import plan
        from onrecord.show.web.serve import serve as run

        how = plan(record, host=host, port=port, review=review, allowed=allow_host or (), environment=os.environ)
        run(record, how, review=review, say=say)


@app.command(epilog=EXIT_CODES)
def explain(
    context: typer.Context,
    record: Record,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or how it begins.", show_default=False)],
) -> None:
    """Print the sentence, the clause, the rule and the names behind one claim."""
    with told(context):
        from onrecord.keep import open_reader
        from onrecord.run import sentence_at
        from onrecord.show.review import told as in_words
        from onrecord.show.terminal import claim_pieces

        with open_reader(record) as reader:
            found = reader.claim(claim)
            article = reader.article_of(found)
            verdicts = [in_words(verdict) for verdict in reader.case(found.id).verdicts]
            _print_pieces(claim_pieces(found, article, sentence_at(article, found.trigger.start), verdicts))


@app.command(epilog=EXIT_CODES)
def info(context: typer.Context, record: Record) -> None:
    """Print what is in the record, and what became of each file."""
    with told(context):
        from onrecord.keep import open_reader

        with open_reader(record) as reader:
            for line in _info_lines(reader.info(), reader.inputs()):
                print(line)


@app.command(epilog=EXIT_CODES)
def check(context: typer.Context, record: Record) -> None:
    """Check that every cell quotes its source and every count adds up; print what does not."""
    with told(context):
        from onrecord.keep import check as faults_of
        from onrecord.keep import open_reader

        with open_reader(record) as reader:
            faults = 0
            for fault in faults_of(reader):
                faults += 1
                print(fault)
            if faults:
                raise typer.Exit(FAULTS)
            figures = reader.info()
        what = f"{many(figures.articles, 'article')}, {many(figures.claims, 'claim')}"
        say([f"every cell quotes its source: {what}"])


@app.command(epilog=EXIT_CODES)
def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A record.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, of the same pile.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print what changed between two records, and why; the exit code is 1 where something did."""
    with told(context):
        from json import dumps

        from onrecord.ask.diff import difference
        from onrecord.keep import open_reader
        from onrecord.show.diff import as_json, lines

        with open_reader(old) as before, open_reader(new) as after:
            found = difference(before, after)
        for line in [dumps(as_json(found), ensure_ascii=False)] if json else lines(found):
            print(line)
        if not found.none:
            raise typer.Exit(FAULTS)


# --- What is said, and how


def _report_lines(report: BuildReport, seconds: float, quiet: bool) -> Iterator[str]:
    """What a build did; with ``quiet`` only what a user should not miss."""
    for source in report.not_ok[:SHOWN]:
        yield f"{source.status}: {source.reason}"
    if len(report.not_ok) > SHOWN:
        yield f"… and {len(report.not_ok) - SHOWN} more: `onrecord info {report.record}` lists them"
    yield from report.messages
    if report.replaced:
        names = ", ".join(report.replaced[:5]) + (", …" if len(report.replaced) > 5 else "")
        yield f"{len(report.replaced)} replaced what the record had under the same name: {names}"
    if report.other and not quiet:
        kinds = ", ".join(f"{count} {'.' + kind if kind else 'without ending'}" for kind, count in report.other)
        yield f"not read, being of other kinds: {kinds}"
    if not quiet:
        statuses = ", ".join(f"{count} {status}" for status, count in report.statuses)
        yield f"{many(report.files, 'file')} ({statuses}), {report.read} read now, in {seconds:.1f} s"
        yield f"{report.record} has {many(report.articles, 'article')} and {many(report.claims, 'claim')}"


def _info_lines(figures: Info, inputs: Iterable[Input]) -> Iterator[str]:
    yield f"{'inputs':<16}{figures.inputs:>9,}"
    yield from (f"  {status:<14}{count:>9,}" for status, count in figures.statuses)
    yield f"{'articles':<16}{figures.articles:>9,}"
    yield f"{'mentions':<16}{figures.mentions:>9,}"
    yield f"{'entities':<16}{figures.entities:>9,}"
    yield f"{'claims':<16}{figures.claims:>9,}"
    yield from (f"  {action:<14}{count:>9,}" for action, count in figures.actions)
    if figures.words:
        yield f"{'verdicts':<16}{sum(count for _, count in figures.words):>9,}"
        yield from (f"  {word:<14}{count:>9,}" for word, count in figures.words)
        yield f"  {'orphaned':<14}{figures.orphans:>9,}"
    yield f"{'format':<16}{figures.schema:>9}"
    yield from (f"made by         {extractor} ({many(count, 'article')})" for extractor, count in figures.extractors)
    yield from (f"{source.status}: {source.reason}" for source in inputs if source.status != "ok")


def _print_pieces(pieces: Iterable[Piece]) -> None:
    if not _coloured():
        sys.stdout.writelines(piece.text for piece in pieces)
        return
    from rich.console import Console
    from rich.text import Text

    text = Text.assemble(*((piece.text, STYLES.get(piece.style, "")) for piece in pieces))
    Console(highlight=False, soft_wrap=False).print(text, end="")


def _coloured() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 120)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal."""
    from onrecord.run import silent

    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def update(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name[-40:].replace("[", "("))

        yield update
