"""A claim of any kind in one line, and all that is known of it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.show.claims import claim_line, facts
from onrecord.types import Amount, Article, Claim, Role, Span, Speech, When
from tests.kinds import hedged, make_figure, make_quotation, span_of
from tests.support import make_article, make_claim, make_mention

TEXT = (
    "Reuters quoted Anna as saying that Әлия allegedly praised Bakı on Wednesday. “We won the day,” Anna told Bakı. "
    "More than 92.5 percent voted in the district, with 71 percent counted, the board said."
)
ARTICLE = make_article(TEXT)


def event() -> Claim:
    """An event with date, hedge and chain."""
    claim = make_claim(ARTICLE, "praised", make_mention(TEXT, "Әлия"), make_mention(TEXT, "Bakı"))
    chain = (make_mention(TEXT, "Reuters"), make_mention(TEXT, "Anna"))
    when = When("2024-02-07", span_of(ARTICLE, "Wednesday"))
    return hedged(replace(claim, reported_by=chain, when=when), ARTICLE, "allegedly")


def quotation() -> Claim:
    """A quotation with an addressee, whose end was inferred."""
    anna = make_mention(TEXT, "Anna", start=TEXT.index("Anna told"))
    claim = make_quotation(ARTICLE, "We won the day,", anna, cue="told", speech=Speech("mixed", repaired=True))
    return replace(claim, roles=(*claim.roles, Role("addressee", make_mention(TEXT, "Bakı"))))


def figure() -> Claim:
    """A figure with all its parts."""
    amount = Amount(92.5, "percent", "preliminary", "more_than", 71.0, span_of(ARTICLE, "voted"))
    roles = (Role("subject", make_mention(TEXT, "Bakı")), Role("scope", make_mention(TEXT, "the district")))
    given = Role("attributed_to", make_mention(TEXT, "the board"))
    return make_figure(ARTICLE, "92.5", "vote_share", *roles, given, amount=amount)


def explained(claim: Claim, article: Article = ARTICLE) -> dict[str, str]:
    """The facts by their labels; of several with one label, the last."""
    return dict(facts(claim, article, None))


def test_an_event_in_one_line() -> None:
    """Who, what, whom; when in EDTF with its words; hedges; the chain, outlet first."""
    line = "Әлия PRAISE → Bakı, 2024-02-07 “Wednesday”, “allegedly” [The Herald ← Reuters ← Anna]"
    assert line == claim_line(event(), ARTICLE)


def test_a_plain_event_in_one_line() -> None:
    """Nothing is added where nothing is known, and what is not asserted says so."""
    claim = make_claim(ARTICLE, "praised", make_mention(TEXT, "Әлия"), None, polarity="negative")
    assert "Әлия PRAISE (negated)" == claim_line(claim, ARTICLE)


def test_a_quotation_in_one_line() -> None:
    """Who said what to whom; long words are cut."""
    assert "Anna SAY → Bakı: “We won the day,”" == claim_line(quotation(), ARTICLE)
    long = make_article("“" + "word " * 40 + "end”")
    assert claim_line(make_quotation(long, "word " * 40 + "end"), long).endswith("word…”")


def test_a_figure_in_one_line() -> None:
    """The measure, of what, where, the number with its qualifier and unit, its status and the share counted."""
    line = "vote share of Bakı (the district): more than 92.5 percent (voted), preliminary, 71 percent counted"
    assert line == claim_line(figure(), ARTICLE)


def test_numbers_are_written_whole() -> None:
    """A count has its thousands apart and no decimals; an end of a range says so."""
    amount = Amount(1234567.0, "count", qualifier="between")
    line = claim_line(make_figure(ARTICLE, "92.5", "votes", amount=amount), ARTICLE)
    assert "votes: 1,234,567 count (one end of a range)" == line


def test_an_event_is_explained() -> None:
    """Its date and hedges with their words and places, and each link of the chain."""
    known = explained(event())
    at = span_of(ARTICLE, "Wednesday")
    assert f"2024-02-07 ← “Wednesday” [{at.start}-{at.end}]" == known["when"]
    assert "The Herald ← Reuters ← Anna" == known["chain"]
    assert known["hedge"].startswith("“allegedly” [")
    assert ["Reuters", "Anna"] == [
        value.split("”")[0][1:] for label, value in facts(event(), ARTICLE, None) if label == "reported by"
    ]


def test_a_quotation_is_explained() -> None:
    """Its form, whether its end was inferred, its words and its cue."""
    known = explained(quotation())
    assert ("mixed, its end inferred: the closing mark is missing", "The Herald itself") == (
        known["form"],
        known["reported by"],
    )
    assert known["cue"].startswith("“told” [")
    assert known["words"].startswith("“We won the day,” [")


def test_a_figure_is_explained() -> None:
    """Value, unit, qualifier, status, counted share, noun and roles, each on its own line."""
    known = explained(figure())
    parts = {name: known[name] for name in ("value", "unit", "qualifier", "status", "counted")}
    assert parts == {
        "value": "92.5",
        "unit": "percent",
        "qualifier": "more than",
        "status": "preliminary",
        "counted": "71 percent of the count",
    }
    assert known["noun"].startswith("“voted” [")
    assert "the board" in known["attributed to"]
    assert "the district" in known["scope"]


def test_no_part_moves_the_cursor() -> None:
    """Words of a date, a hedge, a noun or a quotation are made visible like all others."""
    text = "On \x1b[2J7 May \x1b]praised\x1b, 5 \x1bvotes."
    article = make_article(text)
    amount = Amount(5, "count", noun=Span(text.index("\x1bvotes"), len(text)))
    figure = make_figure(article, "5", "votes", amount=amount)
    figure = replace(figure, when=When("2024-05-07", Span(3, 12)), hedges=(Span(13, 20),))
    said = make_quotation(article, text[12:24])
    lines = [claim_line(figure, article), claim_line(said, article)]
    lines += [value for claim in (figure, said) for _, value in facts(claim, article, Span(0, len(text)))]
    assert "\x1b" not in "".join(lines)
