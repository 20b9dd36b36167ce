"""The reading room run: which addresses, who may come in, and one worker on one port."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from onrecord.errors import SettingError
from onrecord.show.web.app import LOCAL, make_app
from onrecord.show.web.desk import Desk
from onrecord.show.web.room import Room
from onrecord.show.web.security import LEAST_TOKEN, Door, host_name, new_secret, new_token

READER_TOKEN, REVIEWER_TOKEN = "ONRECORD_READER_TOKEN", "ONRECORD_REVIEWER_TOKEN"
BACKLOG = 256
KEEP_ALIVE_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """How a reading room is to be run, and what its user is told before it is."""

    host: str
    port: int
    hosts: tuple[str, ...]
    door: Door
    lines: tuple[str, ...]


def plan(
    record: Path, *, host: str, port: int, review: bool, allowed: Iterable[str], environment: Mapping[str, str]
) -> Plan:
    """How to run it. Raises SettingError for what would leave the record open to strangers."""
    reader, reviewer = environment.get(READER_TOKEN, ""), environment.get(REVIEWER_TOKEN, "")
    for name, token in ((READER_TOKEN, reader), (REVIEWER_TOKEN, reviewer)):
        if token and len(token) < LEAST_TOKEN:
            raise SettingError(f"{name} has {len(token)} characters", next_step=f"Give it {LEAST_TOKEN} or more.")
    if reader and reader == reviewer:
        raise SettingError("readers and reviewers have one token", next_step=f"Give {READER_TOKEN} another.")
    if not is_local(host) and not reader:
        raise SettingError(
            f"{host} can be reached from elsewhere, and anybody could read",
            next_step=f"Set {READER_TOKEN} to a token of {LEAST_TOKEN} characters or more, or serve on 127.0.0.1.",
        )
    lines = [f"reading room of {record} on http://{_shown(host)}:{port}/ (stop with Ctrl-C)"]
    if review and not reviewer:
        reviewer = new_token()
        lines.append(f"reviewers sign in at http://{_shown(host)}:{port}/login with the token {reviewer}")
    names = [host_name(name) for name in allowed]
    if "" in names:
        raise SettingError("--allow-host takes a name, as desk.example.org", where="--allow-host")
    own = () if host in ("0.0.0.0", "::") else (_shown(host).lower(),)
    door = Door(reader, reviewer if review else "", new_secret())
    return Plan(host, port, tuple(dict.fromkeys((*LOCAL, *own, *names))), door, tuple(lines))


def is_local(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(record: Path, how: Plan, *, review: bool, say: Callable[[Iterable[str]], None]) -> None:
    """Run until stopped. Raises RecordError where the record cannot be opened, SettingError where the port is taken."""
    desk = Desk(Room(record), review=review, door=how.door)
    config = uvicorn.Config(
        make_app(desk, hosts=how.hosts),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    with _listening(how) as listener:
        say(how.lines)
        _collect_seldom()
        with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
            uvicorn.Server(config).run(sockets=[listener])


def _listening(how: Plan) -> socket.socket:
    """A socket that listens. Raises SettingError where it cannot."""
    family = socket.AF_INET6 if ":" in how.host else socket.AF_INET
    # The protocol is named, since asyncio sends small packets at once only on sockets of which it is known.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((how.host, how.port))
        listener.listen(BACKLOG)
        return listener
    except OSError as error:
        listener.close()
        where = f"{_shown(how.host)}:{how.port}"
        raise SettingError(f"{error.strerror}", where=where, next_step="Give another --port or --host.") from error


def _collect_seldom() -> None:
    """Pages make many small things that live for a moment: looking through all that stays, each time, costs the
    slowest pages most of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
