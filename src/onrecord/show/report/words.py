"""The words: every passage that a value of the report rests on, gathered while values are made into links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.show.marks import Part, Stretch, anchor, parts_of
from onrecord.show.report.edtf import in_words
from onrecord.show.report.material import Material
from onrecord.show.report.model import Cited, Passage, Ref, Text
from onrecord.show.wordings import safe_link
from onrecord.types import Article, Claim, Span

MOST_REFS = 3  # links of one value, each to another outlet where there is one
MOST_CHARACTERS = 1_500_000  # of words that values may rest on, which bounds the size of the file
KEPT = 300  # characters kept on each side of a mark, in a block that is long


class Words:
    """Gives values their links and keeps the passages that these lead to.

    ``section`` is the part of the page that is being made, for the ways back.
    """

    def __init__(self, material: Material) -> None:
        self.section = ""
        self.unseen = 0
        self._material = material
        self._articles = material.by_id
        self._numbers = {article.id: at for at, article in enumerate(material.articles, 1)}
        self._links = 0
        self._room = MOST_CHARACTERS
        self._cited: dict[str, dict[str, Claim]] = {}
        self._spans: set[tuple[str, Span]] = set()
        self._back: dict[str, dict[str, str]] = {}

    def cite(self, value: str, claims: Sequence[str], most: int = MOST_REFS) -> Cited:
        """The value with links to the words of some of its claims, of as many outlets as can be."""
        known = self._material.known(claims)
        chosen = self._chosen(known, most)
        refs = tuple(ref for claim in chosen if (ref := self._ref(self._material.claims[claim])))
        return Cited(value, refs, max(0, len(known) - len(refs)))

    def _chosen(self, claims: Sequence[str], most: int) -> list[str]:
        outlets: dict[str, str] = {}
        for claim in claims:
            outlets.setdefault(self._articles[self._material.claims[claim].article_id].source, claim)
        first = list(outlets.values())
        return first[:most]

    def _ref(self, claim: Claim) -> Ref | None:
        """A link to a claim's words; None, and counted, where the report has no more room for words."""
        article, span = self._articles[claim.article_id], claim.evidence[0]
        if (article.id, span) not in self._spans:
            cost = span.end - span.start + 2 * KEPT
            if cost > self._room:
                self.unseen += 1
                return None
            self._room -= cost
            self._spans.add((article.id, span))
        self._cited.setdefault(article.id, {})[claim.id] = claim
        self._links += 1
        where = self.place(article.id, span)
        link = f"r{self._links}"
        self._back.setdefault(where, {}).setdefault(self.section, link)
        return Ref(where, link, f"{article.source}, {in_words(article.published)}")

    def place(self, article: str, span: Span) -> str:
        """The anchor of a span of an article of the story."""
        return f"w{self._numbers[article]}-{anchor(span)}"

    def text_anchor(self, article: str) -> str:
        """Where an article's passages begin; empty where nothing rests on it."""
        return f"w{self._numbers[article]}" if self._cited.get(article) else ""

    def texts(self) -> tuple[Text, ...]:
        """The passages that were cited, by article."""
        return tuple(
            self._text(article, self._cited[article.id])
            for article in self._material.articles
            if self._cited.get(article.id)
        )

    def _text(self, article: Article, cited: Mapping[str, Claim]) -> Text:
        parts = parts_of(article, [cited[claim] for claim in sorted(cited)])
        return Text(
            anchor=self.text_anchor(article.id),
            number=self._numbers[article.id],
            outlet=article.source,
            title=article.title or article.document,
            day=in_words(article.published),
            url=safe_link(article.url),
            passages=tuple(self._passage(article, part) for part in parts if any(s.evidence for s in part.stretches)),
        )

    def _passage(self, article: Article, part: Part) -> Passage:
        number = self._numbers[article.id]
        stretches = tuple((s, tuple(f"w{number}-{one}" for one in s.anchors)) for s in _near_marks(part.stretches))
        back: dict[str, str] = {}
        for _, anchors in stretches:
            for one in anchors:
                for section, link in self._back.get(one, {}).items():
                    back.setdefault(section, link)
        return Passage(part.kind, stretches, tuple((link, section) for section, link in back.items()))


def _near_marks(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches, of long ones without a mark only what is near one."""
    for at, stretch in enumerate(stretches):
        text = stretch.text
        if stretch.evidence or stretch.unseen or len(text) <= 2 * KEPT:
            yield stretch
            continue
        head = text[:KEPT].rsplit(" ", 1)[0] + " " if at else ""
        tail = " " + text[-KEPT:].split(" ", 1)[-1] if at + 1 < len(stretches) else ""
        yield replace(stretch, text=f"{head}[…]{tail}")
