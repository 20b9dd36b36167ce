"""Blocks: they cover the text, and each stretch of a page gets the kind it has."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.blocks import lay_out
from onrecord.types import BlockKind

PROSE = "The president of Turkey congratulated his colleague on the victory, his office said in a statement."
LINES = st.sampled_from(
    [
        "", "", PROSE, "Title of it", "By Jane Doe", "Read also:", "Another headline", "Home | World | Sport", "14:05",
        "- an item of it;", "BAKU, Feb 8 (Agency) - " + PROSE, "7 February 2024", "TURKEY", "\t \ufeff", "© The Herald",
    ]
)  # fmt: skip


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(text)) for block in lay_out(text).blocks]


def kind_of(text: str, line: str) -> BlockKind:
    return next(kind for kind, words in kinds(text) if words == line)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=12).map("\n".join)))
def test_blocks_cover_all_that_is_not_blank_and_do_not_overlap(text: str) -> None:
    """Nothing of a text is outside its blocks but white space and byte order marks."""
    position = 0
    for block in lay_out(text).blocks:
        assert block.span.start >= position
        assert not text[position : block.span.start].replace("\ufeff", " ").strip()
        position = block.span.end
    assert not text[position:].replace("\ufeff", " ").strip()


def test_an_article_of_an_agency() -> None:
    """Title, byline, dateline with its agency, paragraphs; the paragraph goes on after the dateline."""
    text = f"Turkey sends its wishes\n\nBy Jane Doe\n\nBAKU, Feb 8, 2024 (Continental Wire) - {PROSE}\n\n{PROSE}\n"
    layout = lay_out(text)
    assert kinds(text) == [
        ("title", "Turkey sends its wishes"),
        ("byline", "By Jane Doe"),
        ("dateline", "BAKU, Feb 8, 2024 (Continental Wire) -"),
        ("paragraph", PROSE),
        ("paragraph", PROSE),
    ]
    assert (layout.title, layout.byline, layout.published, layout.outlet) == (
        "Turkey sends its wishes",
        "Jane Doe",
        "2024-02-08",
        "Continental Wire",
    )


@pytest.mark.parametrize(
    "dateline",
    [
        "BRATISLAVA, March 31 (Continental Wire) -", "Baku, Feb 8 (Agency) -", "LYON/DHARAMSALA -",
        "BAKU, Azerbaijan, Feb. 8.", "BAKU, February 8, AZERTAC -",
        "MOSCOW, February 8. /TASS/.", "(Reuters) -", "HANOI, Sept. 19 (Wire) --", "THE HAGUE —", "MALÉ, Oct 1 —",
    ],
)  # fmt: skip
def test_a_dateline_is_cut_off_its_paragraph(dateline: str) -> None:
    """Place, date and agency before a dash or a stop are the dateline; the rest is the paragraph."""
    text = f"Title of it\n\n{dateline} {PROSE}"
    assert kinds(text)[1:] == [("dateline", dateline), ("paragraph", PROSE)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "LIVE - The count goes on in the capital and nobody knows when it will be over this time.",
        "QUESTION (Le Wouri): Who is at fault for the accident that took place on the line on Monday?",
        "Prime Minister Smith - who had not voted himself - congratulated the winner of the election on Monday.",
        "On February 8 the president congratulated his colleague on the victory in the election.",
    ],
)
def test_what_is_no_dateline_stays_in_its_paragraph(paragraph: str) -> None:
    """Kinds of article, speakers and dashes in a sentence are no datelines."""
    assert kinds(f"Title of it\n\n{paragraph}")[1:] == [("paragraph", paragraph)]


def test_headlines_under_a_chrome_heading_are_chrome_and_the_article_goes_on() -> None:
    """Related headlines in the middle of an article are chrome; the paragraph after them is not."""
    text = f"Title of it\n\n{PROSE}\n\nRead also:\n\nFrance rejects the offer\nCoach praises team\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "chrome", "chrome", "chrome", "paragraph"]


def test_a_heading_of_the_article_after_related_headlines_is_its_own() -> None:
    """A short heading right before the body goes on is not taken for a related headline."""
    text = f"Title of it\n\n{PROSE}\n\nTrending stories\n\nFrance rejects the offer of the day\n\nTURKEY\n\n{PROSE}"
    assert kind_of(text, "TURKEY") == "heading"
    assert kind_of(text, "France rejects the offer of the day") == "chrome"


def test_headlines_with_dates_at_the_end_are_chrome() -> None:
    """A list of other stories at the foot of the page is chrome to its end."""
    tail = [
        "Related posts",
        "France congratulates the winner",
        "8 February 2024",
        "Who will pay?",
        "Iran praises the vote",
    ]
    text = "\n\n".join(["Title of it", PROSE, *tail])
    assert [kind for kind, _ in kinds(text)[2:]] == ["chrome"] * 5


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | Sport | Sign in", "Subscribe", "Share on WhatsApp", "© The Baku Herald. All rights reserved",
        "TURN TO PAGE 9 - WIN a cruise for two!", "Read more: Coach rejects offer", "Comments (112)", "1,024 views",
        "Advertisement", "Photo: Presidential press service", "Follow us on Telegram", "Tags: election, Baku, OSCE",
        "We use cookies to make this site better.", "3 min read", "Sign up for our newsletter", "Skip to content",
        "###",
    ],
)  # fmt: skip
def test_page_furniture_is_chrome(line: str) -> None:
    """Menus, buttons, counters, credits and notices are chrome, in the middle of a page and at its end."""
    assert kind_of(f"Title of it\n\n{PROSE}\n\n{line}\n\n{PROSE}", line) == "chrome"
    assert kind_of(f"Title of it\n\n{PROSE}\n\n{line}", line) == "chrome"


@pytest.mark.parametrize(
    "line",
    [
        "Shares of the company fell after the minister had rejected the offer.",
        "More than forty leaders have congratulated the winner of the election.",
        "He will share the prize with his rival, the committee said.",
        "Win or lose, the president will meet his rival on Monday.",
        "Comments by the president were not welcomed in Paris.",
        "Follow-up talks will be held in Baku in March.",
        "Related parties condemned the decision of the court on Monday.",
        "“We will print it,” the editor said.",
    ],
)
def test_a_sentence_of_the_body_is_a_paragraph(line: str) -> None:
    """A sentence that begins like a button is still a sentence."""
    assert kind_of(f"Title of it\n\n{PROSE}\n\n{line}\n\n{PROSE}", line) == "paragraph"


@pytest.mark.parametrize(
    "line", ["TURKEY", "EMMANUEL MACRON, PRESIDENT OF FRANCE", "Congratulations", "14:05", "What next?"]
)
def test_headings_in_the_body(line: str) -> None:
    """A short line without a full stop between paragraphs heads what follows."""
    assert kind_of(f"Title of it\n\n{PROSE}\n\n{line}\n\n{PROSE}", line) == "heading"


def test_a_live_blog_has_its_times_as_headings() -> None:
    """A time at the start of each entry is a heading of its own, the entry a paragraph."""
    text = f"LIVE: the count\n\n15:05 {PROSE}\n\n14:20 {PROSE}\n\n13:10 {PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["title", *["heading", "paragraph"] * 3]


def test_list_items() -> None:
    """Bullets, numbers and lines that end with a semicolon are items."""
    start = f"Title of it\n\n{PROSE}\n\nIt was sent by:\n"
    text = f"{start}- the king of Spain;\n2. the president of Chile;\nthe Amir of Qatar;\n"
    assert [kind for kind, _ in kinds(text)][3:] == ["item"] * 3


def test_a_title_under_a_menu_is_found() -> None:
    """Chrome before the title does not take its place."""
    lines = [
        "Home | World | Sport",
        "Trending stories",
        "Coach rejects offer",
        "Turkey sends its wishes",
        "By Jane Doe",
    ]
    text = "\n\n".join([*lines, PROSE])
    assert lay_out(text).title == "Turkey sends its wishes"
    assert kind_of(text, "Coach rejects offer") == "chrome"


@pytest.mark.parametrize(
    "line", ["Published 12:30, Feb 8, 2024 | Updated 13:00", "8 February 2024", "Oslo, 8 February 2024"]
)
def test_a_line_with_the_date_gives_the_day_of_publication(line: str) -> None:
    """The date under the title is when the article was published."""
    layout = lay_out(f"Title of it\n\n{line}\n\n{PROSE}")
    assert (layout.published, layout.dateline) == ("2024-02-08", line)


@pytest.mark.parametrize(
    "piece",
    ["a |", " ", "Short line\n", "14:05\n", "BAKU ", "#a", "Read also:\n\nHeadline\n\n", "© 1 ", "(", "\n", "Aa, "],
)
def test_no_text_takes_long(piece: str) -> None:
    """The rules are linear: two hundred thousand characters of anything are laid out within seconds."""
    text = "a" + piece * (200_000 // len(piece)) + "b"
    start = time.perf_counter()
    lay_out(text)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("notice", "expected"),
    [("© 2021 Reef Agency", "2021-07-03"), ("Copyright 2015-2021 Reef Agency", "2021-07-03"), ("All rights", None)],
)
def test_a_dateline_without_a_year_takes_the_copyrights(notice: str, expected: str | None) -> None:
    """The page's own year; none where the page has none."""
    story = "SUVA, July 3 (Reef Agency) - Boats stayed in port all day on Friday, officials said."
    assert lay_out(f"Fishermen count the cost\n\n{story}\n\n{notice}\n").published == expected
