"""The command line's `review`: what people say of a record. Parse, call, print."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.console import Record, many, say, told
from onrecord.errors import InputError, SettingError

if TYPE_CHECKING:
    from onrecord.keep import Case, Reader
    from onrecord.types import Claim, Verdict

review = typer.Typer(
    help="Judge claims and names, edit claims, and see who said what of them.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so: ONRECORD_REVIEWER, or who is logged in.")]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why, in 2,000 characters at most.")]
Against = Annotated[
    str,
    typer.Option(
        metavar="VERDICT",
        help="The last verdict you saw on it, by id, or none: refused where somebody was quicker.",
    ),
]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or how it begins.", show_default=False)]
One = Annotated[str, typer.Argument(metavar="NAME", help="A name, or an entity's id.", show_default=False)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another name, or its id.", show_default=False)]
Thing = Annotated[list[str], typer.Argument(metavar="THING", help="A claim's id, or two names.", show_default=False)]
Things = Annotated[list[str] | None, typer.Argument(metavar="[THING]", help="A claim's id, or two names.")]
Document = Annotated[str | None, typer.Option(metavar="ARTICLE", help="Only claims of this document.")]
Action = Annotated[str | None, typer.Option(metavar="ACTION", help="Only claims of this action or measure.")]
Kind = Annotated[Literal["event", "quotation", "figure"] | None, typer.Option(help="Only claims of this kind.")]
Unjudged = Annotated[bool, typer.Option("--unjudged", help="Only claims that nobody has judged.")]
LAST, RECORD = "last", "onrecord.record"


@review.callback()
def root(context: typer.Context, record: Record) -> None:
    """Judge claims and names, edit claims, and see who said what of them."""
    context.meta[RECORD] = record


@review.command("list")
def list_(
    context: typer.Context,
    document: Document = None,
    action: Action = None,
    kind: Kind = None,
    unjudged: Unjudged = False,
) -> None:
    """Print claims, one a line, with their ids and what stands of them."""
    with _reading(context) as reader:
        from onrecord.show.claims import claim_line

        within = reader.article(document).document if document is not None else None
        judged = {claim: case for case in reader.cases() for claim in case.claims}
        article = None
        for claim in reader.claims(kind, action, within, withdrawn=True):
            if not (unjudged and claim.id in judged and judged[claim.id].standing):
                if article is None or article.id != claim.article_id:  # claims come article by article
                    article = reader.article_of(claim)
                print(f"{claim.id}  {article.document}  {claim_line(claim, article)}{_stand(claim, judged)}")


def _stand(claim: Claim, judged: dict[str, Case]) -> str:
    from onrecord.show.review import briefly

    brief = briefly(judged[claim.id]) if claim.id in judged else ""
    return f"  [{brief}]" if brief else ""


@review.command()
def right(context: typer.Context, claim: ClaimId, note: Note = "", by: By = "", against: Against = LAST) -> None:
    """Say that a claim is right."""
    _judge(context, claim, "right", note, by, against)


@review.command()
def wrong(context: typer.Context, claim: ClaimId, note: Note = "", by: By = "", against: Against = LAST) -> None:
    """Say that a claim is wrong: answers and exports leave it out."""
    _judge(context, claim, "wrong", note, by, against)


@review.command()
def unsure(context: typer.Context, thing: Thing, note: Note = "", by: By = "", against: Against = LAST) -> None:
    """Say that a claim, or whether two names are one's, is doubtful."""
    if len(thing) == 2:
        _judge_pair(context, (thing[0], thing[1]), "unsure", note, by, against)
    else:
        _judge(context, " ".join(thing), "unsure", note, by, against)


@review.command()
def edit(
    context: typer.Context,
    claim: ClaimId,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="The role to change: agent, target, …")] = None,
    words: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words as the article has them, or an entity's name.")
    ] = None,
    value: Annotated[str | None, typer.Option(metavar="NUMBER", help="A figure's number.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="A figure's status.")] = None,
    note: Note = "",
    by: By = "",
    against: Against = LAST,
) -> None:
    """Say how a claim reads in truth: who stands in a role, a figure's number or status."""
    with _told(context) as record:
        from onrecord.show import review as desk

        who = _reviewer(by)
        _done(
            desk.edit(
                *(record, claim), by=who, role=role, words=words, value=value, status=status, note=note, against=against
            )
        )


@review.command()
def same(context: typer.Context, one: One, other: Other, note: Note = "", by: By = "", against: Against = LAST) -> None:
    """Say that two names are one's."""
    _judge_pair(context, (one, other), "same", note, by, against)


@review.command()
def different(
    context: typer.Context, one: One, other: Other, note: Note = "", by: By = "", against: Against = LAST
) -> None:
    """Say that two names are not one's."""
    _judge_pair(context, (one, other), "different", note, by, against)


@review.command()
def undo(context: typer.Context, thing: Thing, note: Note = "", by: By = "", against: Against = LAST) -> None:
    """Withdraw your own last verdict on a claim, or on two names."""
    with _told(context) as record:
        from onrecord.show import review as desk

        _done(desk.undo(record, thing, by=_reviewer(by), note=note, against=against))


@review.command()
def history(context: typer.Context, thing: Things = None) -> None:
    """Print the verdicts on a claim or on two names, or all: what, who, when, why."""
    with _reading(context) as reader:
        from onrecord.show.review import case_of, named
        from onrecord.show.review import told as in_words

        for verdict in case_of(reader, thing).verdicts if thing else reader.verdicts():
            print(f"{verdict.id}  {in_words(verdict)}" + ("" if thing else f"  {named(verdict.about)}"))


@review.command()
def conflicts(context: typer.Context) -> None:
    """Print what reviewers contradict each other on; the last one's word is followed."""
    with _reading(context) as reader:
        from onrecord.keep.verdicts import disagreement

        _print_cases((case, disagreement(case)) for case in reader.cases() if disagreement(case))


@review.command()
def orphans(context: typer.Context) -> None:
    """Print verdicts on what the record does not have, or no longer."""
    with _reading(context) as reader:
        _print_cases((case, case.verdicts) for case in reader.cases() if case.orphaned)


@review.command("export")
def export_(context: typer.Context) -> None:
    """Write all verdicts to standard output, one JSON object a line."""
    with _reading(context) as reader:
        from onrecord.keep.verdict_json import verdict_line

        sys.stdout.writelines(map(verdict_line, reader.verdicts()))


@review.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export` wrote.", show_default=False)],
) -> None:
    """Add the verdicts of another record; those that this one has already are passed over."""
    with _told(context) as record:
        from onrecord.keep import open_ledger

        verdicts = _verdicts_in(file)
        with open_ledger(record) as ledger:
            added = ledger.take(verdicts)
        say([f"{many(added, 'verdict')} added, {len(verdicts) - added} there already"])


# --- What is said, and how


@contextlib.contextmanager
def _told(context: typer.Context) -> Iterator[Path]:
    """The record that was named; errors as one line and an exit code."""
    with told(context):
        yield context.meta[RECORD]


@contextlib.contextmanager
def _reading(context: typer.Context) -> Iterator[Reader]:
    with _told(context) as record:
        from onrecord.keep import open_reader

        with open_reader(record) as reader:
            yield reader


def _judge(
    context: typer.Context, claim: str, word: Literal["right", "wrong", "unsure"], note: str, by: str, against: str
) -> None:
    with _told(context) as record:
        from onrecord.show import review as desk

        _done(desk.judge(record, claim, word, by=_reviewer(by), note=note, against=against))


def _judge_pair(
    context: typer.Context,
    names: tuple[str, str],
    word: Literal["same", "different", "unsure"],
    note: str,
    by: str,
    against: str,
) -> None:
    with _told(context) as record:
        from onrecord.show import review as desk

        _done(desk.judge_pair(record, *names, word, by=_reviewer(by), note=note, against=against))


def _done(verdict: Verdict) -> None:
    from onrecord.show.review import told as in_words

    say([f"kept: {in_words(verdict)}"])
    print(verdict.id)


def _reviewer(by: str) -> str:
    """Who judges: as given, from ONRECORD_REVIEWER, or the login name."""
    if name := by or os.environ.get("ONRECORD_REVIEWER", ""):
        return name
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise SettingError("nobody is logged in", next_step="Give --by, or set ONRECORD_REVIEWER.") from error


def _print_cases(cases: Iterable[tuple[Case, Sequence[Verdict]]]) -> None:
    """Each case in a line, and under it the verdicts on it."""
    from onrecord.show.review import named
    from onrecord.show.review import told as in_words

    for case, verdicts in cases:
        print("  ".join((*case.claims, named(case.about))))
        for verdict in verdicts:
            print(f"    {verdict.id}  {in_words(verdict)}")


def _verdicts_in(file: Path) -> list[Verdict]:
    from onrecord.keep.verdict_json import verdict_of

    try:
        with file.open(encoding="utf-8") as lines:
            return [verdict_of(line, f"{file}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        raise InputError(f"cannot be read: {what}", where=str(file)) from error
