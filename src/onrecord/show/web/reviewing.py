"""Review in the page: who comes in, and what is said of claims and names. Compare and set: the loser sees the other's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast
from urllib.parse import parse_qs

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import DecidedError, InputError, RecordLockedError
from onrecord.show import review
from onrecord.show.web.desk import Desk
from onrecord.show.web.pages import ID, WrongError, claim_id
from onrecord.show.web.security import COOKIE, NAME, SESSION_SECONDS, Visitor
from onrecord.types import Verdict

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
        return await self._claim_verdict(
            request, fields, id_, lambda: review.judge(
                self.desk.room.record, id_, word, by=self._name(request), note=note_in(fields), against=seen_in(fields)
            )
        )  # fmt: skip

    async def edit(self, request: Request) -> Response:
        """Keep how a claim reads in truth: a role's words, or a number."""
        fields, id_ = await form(request), claim_id(request)
        given = {name: fields[name].strip() or None for name in ("role", "words", "value", "status") if name in fields}
        if not given.get("words"):
            given.pop("role", None)
            given.pop("words", None)
        return await self._claim_verdict(
            request, fields, id_, lambda: review.edit(
                self.desk.room.record, id_, by=self._name(request), note=note_in(fields), against=seen_in(fields), **given
            )
        )  # fmt: skip

    async def undo(self, request: Request) -> Response:
        """Withdraw the reviewer's own last verdict on a claim."""
        fields, id_ = await form(request), claim_id(request)
        return await self._claim_verdict(
            request, fields, id_, lambda: review.undo(
                self.desk.room.record, [id_], by=self._name(request), note=note_in(fields), against=seen_in(fields)
            )
        )  # fmt: skip

    async def judge_names(self, request: Request) -> Response:
        """Keep that two names are one's, or are not."""
        fields = await form(request)
        word = cast(Literal["same", "different", "unsure"], one_of(fields, "word", ON_NAMES))
        one, other = fields.get("one", ""), fields.get("other", "")
        return await self._names_verdict(
            request, fields, lambda: review.judge_pair(
                self.desk.room.record, one, other, word, by=self._name(request), note=note_in(fields),
                against=seen_in(fields),
            )
        )  # fmt: skip

    async def undo_names(self, request: Request) -> Response:
        """Withdraw the reviewer's own last verdict on two names."""
        fields = await form(request)
        pair = [fields.get("one", ""), fields.get("other", "")]
        return await self._names_verdict(
            request, fields, lambda: review.undo(
                self.desk.room.record, pair, by=self._name(request), note=note_in(fields), against=seen_in(fields)
            )
        )  # fmt: skip

    def _name(self, request: Request) -> str:
        return self.desk.visitor(request).name
