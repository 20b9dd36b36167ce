"""The same cells as JSON, under /api/v1. What it gives is described by a document made from the types."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

import onrecord
from onrecord.ask.shelf import Info, OutletRow
from onrecord.errors import InputError, QuestionError
from onrecord.show import review
from onrecord.show.web import answers as a
from onrecord.show.web.desk import Desk
from onrecord.show.web.openapi import Operation, Parameter, addresses, document, names_of, plain
from onrecord.show.web.overviews import MATRIX_FACTS, MATRIX_OUTLETS, NAME_ROWS, chosen_facts, key_in
from onrecord.show.web.pages import PER_PAGE, NotFoundError, WrongError, article_in, asked, claim_id, whole, words_in
from onrecord.show.web.reconciled import (
    comparisons_of,
    copies_of,
    fact_by_id,
    facts_of,
    matrix_of,
    stories_of,
    story_by_id,
)  # fmt: skip
from onrecord.show.web.reviewing import kept, span_at
from onrecord.types import Answer, Copy, Verdict
from onrecord.weighed import Fact, Story

Endpoint = Callable[[Request], Awaitable[Response]]
ROOT = "/api/v1"
FIGURES_PER_PAGE = 20

_ID = Parameter("id", "path", str, "sixteen hexadecimal digits", "^[0-9a-f]{16}$")
_KEY = Parameter("key", "path", str, "a name's key, sixteen hexadecimal digits", "^[0-9a-f]{16}$")
_PAGE = Parameter("page", "query", int, "which page, from 1")
_Q = Parameter("q", "query", str, "words: accents and romanisation do not matter, quotation marks hold words together")
_FACETS = tuple(
    Parameter(name, "query", str, f"only rows whose {name} is this")
    for name in ("kind", "action", "outlet", "country", "stance")
)
_FACT_FACETS = tuple(
    Parameter(name, "query", str, f"only facts whose {name} is this")
    for name in ("action", "standing", "modality", "country", "story")
)


class Api:
    """The endpoints for programs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def reading(self) -> Mapping[str, Endpoint]:
        """The endpoints that read, by path."""
        own = {operation.path: self._endpoint(operation) for operation in OPERATIONS if operation.method == "GET"}
        return {**own, f"{ROOT}/openapi.json": self.description}

    def changing(self) -> Mapping[str, Endpoint]:
        """The endpoints that change something, by path."""
        return {f"{ROOT}/claims/{{id}}/verdicts": self.judge, f"{ROOT}/pairs/verdicts": self.judge_pair}

    def _endpoint(self, operation: Operation) -> Endpoint:
        handler: Callable[[Request], Awaitable[Any]] = getattr(self, operation.path.split("/")[3] + _suffix(operation))

        async def answered(request: Request) -> Response:
            return as_json(await handler(request))

        return answered

    async def guide(self, request: Request) -> Response:
        """A page that names every address."""
        return self.desk.page(request, "api.html", paths=addresses(OPERATIONS))

    async def description(self, request: Request) -> Response:
        """The OpenAPI document."""
        del request
        return Response(_description(), media_type="application/json")

    async def record(self, request: Request) -> Any:
        """What the record holds."""
        del request
        edition = self.desk.room.edition
        return edition.once("figures of the record", edition.reader.info)

    async def claims(self, request: Request) -> a.ClaimPage:
        """Claims that fit."""
        wanted, search = asked(request), self.desk.room.edition.search
        selection = search.select(wanted.choice, wanted.words)
        rows = search.page(wanted.choice, wanted.words, (wanted.page - 1) * wanted.per, wanted.per)
        facets = tuple(a.Facet(name, counts) for name, counts in selection.counts)
        return a.ClaimPage(selection.total, wanted.page, wanted.per, facets, rows)

    async def claims_one(self, request: Request) -> a.ClaimAnswer:
        """One claim."""
        reader = self.desk.room.edition.reader
        try:
            claim = reader.claim(claim_id(request))
        except InputError:
            raise NotFoundError("the record has no such claim") from None
        article = reader.article(claim.article_id)
        verdicts = self.desk.room.verdicts().get(claim.id, ())
        return a.ClaimAnswer(claim, article.document, claim.evidence[0].of(article.text), verdicts)

    async def articles(self, request: Request) -> a.ArticlePage:
        """Articles."""
        edition, page = self.desk.room.edition, _page(request)
        total = edition.once("figures of the record", edition.reader.info).articles
        return a.ArticlePage(total, page, edition.search.texts(None, (page - 1) * PER_PAGE, PER_PAGE))

    async def articles_one(self, request: Request) -> a.ArticleAnswer:
        """One article."""
        edition = self.desk.room.edition
        article = article_in(request, edition)
        return a.ArticleAnswer(article, edition.search.cells_of(article.document))

    async def names(self, request: Request) -> a.NamePage:
        """Names."""
        search, page, values = self.desk.room.edition.search, _page(request), request.query_params
        if words := words_in(values):
            rows = search.find_names(words, PER_PAGE)
            return a.NamePage(len(rows), 1, rows)
        total, rows = search.names(values.get("kind"), values.get("country"), (page - 1) * PER_PAGE, PER_PAGE)
        return a.NamePage(total, page, rows)

    async def names_one(self, request: Request) -> a.NameAnswer:
        """One name."""
        search = self.desk.room.edition.search
        row = search.name(key_in(request, "key"))
        if row is None:
            raise NotFoundError("the record has no such name")
        return a.NameAnswer(row, tuple(a.Part(role, cell) for role, cell in search.cells_of_name(row.key, NAME_ROWS)))

    async def facts(self, request: Request) -> a.FactPage:
        """Facts that fit."""
        values, page = request.query_params, _page(request)
        choice = {parameter.name: values[parameter.name] for parameter in _FACT_FACETS if parameter.name in values}
        facts = chosen_facts(facts_of(self.desk.room.edition), choice)
        return a.FactPage(len(facts), page, tuple(facts[(page - 1) * PER_PAGE : page * PER_PAGE]))

    async def facts_one(self, request: Request) -> Fact:
        """One fact."""
        fact = fact_by_id(self.desk.room.edition, key_in(request, "id"))
        if fact is None:
            raise NotFoundError("the record has no such fact")
        return fact

    async def figures(self, request: Request) -> a.FigurePage:
        """Figures side by side."""
        every, page = comparisons_of(self.desk.room.edition), _page(request)
        return a.FigurePage(len(every), page, every[(page - 1) * FIGURES_PER_PAGE : page * FIGURES_PER_PAGE])

    async def stories(self, request: Request) -> a.StoryPage:
        """Stories."""
        every, page = stories_of(self.desk.room.edition), _page(request)
        return a.StoryPage(len(every), page, every[(page - 1) * PER_PAGE : page * PER_PAGE])

    async def stories_one(self, request: Request) -> Story:
        """One story."""
        story = story_by_id(self.desk.room.edition, key_in(request, "id"))
        if story is None:
            raise NotFoundError("the record has no such story")
        return story

    async def sources(self, request: Request) -> tuple[OutletRow, ...]:
        """Outlets."""
        del request
        return self.desk.room.edition.search.outlets()

    async def copies(self, request: Request) -> tuple[Copy, ...]:
        """Articles that repeat another's words."""
        del request
        return tuple(copy for some in copies_of(self.desk.room.edition).values() for copy in some)

    async def coverage_one(self, request: Request) -> a.CoveragePage:
        """Who carries what in a story."""
        edition, page = self.desk.room.edition, _page(request)
        story = await self.stories_one(request)
        facts = [fact for fact in facts_of(edition) if fact.story == story.id]
        matrix = matrix_of(edition, facts, (page - 1) * MATRIX_FACTS, MATRIX_FACTS, MATRIX_OUTLETS)
        rows = tuple(
            a.Covered(fact.id, tuple(a.Carried(cell[1].outlet, *cell) for cell in cells if cell))
            for fact, cells in matrix.lines
        )
        return a.CoveragePage(story.id, matrix.outlets, len(facts), page, rows)

    async def search(self, request: Request) -> a.Found:
        """Names, articles and claims that have the words."""
        words, search = words_in(request.query_params), self.desk.room.edition.search
        if not words:
            return a.Found((), (), (), 0)
        total = search.select({}, words).total
        return a.Found(search.find_names(words, 20), search.find_texts(words, 20), search.page({}, words, 0, 20), total)

    async def ask(self, request: Request) -> Answer:
        """The answer to a question."""
        question = words_in(request.query_params)
        try:
            return await self.desk.answer(question)
        except QuestionError as error:
            raise WrongError(str(error)) from None

    async def verdicts(self, request: Request) -> tuple[Verdict, ...]:
        """Every verdict, by time."""
        del request
        return self.desk.room.edition.reader.verdicts()

    async def judge(self, request: Request) -> Response:
        """Keep a verdict on a claim."""
        wanted, id_ = await judging(request), claim_id(request)
        match wanted.word:
            case "edit":
                given: dict[str, Any] = {name: getattr(wanted, name) for name in ("role", "words", "value", "status")}
                given["place"] = span_at(wanted.place or "")
                act = partial(review.edit, claim=id_, **given)
            case "undo":
                act = partial(review.undo, thing=[id_])
            case "right" | "wrong" | "unsure":
                act = partial(review.judge, claim=id_, word=wanted.word)
            case _:
                raise WrongError("a claim is right, wrong or unsure, or an edit or undo of it")
        return await self._kept(request, wanted, act)

    async def judge_pair(self, request: Request) -> Response:
        """Keep a verdict on two names."""
        wanted = await judging(request)
        pair = (wanted.one or "", wanted.other or "")
        match wanted.word:
            case "undo":
                act = partial(review.undo, thing=list(pair))
            case "same" | "different" | "unsure":
                act = partial(review.judge_pair, one=pair[0], other=pair[1], word=wanted.word)
            case _:
                raise WrongError("two names are the same, different or unsure, or an undo of that")
        return await self._kept(request, wanted, act)

    async def _kept(self, request: Request, wanted: a.Judging, act: Callable[..., Verdict]) -> Response:
        name = self.desk.visitor(request).name
        verdict, status, message = await kept(self.desk.room.record, act, name, wanted.note or "", wanted.seen)
        if verdict is None:
            return self.desk.told(request, status, message, "Look at the verdicts, then give yours against the last.")
        return as_json(verdict)


OPERATIONS = (
    Operation("GET", f"{ROOT}/record", "What the record holds, in figures", Info),
    Operation("GET", f"{ROOT}/claims", "Claims that fit, with counts by facet", a.ClaimPage,
              (_Q, *_FACETS, _PAGE, Parameter("per", "query", int, "rows a page, at most 200"))),
    Operation("GET", f"{ROOT}/claims/{{id}}", "One claim, its words and the verdicts on it", a.ClaimAnswer, (_ID,)),
    Operation("POST", f"{ROOT}/claims/{{id}}/verdicts", "Keep a verdict on a claim", Verdict, (_ID,), a.Judging),
    Operation("POST", f"{ROOT}/pairs/verdicts", "Keep a verdict on two names", Verdict, (), a.Judging),
    Operation("GET", f"{ROOT}/articles", "Articles, by document", a.ArticlePage, (_PAGE,)),
    Operation("GET", f"{ROOT}/articles/{{document}}", "One article, whole, with its claims' rows", a.ArticleAnswer,
              (Parameter("document", "path", str, "its document or id"),)),
    Operation("GET", f"{ROOT}/names", "Names in claims, the most frequent first", a.NamePage,
              (_Q, Parameter("kind", "query", str, "person, state, organization, group, place or thing"),
               Parameter("country", "query", str, "ISO 3166 alpha-3"), _PAGE)),
    Operation("GET", f"{ROOT}/names/{{key}}", "One name, with the claims it has a part in", a.NameAnswer, (_KEY,)),
    Operation("GET", f"{ROOT}/facts", "What the claims amount to", a.FactPage, (*_FACT_FACETS, _PAGE)),
    Operation("GET", f"{ROOT}/facts/{{id}}", "One fact", Fact, (_ID,)),
    Operation("GET", f"{ROOT}/figures", "Figures side by side", a.FigurePage, (_PAGE,)),
    Operation("GET", f"{ROOT}/stories", "Stories, the one with most articles first", a.StoryPage, (_PAGE,)),
    Operation("GET", f"{ROOT}/stories/{{id}}", "One story", Story, (_ID,)),
    Operation("GET", f"{ROOT}/coverage/{{id}}", "Who carries what in a story", a.CoveragePage, (_ID, _PAGE)),
    Operation("GET", f"{ROOT}/sources", "Outlets, with their articles and claims counted", tuple[OutletRow, ...]),
    Operation("GET", f"{ROOT}/copies", "Articles that repeat another's words", tuple[Copy, ...]),
    Operation("GET", f"{ROOT}/search", "Names, articles and claims that have some words", a.Found, (_Q,)),
    Operation("GET", f"{ROOT}/ask", "The answer to a question in English", Answer, (_Q,)),
    Operation("GET", f"{ROOT}/verdicts", "Every verdict, by time", tuple[Verdict, ...]),
)  # fmt: skip


def _suffix(operation: Operation) -> str:
    return "_one" if "{" in operation.path else ""


def _page(request: Request) -> int:
    return whole(request.query_params, "page", 1, 1, 10**6)


@cache
def _description() -> bytes:
    made = document(OPERATIONS, a.ErrorAnswer, onrecord.__version__)
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def as_json(value: Any) -> Response:
    """An answer of our types."""
    body = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, media_type="application/json")


async def judging(request: Request) -> a.Judging:
    """The verdict in a request's body. Raises WrongError where it is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WrongError("a verdict is sent as application/json")
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise WrongError("the body is no JSON") from None
    known = names_of(a.Judging)
    if not isinstance(body, dict) or not all(isinstance(value, str | None) for value in body.values()):
        raise WrongError("a verdict is an object whose fields are strings")
    if unknown := sorted(set(body) - set(known)):
        raise WrongError(f"no field {unknown[0]!r}; known are {', '.join(known)}")
    if not body.get("word") or not body.get("seen"):
        raise WrongError("a verdict has a word, and what was seen last, or none")
    return a.Judging(**body)
