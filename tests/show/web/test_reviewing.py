"""Review in the page, with forms alone: what is kept, what is refused, what the loser sees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from onrecord.keep import open_reader
from tests.show.web.support import READER, SAME_ORIGIN, enter, plain_record, visit


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one's own."""
    return plain_record(tmp_path)


def send(client: TestClient, path: str, **fields: str) -> int:
    """Send a form of ours; the status of the answer."""
    return int(client.post(path, data=fields, headers=SAME_ORIGIN).status_code)


def seen_on(client: TestClient, id_: str) -> str:
    """What the claim's page would have a verdict held against."""
    field = LexborHTMLParser(client.get(f"/claim/{id_}").text).css_first(".judge [name=seen]")
    assert field is not None
    return field.attributes["value"] or ""


def first(client: TestClient) -> str:
    """The first claim's id."""
    return str(client.get("/api/v1/claims").json()["rows"][0]["id"])


def test_a_verdict_shows_who_when_and_why(record: Path) -> None:
    """A verdict given with a form stands on the claim's page and in the list, with who, when and why."""
    client = enter(visit(record, review=True), "Çelik")
    id_ = first(client)
    assert 303 == send(client, f"/review/claim/{id_}", word="wrong", seen="none", note="not so", back=f"/claim/{id_}")
    page = LexborHTMLParser(client.get(f"/claim/{id_}").text).css_first(".told li")
    assert page is not None
    assert "wrong by Çelik" in " ".join(page.text().split())
    assert "not so" in page.text()
    assert page.css_first("time") is not None
    row = LexborHTMLParser(client.get("/claims").text).css_first(".row.is-wrong")
    assert row is not None
    assert id_ == row.attributes["data-claim"]
    assert "not so" in client.get("/verdicts").text


def test_the_second_of_two_sees_the_firsts(record: Path) -> None:
    """Held against what is no longer the last, a verdict is not kept, and the answer shows the other's."""
    anna, ben = (enter(visit(record, review=True), name) for name in ("Anna", "Ben"))
    id_ = first(anna)
    seen = seen_on(ben, id_)
    assert 303 == send(anna, f"/review/claim/{id_}", word="right", seen=seen_on(anna, id_), note="plainly")
    lost = ben.post(f"/review/claim/{id_}", data={"word": "wrong", "seen": seen}, headers=SAME_ORIGIN)
    assert 409 == lost.status_code
    assert "Anna" in lost.text
    assert "plainly" in lost.text
    with open_reader(record) as reader:
        assert ["right"] == [verdict.word for verdict in reader.case(id_).verdicts]
    assert 303 == send(ben, f"/review/claim/{id_}", word="wrong", seen=seen_on(ben, id_))


def test_an_undo_withdraws_ones_own(record: Path) -> None:
    """A reviewer's own last verdict can be withdrawn; where there is none that is said."""
    client = enter(visit(record, review=True))
    id_ = first(client)
    assert 422 == send(client, f"/review/undo/{id_}", seen="none")
    send(client, f"/review/claim/{id_}", word="right", seen="none")
    assert 303 == send(client, f"/review/undo/{id_}", seen=seen_on(client, id_))
    with open_reader(record) as reader:
        assert () == reader.case(id_).standing


def test_an_edit_takes_words_of_the_article(record: Path) -> None:
    """A role is given other words of the article; words that it does not have are refused."""
    client = enter(visit(record, review=True))
    id_ = first(client)
    assert 422 == send(client, f"/review/edit/{id_}", role="agent", words="nobody at all", seen="none")
    assert 422 == send(client, f"/review/edit/{id_}", seen="none")
    assert 303 == send(client, f"/review/edit/{id_}", role="agent", words="Russia", seen="none")
    with open_reader(record) as reader:
        agent = reader.claim(id_).role("agent")
    assert agent is not None
    assert "Russia" == agent.wording
    assert "agent is" in client.get(f"/claim/{id_}").text


def test_names_are_joined_and_split(record: Path) -> None:
    """Two names are said to be one's, and later not; names that the record does not have are refused."""
    client = enter(visit(record, review=True))
    assert 303 == send(client, "/review/names", one="Anna", other="Əliyev", word="same", seen="none", back="/names")
    with open_reader(record) as reader:
        case = reader.pair("Anna", "Əliyev")
    assert ["same"] == [verdict.word for verdict in case.standing]
    assert 303 == send(client, "/review/names", one="Anna", other="Əliyev", word="different", seen=case.verdicts[-1].id)
    assert 409 == send(client, "/review/names", one="Anna", other="Əliyev", word="same", seen=case.verdicts[-1].id)
    assert 422 == send(client, "/review/names", one="Anna", other="Nobody", word="same", seen="none")


@pytest.mark.parametrize("fields", [{}, {"word": "good"}, {"word": "right" * 1000}])
def test_a_form_of_nonsense_is_refused(record: Path, fields: dict[str, str]) -> None:
    """A form that says nothing we know is refused, and nothing is kept."""
    client = enter(visit(record, review=True))
    assert 400 == send(client, f"/review/claim/{first(client)}", **fields)
    with open_reader(record) as reader:
        assert () == reader.verdicts()


def test_a_reader_has_no_forms(record: Path) -> None:
    """Whoever may only read sees verdicts, and no form that would give one."""
    reader = enter(visit(record, review=True, reader=READER), "Ben", READER)
    page = reader.get(f"/claim/{first(reader)}").text
    assert "/review/" not in page


def test_signing_out_ends_it(record: Path) -> None:
    """After signing out nothing is taken any more."""
    client = enter(visit(record, review=True))
    assert 303 == send(client, "/logout")
    client.cookies.clear()
    assert 401 == send(client, f"/review/claim/{first(client)}", word="right", seen="none")


def test_of_many_at_once_one_is_kept(record: Path) -> None:
    """Of eight reviewers who answer the same page at once one is kept, seven are told, and the chain is whole."""
    clients = [enter(visit(record, review=True), f"Reviewer {n}") for n in range(8)]
    id_ = first(clients[0])
    with ThreadPoolExecutor(8) as pool:
        judge = lambda client: send(client, f"/review/claim/{id_}", word="right", seen="none")  # noqa: E731
        codes = sorted(pool.map(judge, clients))
    assert [303, *[409] * 7] == codes
    with open_reader(record) as reader:
        assert 1 == len(reader.case(id_).verdicts)
