"""Results come in the order of the items, and a worker that dies or hangs costs its item alone."""

from __future__ import annotations

import os
import signal
import time

import pytest

from onrecord.engines.local import AHEAD, Lost, run
from onrecord.errors import OnRecordError, ParserError


def square(number: int) -> int:
    """The square, later for small numbers."""
    time.sleep(0.02 / (1 + number))
    return number * number


def moody(number: int) -> int:
    """The number, unless it is 3 or 5."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        os._exit(7)
    return number


def slow(number: int) -> int:
    """The number, for ever where it is 1."""
    time.sleep(3600 if number == 1 else 0)
    return number


def wrong(number: int) -> int:
    """Raises."""
    raise ParserError(f"cannot {number}", where="here", next_step="Do that")


def refuse() -> None:
    """Raises at the start."""
    raise ParserError("no model")


def vanish() -> None:
    """Ends the process at the start."""
    os._exit(3)


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_keep_the_order_of_items(processes: int) -> None:
    """Whichever is done first, results come in the order of the items."""
    assert [n * n for n in range(12)] == list(run(square, range(12), processes=processes, item_seconds=60))


def test_a_dead_worker_costs_its_item_alone() -> None:
    """A worker that dies is named by how it died; all other items come back."""
    died = {3: Lost("died", "SIGKILL"), 5: Lost("died", "exit code 7")}
    assert [died.get(n, n) for n in range(8)] == list(run(moody, range(8), processes=2, item_seconds=60))


def test_a_worker_that_hangs_costs_its_item_alone() -> None:
    """An item that takes too long is given up, and the rest comes back."""
    assert [0, Lost("timeout", "no answer in 0.3 s"), 2, 3] == list(run(slow, range(4), processes=2, item_seconds=0.3))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_function_raises_is_raised_here(processes: int) -> None:
    """An error in a worker keeps its parts on the way."""
    with pytest.raises(ParserError) as caught:
        list(run(wrong, range(4), processes=processes, item_seconds=60))
    assert ("here", "Do that") == (caught.value.where, caught.value.next_step)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_start_raises_is_raised_here(processes: int) -> None:
    """What cannot be loaded ends the work at once."""
    with pytest.raises(ParserError, match="no model"):
        list(run(square, range(4), processes=processes, start=refuse, item_seconds=60))


def test_workers_that_never_start() -> None:
    """Workers that die before they are ready are not started again for ever."""
    with pytest.raises(OnRecordError, match=r"could not start.*exit code 3"):
        list(run(square, range(4), processes=2, start=vanish, item_seconds=60))


def test_items_are_taken_as_they_are_needed() -> None:
    """However many items there are, only a few are under way or waiting for their turn."""
    items = iter(range(1000))
    results = run(square, items, processes=2, item_seconds=60)
    assert [0, 1, 4] == [next(results) for _ in range(3)]
    assert next(items) <= 3 + 2 * AHEAD
    results.close()


def test_no_items() -> None:
    """No items, no results, no waiting."""
    assert [] == list(run(square, [], processes=2, item_seconds=60))
