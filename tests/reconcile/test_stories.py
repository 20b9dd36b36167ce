"""Which reports speak of one event: its country, its kind, its weeks, its people."""

from __future__ import annotations

from onrecord.weighed import Story
from tests.reconcile.reports import Report, act, article, figure, reconciled, who


def _report(name: str, place: str, code: str, published: str | None, winner: str = "Rosa Quispe") -> Report:
    text = f"Election in {place}: the votes are counted\nAna Costa praised {winner} after the vote in {place}."
    made = article(name, text, published=published)
    return made, (act(made, "PRAISE", who(text, "Ana Costa"), who(text, winner, country=code)),)


def _documents(story: Story, *reports: Report) -> list[str]:
    names = {made.id: made.document for made, _ in reports}
    return [names[one] for one in story.articles]


def test_reports_of_one_election_are_one_story() -> None:
    """Two reports of one country's vote in one week are one story, with a title of theirs and a reason."""
    reports = (_report("a", "Peru", "PER", "2024-02-08"), _report("b", "Peru", "PER", "2024-02-09"))
    (story,) = reconciled(*reports).stories
    assert ["a", "b"] == _documents(story, *reports)
    assert "Election in Peru: the votes are counted" == story.title
    assert ("election", "PER", "2024-02-08", "2024-02-09") == (story.kind, story.country, story.start, story.end)
    assert "election in PER" in story.reason


def test_another_year_is_another_story() -> None:
    """The vote of 2018 is not the vote of 2024."""
    reports = (_report("a", "Peru", "PER", "2018-02-08"), _report("b", "Peru", "PER", "2024-02-09"))
    assert 2 == len(reconciled(*reports).stories)


def test_another_country_is_another_story() -> None:
    """Georgia's vote is not Peru's, though both are in one week."""
    reports = (
        _report("a", "Peru", "PER", "2024-02-08"),
        _report("b", "Georgia", "GEO", "2024-02-08", winner="Nino Beridze"),
    )
    assert 2 == len(reconciled(*reports).stories)


def test_a_report_without_a_date_goes_to_its_election() -> None:
    """A report that bears no date is put where its country and its people are."""
    reports = (_report("a", "Peru", "PER", None), _report("b", "Peru", "PER", "2024-02-09"))
    assert 1 == len(reconciled(*reports).stories)


def test_an_article_can_belong_to_two_stories() -> None:
    """What a report of one vote says of another country's vote belongs to that one."""
    home, other = _report("a", "Peru", "PER", "2024-02-08"), _report("b", "Kenya", "KEN", "2024-02-08", "Wanjiru Mutua")
    text = "Election in Peru: votes and votes\nAna Costa praised Rosa Quispe in Peru, and the vote in Kenya."
    made = article("c", text)
    claims = (
        act(made, "PRAISE", who(text, "Ana Costa"), who(text, "Rosa Quispe", country="PER")),
        act(made, "PRAISE", who(text, "Ana Costa"), who(text, "the vote in Kenya", "thing", country="KEN")),
    )
    reports = (home, other, (made, claims))
    stories = {story.country: _documents(story, *reports) for story in reconciled(*reports).stories}
    assert {"PER": ["a", "c"], "KEN": ["b", "c"]} == stories


def test_every_claim_is_in_one_story() -> None:
    """No claim is lost and none is in two stories."""
    reports = tuple(_report(f"r{n}", "Peru", "PER", f"20{n + 10}-02-08") for n in range(12))
    made = reconciled(*reports)
    claims = sorted(claim.id for _, claims in reports for claim in claims)
    assert claims == sorted(claim for story in made.stories for claim in story.claims)


def test_an_earlier_years_number_is_another_question() -> None:
    """The turnout of an election of long ago is not held against this one's."""
    text = "Election in Peru: turnout\nTurnout in Peru was 71 percent, against 83 percent in 2018."
    made = article("a", text)
    peru = who(text, "Peru", "state", country="PER")
    claims = (
        figure(made, "turnout", "71 percent", 71, peru, status="final"),
        figure(made, "turnout", "83 percent", 83, peru, status="final", when="2018"),
    )
    scopes = [(one.scope, one.verdict) for one in reconciled((made, claims)).comparisons]
    assert [(None, "agree"), ("2018", "agree")] == scopes
