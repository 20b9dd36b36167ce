"""Messages arrive whole or not at all."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.page.message import receive, send


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=5))
def test_what_is_sent_is_received(message: dict[str, str]) -> None:
    """Any text survives the way there."""
    stream = io.BytesIO()
    send(stream, message)
    stream.seek(0)
    assert receive(stream) == message


@pytest.mark.parametrize(
    "data", [b"", b"12", b"x\n{}", b"5\n{}", b"-2\n{}", b"2\n[]", b"999999999999\n{}", b"3\n{\xff}"]
)
def test_what_is_no_message_is_none(data: bytes) -> None:
    """A broken answer is no answer."""
    assert receive(io.BytesIO(data)) is None
