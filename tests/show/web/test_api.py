"""The interface for programs: what its document says is what it gives, and what the pages show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from onrecord.show.web.api import OPERATIONS
from onrecord.show.web.openapi import plain as as_plain
from onrecord.show.web.openapi import schema_of
from onrecord.types import Span
from tests.show.web.support import REVIEWER, plain_record, visit

Schema = dict[str, Any]
TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def faults(value: Any, schema: Schema, schemas: Schema, where: str = "") -> list[str]:
    """Where a value is not what a schema says, as far as our schemas go."""
    if "$ref" in schema:
        return faults(value, schemas[schema["$ref"].rpartition("/")[2]], schemas, where)
    if "anyOf" in schema:
        each = [faults(value, one, schemas, where) for one in schema["anyOf"]]
        return min(each, key=len)
    kind = schema["type"]
    if kind == "number":
        return [] if isinstance(value, int | float) else [f"{where}: no number"]
    if not isinstance(value, TYPES[kind]):
        return [f"{where}: {value!r} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is none of {schema['enum']}"]
    if kind == "array":
        items = schema.get("prefixItems") or [schema["items"]] * len(value)
        return [
            fault
            for at, (one, item) in enumerate(zip(value, items, strict=True))
            for fault in faults(one, item, schemas, f"{where}[{at}]")
        ]
    if kind == "object":
        odd = [f"{where}: {name}" for name in set(schema["required"]) ^ set(value)]
        return odd + [
            fault
            for name in value
            for fault in faults(value[name], schema["properties"][name], schemas, f"{where}.{name}")
        ]
    return []


@pytest.fixture(scope="module", params=["plain", "hostile"])
def client(request: pytest.FixtureRequest) -> TestClient:
    """A program before a record of reports, and before one of hostile words."""
    return visit(request.getfixturevalue(request.param))


def addresses(client: TestClient) -> dict[str, str]:
    """Something that is there for everything that varies in an address."""
    rows = {
        name: client.get(f"/api/v1/{name}").json()["rows"][0]
        for name in ("claims", "articles", "names", "facts", "stories")
    }
    return {
        "/api/v1/claims/{id}": f"/api/v1/claims/{rows['claims']['id']}",
        "/api/v1/articles/{document}": f"/api/v1/articles/{rows['articles']['id']}",
        "/api/v1/names/{key}": f"/api/v1/names/{rows['names']['key']}",
        "/api/v1/facts/{id}": f"/api/v1/facts/{rows['facts']['id']}",
        "/api/v1/stories/{id}": f"/api/v1/stories/{rows['stories']['id']}",
        "/api/v1/coverage/{id}": f"/api/v1/coverage/{rows['stories']['id']}",
        "/api/v1/ask": "/api/v1/ask?q=Who+thanked+Anna%3F",
        "/api/v1/search": "/api/v1/search?q=praised",
    }


def test_what_is_given_is_what_is_described(client: TestClient) -> None:
    """Every operation that reads gives an object that its schema describes, whole and with nothing more."""
    document = client.get("/api/v1/openapi.json").json()
    schemas, known = document["components"]["schemas"], addresses(client)
    for operation in OPERATIONS:
        if operation.method == "GET":
            answer = client.get(known.get(operation.path, operation.path))
            assert 200 == answer.status_code, operation.path
            described = document["paths"][operation.path]["get"]["responses"]["200"]["content"]["application/json"][
                "schema"
            ]
            assert [] == faults(answer.json(), described, schemas), operation.path


def test_an_error_is_an_object(client: TestClient) -> None:
    """What is wrong is told as the document says, whatever stopped the request."""
    document = client.get("/api/v1/openapi.json").json()
    schema = {"$ref": "#/components/schemas/ErrorAnswer"}
    asked = ("/api/v1/nothing", "/api/v1/claims/zz", "/api/v1/claims?page=x", "/api/v1/ask?q=ideas")
    for answer in (
        *map(client.get, asked),
        client.post("/api/v1/pairs/verdicts"),
        client.get("/api/v1/claims", headers={"host": "x.invalid"}),
    ):
        assert 400 <= answer.status_code < 500
        assert [] == faults(answer.json(), schema, document["components"]["schemas"])


def test_the_same_cells_as_the_pages(plain: Path) -> None:
    """A page of the list and the interface have the same rows in the same order, for any choice."""
    client = visit(plain)
    for choice in ({}, {"action": "THANK"}, {"q": "friday"}, {"action": "MEET", "country": "RUS"}):
        rows = client.get("/api/v1/claims", params=choice).json()["rows"]
        page = LexborHTMLParser(client.get("/claims", params=choice).text)
        assert [row["id"] for row in rows] == [node.attributes["data-claim"] for node in page.css("[data-claim]")]


def test_every_address_is_described(plain: Path) -> None:
    """The page for programs names every operation, and each has an id of its own."""
    client = visit(plain)
    page = LexborHTMLParser(client.get("/api").text)
    assert [f"{one.method} {one.path}" for one in OPERATIONS] == [node.text() for node in page.css("tbody th code")]
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    ids = [operation["operationId"] for methods in paths.values() for operation in methods.values()]
    assert len(OPERATIONS) == len(set(ids))


def test_a_program_gives_a_verdict(tmp_path: Path) -> None:
    """A program with a token and a name gives a verdict, and is told 409 where another came first."""
    client = visit(plain_record(tmp_path), review=True)
    id_ = client.get("/api/v1/claims").json()["rows"][0]["id"]
    headers = {"authorization": f"Bearer {REVIEWER}", "x-reviewer": "Anna"}
    path, body = f"/api/v1/claims/{id_}/verdicts", {"word": "right", "seen": "none", "note": "as it says"}
    kept = client.post(path, json=body, headers=headers)
    assert (200, "right", "Anna") == (kept.status_code, kept.json()["word"], kept.json()["by"])
    assert 409 == client.post(path, json={**body, "word": "wrong"}, headers=headers).status_code
    again = client.post(path, json={"word": "wrong", "seen": kept.json()["id"]}, headers=headers)
    assert 200 == again.status_code
    assert ["right", "wrong"] == [one["word"] for one in client.get(f"/api/v1/claims/{id_}").json()["verdicts"]]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "1",
        '{"word": "right"}',
        '{"word": "good", "seen": "none"}',
        '{"word": 1, "seen": "none"}',
        "[" * 5000,
        '{"word": "right", "seen": "none", "more": "x"}',
        '{"word": "same", "seen": "none"}',
    ],
)
def test_a_body_that_is_no_verdict_is_refused(plain: Path, body: str) -> None:
    """What is no verdict is told so, and nothing is kept."""
    client = visit(plain, review=True)
    headers = {"authorization": f"Bearer {REVIEWER}", "x-reviewer": "Anna", "content-type": "application/json"}
    id_ = client.get("/api/v1/claims").json()["rows"][0]["id"]
    assert client.post(f"/api/v1/claims/{id_}/verdicts", content=body, headers=headers).status_code in (400, 422)
    assert [] == client.get("/api/v1/verdicts").json()


def test_types_become_schemas() -> None:
    """A literal is an enumeration, None is null, a tuple an array, a dataclass a name with its fields."""
    from typing import Literal

    found: dict[str, type] = {}
    assert {"type": "string", "enum": ["a", "b"]} == schema_of(Literal["a", "b"], found)
    assert {"anyOf": [{"type": "integer"}, {"type": "null"}]} == schema_of(int | None, found)
    assert {"type": "array", "items": {"$ref": "#/components/schemas/Span"}} == schema_of(tuple[Span, ...], found)
    assert {"Span": Span} == found
    assert {"start": 1, "end": 3} == as_plain(Span(1, 3))
    with pytest.raises(TypeError, match=re.escape("<class 'bytes'>")):
        schema_of(bytes, found)
