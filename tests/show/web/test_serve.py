"""How a reading room is run: closed to strangers, whatever it is told."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import SettingError
from onrecord.show.web.security import LEAST_TOKEN
from onrecord.show.web.serve import READER_TOKEN, REVIEWER_TOKEN, Plan, _listening, is_local, plan

LONG = "x" * LEAST_TOKEN


def planned(host: str = "127.0.0.1", *, review: bool = False, allowed: tuple[str, ...] = (), **tokens: str) -> Plan:
    """A plan for a record."""
    return plan(Path("r"), host=host, port=8321, review=review, allowed=allowed, environment=tokens)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example.org"])
def test_no_open_door_to_the_world(host: str) -> None:
    """An address that others can reach is refused without a reader's token, and taken with one."""
    with pytest.raises(SettingError, match="anybody could read"):
        planned(host)
    assert LONG == planned(host, **{READER_TOKEN: LONG}).door.reader_token


def test_a_reviewers_token_is_made_where_none_is_given() -> None:
    """With --review alone a token is made and told; without it there is none, whatever the environment says."""
    made = planned(review=True)
    assert len(made.door.reviewer_token) >= LEAST_TOKEN
    assert made.door.reviewer_token in made.lines[1]
    assert "" == planned(**{REVIEWER_TOKEN: LONG}).door.reviewer_token
    assert made.door.reviewer_token != planned(review=True).door.reviewer_token


@pytest.mark.parametrize(
    "tokens", [{READER_TOKEN: "short"}, {REVIEWER_TOKEN: "short"}, {READER_TOKEN: LONG, REVIEWER_TOKEN: LONG}]
)
def test_weak_tokens_are_refused(tokens: dict[str, str]) -> None:
    """A token that can be guessed, or that opens both doors, is refused."""
    with pytest.raises(SettingError):
        planned(review=True, **tokens)


def test_host_names_are_checked() -> None:
    """A name that is answered to is a name, not an address with a path."""
    assert "desk.example.org" in planned(allowed=("Desk.Example.org",)).hosts
    with pytest.raises(SettingError):
        planned(allowed=("http://desk.example.org/",))


def test_what_is_local() -> None:
    """Only the loopback addresses are this machine's own."""
    assert all(map(is_local, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_local, ("0.0.0.0", "::", "10.0.0.1", "example.org", "")))


def test_small_packets_are_sent_at_once() -> None:
    """The protocol of the socket is named, without which every answer would wait for the last one's receipt."""
    with _listening(replace(planned(), port=0)) as listener:
        assert socket.IPPROTO_TCP == listener.proto
