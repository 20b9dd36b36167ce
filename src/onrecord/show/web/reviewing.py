"""Review in the page: who comes in, and what is said. Compare and set: the loser sees the other's verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import parse_qs

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import DecidedError, InputError, RecordLockedError
from onrecord.show import review
from onrecord.show.web.desk import Desk
from onrecord.show.web.pages import SPAN, WrongError, claim_id
from onrecord.show.web.security import COOKIE, NAME, SESSION_SECONDS, Visitor
from onrecord.types import Span, Verdict

Fields = Mapping[str, str]
FIELDS = 16
LONGEST_FIELD = 2000
ON_CLAIMS = ("right", "wrong", "unsure")
ON_NAMES = ("same", "different", "unsure")


class Reviewing:
    """The endpoints that change something."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def door(self, request: Request) -> Response:
        """The page where a token is given."""
        return self.desk.page(request, "login.html", wrong="", back=back_in(request.query_params.get("back")))

    async def enter(self, request: Request) -> Response:
        """Let somebody in whose token is right; ten tries a minute."""
        fields = await form(request)
        back, name = back_in(fields.get("back")), fields.get("name", "").strip()
        address = request.client.host if request.client else ""
        if not self.desk.tries.allowed(address):
            return self.desk.told(request, 429, "too many tries", "Wait a minute.")
        role = self.desk.door.role_of(fields.get("token", ""))
        if not self._opens(role) or not NAME.fullmatch(name):
            wrong = "That token opens nothing." if NAME.fullmatch(name) else "Give a name: verdicts are signed with it."
            return self.desk.page(request, "login.html", 401, wrong=wrong, back=back)
        answer = RedirectResponse(back, 303)
        cookie = self.desk.door.cookie_for(Visitor(role, name))
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, cookie, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=secure)
        return answer

    def _opens(self, role: str) -> bool:
        return role == "reviewer" or (role == "reader" and bool(self.desk.door.reader_token))

    async def leave(self, request: Request) -> Response:
        """End a session."""
        del request
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    async def judge(self, request: Request) -> Response:
        """Keep that a claim is right, wrong, or that the reviewer is unsure."""
        fields, id_ = await form(request), claim_id(request)
        word = cast(Literal["right", "wrong", "unsure"], one_of(fields, "word", ON_CLAIMS))
        return await self._on_claim(request, fields, partial(review.judge, claim=id_, word=word))

    async def edit(self, request: Request) -> Response:
        """Keep how a claim reads in truth: a role's words, or a number."""
        fields, id_ = await form(request), claim_id(request)
        given: dict[str, Any] = {
            name: fields[name].strip() for name in ("words", "value", "status") if fields.get(name, "").strip()
        }
        if "words" in given:
            given["role"], given["place"] = fields.get("role", ""), span_at(fields.get("place", ""))
        return await self._on_claim(request, fields, partial(review.edit, claim=id_, **given))

    async def undo(self, request: Request) -> Response:
        """Withdraw the reviewer's own last verdict on a claim."""
        fields, id_ = await form(request), claim_id(request)
        return await self._on_claim(request, fields, partial(review.undo, thing=[id_]))

    async def judge_names(self, request: Request) -> Response:
        """Keep that two names are one's, or are not."""
        fields = await form(request)
        word = cast(Literal["same", "different", "unsure"], one_of(fields, "word", ON_NAMES))
        one, other = fields.get("one", ""), fields.get("other", "")
        return await self._on_names(request, fields, partial(review.judge_pair, one=one, other=other, word=word))

    async def undo_names(self, request: Request) -> Response:
        """Withdraw the reviewer's own last verdict on two names."""
        fields = await form(request)
        pair = [fields.get("one", ""), fields.get("other", "")]
        return await self._on_names(request, fields, partial(review.undo, thing=pair))

    async def _on_claim(self, request: Request, fields: Fields, act: Callable[..., Verdict]) -> Response:
        """Do it, then show the claim's verdicts, alone for a script and on the page that was left for a browser."""
        status, message = await self._kept(request, fields, act)
        id_ = claim_id(request)
        values = {"open_id": id_, "verdicts": self.desk.room.verdicts().get(id_, ()), "message": message}
        if "hx-request" in request.headers:
            return self.desk.page(request, "_verdicts.html", status, **values)
        if status == 200:
            return RedirectResponse(back_in(fields.get("back"), f"/claim/{id_}"), 303)
        return self.desk.page(request, "decided.html", status, **values)

    async def _on_names(self, request: Request, fields: Fields, act: Callable[..., Verdict]) -> Response:
        status, message = await self._kept(request, fields, act)
        if status == 200:
            return RedirectResponse(back_in(fields.get("back"), "/names"), 303)
        return self.desk.told(request, status, message, "Go back and look at what was decided.")

    async def _kept(self, request: Request, fields: Fields, act: Callable[..., Verdict]) -> tuple[int, str]:
        name = self.desk.visitor(request).name
        note, seen = fields.get("note", ""), fields.get("seen", "")
        _, status, message = await kept(self.desk.room.record, act, name, note, seen)
        return status, message


async def kept(
    record: Path, act: Callable[..., Verdict], name: str, note: str, seen: str
) -> tuple[Verdict | None, int, str]:
    """Keep a verdict against the last one that was seen: 409 and the other's, where it no longer is that one."""
    try:
        verdict = await anyio.to_thread.run_sync(partial(act, record, by=name, note=note, against=seen or "none"))
    except DecidedError as error:
        return None, 409, str(error)
    except RecordLockedError as error:
        return None, 503, str(error)
    except InputError as error:
        return None, 422, str(error)
    return verdict, 200, ""


async def form(request: Request) -> Fields:
    """The fields of a form, each once. Raises WrongError where the body is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise WrongError("a form is sent as application/x-www-form-urlencoded")
    try:
        text = (await request.body()).decode("utf-8")
        fields = parse_qs(
            text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=FIELDS, errors="strict"
        )
    except ValueError:
        raise WrongError("the form cannot be read") from None
    if any(len(values) > 1 or len(values[0]) > LONGEST_FIELD for values in fields.values()):
        raise WrongError("a field is given twice, or is too long")
    return {name: values[0] for name, values in fields.items()}


def one_of(fields: Fields, name: str, known: tuple[str, ...]) -> str:
    """A field that must have one of a few values. Raises WrongError where it has not."""
    value = fields.get(name, "")
    if value not in known:
        raise WrongError(f"{name} must be one of {', '.join(known)}")
    return value


def span_at(text: str) -> Span | None:
    """The span written as 12-34; None where none is."""
    found = SPAN.fullmatch(text)
    return Span(int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


def back_in(address: str | None, otherwise: str = "/") -> str:
    """Where to go back to: a path of ours, never another site's."""
    if address and re.fullmatch(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]{0,2000}", address):
        return address
    return otherwise
