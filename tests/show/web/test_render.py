"""What templates may call: addresses that lead where they say, words that stay on one line."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.web.render import article_link, environment, query, span_link
from onrecord.show.wordings import number, safe_link, short


def test_a_span_has_an_address_with_and_without_a_script() -> None:
    """A span's address names it twice: for the server, and for the browser."""
    assert "/article/01-wire?s=5-9#s5-9" == span_link("01-wire", "0123456789abcdef", 5, 9)


@given(st.text(max_size=60))
def test_an_article_has_one_step(document: str) -> None:
    """Whatever an article is called, its address is one step below /article, and leads to its name or its id."""
    path = urlsplit(article_link(document, "0123456789abcdef")).path
    assert ["", "article"] == path.split("/")[:2]
    assert 3 == len(path.split("/"))
    assert unquote(path.split("/")[2]) in (document, "0123456789abcdef")
    assert path.split("/")[2] not in ("", ".", "..")


@pytest.mark.parametrize(
    "url", ["javascript:x", "data:text/html,x", "//x.invalid", "https://a b", 'http://a"b', "ftp://a", None]
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    """What is no plain web address is no link."""
    assert "" == safe_link(url)


def test_a_web_address_is_a_link() -> None:
    """A web address is kept as it is."""
    assert "https://example.org/a?b=1" == safe_link("https://example.org/a?b=1")


def test_words_are_cut_at_a_words_end() -> None:
    """Words that are too many are cut between two of them, and white space becomes one space."""
    assert "one two …" == short("one  two\nthree", 9)
    assert "one two" == short("one\n two")


def test_numbers_are_written_plainly() -> None:
    """Thousands stand apart, and no needless decimals."""
    assert ("4,500,000", "92.12", "") == (number(4_500_000.0), number(92.12), number(None))


def test_addresses_leave_out_what_is_not_there() -> None:
    """A value that is not there is no part of an address; what is there is quoted."""
    assert "/names?kind=a%26b" == query("/names", kind="a&b", country=None, page="")


def test_templates_have_no_way_round_escaping() -> None:
    """No template marks anything as safe, turns escaping off, or has a script or style of its own."""
    made = environment()
    for name in made.list_templates():
        source = made.loader.get_source(made, name)[0]  # type: ignore[union-attr]
        for way in ("|safe", "| safe", "autoescape", "<style", "onclick", "style=", "{% raw"):
            assert way not in source, (name, way)
        assert source.count("<script") == source.count("<script src="), name


def test_what_cannot_be_seen_is_named_everywhere() -> None:
    """Any value that a template writes has its unseen characters named, and is escaped."""
    page = environment().from_string("{{ value }}").render(value="a\u202e<b>")
    assert "a⟨U+202E⟩&lt;b&gt;" == page
