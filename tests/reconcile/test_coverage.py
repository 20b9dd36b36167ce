"""Who carries what and who does not is read off articles; what is not known about sides and dates is said."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import load_gazetteer
from onrecord.reconcile.copies import Links, links
from onrecord.reconcile.coverage import Coverage, First, Kind, Row, carried, country, coverage, ownership, quotations
from onrecord.reconcile.coverage import _ownerships as ownerships
from onrecord.types import Article, Claim, Copy, QuoteForm, Role, Span, Speech
from tests.reconcile.support import report
from tests.support import make_mention

NONE = Links({}, {})
BODY = "The talks went on until the evening."


@dataclass(frozen=True)
class Fact:
    """The least that can be carried."""

    id: str
    sources: tuple[str, ...]
    kind: Kind = "fact"


def _outlets(*, dates: tuple[str | None, ...] = ("2024-02-07", "2024-02-08", None)) -> tuple[Article, ...]:
    """Articles a and b of Armenpress, Armenia, c of APA, Azerbaijan, d of an outlet that nobody knows."""
    sources = ("Armenpress", "Armenpress", "APA", "The Pigeon")
    days = (dates[0], *dates)
    rows = zip("abcd", sources, days, strict=True)
    return tuple(report(name, BODY, source=source, published=day) for name, source, day in rows)


def _row(*sources: str, copies: Links = NONE, articles: tuple[Article, ...] = ()) -> Row:
    (row,) = coverage([Fact("f", sources)], articles or _outlets(), copies).rows
    return row


def test_carriers_and_the_silent() -> None:
    """Each outlet stands once, among the carriers with its articles or among the silent."""
    row = _row("id-a", "id-b", "id-c")
    assert [("APA", ("id-c",)), ("Armenpress", ("id-a", "id-b"))] == [(c.outlet, c.articles) for c in row.carriers]
    assert ("The Pigeon",) == row.silent


def test_sources_that_are_not_given() -> None:
    """A source that is not among the articles is carried by nobody."""
    row = _row("id-elsewhere")
    assert ((), First((), None, False, "nobody carries it")) == (row.carriers, row.first)


def test_the_first() -> None:
    """The first is certain where it is one outlet on its day and every carrier has a date."""
    assert (
        First(("Armenpress",), "2024-02-07", True, "the only one of its day, and all have dates")
        == _row("id-a", "id-c").first
    )
    assert First(("Armenpress",), "2024-02-07", False, "1 without a date") == _row("id-a", "id-d").first
    same = _outlets(dates=("2024-02-07", "2024-02-07T09:00:00", None))
    assert (
        First(("APA", "Armenpress"), "2024-02-07", False, "2 on the same day")
        == _row("id-a", "id-c", articles=same).first
    )
    assert First((), None, False, "no carrier has a date") == _row("id-d").first


def test_a_copy_is_no_carrier_of_its_own() -> None:
    """An outlet whose articles are all copies of another outlet's is marked; one that repeats itself is not."""
    copies = links([Copy("id-c", "id-a", "exact", 1.0, ""), Copy("id-b", "id-a", "near", 0.9, "")])
    assert [("APA", True), ("Armenpress", False)] == [
        (c.outlet, c.copied) for c in _row("id-a", "id-b", "id-c", copies=copies).carriers
    ]


def test_one_side_only() -> None:
    """What one country's outlets alone report is one-sided, unless a carrier's country is not known."""
    assert "ARM" == _row("id-a", "id-b").only
    assert None is _row("id-a", "id-c").only
    assert None is _row("id-a", "id-d").only


def test_where_there_is_but_one_side() -> None:
    """Where the pile has no other side, nothing is one-sided."""
    articles = tuple(article for article in _outlets() if article.source != "APA")
    found: Coverage = coverage([Fact("f", ("id-a",))], articles, NONE)
    assert () == found.one_sided()


def test_sides_of_outlets() -> None:
    """An outlet's country is the article's own, else the gazetteer's by address or name; ownership is one of four."""
    gazetteer = load_gazetteer()
    assert "FRA" == country(report("a", BODY, source="Whoever", url="https://www.afp.com/en/1"), gazetteer)
    assert "GEO" == country(report("a", BODY, source="Armenpress", country="GEO"), gazetteer)
    assert ("state", None) == tuple(ownership(report("a", BODY, source=s), gazetteer) for s in ("TASS", "The Pigeon"))


def test_every_ownership_has_a_side() -> None:
    """Every ownership that the gazetteer's outlets have is in sides.toml."""
    assert {outlet.ownership for outlet, _ in load_gazetteer().outlets} - {""} <= ownerships().keys()


def test_what_claims_carry() -> None:
    """What rests on claims is carried by their articles, each once."""
    item = carried("x", "figure", "votes", ["c2", "c1", "c2"], {"c1": "id-b", "c2": "id-a"})
    assert (("id-a", "id-b"), ("c2", "c1")) == (item.sources, item.claims)


# --- Quotations


def _quotation(article: Article, words: str, speaker: str = "", form: QuoteForm = "direct") -> Claim:
    at = article.text.index(words)
    span = Span(at, at + len(words))
    roles = (Role("speaker", make_mention(article.text, speaker)),) if speaker else ()
    id_ = f"{article.id}-{at}-{len(words)}"
    return Claim(id_, article.id, "quotation", "SAY", roles, (span,), span, "t/1", "SAY/t", speech=Speech(form))


LONG = "We will not sign anything that our people could not live with for a generation"
SHORT = "our people could not live with for a generation"
TEXTS = (
    f"Anna said: “{LONG}.” She left.",
    f"“{SHORT.upper()}”, as Anna put it on Friday.",
    "Boris called it “a good day”. Anna said it was “a good day” too.",
    "Boris spoke of “a good day” as well.",
)


def _quotations() -> tuple[list[Claim], dict[str, Article]]:
    articles = [report("pqrs"[n], text) for n, text in enumerate(TEXTS)]
    p, q, r, s = articles
    claims = [
        _quotation(p, LONG, "Anna"),
        _quotation(q, SHORT.upper(), "Anna", "mixed"),
        _quotation(r, "a good day", "Boris"),
        _quotation(s, "a good day", "Boris"),
    ]
    at = TEXTS[2].rindex("a good day")
    again = Span(at, at + 10)
    anna = Role("speaker", make_mention(TEXTS[2], "Anna"))
    claims.append(Claim("anna", r.id, "quotation", "SAY", (anna,), (again,), again, "t/1", "", speech=Speech("mixed")))
    return claims, {article.id: article for article in articles}


def test_the_same_words() -> None:
    """A part of a quotation goes with the whole; a short one only with equal words of the same speaker."""
    claims, articles = _quotations()
    found = {(item.label, item.sources) for item in quotations(claims, articles)}
    assert {(LONG, ("id-p", "id-q")), ("a good day", ("id-r", "id-s")), ("a good day", ("id-r",))} == found


def test_words_without_marks() -> None:
    """Indirect speech is in the outlet's words: it is matched with nothing."""
    article = report("p", TEXTS[0])
    assert () == quotations([_quotation(article, LONG, "Anna", "indirect")], {article.id: article})


@given(st.permutations(_quotations()[0]))
def test_quotations_in_any_order(claims: list[Claim]) -> None:
    """The order of the claims makes no difference."""
    original, articles = _quotations()
    assert quotations(original, articles) == quotations(claims, articles)
