"""What every page needs: the record, the templates, who is asking, and how an error is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import anyio
from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from onrecord.show.web.render import environment
from onrecord.show.web.room import Room
from onrecord.show.web.security import COOKIE, Door, Tries, Visitor, new_secret
from onrecord.types import Answer, Verdict

ASKING_AT_ONCE = 1
WAITING = 8
RETRY_SECONDS = "1"


class BusyError(Exception):
    """Too many questions wait already."""


@dataclass(slots=True)
class Desk:
    """A reading room as one server runs it."""

    room: Room
    review: bool = False
    door: Door = field(default_factory=lambda: Door(secret=new_secret()))
    templates: Environment = field(default_factory=environment)
    tries: Tries = field(default_factory=Tries)
    _asking: int = 0
    _limiter: anyio.CapacityLimiter | None = None

    def visitor(self, request: Request) -> Visitor:
        """Who sends a request."""
        return self.door.visitor(request.headers, request.cookies.get(COOKIE, ""))

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page made of a template and values."""
        visitor = self.visitor(request)
        common = {
            "last_of": self.last,
            "record": self.room.record.name,
            "visitor": visitor,
            "reviewing": self.review and visitor.reviews,
            "can_review": self.review,
            "path": request.url.path,
            "here": _here(request),
        }
        return HTMLResponse(self.templates.get_template(template).render(**common, **values), status)

    def told(self, request: Request, status: int, what: str, next_step: str = "") -> Response:
        """An error as a page, or as an object where a program asks."""
        if request.url.path.startswith("/api/"):
            body = {"error": {"status": status, "what": what, "next_step": next_step}}
            return JSONResponse(body, status, headers=_retry(status))
        page = self.page(request, "error.html", status, what=what, next_step=next_step, code=status)
        page.headers.update(_retry(status))
        return page

    def refusal(self, status: int, what: str, program: bool) -> Response:
        """An error told before it is known who asks for what: no template, nothing of the request in it."""
        if program:
            return JSONResponse(
                {"error": {"status": status, "what": what, "next_step": ""}}, status, headers=_retry(status)
            )
        page = f'<!doctype html><html lang="en"><title>{status}</title><h1>{status}</h1><p>OnRecord: {what}.</p></html>'
        return HTMLResponse(page, status, headers=_retry(status))

    async def answer(self, question: str) -> Answer:
        """The record's answer, worked out beside the pages. Raises BusyError where too many wait."""
        if self._asking >= WAITING:
            raise BusyError("too many questions wait already")
        self._limiter = self._limiter or anyio.CapacityLimiter(ASKING_AT_ONCE)
        self._asking += 1
        try:
            return await anyio.to_thread.run_sync(self.room.answer, question, limiter=self._limiter)
        finally:
            self._asking -= 1

    @staticmethod
    def last(verdicts: Sequence[Verdict]) -> str:
        """What a new verdict is held against: the id of the last one of its chain, withdrawn or not, or "none"."""
        followed = {verdict.before for verdict in verdicts}
        chain = [verdict for verdict in verdicts if verdict.thing == verdicts[-1].thing and verdict.id not in followed]
        return chain[-1].id if chain else "none"

    @staticmethod
    def standing(verdicts: Sequence[Verdict]) -> Verdict | None:
        """The last verdict that nobody has withdrawn."""
        withdrawn = {verdict.withdraws for verdict in verdicts}
        stands = [verdict for verdict in verdicts if verdict.word != "undo" and verdict.id not in withdrawn]
        return stands[-1] if stands else None


def _retry(status: int) -> dict[str, str]:
    return {"retry-after": RETRY_SECONDS} if status == 503 else {}


def _here(request: Request) -> str:
    """The page's own address, to come back to."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
