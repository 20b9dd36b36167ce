"""Laws of our own reports with labelled figures: what their reader takes for an error, and their offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.find.numbers import numbers
from tests.support import make_article
from tools.train.figure_marks import Label, MarksError, read

REPORTS = Path(__file__).parents[2] / "tools" / "train" / "figures"


def _written(folder: Path, body: str, head: str = "published: 2024-03-11\nA town votes\n\n") -> Path:
    path = folder / "x.txt"
    path.write_text(f"=== x1\n{head}{body}\n", encoding="utf-8")
    return path


def test_marks_are_taken_out_and_labels_cover_their_words(tmp_path: Path) -> None:
    """A label's offsets are those of its words in the text without marks; what is left out is None or unstated."""
    body = (
        "Turnout was [[about 61%|turnout|61|percent|s=Sweden|st=official|by=the board|q=about]] of [[9|other|9|count]]."
    )
    (report,) = read(_written(tmp_path, body))

    assert (report.id, report.published) == ("x1", "2024-03-11")
    assert report.text == "A town votes\n\nTurnout was about 61% of 9.\n"
    assert report.labels == (
        Label("turnout", 61.0, "percent", "Sweden", "official", "the board", "about", 26, 35),
        Label("other", 9.0, "count", None, "unstated", None, None, 39, 40),
    )
    assert report.text[26:35] == "about 61%"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[[61%|turnout|61]] came", "not WORDS"),
        ("[[|turnout|61|percent]] came", "not WORDS"),
        ("[[61%|attendance|61|percent]] came", "not a measure"),
        ("[[61%|turnout|61|share]] came", "not a unit"),
        ("[[61%|turnout|sixty|percent]] came", "not a number"),
        ("[[61%|turnout|61|percent|st=rumoured]] came", "not a status"),
        ("[[61%|turnout|61|percent|q=maybe]] came", "not a qualifier"),
        ("[[61%|turnout|61|percent|to=X]] came", "not s=, st=, by= or q="),
        ("[[61%|turnout|61|percent|s=X|s=Y]] came", "not s=, st=, by= or q="),
        ("[[61%|turnout|61|percent came", "cannot be read"),
        ("61%|turnout came", "cannot be read"),
    ],
)
def test_what_cannot_be_a_label_is_refused(tmp_path: Path, body: str, said: str) -> None:
    """Each mistake is told with its file and report."""
    with pytest.raises(MarksError, match=f"x.txt, x1: .*{said}"):
        list(read(_written(tmp_path, body)))


@pytest.mark.parametrize(("head", "said"), [("", "no line"), ("published: 2024-03-11\n", "no title")])
def test_a_report_has_a_date_a_title_and_a_body(tmp_path: Path, head: str, said: str) -> None:
    """A report without one of them is refused."""
    with pytest.raises(MarksError, match=said):
        list(read(_written(tmp_path, "", head)))


def test_the_shipped_reports_read_and_their_labels_are_numbers_of_the_text() -> None:
    """Nothing is wrong in them, and all but one in thirty labels hold the number that they say."""
    reports = [report for path in sorted(REPORTS.glob("*.txt")) for report in read(path)]
    labels = missed = 0
    for report in reports:
        found = numbers(make_article(report.text), 1000)
        for label in report.labels:
            here = [one.value for one in found if one.digits.start < label.end and label.start < one.digits.end]
            labels += 1
            missed += label.value not in here
    assert len({report.id for report in reports}) == len(reports) == 200
    assert missed < labels / 30
