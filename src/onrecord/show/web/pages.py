"""The pages for reading: what is asked for in an address, and what a template needs to show it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from onrecord.ask.shelf import CellRow, Selection
from onrecord.errors import InputError, QuestionError
from onrecord.show.marks import parts_of, printable
from onrecord.show.web.desk import Desk
from onrecord.show.web.room import Edition
from onrecord.show.wordings import act, day, number, short
from onrecord.types import Article, Span, Verdict

FACETS = ("kind", "action", "outlet", "country", "stance")
FACET_NAMES = {
    "kind": "Kind",
    "action": "Action",
    "outlet": "Outlet",
    "country": "Country of who acts",
    "stance": "Stance",
}
PER_PAGE, MOST_PER_PAGE = 100, 200
NARROWED_KEPT = 256
SURE = 0.5
LONGEST_QUERY = 300
ID = re.compile(r"[0-9a-f]{16}")
SPAN = re.compile(r"(\d{1,8})-(\d{1,8})")


class NotFoundError(Exception):
    """There is no such page; what the reader is told."""


class WrongError(Exception):
    """An address that asks for something impossible; what the reader is told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a list asks for: facets' values, words, a page, and the row that is open."""

    choice: Mapping[str, str]
    words: str
    page: int
    per: int
    open: str

    def link(self, **changes: object) -> str:
        """The same list, changed; None leaves something out, and the page goes back to the first."""
        values: dict[str, object] = {**self.choice, "q": self.words, "per": self.per if self.per != PER_PAGE else None}
        values |= changes
        some = {
            name: str(value)
            for name, value in values.items()
            if value not in (None, "") or (name in changes and value == "")
        }
        return f"/claims?{urlencode(some)}" if some else "/claims"


def asked(request: Request) -> Asked:
    """The list that an address asks for. Raises WrongError for what is no list."""
    values = request.query_params
    choice = {facet: values[facet][:LONGEST_QUERY] for facet in FACETS if facet in values}
    page, per = whole(values, "page", 1, 1, 10**6), whole(values, "per", PER_PAGE, 1, MOST_PER_PAGE)
    opened = values.get("open", "")
    if opened and not ID.fullmatch(opened):
        raise WrongError("that is no claim's id")
    return Asked(choice, words_in(values), page, per, opened)


def words_in(values: Mapping[str, str]) -> str:
    """The words of a search, cut where they are too many."""
    return values.get("q", "")[:LONGEST_QUERY].strip()


def whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """A whole number in an address. Raises WrongError where it is none, or out of bounds."""
    text = values.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise WrongError(f"{name} must be a whole number from {least} to {most}")
    return int(text)


class Pages:
    """The pages for reading, each an endpoint."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._narrowed: OrderedDict[tuple[object, ...], Markup] = OrderedDict()

    async def front(self, request: Request) -> Response:
        """What the record holds, and where to begin."""
        edition = self.desk.room.edition
        info, inputs = edition.once("info", lambda: (edition.reader.info(), edition.reader.inputs()))
        selection = edition.search.select({})
        quotes = edition.search.page({"kind": "quotation"}, "", 0, 4)
        more: dict[str, Any] = {"selection": selection, "outlets": edition.search.outlets()[:12], "quotes": quotes}
        return self.desk.page(request, "front.html", info=info, unread=sum(i.status != "ok" for i in inputs), **more)

    async def claims(self, request: Request) -> Response:
        """The list of claims beside the article of the one that is open."""
        wanted = asked(request)
        search = self.desk.room.edition.search
        selection = search.select(wanted.choice, wanted.words)
        rows = search.page(wanted.choice, wanted.words, (wanted.page - 1) * wanted.per, wanted.per)
        base = wanted.link(page=wanted.page if wanted.page > 1 else None)
        base += f"{'&' if '?' in base else '?'}open="
        shown = self.pane_of(wanted.open) if wanted.open else None
        return self.desk.page(
            request,
            "claims.html",
            asked=wanted,
            narrow=self._narrow(selection, wanted),
            total=selection.total,
            lines=lines_of(rows, self.states(rows), base),
            pages=max(1, -(-selection.total // wanted.per)),
            **(shown or {"article": None, "open": None}),
        )

    def _narrow(self, selection: Selection, wanted: Asked) -> Markup:
        """The facets, written once for each choice, as counts do not change while an edition is shown."""
        edition = self.desk.room.edition
        key = (edition.mark, wanted.link())
        if key not in self._narrowed:
            facets = self._facets(selection, wanted)
            template = self.desk.templates.get_template("_facets.html")
            self._narrowed[key] = Markup(template.render(facets=facets, names=FACET_NAMES))
            while len(self._narrowed) > NARROWED_KEPT:
                self._narrowed.popitem(last=False)
        return self._narrowed[key]

    def _facets(self, selection: Selection, wanted: Asked) -> list[tuple[str, list[tuple[str, int, str, bool]]]]:
        """For each facet its values, how many each gives, the link that chooses it or lets it go, and whether it is."""
        return [
            (
                facet,
                [
                    (
                        count.value,
                        count.count,
                        wanted.link(**{facet: None if wanted.choice.get(facet) == count.value else count.value}),
                        wanted.choice.get(facet) == count.value,
                    )
                    for count in counts
                ],
            )
            for facet, counts in selection.counts
        ]

    def states(self, rows: tuple[CellRow, ...]) -> Mapping[str, Verdict]:
        """The last standing verdict on each row that has one."""
        told = self.desk.room.verdicts()
        return {row.id: last for row in rows if row.id in told and (last := self.desk.standing(told[row.id]))}

    async def pane(self, request: Request) -> Response:
        """A claim with its article, to be put beside a list."""
        return self.desk.page(request, "_pane.html", **self.pane_of(claim_id(request)))

    async def claim(self, request: Request) -> Response:
        """A claim on a page of its own."""
        return self.desk.page(request, "claim.html", **self.pane_of(claim_id(request)))

    def pane_of(self, id_: str) -> dict[str, Any]:
        """A claim with its article and the verdicts on it, as a template shows them beside a list."""
        edition = self.desk.room.edition
        try:
            found = edition.reader.claim(id_)
        except InputError:
            raise NotFoundError("the record has no such claim") from None
        article = edition.reader.article(found.article_id)
        return {
            **self._article(article, found.evidence[0]),
            "open": found,
            "verdicts": self.desk.room.verdicts().get(found.id, ()),
        }

    async def article(self, request: Request) -> Response:
        """An article with its claims marked, and a span brought out."""
        edition = self.desk.room.edition
        article = article_in(request, edition)
        focus = span_in(request.query_params.get("s"), article)
        rows = edition.search.cells_of(article.document)
        return self.desk.page(
            request, "article.html", rows=rows, states=self.states(rows), **self._article(article, focus)
        )

    def _article(self, article: Article, focus: Span | None) -> dict[str, Any]:
        claims = tuple(self.desk.room.edition.reader.claims(document=article.document, withdrawn=True))
        return {"article": article, "parts": parts_of(article, claims, focus), "focus": focus}

    async def search(self, request: Request) -> Response:
        """Names, articles and claims that have the words."""
        words = words_in(request.query_params)
        search = self.desk.room.edition.search
        names, texts = (search.find_names(words, 12), search.find_texts(words, 20)) if words else ((), ())
        total = search.select({}, words).total if words else 0
        rows = search.page({}, words, 0, 20) if words else ()
        found: dict[str, Any] = {
            "names": names,
            "texts": texts,
            "rows": rows,
            "states": self.states(rows),
            "total": total,
        }
        return self.desk.page(request, "search.html", words=words, **found)

    async def ask(self, request: Request) -> Response:
        """A question, and the record's answer with the words it rests on."""
        question = words_in(request.query_params)
        answer, wrong = None, ""
        if question:
            try:
                answer = await self.desk.answer(question)
            except QuestionError as error:
                wrong = str(error)
        links = {article.document: article.id for article in self._cited(answer)} if answer else {}
        status = 422 if wrong else 200
        return self.desk.page(request, "ask.html", status, question=question, answer=answer, wrong=wrong, ids=links)

    def _cited(self, answer: Any) -> list[Article]:
        documents = dict.fromkeys(quote.document for row in answer.rows for quote in row.quotes)
        return [self.desk.room.edition.reader.article(document) for document in documents]

    async def keys(self, request: Request) -> Response:
        """The keys that the pages know."""
        return self.desk.page(request, "keys.html")


Line = tuple[str, str, str, str | None, str, str, str, str | None, str, str, str, Verdict | None, str]


def changed(state: Verdict | None) -> str:
    """What an edit makes of a claim, in a few words."""
    return "; ".join(f"{change.part.replace('_', ' ')}: {change.now}" for change in state.changes) if state else ""


def lines_of(rows: Sequence[CellRow], states: Mapping[str, Verdict], base: str) -> list[Line]:
    """Rows as a list writes them: plain tuples, worked out here, since a template takes far longer over the same."""
    return [
        (
            row.id,
            f"{base}{row.id}#s{row.start}-{row.end}",
            row.actor or "no one named",
            row.country,
            act(row.action),
            "" if row.stance == "asserted" else row.stance,
            "" if row.value is None else number(row.value) + ("%" if row.unit == "percent" else ""),
            row.target,
            short(row.quote),
            row.outlet,
            day(row.published)
            + ("" if row.kind == "event" else f" · {row.kind}")
            + (" · unsure" if row.score < SURE else ""),
            states.get(row.id),
            changed(states.get(row.id)),
        )
        for row in rows
    ]


def claim_id(request: Request) -> str:
    """The claim's id in an address. Raises NotFoundError where it is none."""
    id_ = str(request.path_params["id"])
    if not ID.fullmatch(id_):
        raise NotFoundError("that is no claim's id")
    return id_


def article_in(request: Request, edition: Edition) -> Article:
    """The article that an address names, by document or id. Raises NotFoundError where the record has none such."""
    name = str(request.path_params["document"])
    row = edition.search.text(name) if printable(name) else None
    if row is None:
        raise NotFoundError("the record has no such article")
    return edition.reader.article(row.id)


def span_in(text: str | None, article: Article) -> Span | None:
    """The span that an address asks for; None without one. Raises WrongError where the article has none such."""
    if text is None:
        return None
    found = SPAN.fullmatch(text)
    if not found or not int(found[1]) < int(found[2]) <= len(article.text):
        raise WrongError("the article has no such span")
    return Span(int(found[1]), int(found[2]))
