"""Lists of other articles: under which headings they are page chrome, and when lines below stay the article's own."""

import pytest

from onrecord.read.blocks import lay_out
from onrecord.types import BlockKind

PROSE = "The president of Turkey congratulated his colleague on the victory, his office said in a statement."
OTHERS = ["Queen of Tonga congratulates rowers on their medal", "Bakers of Lima look north", "Who pays for the bridge?"]


def kinds(*lines: str) -> dict[str, BlockKind]:
    text = "\n".join(lines)
    return {block.span.of(text): block.kind for block in lay_out(text).blocks}


@pytest.mark.parametrize(
    "heading",
    [
        "News line", "More live coverage", "Also on The Harbour Post", "Other documents", "Also in this edition",
        "Elsewhere", "Latest", "From the archive", "You may also like", "In other news", "Around the world",
        "Popular now", "Editor's picks", "Further reading", "Other headlines", "Latest from the region:", "Newsfeed",
        "Most discussed", "MORE STORIES", "More world news", "Earlier statements", "In this section", "Recommended",
        "Elsewhere on this site", "Related dispatches", "Next in sport", "What we’re reading", "Today’s top headlines",
    ],
)  # fmt: skip
def test_headlines_under_such_a_heading_are_chrome(heading: str) -> None:
    """At the foot of a page and between paragraphs, open or with their times, other articles' headlines are chrome."""
    timed = [f"1{number}:20  {line}" for number, line in enumerate(OTHERS)]
    for listed in (OTHERS, timed, [f"{number}. {line}" for number, line in enumerate(OTHERS, start=2)]):
        for rest in ([], ["", PROSE]):
            found = kinds("Turkey sends its wishes", "", PROSE, "", PROSE[:-1] + " twice.", "", heading, *listed, *rest)
            assert {found[line] for line in (heading, *listed)} == {"chrome"}
            assert found[PROSE] == "paragraph"


def test_a_list_may_stand_above_the_title() -> None:
    """Headlines at the top of a page are chrome, and the title below them is found."""
    lines = ["News line", *OTHERS, "", "Turkey sends its wishes", "", "By Jane Doe", "", PROSE]
    assert lay_out("\n".join(lines)).title == "Turkey sends its wishes"
    assert kinds(*lines)[OTHERS[0]] == "chrome"


def test_the_articles_own_heading_after_a_list_is_kept() -> None:
    """A heading that blank lines set apart from the list above it belongs to the paragraph below."""
    found = kinds("Title of it", "", PROSE, "", "In other news", *OTHERS, "", "What will happen next", "", PROSE + " ")
    assert found["What will happen next"] == "heading"
    assert found[OTHERS[1]] == "chrome"


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Congratulations also came from:", ["The king of Spain", "Prime Minister Ana Silva", "Georgia"]),
        ("The following countries have congratulated the winner:", ["Albania", "Georgia", "Bosnia and Herzegovina"]),
        ("Also from the region:", ["King Tupou VI of Tonga", "President of Fiji Ratu Vula", "Samoa"]),
        ("More from Europe", ["Malta", "Bulgaria", "The president of Croatia"]),
        ("Other statements", ["“We wish him well” (Malta)”", "“He has our respect in this hour”"]),
        ("Other documents signed on the day", ["an agreement on rail freight;", "a plan for joint museums;"]),
        ("Latest updates", ["14:20 Malta congratulates the winner", "13:10 Fiji congratulates him too"]),
        ("Others who wrote", ["Malta congratulates the winner of it", "Fiji congratulates him as well"]),
    ],
)
def test_a_list_of_the_story_is_the_articles_own(heading: str, lines: list[str]) -> None:
    """Names, quotations, items and entries of a live blog stay, whatever the heading begins with."""
    found = kinds("Turkey sends its wishes", "", PROSE, "", heading, *lines, "", PROSE + " And more of it.")
    assert all(kind != "chrome" for kind in found.values()), found


def test_a_live_blog_is_no_news_line() -> None:
    """Where nothing else is told, lines with their times are the article."""
    found = kinds("Votes are counted in Fiji", "", "Latest news", *(f"1{n}:20 {line}" for n, line in enumerate(OTHERS)))
    assert "chrome" not in found.values()


def test_one_headline_is_enough_behind_the_body() -> None:
    """Below the last paragraph a single headline is a list; between paragraphs it takes two."""
    foot = ["Also on The Harbour Post", OTHERS[0]]
    assert kinds("Title of it", "", PROSE, "", *foot, "", "The Harbour Post is free.")[OTHERS[0]] == "chrome"
    assert kinds("Title of it", "", PROSE, "", *foot, "", PROSE + " And more.")[OTHERS[0]] == "heading"


@pytest.mark.parametrize("heading", ["Also in Malta", "More from Iran", "Other reports", "In brief"])
def test_a_heading_over_paragraphs_and_quotations_stays(heading: str) -> None:
    """A heading above sentences or quotations heads a part of the article."""
    quoted = "“We are grateful to our neighbours for their help,” said the president of Malta"
    found = kinds("Who wrote, and what?", "", PROSE, "", heading, "", quoted, "", PROSE + " And more of it.")
    assert found[heading] == "heading"
    assert found[quoted] == "paragraph"
