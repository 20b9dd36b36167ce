"""Figures of one question stand side by side, grouped by status and claimant, with a verdict and its reason."""

from __future__ import annotations

from onrecord.types import Claim, Mention
from onrecord.weighed import Comparison
from tests.reconcile.reports import Report, article, figure, reconciled, who

TEXT = (
    "Election in Peru: the votes are counted\nRosa Quispe won 54.1 percent of the vote in Peru, the Electoral "
    "Commission said. Marco Llosa, her rival, said she had 41 percent. An exit poll by Datum gave her 56 percent, and "
    "Marco Llosa 60.5 percent. Turnout was 71 percent, or 71.4 percent. In Cusco it was 66 percent."
)


def _report(name: str = "a") -> tuple[Report, dict[str, Mention]]:
    people = {
        "quispe": who(TEXT, "Rosa Quispe"),
        "llosa": who(TEXT, "Marco Llosa"),
        "datum": who(TEXT, "Datum", "organization"),
        "commission": who(TEXT, "the Electoral Commission", "organization", country="PER"),
        "peru": who(TEXT, "Peru", "state", country="PER"),
        "cusco": who(TEXT, "Cusco", "place"),
    }
    return (article(name, TEXT), ()), people


def _compared(*claims: Claim) -> tuple[Comparison, ...]:
    (made, _), _ = _report()
    return reconciled((made, claims)).comparisons


def test_one_number_of_one_source_is_a_line_that_agrees() -> None:
    """A single number is still a question answered."""
    (made, _), people = _report()
    (one,) = _compared(figure(made, "vote_share", "54.1 percent", 54.1, people["quispe"], status="final"))
    assert ("vote_share", "Rosa Quispe", "agree", 1) == (one.measure, one.subject, one.verdict, one.sources)


def test_groups_are_by_status_and_claimant() -> None:
    """An exit poll, a final count and a rival's number are three groups, and the rival contradicts the count."""
    (made, _), who_ = _report()
    (one,) = _compared(
        figure(made, "vote_share", "54.1 percent", 54.1, who_["quispe"], status="final", by=who_["commission"]),
        figure(made, "vote_share", "41 percent", 41, who_["quispe"], status="claimed", by=who_["llosa"]),
        figure(made, "vote_share", "56 percent", 56, who_["quispe"], status="exit_poll", by=who_["datum"]),
    )
    assert [("claimed", "Marco Llosa"), ("exit_poll", "Datum"), ("final", "the Electoral Commission")] == [
        (group.status, group.attributed_to) for group in one.groups
    ]
    assert "contradiction" == one.verdict
    assert "41 percent (claimed, Marco Llosa)" in one.reason


def test_a_number_without_a_status_is_the_one_that_it_fits() -> None:
    """What does not say which count it is of is taken for the count that it rounds."""
    (made, _), who_ = _report()
    (one,) = _compared(
        figure(made, "turnout", "71.4 percent", 71.4, who_["peru"], status="final"),
        figure(made, "turnout", "71 percent", 71, who_["peru"]),
    )
    assert "rounding" == one.verdict


def test_the_state_the_vote_and_nothing_are_one_subject() -> None:
    """Turnout in the country, at the vote, or of nothing in particular is turnout of the whole."""
    (made, _), who_ = _report()
    vote = who(TEXT, "the vote", "thing")
    (one,) = _compared(
        figure(made, "turnout", "71.4 percent", 71.4, who_["peru"]),
        figure(made, "turnout", "71 percent", 71, vote),
        figure(made, "turnout", "71 percent, or", 71),
    )
    assert ("rounding", 3) == (one.verdict, sum(len(cell.claims) for group in one.groups for cell in group.values))


def test_a_region_is_a_question_of_its_own() -> None:
    """What was measured in one region is not held against the whole."""
    (made, _), who_ = _report()
    compared = _compared(
        figure(made, "turnout", "71.4 percent", 71.4, who_["peru"], status="final"),
        figure(made, "turnout", "66 percent", 66, who_["peru"], status="final", scope=who_["cusco"]),
    )
    assert [(None, "agree"), ("Cusco", "agree")] == [(one.scope, one.verdict) for one in compared]


def test_a_later_count_supersedes_the_earlier_within_its_group() -> None:
    """The first count of a claimant stays, marked; its last one stands."""
    (made, _), who_ = _report()
    early, late = (
        figure(made, "vote_share", words, value, who_["quispe"], status="preliminary", by=who_["commission"], when=day)
        for words, value, day in (("56 percent", 56, "2024-02-07"), ("54.1 percent", 54.1, "2024-02-08"))
    )
    (one,) = _compared(late, early)
    (group,) = one.groups
    assert ("different_status", ["56", "54.1"], ("56",)) == (
        one.verdict,
        [cell.value for cell in group.values],
        group.superseded,
    )


def test_the_number_is_no_part_of_what_is_counted() -> None:
    """ "46 miners" and "The forty-eight miners" are two numbers of one thing."""
    compared = []
    for name, words, number, value in (
        ("a", "46 miners", "46", 46),
        ("b", "The forty-eight miners", "forty-eight", 48),
    ):
        text = f"Mine collapse in Peru\n{words} died in the collapse in Peru."
        made = article(name, text)
        subject = who(text, words, "group")
        compared.append((made, (figure(made, "other", number, value, subject, unit="count"),)))
    (one,) = reconciled(*compared).comparisons
    assert ("miners", ["46", "48"]) == (one.subject, [cell.value for group in one.groups for cell in group.values])


def test_shares_above_a_hundred_are_told() -> None:
    """Where one claimant's shares add up to more than all, the comparison says so, whatever its verdict."""
    (made, _), who_ = _report()
    compared = _compared(
        figure(made, "vote_share", "54.1 percent", 54.1, who_["quispe"], status="final", by=who_["commission"]),
        figure(made, "vote_share", "60.5 percent", 60.5, who_["llosa"], status="final", by=who_["commission"]),
    )
    assert [("the shares given by one claimant add up to 114.6 percent",)] * 2 == [one.notes for one in compared]
