"""The checks on the parsers: what a page shows is counted before anything is parsed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.page.extract import extract, flattened, shown_characters


def test_only_what_is_shown_is_counted() -> None:
    """Tags, comments, scripts and styles are not; short stretches are no running text."""
    page = "<head><title>No</title></head><p>Four <b>five</b><!-- no --><script>x = '<p>'</script><STYLE>p</STYLE> six"
    assert shown_characters(page) == (len("Fourfivesix"), 0)
    assert shown_characters("<p>" + "word " * 20) == (80, 80)


@settings(deadline=None)
@given(st.text(alphabet="<>!-/abp scrit\n", max_size=200))
def test_broken_markup_is_counted_and_read(page: str) -> None:
    """No markup makes the checks or the parsers raise."""
    shown, running = shown_characters(page)
    assert 0 <= running <= shown
    assert isinstance(extract(page)["units"], list)


def test_flattening_keeps_the_words_in_order() -> None:
    """The second parser's text: headings, items and paragraphs in order, without menus, whatever the nesting."""
    page = "<nav>Home</nav><div><h2>Head</h2>One <i>and</i> two<p>Three</p>four<ul><li>Five</ul></div><style>x</style>"
    assert list(flattened(page)) == [
        ("heading", "Head"),
        ("paragraph", "One and two"),
        ("paragraph", "Three"),
        ("paragraph", "four"),
        ("item", "Five"),
    ]
