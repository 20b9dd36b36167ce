"""The other side of the sandbox: reads pages from standard input until it ends, within the limits of each."""

from __future__ import annotations

import math
import os
import sys
from typing import IO, Any

from onrecord.read.page.extract import extract
from onrecord.read.page.message import receive, send
from onrecord.read.page.sandbox import OUT_OF_MEMORY

if sys.platform != "win32":  # Windows has no such limits; there only the wall clock holds
    import resource


def _limit(request: dict[str, Any]) -> None:
    """Limits this process's memory, and its processor time from now on."""
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime + request["cpu_seconds"])
    for kind, amount in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, request["memory_bytes"])):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def _own_output() -> IO[bytes]:
    """The way back to OnRecord, taken off standard output, so that nothing a parser prints gets between."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return answers


def main() -> int:
    """Answers every request; the exit code says when memory ran out."""
    answers = _own_output()
    send(answers, {"ready": True})
    while (request := receive(sys.stdin.buffer)) is not None:
        try:
            _limit(request)
            send(answers, extract(request["html"]))
        except MemoryError:
            return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())
