"""The reading room as one ASGI application: which address leads where, and what stands before all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from importlib import resources

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from onrecord.errors import InputError, OnRecordError
from onrecord.show.web.api import Api
from onrecord.show.web.desk import BusyError, Desk
from onrecord.show.web.overviews import Overviews
from onrecord.show.web.pages import NotFoundError, Pages, WrongError
from onrecord.show.web.reviewing import Reviewing
from onrecord.show.web.security import Guard, TooLargeError

Endpoint = Callable[[Request], Awaitable[Response]]
LOCAL = ("127.0.0.1", "localhost", "[::1]")
STATIC_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
OPEN_PATHS = ("/login", "/static/", "/healthz")  # what a stranger may ask for


def make_app(desk: Desk, *, hosts: Iterable[str] = LOCAL) -> ASGIApp:
    """The application for a desk, which answers to these host names only."""
    handlers = {
        NotFoundError: _telling(desk, 404, "Look for it from the start page, or search."),
        WrongError: _telling(desk, 400, "Go back and follow a link of the page."),
        TooLargeError: _telling(desk, 413, "Send less."),
        BusyError: _telling(desk, 503, "Ask again in a moment."),
        HTTPException: _told_by_framework(desk),
        InputError: _telling(desk, 400, "Ask for something else."),
        OnRecordError: _telling(desk, 500, ""),
        Exception: _telling_nothing(desk),
    }
    starlette = Starlette(routes=routes(desk), exception_handlers=handlers)
    return Guard(starlette, hosts=hosts, refuse=desk.refusal)


def routes(desk: Desk) -> list[Route]:
    """Every address, with the endpoint it leads to."""
    pages, views, api, reviewing = Pages(desk), Overviews(desk), Api(desk), Reviewing(desk)
    reading = {
        "/": pages.front, "/claims": pages.claims, "/claim/{id}": pages.claim, "/pane/{id}": pages.pane,
        "/article/{document}": pages.article, "/search": pages.search, "/ask": pages.ask, "/keys": pages.keys,
        "/names": views.names, "/name/{key}": views.name, "/sources": views.sources, "/source": views.source,
        "/compare": views.compare, "/figures": views.figures, "/coverage": views.coverage, "/facts": views.facts,
        "/fact/{id}": views.fact, "/stories": views.stories, "/story/{id}": views.story, "/unread": views.unread,
        "/verdicts": views.verdicts, "/api": api.guide, **api.reading(),
    }  # fmt: skip
    changing = {
        "/review/claim/{id}": reviewing.judge, "/review/edit/{id}": reviewing.edit, "/review/undo/{id}": reviewing.undo,
        "/review/names": reviewing.judge_names, "/review/undo-names": reviewing.undo_names, **api.changing(),
    }  # fmt: skip
    return [
        *(Route(path, _for_readers(desk, endpoint), methods=["GET"]) for path, endpoint in reading.items()),
        *(Route(path, _for_reviewers(desk, endpoint), methods=["POST"]) for path, endpoint in changing.items()),
        Route("/login", reviewing.door, methods=["GET"]),
        Route("/login", reviewing.enter, methods=["POST"]),
        Route("/logout", reviewing.leave, methods=["POST"]),
        Route("/static/{name}", _static, methods=["GET"]),
        Route("/healthz", _healthy, methods=["GET"]),
    ]


def _for_readers(desk: Desk, endpoint: Endpoint) -> Endpoint:
    async def checked(request: Request) -> Response:
        if not desk.visitor(request).reads:
            return desk.told(request, 401, "this record is read with a token", "Go to /login and give yours.")
        return await endpoint(request)

    return checked


def _for_reviewers(desk: Desk, endpoint: Endpoint) -> Endpoint:
    async def checked(request: Request) -> Response:
        if not desk.review:
            return desk.told(request, 403, "this server takes no verdicts", "Start it with --review.")
        visitor = desk.visitor(request)
        if not visitor.reviews:
            code = 403 if visitor.name else 401
            return desk.told(request, code, "only reviewers give verdicts", "Go to /login with a reviewer's token.")
        if not visitor.name:
            return desk.told(request, 401, "a verdict is signed, and you gave no name", "Give one in X-Reviewer.")
        return await endpoint(request)

    return checked


async def _static(request: Request) -> Response:
    """One of our own files; the name is looked up in a list, never in a folder."""
    name = request.path_params["name"]
    body = _statics().get(name)
    if body is None:
        raise HTTPException(404)
    type_ = STATIC_TYPES[name.rpartition(".")[2]]
    return Response(body, media_type=type_, headers={"cache-control": "public, max-age=31536000, immutable"})


def _statics() -> dict[str, bytes]:
    if not _FILES:
        for path in resources.files("onrecord.show.web").joinpath("static").iterdir():
            if path.name.rpartition(".")[2] in STATIC_TYPES:
                _FILES[path.name] = path.read_bytes()
    return _FILES


_FILES: dict[str, bytes] = {}


async def _healthy(request: Request) -> Response:
    del request
    return Response("ok\n", media_type="text/plain")


def _telling(desk: Desk, status: int, next_step: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def told(request: Request, error: Exception) -> Response:
        return desk.told(request, status, str(error), next_step)

    return told


def _telling_nothing(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What went wrong inside is for the server's own log, not for whoever asks."""

    async def told(request: Request, error: Exception) -> Response:
        del error
        return desk.told(request, 500, "this is a fault of OnRecord", "The server's log has the story.")

    return told


def _told_by_framework(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def told(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        what = {404: "there is no such page", 405: "this address does not take that"}.get(status, "that cannot be done")
        return desk.told(request, status, what, "Begin at the start page.")

    return told
