"""How the two sides speak: a line with a length, then so many bytes of JSON in UTF-8."""

from __future__ import annotations

import json
from typing import IO, Any

MOST_BYTES = 64_000_000
MOST_DIGITS = 12


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Writes one message and flushes."""
    payload = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(b"%d\n" % len(payload))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where the stream ends, breaks off, or holds something else."""
    line = stream.readline(MOST_DIGITS)
    if not line.strip().isdigit() or int(line) > MOST_BYTES:
        return None
    payload = stream.read(int(line))
    if len(payload) < int(line):
        return None
    try:
        message = json.loads(payload.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
