"""An article cut for showing: every character where it stands, every claim's words marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.marks import UNSEEN, Part, parts_of, visible
from onrecord.types import Span
from tests.support import make_article, make_claim, make_mention

TEXT = "Menu\n\nAnna praised Бабек on Friday. 🕊️ Бабек thanked Anna."


def stretches(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    """Each stretch's words with what they are."""
    return [
        (
            stretch.text,
            "focus" if stretch.focus else "trigger" if stretch.trigger else "evidence" if stretch.evidence else "",
        )
        for part in parts
        for stretch in part.stretches
    ]


def test_a_claims_words_are_marked() -> None:
    """The evidence of a claim is marked, in it the words that carry the action."""
    article = make_article(TEXT)
    claim = make_claim(article, "praised", make_mention(TEXT, "Anna"), make_mention(TEXT, "Бабек"))
    found = stretches(parts_of(article, (claim,)))
    assert [("Menu\n\n", ""), ("Anna ", "evidence"), ("praised", "trigger"), (" Бабек", "evidence")] == found[:4]


def test_a_span_is_brought_out() -> None:
    """A span that is asked for is brought out whole, wherever claims begin and end in it, and has an anchor."""
    article = make_article(TEXT)
    claim = make_claim(article, "praised", make_mention(TEXT, "Anna"), make_mention(TEXT, "Бабек"))
    span = Span(TEXT.index("praised"), TEXT.index("🕊️"))
    parts = parts_of(article, (claim,), span)
    assert span.of(TEXT) == "".join(words for words, what in stretches(parts) if what == "focus")
    anchors = [name for part in parts for stretch in part.stretches for name in stretch.anchors]
    assert f"s{span.start}-{span.end}" in anchors


def test_page_chrome_is_a_part_of_its_own() -> None:
    """Page chrome stands apart from the paragraph that it lies in."""
    article = make_article(TEXT, chrome=(Span(0, 4),))
    assert ["chrome", "paragraph"] == [part.kind for part in parts_of(article, ())]


def test_what_cannot_be_seen_is_named() -> None:
    """A character that turns the writing is shown by its number, as a stretch of its own, and holds its place."""
    text = "ab\u202ecd"
    (part,) = parts_of(make_article(text), ())
    assert [(0, "ab", False), (2, "U+202E", True), (3, "cd", False)] == [
        (stretch.start, stretch.text, stretch.unseen) for stretch in part.stretches
    ]
    assert "ab⟨U+202E⟩cd" == visible(text)


def test_joiners_stay_where_they_belong() -> None:
    """A joiner inside an emoji or a Persian word is part of it; beside a Latin letter it is named."""
    assert "👩\u200d🚀" == visible("👩\u200d🚀")
    assert "می\u200cخواهم" == visible("می\u200cخواهم")
    assert "pay⟨U+200D⟩pal" == visible("pay\u200dpal")


@given(st.text(st.sampled_from("ab \n\r\t\u202e\u200b🕊Ə"), min_size=1, max_size=40), st.data())
def test_every_character_stands_where_it_says(text: str, data: st.DataObject) -> None:
    """Whatever the text, its blocks and spans, each stretch's words are the article's words at its place."""
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(edges, max_size=4))]
    article = make_article(text, chrome=tuple(spans[:2]))
    focus = spans[-1] if spans else None
    covered = 0
    for part in parts_of(article, (), focus):
        for stretch in part.stretches:
            if stretch.unseen:
                assert f"U+{ord(text[stretch.start]):04X}" == stretch.text
                covered += 1
            else:
                assert text[stretch.start : stretch.start + len(stretch.text)] == stretch.text
                assert not UNSEEN.search(stretch.text)
                covered += len("".join(stretch.text.split()))
    assert len("".join(text.split())) == covered
