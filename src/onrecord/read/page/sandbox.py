"""Holds the process that reads web pages: starts it when first needed, limits it, kills it when it hangs."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from onrecord.read.draft import Limits
from onrecord.read.page.message import receive, send

# A process that has read this many pages makes room for a new one: parsers keep what they have cached.
MOST_PAGES = 500
OUT_OF_MEMORY = 75
PARTING_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page could not be read; ``detail`` is for a process that could not even start."""

    kind: Literal["timeout", "memory", "crash", "no_parser"]
    detail: str = ""


class Sandbox:
    """One process for one page after another. What it answers is plain data; a failure is a word."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0
        self._lock = threading.Lock()

    def read(self, html: str, limits: Limits) -> dict[str, Any] | Failure:
        """What the page holds, or why it could not be read within the limits."""
        with self._lock:
            process = self._running()
            if isinstance(process, Failure):
                return process
            late = threading.Event()
            alarm = threading.Timer(limits.wall_seconds, self._kill, (process, late))
            alarm.daemon = True
            alarm.start()
            try:
                answer = _ask(process, html, limits)
            finally:
                alarm.cancel()
            if answer is not None and not late.is_set():
                return answer
            code = _code(process)
            self.close()
            return Failure("timeout") if late.is_set() else _failure(code)

    def close(self) -> None:
        """Ends the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    _close(stream)
            process.wait()

    def _running(self) -> subprocess.Popen[bytes] | Failure:
        if self._process is None or self._process.poll() is not None or self._pages >= MOST_PAGES:
            self.close()
            started = _start()
            if isinstance(started, Failure):
                return started
            self._process, self._pages = started, 0
        self._pages += 1
        return self._process

    @staticmethod
    def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
        late.set()
        process.kill()


def _start() -> subprocess.Popen[bytes] | Failure:
    """A process that has said it is ready, or what it said instead."""
    process = _spawn()
    assert process.stdout is not None
    if receive(process.stdout) is not None:
        return process
    said = process.communicate()[1].decode("utf-8", "replace").strip()
    return Failure("no_parser", said.rsplit("\n", 1)[-1][:300])


def _spawn() -> subprocess.Popen[bytes]:
    package = str(Path(__file__).parents[3])
    paths = [package, *(path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path)]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "onrecord.read.page"],  # -P: a module in the user's folder must not be run
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"},
        start_new_session=True,
    )


def _ask(process: subprocess.Popen[bytes], html: str, limits: Limits) -> dict[str, Any] | None:
    assert process.stdin is not None
    assert process.stdout is not None
    request = {"html": html, "cpu_seconds": limits.cpu_seconds, "memory_bytes": limits.memory_bytes}
    try:
        send(process.stdin, request)
        return receive(process.stdout)
    except OSError:
        return None


def _code(process: subprocess.Popen[bytes]) -> int | None:
    """How a process that has stopped answering ended; it is given a moment to do so."""
    try:
        return process.wait(timeout=PARTING_SECONDS)
    except subprocess.TimeoutExpired:
        return None


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:  # what was still to be written has lost its reader
        return


def _failure(code: int | None) -> Failure:
    if code == OUT_OF_MEMORY:
        return Failure("memory")
    return Failure("timeout" if code is not None and code == -getattr(signal, "SIGXCPU", 0) else "crash")


@cache
def _sandbox_of(process_id: int) -> Sandbox:
    sandbox = Sandbox()
    atexit.register(_close_own, sandbox, process_id)
    return sandbox


def _close_own(sandbox: Sandbox, process_id: int) -> None:
    """Closes the sandbox where this is the process that opened it, not one forked from it."""
    if os.getpid() == process_id:
        sandbox.close()


def read_page(html: str, limits: Limits) -> dict[str, Any] | Failure:
    """What a page holds, read in this process's own sandbox. One is kept for each process: starting it takes time."""
    return _sandbox_of(os.getpid()).read(html, limits)
