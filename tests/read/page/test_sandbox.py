"""The process that reads pages: one for many, replaced when it is lost."""

import os
import signal

from onrecord.read.draft import Limits
from onrecord.read.page.sandbox import Failure, Sandbox

PAGE = "<p>The president of Turkey congratulated his colleague on the victory, his office said in a statement.</p>" * 3


def test_one_process_reads_many_pages_and_a_lost_one_is_replaced() -> None:
    """A process that was killed from outside costs nothing but a new start."""
    sandbox = Sandbox()
    try:
        first = sandbox.read(PAGE, Limits())
        process = sandbox._process
        assert process is not None
        assert sandbox.read(PAGE, Limits()) == first
        assert sandbox._process is process
        os.kill(process.pid, signal.SIGTERM)
        process.wait()
        assert sandbox.read(PAGE, Limits()) == first
    finally:
        sandbox.close()


def test_a_page_that_takes_too_long_is_a_timeout() -> None:
    """The wall clock ends what neither finishes nor fails."""
    sandbox = Sandbox()
    try:
        slow = "<body><p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x</p></body>"
        assert sandbox.read(slow, Limits(wall_seconds=1)) == Failure("timeout")
    finally:
        sandbox.close()
