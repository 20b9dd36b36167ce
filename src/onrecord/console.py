"""What all parts of the command line share: exit codes, the record's argument, errors in one line."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import InputError, OnRecordError, QuestionError, SettingError

OK, FAULTS, USAGE, NO_RECORD, NOT_ALL_READ, OUR_FAULT, STOPPED = 0, 1, 2, 3, 4, 70, 130
EXIT_CODES = """Exit codes:

0: done.

1: `check` found faults, or `diff` a difference.

2: wrong usage, or a path, name or question that cannot be used.

3: the record cannot be used: there is none, it is locked, damaged or of another version, the disk is full, or somebody
else has judged the same thing meanwhile.

4: built, and some inputs gave no article; `onrecord info` lists them.

70: a fault of OnRecord.

130: stopped from the keyboard."""

Record = Annotated[
    Path, typer.Argument(metavar="RECORD", help="A record made by `onrecord build`.", show_default=False)
]


@contextlib.contextmanager
def told(context: typer.Context) -> Iterator[None]:
    """Errors as one line and an exit code; with --debug, where they came from."""
    try:
        yield
        sys.stdout.flush()
    except typer.Exit:
        raise
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(OK) from None
    except KeyboardInterrupt:
        say(["stopped; a build keeps what it has read: run the same command again and it goes on"])
        raise typer.Exit(STOPPED) from None
    except Exception as error:
        if context.obj:
            raise
        if not isinstance(error, OnRecordError):
            what = f"this is a fault of OnRecord: {type(error).__name__}: {error}"
            say([f"{what}. Run the same command as `onrecord --debug …` and report what it prints."])
            raise typer.Exit(OUR_FAULT) from error
        say([str(error)])
        usage = isinstance(error, InputError | SettingError | QuestionError)
        raise typer.Exit(USAGE if usage else NO_RECORD) from error


def say(lines: Iterable[str]) -> None:
    """Print lines on standard error."""
    for line in lines:
        print(f"onrecord: {line}", file=sys.stderr)


def many(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
