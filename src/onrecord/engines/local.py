"""Works through items on this machine: in this process, or in several that are watched.

A worker process that dies or takes too long costs only the item that it had; another one takes its place. Workers are
started afresh (spawned), so that no lock or thread of this process is copied half-way.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType
from typing import Any, Generic, Literal, TypeVar

from onrecord.errors import OnRecordError

Item = TypeVar("Item")
Result = TypeVar("Result")

# How many items for each process may be under way or finished out of turn: what bounds the memory.
AHEAD = 4
START_SECONDS = 300.0
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes back for an item whose worker gave nothing back: why, and what the system said of the worker."""

    why: Literal["died", "timeout"]
    how: str


def run(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    processes: int,
    start: Callable[[], object] | None = None,
    item_seconds: float,
) -> Generator[Result | Lost, None, None]:
    """The function's results in the order of the items, whichever is done first.

    ``start`` is called once in each process, before its first item. What the function or ``start`` raises is raised
    here. With one process nothing is watched: there is nobody to watch.
    """
    if processes == 1:
        if start is not None:
            start()
        yield from map(function, items)
        return
    pool = _Pool(function, start, item_seconds)
    try:
        yield from pool.results(iter(items), processes)
    finally:
        pool.stop()


class _Worker:
    """One process, the pipe to it, and the place of the item that it has."""

    __slots__ = ("deadline", "pipe", "place", "process", "ready")

    def __init__(self, function: Callable[[Any], Any], start: Callable[[], object] | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, function, start))
        self.process.start()
        theirs.close()
        self.ready = False
        self.place: int | None = None
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, place: int, item: object, seconds: float) -> None:
        self.place, self.deadline = place, time.monotonic() + seconds
        with contextlib.suppress(OSError):  # it has just died; its pipe says so when it is listened to
            self.pipe.send(item)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool(Generic[Item, Result]):
    """The workers, what they have, and what is done out of turn."""

    def __init__(
        self, function: Callable[[Item], Result], start: Callable[[], object] | None, item_seconds: float
    ) -> None:
        self._function, self._start, self._seconds = function, start, item_seconds
        self._workers: list[_Worker] = []
        self._done: dict[int, Result | Lost] = {}
        self._given = 0

    def results(self, items: Iterator[Item], processes: int) -> Iterator[Result | Lost]:
        for _ in range(processes):
            self._employ()
        turn, more = 0, True
        while True:
            more = more and self._hand_out(items, turn + AHEAD * processes)
            while turn in self._done:
                yield self._done.pop(turn)
                turn += 1
            if not more and turn == self._given:
                return
            if more and self._may_hand_out(turn + AHEAD * processes):
                continue
            self._collect()

    def stop(self) -> None:
        for worker in self._workers:
            worker.kill()

    def _employ(self) -> None:
        """Start one worker more; when Ctrl-C comes meanwhile, it is among those to be stopped."""
        with _keyboard_waits():
            self._workers.append(_Worker(self._function, self._start))

    def _may_hand_out(self, bound: int) -> bool:
        return self._given < bound and any(worker.ready and worker.place is None for worker in self._workers)

    def _hand_out(self, items: Iterator[Item], bound: int) -> bool:
        """Give each idle worker an item; False once there are no more."""
        for worker in self._workers:
            if worker.ready and worker.place is None and self._given < bound:
                try:
                    item = next(items)
                except StopIteration:
                    return False
                worker.give(self._given, item, self._seconds)
                self._given += 1
        return True

    def _collect(self) -> None:
        """Wait until a worker says something, dies, or has taken too long."""
        pipes = {worker.pipe: worker for worker in self._workers}
        nearest = min(worker.deadline for worker in self._workers)
        patience = None if nearest == float("inf") else max(0.0, nearest - time.monotonic())
        for pipe in wait(list(pipes), patience):
            assert isinstance(pipe, Connection)
            self._hear(pipes[pipe])
        for worker in [worker for worker in self._workers if worker.deadline <= time.monotonic()]:
            worker.kill()
            self._lose(worker, Lost("timeout", f"no answer in {self._seconds if worker.ready else START_SECONDS:g} s"))

    def _hear(self, worker: _Worker) -> None:
        try:
            said, what = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(STOP_SECONDS)
            how = _how(worker.process)
            worker.kill()
            self._lose(worker, Lost("died", how))
            return
        if said == "failed":
            raise what
        if said == "done" and worker.place is not None:
            self._done[worker.place] = what
        worker.ready, worker.place, worker.deadline = True, None, float("inf")

    def _lose(self, worker: _Worker, lost: Lost) -> None:
        """Set down what a lost worker had, and put a new one in its place."""
        if not worker.ready:
            raise OnRecordError(
                "a process that should read articles could not start",
                where=lost.how,
                next_step="In a program of yours, build under `if __name__ == '__main__':`; or set processes to 1.",
            )
        if worker.place is not None:
            self._done[worker.place] = lost
        self._workers.remove(worker)
        self._employ()


@contextlib.contextmanager
def _keyboard_waits() -> Iterator[None]:
    """Ctrl-C waits until the end of the block, and does not reach a process that is started in it.

    A process that is just starting cannot yet say that it ignores it. The mask keeps it from this thread and from what
    this thread starts; where another thread takes the signal, the handler keeps it for later.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    resource_tracker.ensure_running()  # it changes the mask when it starts, so it starts before
    heard: list[tuple[int, FrameType | None]] = []
    handler = signal.signal(signal.SIGINT, lambda number, frame: heard.append((number, frame)))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
    if heard and callable(handler):
        handler(*heard[0])


def _how(process: SpawnProcess) -> str:
    code = process.exitcode
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _serve(pipe: Connection, function: Callable[[Any], Any], start: Callable[[], object] | None) -> None:
    """A worker's life: start, then an answer for each item, until the pipe is closed at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    try:
        _answer(pipe, lambda _: start() if start is not None else None, None, "ready")
        while True:
            _answer(pipe, function, pipe.recv(), "done")
    except (EOFError, OSError):
        return  # the parent is gone, or has had enough


def _answer(pipe: Connection, function: Callable[[Any], Any], item: object, said: str) -> None:
    try:
        answer = (said, function(item))
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
        answer = ("failed", error)
    pipe.send(answer)
