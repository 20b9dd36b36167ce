"""What stands before every page, whoever asks and whatever for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from onrecord.show.web.app import make_app, routes
from onrecord.show.web.security import (
    HEADERS,
    LARGEST_BODY_BYTES,
    MOST_AT_ONCE,
    SESSION_SECONDS,
    TRIES_A_MINUTE,
    Door,
    Guard,
    Tries,
    Visitor,
    from_here,
    host_name,
)
from tests.show.web.support import HERE, READER, REVIEWER, SAME_ORIGIN, desk_of, enter, visit

ID = "0123456789abcdef"
OPEN = ("/login", "/static/room.css", "/healthz")


def addresses(record: Path) -> Iterator[tuple[str, str]]:
    """Every method and address of the route table, with something in place of what varies."""
    for route in routes(desk_of(record, review=True)):
        path = (
            route.path.replace("{id}", ID).replace("{key}", ID).replace("{document}", "x").replace("{name}", "room.css")
        )
        yield from ((method, path) for method in sorted(route.methods or ()) if method != "HEAD")


def test_every_answer_has_the_headers(plain: Path) -> None:
    """Every route, found or not, allowed or not, answers with the policy and the other headers."""
    client = visit(plain, review=True)
    asked = [
        *addresses(plain),
        ("GET", "/nowhere"),
        ("PUT", "/"),
        ("GET", "/claims?page=x"),
        ("DELETE", "/api/v1/claims"),
    ]
    for method, path in asked:
        answer = client.request(method, path)
        for name, value in HEADERS:
            assert value.decode() == answer.headers[name.decode()], (method, path)
        assert "cache-control" in answer.headers
    policy = dict(HEADERS)[b"content-security-policy"].decode()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_no_page_has_inline_script_or_style(plain: Path) -> None:
    """No page needs more than the policy allows: no inline script, style or handler."""
    client = enter(visit(plain, review=True))
    for method, path in addresses(plain):
        if method == "GET" and not path.startswith("/api/v1"):
            page = client.get(path).text
            assert "<script>" not in page
            assert "<style" not in page
            assert " style=" not in page
            assert " onclick=" not in page


@pytest.mark.parametrize(
    "host", ["evil.invalid", "127.0.0.1.evil.invalid", "localhost.evil.invalid:8321", "", "[::2]", "a b"]
)
def test_strange_hosts_are_refused(plain: Path, host: str) -> None:
    """A name that rebinds to this machine is none of ours."""
    assert 400 == visit(plain).get("/", headers={"host": host}).status_code


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "LOCALHOST:99", "[::1]:8321"])
def test_own_hosts_are_answered(plain: Path, host: str) -> None:
    """This machine's own names are answered, at any port."""
    assert 200 == visit(plain).get("/healthz", headers={"host": host}).status_code


def test_allowed_hosts_are_answered(plain: Path) -> None:
    """A host named at the start is answered too, and only that."""
    from starlette.testclient import TestClient

    client = TestClient(make_app(desk_of(plain), hosts=("desk.example.org",)), base_url="http://desk.example.org")
    assert 200 == client.get("/healthz").status_code
    assert 400 == client.get("/healthz", headers={"host": "127.0.0.1"}).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.invalid"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8321"},
        {"origin": "http://127.0.0.1:8321.evil.invalid"},
        {"sec-fetch-site": "cross-site", "origin": HERE},
    ],
)
def test_changes_from_elsewhere_are_refused(plain: Path, headers: dict[str, str]) -> None:
    """No changing route takes a request that another site, or nobody known, has sent with a session."""
    client = enter(visit(plain, review=True))
    for method, path in addresses(plain):
        if method == "POST":
            assert 403 == client.post(path, headers=headers, data={"word": "right"}).status_code, path


def test_changes_from_our_pages_pass_the_gate() -> None:
    """What our own page sends, by either header, is let through; so is a program with a token and no cookie."""
    assert from_here({"sec-fetch-site": "same-origin"}, "127.0.0.1:8321")
    assert from_here({"origin": HERE}, "127.0.0.1:8321")
    assert from_here({"authorization": "Bearer x"}, "127.0.0.1:8321")
    assert not from_here({"authorization": "Bearer x", "cookie": "onrecord=1"}, "127.0.0.1:8321")


def test_routes_by_role(plain: Path) -> None:
    """Each route for each role: strangers see the door only, readers read, reviewers also change."""
    stranger = visit(plain, review=True, reader=READER)
    reader = enter(visit(plain, review=True, reader=READER), "Ben", READER)
    reviewer = enter(visit(plain, review=True, reader=READER))
    for method, path in addresses(plain):
        if path in (*OPEN, "/logout"):
            continue
        codes = [
            client.request(method, path, headers=SAME_ORIGIN).status_code for client in (stranger, reader, reviewer)
        ]
        assert 401 == codes[0], path
        if method == "POST":
            assert 403 == codes[1], path
            assert codes[2] in (400, 404, 422), path
        else:
            assert codes[1] == codes[2], path
            assert codes[1] in (200, 400, 404), path


def test_nothing_changes_without_review(plain: Path) -> None:
    """A server that was started without --review takes no verdict, whatever is given."""
    client = visit(plain)
    for method, path in addresses(plain):
        if method == "POST" and path not in (*OPEN, "/logout"):
            headers = {**SAME_ORIGIN, "authorization": f"Bearer {REVIEWER}"}
            assert 403 == client.post(path, headers=headers).status_code, path


def test_large_bodies_are_refused(plain: Path) -> None:
    """A body over the cap is refused by what it announces, and by what really comes."""
    client = enter(visit(plain, review=True))
    large = b"x" * (LARGEST_BODY_BYTES + 1)
    assert 413 == client.post("/review/names", content=large, headers=SAME_ORIGIN).status_code

    def pieces() -> Iterator[bytes]:
        yield from (large[:40000], large[40000:])

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert 413 == client.post("/review/names", content=pieces(), headers=SAME_ORIGIN | kind).status_code
    assert (
        413
        == client.post(
            "/api/v1/pairs/verdicts", content=pieces(), headers=SAME_ORIGIN | {"content-type": "application/json"}
        ).status_code
    )


def test_long_and_odd_addresses_are_refused(plain: Path) -> None:
    """An address that is too long, or has a backslash or NUL, reaches no page."""
    client = visit(plain)
    assert 414 == client.get("/claims?q=" + "x" * 5000).status_code
    assert 400 == client.get("/article/..%5c..%5cetc").status_code
    assert 400 == client.get("/article/a%00b").status_code


@pytest.mark.parametrize(
    "path", ["/article/../../etc/passwd", "/static/../app.py", "/static/%2e%2e%2fapp.py", "/article/CON"]
)
def test_no_address_leads_to_a_file(plain: Path, path: str) -> None:
    """What stands in an address is looked up in the record or a list, never in a folder."""
    assert 404 == visit(plain).get(path).status_code


def test_too_many_at_once_are_asked_to_come_again(plain: Path) -> None:
    """Beyond the limit a request is told to come again, at once, and the next after that is served."""
    release = asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send
        await release.wait()

    guard = Guard(slow, hosts=("localhost",), refuse=desk_of(plain).refusal)
    scope = {"type": "http", "path": "/", "method": "GET", "headers": [(b"host", b"localhost")], "query_string": b""}
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: object) -> None:
        sent.append(message)  # type: ignore[arg-type]

    async def crowd() -> None:
        waiting = [asyncio.ensure_future(guard(scope, receive, send)) for _ in range(MOST_AT_ONCE)]
        await asyncio.sleep(0)
        await guard(scope, receive, send)
        release.set()
        await asyncio.gather(*waiting)

    asyncio.run(crowd())
    assert 503 == sent[0]["status"]
    assert (b"retry-after", b"1") in sent[0]["headers"]  # type: ignore[operator]


def test_a_session_is_signed_and_ends() -> None:
    """A session is who it was made for, until it is altered, another server's, or twelve hours old."""
    now = [1000.0]
    door = Door("", REVIEWER, b"one key", now=lambda: now[0])
    cookie = door.cookie_for(Visitor("reviewer", "Çelik"))
    assert Visitor("reviewer", "Çelik") == door.session(cookie)
    assert door.session("A" + cookie) is None
    assert Door("", REVIEWER, b"another", now=lambda: now[0]).session(cookie) is None
    now[0] += SESSION_SECONDS
    assert door.session(cookie) is None


@given(st.text(max_size=60))
def test_no_text_is_a_session(text: str) -> None:
    """Nothing but what was signed is a session, and nothing breaks the door."""
    assert Door("", REVIEWER, b"one key").session(text) is None


def test_tokens_open_their_role() -> None:
    """A token opens what it is for; with a reader's token set, nobody else reads."""
    door = Door(READER, REVIEWER, b"key")
    assert ("reader", "reviewer", "stranger") == tuple(map(door.role_of, (READER, REVIEWER, "")))
    assert "reader" == Door("", REVIEWER, b"key").role_of("whatever")
    assert "reader" == Door("", "", b"key").role_of("")


def test_ten_tries_a_minute() -> None:
    """An eleventh try within a minute is refused, one after a minute is not; another address has its own."""
    now = [0.0]
    tries = Tries(lambda: now[0])
    assert [True] * TRIES_A_MINUTE + [False] == [tries.allowed("a") for _ in range(TRIES_A_MINUTE + 1)]
    assert tries.allowed("b")
    now[0] = 60.0
    assert tries.allowed("a")


def test_the_door_counts_tries(plain: Path) -> None:
    """Guessing a token over the network is cut off."""
    client = visit(plain, review=True)
    given = {"name": "Anna", "token": "wrong"}
    codes = [client.post("/login", data=given, headers=SAME_ORIGIN).status_code for _ in range(TRIES_A_MINUTE + 1)]
    assert [401] * TRIES_A_MINUTE + [429] == codes


def test_the_cookie_is_out_of_reach(plain: Path) -> None:
    """The session's cookie is for no script and for no other site."""
    answer = visit(plain, review=True).post("/login", data={"name": "Anna", "token": REVIEWER}, headers=SAME_ORIGIN)
    assert {"httponly", "samesite=lax", "path=/"} <= {
        part.strip().lower() for part in answer.headers["set-cookie"].split(";")
    }


@pytest.mark.parametrize(
    "back", ["//evil.invalid", "/\\evil.invalid", "https://evil.invalid/", "javascript:1", "/a b", "\t//x"]
)
def test_no_open_redirect(plain: Path, back: str) -> None:
    """Nobody is sent to another site after signing in."""
    given = {"name": "Anna", "token": REVIEWER, "back": back}
    assert "/" == visit(plain, review=True).post("/login", data=given, headers=SAME_ORIGIN).headers["location"]


@given(st.text(max_size=300))
def test_a_host_name_is_plain(host: str) -> None:
    """What is taken for a host's name has no slash, space, control or at sign."""
    assert not set(host_name(host)) & set("/\\@ \t\r\n\x00<>\"'")
