"""Whether a record keeps its promises: every cell quotes its source, every count adds up, every hash is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.keep.store import Reader
from onrecord.keep.verdicts import quotes
from onrecord.text import text_hash
from onrecord.types import Article

# Inputs with these statuses have an article, the others have none.
WITH_ARTICLE = ("ok", "partial", "suspect")


def check(record: Reader) -> Iterator[str]:
    """Each fault in one line; none where the record is sound."""
    yield from record.faults()
    yield from _wrong_counts(record)
    yield from _wrong_edits(record)
    statuses = {source.name: source for source in record.inputs()}
    met = set()
    for article in record.articles():
        met.add(article.name)
        source = statuses.get(article.name)
        if source is None or source.status not in WITH_ARTICLE or source.sha256 != article.sha256:
            yield f"{article.document}: its input says something else of it"
        yield from _wrong_cells(record, article)
    for name, source in statuses.items():
        if source.status in WITH_ARTICLE and name not in met:
            yield f"{source.document}: its status is {source.status}, and its article is not there"


def _wrong_counts(record: Reader) -> Iterator[str]:
    inputs = record.inputs()
    actual = Counter(f"status {source.status}" for source in inputs) + Counter({"inputs": len(inputs)})
    written = dict(record.counts())
    for name in sorted(actual.keys() | written.keys()):
        if actual[name] != written.get(name, 0):
            yield f"count of {name}: {written.get(name, 0)} written, {actual[name]} there"


def _wrong_edits(record: Reader) -> Iterator[str]:
    """The edits whose words are not in the article that they are about; no answer follows them."""
    for case in record.cases():
        for claim in map(record.claim, case.claims):
            article = record.article_of(claim)
            for verdict in case.standing:
                if not all(quotes(change, article) for change in verdict.changes):
                    yield f"{article.document}: verdict {verdict.id} by {verdict.by} quotes what is not there"


def _wrong_cells(record: Reader, article: Article) -> Iterator[str]:
    """The cells of an article whose words it does not have, or that stand in page chrome."""
    if text_hash(article.text) != article.sha256:
        yield f"{article.document}: its text has changed since it was read"
    for proof in record.proofs(article.document):
        if article.text[proof.span.start : proof.span.end] != proof.words:
            place = f"{article.document}, {proof.span.start}-{proof.span.end}"
            yield f"{place}: {proof.of} {proof.id} quotes {proof.words!r}, which is not there"
    chrome = [block.span for block in article.blocks if block.kind == "chrome"]
    for claim in record.claims(document=article.document, withdrawn=True):
        if any(span.meets(block) for span in claim.evidence for block in chrome):
            yield f"{article.document}: claim {claim.id} rests on page chrome"
