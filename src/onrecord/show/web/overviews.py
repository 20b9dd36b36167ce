"""The pages that show many claims at once: facts, names, sources, figures, coverage, stories, two outlets."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from onrecord.ask.shelf import CellRow
from onrecord.show.web import plot
from onrecord.show.web.desk import Desk
from onrecord.show.web.pages import ID, LONGEST_QUERY, PER_PAGE, NotFoundError, Pages, whole
from onrecord.show.web.reconciled import (
    comparisons_of,
    copies_of,
    fact_by_id,
    facts_by_claim,
    facts_of,
    joins_of,
    lines_of,
    matrix_of,
    stories_of,
    story_by_id,
)
from onrecord.show.web.room import Edition
from onrecord.types import Verdict
from onrecord.weighed import Fact

SIDE_ROWS = 2000  # of one outlet, when two are compared
MATRIX_FACTS, MATRIX_OUTLETS = 60, 40
NAME_ROWS = 200
UNREAD = 1000
LIKE = 12
CHOICES_KEPT = 32
Facets = list[tuple[str, list[tuple[str, int, str, bool]]]]
FACT_FACETS: Mapping[str, Callable[[Fact], str]] = {
    "action": lambda fact: fact.action,
    "standing": lambda fact: fact.standing,
    "modality": lambda fact: fact.modality,
    "country": lambda fact: (fact.actor.country if fact.actor else None) or "",
}


class Overviews:
    """The pages of many claims, each an endpoint."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.pages = desk, Pages(desk)
        self._choices: OrderedDict[tuple[object, ...], tuple[tuple[Fact, ...], Facets]] = OrderedDict()

    async def facts(self, request: Request) -> Response:
        """What the claims amount to, beside the article of the one that is open."""
        values, edition = request.query_params, self.desk.room.edition
        choice = {name: values[name][:LONGEST_QUERY] for name in (*FACT_FACETS, "story") if name in values}
        page = whole(values, "page", 1, 1, 10**6)
        chosen, facets = self._chosen(edition, choice)
        opened = values.get("open", "")
        shown = self.pages.pane_of(opened) if ID.fullmatch(opened) else {"article": None, "open": None}
        return self.desk.page(
            request,
            "facts.html",
            facets=facets,
            total=len(chosen),
            lines=lines_of(edition, chosen[(page - 1) * PER_PAGE : page * PER_PAGE]),
            number_of_page=page,
            pages=max(1, -(-len(chosen) // PER_PAGE)),
            link=lambda **changes: link("/facts", {**choice, **changes}),
            **shown,
        )

    def _chosen(self, edition: Edition, choice: Mapping[str, str]) -> tuple[tuple[Fact, ...], Facets]:
        """The facts that fit, and the facets; worked out once for each choice, the last ones kept."""
        key = (edition.mark, tuple(sorted(choice.items())))
        if key not in self._choices:
            facts = facts_of(edition)
            self._choices[key] = (tuple(chosen_facts(facts, choice)), fact_facets(facts, choice))
            while len(self._choices) > CHOICES_KEPT:
                self._choices.popitem(last=False)
        return self._choices[key]

    async def fact(self, request: Request) -> Response:
        """One fact: its parties, the claims for it and against it, and what it is linked with."""
        edition = self.desk.room.edition
        fact = fact_by_id(edition, key_in(request, "id"))
        if fact is None:
            raise NotFoundError("the record has no such fact")
        rows = {row.id: row for row in edition.search.cells_by_id(fact.claims)}
        linked = [other for id_ in fact.linked if (other := fact_by_id(edition, id_))]
        later = fact_by_id(edition, fact.superseded_by) if fact.superseded_by else None
        sides = [
            (name, [rows[c] for c in claims if c in rows])
            for name, claims in (("for it", fact.asserted), ("against it", fact.denied))
        ]
        story = story_by_id(edition, fact.story)
        more: dict[str, Any] = {"linked": linked, "later": later, "sides": sides, "story": story}
        return self.desk.page(request, "fact.html", fact=fact, states=self.pages.states(tuple(rows.values())), **more)

    async def names(self, request: Request) -> Response:
        """Everyone and everything that claims name, the most frequent first."""
        values, search = request.query_params, self.desk.room.edition.search
        page = whole(values, "page", 1, 1, 10**6)
        kind, country = (values.get(name, "")[:40] or None for name in ("kind", "country"))
        total, rows = search.names(kind, country, (page - 1) * PER_PAGE, PER_PAGE)
        more: dict[str, Any] = {
            "kind": kind,
            "country": country,
            "number_of_page": page,
            "pages": max(1, -(-total // PER_PAGE)),
        }
        return self.desk.page(request, "names.html", total=total, rows=rows, **more)

    async def name(self, request: Request) -> Response:
        """One name: what is known, its wordings, who is and who is not the same, and every claim it has a part in."""
        edition = self.desk.room.edition
        row = edition.search.name(key_in(request, "key"))
        if row is None:
            raise NotFoundError("the record has no such name")
        parts = edition.search.cells_of_name(row.key, NAME_ROWS)
        roles: dict[str, list[CellRow]] = {}
        for role, cell in parts:
            roles.setdefault(role, []).append(cell)
        known = {row.name, *row.wordings}
        joins = [join for join in joins_of(edition) if join.one in known or join.other in known]
        found = edition.search.find_names(row.name, LIKE)
        like = [*{other.name: other for other in reversed(found) if other.name != row.name}.values()][::-1]
        pairs = self._pairs(row.name, [other.name for other in like])  # verdicts are on names
        more: dict[str, Any] = {
            "joins": joins,
            "like": like,
            "pairs": pairs,
            "states": self.pages.states(tuple(c for _, c in parts)),
        }
        return self.desk.page(request, "name.html", name=row, roles=roles, **more)

    def _pairs(self, one: str, others: Iterable[str]) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdicts on a name and each of some others."""
        told = self.desk.room.pairs()
        return {other: told.get(frozenset((one, other)), ()) for other in others}

    async def sources(self, request: Request) -> Response:
        """Every outlet, with its articles counted, and those that only repeat another's words."""
        edition = self.desk.room.edition
        copies = Counter(kind.kind for some in copies_of(edition).values() for kind in some[:1])
        return self.desk.page(request, "sources.html", outlets=edition.search.outlets(), copies=copies)

    async def source(self, request: Request) -> Response:
        """One outlet's articles, copies folded under what they were copied from."""
        edition, values = self.desk.room.edition, request.query_params
        outlet, page = values.get("outlet", "")[:LONGEST_QUERY], whole(values, "page", 1, 1, 10**6)
        known = {row.outlet: row for row in edition.search.outlets()}
        if outlet not in known:
            raise NotFoundError("the record has no such outlet")
        texts = edition.search.texts(outlet, (page - 1) * PER_PAGE, PER_PAGE)
        copies = copies_of(edition)
        originals = {
            copy.original_id: edition.reader.article(copy.original_id)
            for text in texts
            for copy in copies.get(text.id, ())
        }
        more: dict[str, Any] = {"copies": copies, "originals": originals, "number_of_page": page}
        pages = max(1, -(-known[outlet].articles // PER_PAGE))
        return self.desk.page(request, "source.html", outlet=known[outlet], texts=texts, pages=pages, **more)

    async def compare(self, request: Request) -> Response:
        """Two outlets side by side: what both carry, and what only one does."""
        edition, values = self.desk.room.edition, request.query_params
        outlets = [row.outlet for row in sorted(edition.search.outlets(), key=lambda row: (-row.cells, row.outlet))]
        left, right = (
            values.get(side, outlets[at] if len(outlets) > at else "")[:LONGEST_QUERY]
            for at, side in enumerate(("left", "right"))
        )
        by_fact = facts_by_claim(edition)
        sides = [
            grouped(edition.search.page({"outlet": outlet}, "", 0, SIDE_ROWS), by_fact) for outlet in (left, right)
        ]
        both = [(sides[0][key], sides[1][key]) for key in sides[0] if key in sides[1]]
        only = [[rows for key, rows in one.items() if key not in other] for one, other in (sides, sides[::-1])]
        more: dict[str, Any] = {"both": both, "only": only, "outlets": sorted(outlets), "left": left, "right": right}
        return self.desk.page(request, "compare.html", **more)

    async def figures(self, request: Request) -> Response:
        """Figures side by side: how the answers to each question agree, drawn and in a table."""
        edition = self.desk.room.edition
        verdict = request.query_params.get("verdict", "")
        every = comparisons_of(edition)
        some = [one for one in every if not verdict or one.verdict == verdict]
        page = whole(request.query_params, "page", 1, 1, 10**6)
        shown = some[(page - 1) * 20 : page * 20]
        ids = {claim for one in shown for group in one.groups for cell in group.values for claim in cell.claims}
        rows = {row.id: row for row in edition.search.cells_by_id(sorted(ids))}
        figures = [(one, plot.drawn(one)) for one in shown]
        verdicts = Counter(one.verdict for one in every)
        more: dict[str, Any] = {"number_of_page": page, "pages": max(1, -(-len(some) // 20)), "verdict": verdict}
        return self.desk.page(request, "figures.html", figures=figures, rows=rows, verdicts=verdicts, **more)

    async def coverage(self, request: Request) -> Response:
        """Who carries what: outlets across, facts down."""
        edition, values = self.desk.room.edition, request.query_params
        stories = stories_of(edition)
        story = story_by_id(edition, values.get("story", "")) or (stories[0] if stories else None)
        action, page = values.get("action", "")[:40], whole(values, "page", 1, 1, 10**6)
        of_story = [fact for fact in facts_of(edition) if story and fact.story == story.id]
        facts = [fact for fact in of_story if not action or fact.action == action]
        matrix = matrix_of(edition, facts, (page - 1) * MATRIX_FACTS, MATRIX_FACTS, MATRIX_OUTLETS)
        actions = sorted({fact.action for fact in of_story})
        more: dict[str, Any] = {
            "stories": stories[:200],
            "story": story,
            "action": action,
            "actions": actions,
            "number_of_page": page,
        }
        pages = max(1, -(-len(facts) // MATRIX_FACTS))
        return self.desk.page(request, "coverage.html", matrix=matrix, total=len(facts), pages=pages, **more)

    async def stories(self, request: Request) -> Response:
        """Every story, the one with most articles first."""
        edition, page = self.desk.room.edition, whole(request.query_params, "page", 1, 1, 10**6)
        stories = stories_of(edition)
        counts = edition.once("facts by story", lambda: Counter(fact.story for fact in facts_of(edition)))
        some = stories[(page - 1) * PER_PAGE : page * PER_PAGE]
        more: dict[str, Any] = {"counts": counts, "number_of_page": page, "pages": max(1, -(-len(stories) // PER_PAGE))}
        return self.desk.page(request, "stories.html", stories=some, total=len(stories), **more)

    async def story(self, request: Request) -> Response:
        """One story: its articles by date, what they amount to, and the figures in it."""
        edition = self.desk.room.edition
        story = story_by_id(edition, key_in(request, "id"))
        if story is None:
            raise NotFoundError("the record has no such story")
        facts = [fact for fact in facts_of(edition) if fact.story == story.id]
        articles = [edition.reader.article(id_) for id_ in story.articles[:PER_PAGE]]
        figures = [one for one in comparisons_of(edition) if one.story == story.id]
        standings = Counter(fact.standing for fact in facts)
        more: dict[str, Any] = {
            "articles": sorted(articles, key=lambda a: (a.published or "", a.document)),
            "standings": standings,
        }
        lines = lines_of(edition, facts[:PER_PAGE])
        copies = copies_of(edition)
        return self.desk.page(request, "story.html", story=story, lines=lines, figures=figures, copies=copies, **more)

    async def unread(self, request: Request) -> Response:
        """What could not be read, or only in part, with the reasons."""
        edition = self.desk.room.edition
        inputs = edition.once("inputs", edition.reader.inputs)
        return self.desk.page(
            request, "unread.html", inputs=[one for one in inputs if one.status != "ok"][:1000], total=len(inputs)
        )

    async def verdicts(self, request: Request) -> Response:
        """What people have said, the latest first."""
        edition = self.desk.room.edition
        verdicts = sorted(edition.reader.verdicts(), key=lambda one: (one.at, one.id), reverse=True)[:500]
        claims = {verdict.id: claim for claim, some in self.desk.room.verdicts().items() for verdict in some}
        return self.desk.page(request, "verdicts.html", verdicts=verdicts, claims=claims)


def chosen_facts(facts: Iterable[Fact], choice: Mapping[str, str]) -> list[Fact]:
    """The facts that have the chosen value of each facet."""
    return [fact for fact in facts if all(_value(fact, name) == value for name, value in choice.items())]


def _value(fact: Fact, name: str) -> str:
    return fact.story if name == "story" else FACT_FACETS[name](fact)


def fact_facets(
    facts: tuple[Fact, ...], choice: Mapping[str, str]
) -> list[tuple[str, list[tuple[str, int, str, bool]]]]:
    """For each facet its values, how many each gives, the link that chooses it or lets it go, and whether it is."""
    found = []
    for name, value_of in FACT_FACETS.items():
        others = {key: value for key, value in choice.items() if key != name}
        counts = Counter(map(value_of, chosen_facts(facts, others)))
        values = [
            (
                value,
                count,
                link("/facts", {**choice, name: None if choice.get(name) == value else value}),
                choice.get(name) == value,
            )
            for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        found.append((name, values))
    return found


def link(path: str, values: Mapping[str, object]) -> str:
    """An address with those values that are not None."""
    some = {name: str(value) for name, value in values.items() if value is not None}
    return f"{path}?{urlencode(some)}" if some else path


def key_in(request: Request, name: str) -> str:
    """An id in an address. Raises NotFoundError where it is none."""
    key = str(request.path_params[name])
    if not ID.fullmatch(key):
        raise NotFoundError("there is no such page")
    return key


def grouped(rows: Iterable[CellRow], by_fact: Mapping[str, Fact]) -> dict[str, list[CellRow]]:
    """One outlet's rows under what they say: the fact they are part of, or who does what to whom."""
    groups: dict[str, list[CellRow]] = {}
    for row in rows:
        fact = by_fact.get(row.id)
        said = (row.action, row.stance, row.actor_key or row.actor or "", row.target_key or row.target or row.quote)
        groups.setdefault(fact.id if fact else "\n".join(said), []).append(row)
    return groups
