"""The front of a page: what stands above the title is not taken for it."""

import pytest

from onrecord.read.blocks import lay_out
from onrecord.read.front import is_same_outlet

PROSE = "The president of Turkey congratulated his colleague on the victory, his office said in a statement."
TITLE = "Turkey sends its wishes to the winner"


def title_of(*lines: str, outlet: str | None = None) -> str | None:
    return lay_out("\n".join((*lines, "", PROSE, "", PROSE)), outlet=outlet).title


@pytest.mark.parametrize(
    "above",
    [
        ["THE HILL LEDGER"],
        ["Hill Ledger Online", "World | Letters | Seas | Sign in"],
        ["Home  Palace  Harvest  Culture  Sport  Video"],
        ["Home News Politics Sport Weather"],
        ["Home | Politics | World | Sport"],
        ["Desks | Fields | Letters | Seas"],
        ["POLITICS"],
        ["World news"],
        ["HILL LEDGER", "", "Analysis"],
        ["HILL LEDGER", "Letters and papers of the high valleys", "Calendar    Subscribe    Print version"],
        ["HILL LEDGER", "Papers from the high valleys"],
        ["8 February 2024"],
        ["Suva, 8 February 2024"],
        ["Thursday, 8 February 2024   Edition 31"],
        ["14:10"],
        ["HILL LEDGER", "8 February 2024 14:10     Read: 612     Print     Share"],
    ],
)
@pytest.mark.parametrize("gap", [True, False])
def test_what_stands_above_the_title_is_not_it(above: list[str], gap: bool) -> None:
    """Mastheads, mottos, menus, sections, dates and times: the first headline below them is the title."""
    apart = gap or above[-1].startswith("Papers")  # nothing tells a motto from a title that stands at it
    lines = [*above, *([""] if apart else []), TITLE]
    assert title_of(*lines, outlet="The Hill Ledger") == TITLE
    text = "\n".join((*lines, "", PROSE))
    kinds = {block.span.of(text): block.kind for block in lay_out(text, outlet="The Hill Ledger").blocks}
    assert {kinds[line] for line in above if line} <= {"chrome", "dateline", "heading"}
    assert all(kinds[line] == "chrome" for line in above if "ledger" in line.lower() or "|" in line or "  " in line[:6])


@pytest.mark.parametrize(
    "lines",
    [
        ["HILL LEDGER", "World | Letters | Politics | Sign in", "", TITLE],
        ["Hill Radio", "News   Sport   Weather   Listen live", "", TITLE],
        ["HILL LEDGER", "", TITLE, "", "By Hill Ledger staff"],
        ["HILL LEDGER", "", TITLE, "", "Hill Ledger, 8 February 2024"],
        ["HILL OBSERVER", "", TITLE],
        ["THE HILL TODAY", "Friday, 9 February 2024   Edition 31", "", TITLE],
    ],
)
def test_a_masthead_is_known_by_the_page_itself(lines: list[str]) -> None:
    """Without a table of sources, a menu at the name or the name in a byline or dateline tells."""
    assert title_of(*lines) == TITLE


def test_a_masthead_is_known_by_the_dateline() -> None:
    """The agency that a dateline names is the outlet."""
    text = f"HILL LEDGER\n\n{TITLE}\n\nSUVA, Feb 8 (Hill Ledger) - {PROSE}\n\n{PROSE}"
    assert lay_out(text).title == TITLE


@pytest.mark.parametrize(
    "title",
    ["Fiji votes", "WHO SAID WHAT", "Congratulations from Malta", "Live: the count", "Vote of 7 May 2024 in numbers"],
)
@pytest.mark.parametrize("below", [[], ["", "A guide to the messages of the day"], ["", "By Jane Doe"]])
def test_a_short_title_is_still_the_title(title: str, below: list[str]) -> None:
    """A line that nothing shows to be a label is the title, with a second line below it or not."""
    assert title_of(title, *below) == title
    assert title_of(title, *below, outlet="The Hill Ledger") == title


def test_a_number_is_no_part_of_the_title() -> None:
    """The first story of a numbered brief has its number beside the title, not in it."""
    text = f"HILL LEDGER\n8 February 2024   Edition 31\n\n1. {TITLE}\n\n{PROSE}"
    layout = lay_out(text, outlet="Hill Ledger")
    assert layout.title == TITLE
    assert [block.kind for block in layout.blocks] == ["chrome", "dateline", "chrome", "title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "outlet", "same"),
    [
        ("HILL LEDGER", "The Hill Ledger", True),
        ("hill-ledger.org", "Hill Ledger", True),
        ("Hill Ledger Online", "Hill Ledger", True),
        ("HILL", "Hill TV", True),
        ("Hill Ledger wins prize", "Hill Ledger", False),
        ("The news", "The News Agency of Fiji", False),
        ("", "Hill Ledger", False),
    ],
)
def test_an_outlets_name_is_known_nearly(line: str, outlet: str, same: bool) -> None:
    """Capitals, articles and words such as "online" make no difference; any other word does."""
    assert is_same_outlet(line, outlet) is same
