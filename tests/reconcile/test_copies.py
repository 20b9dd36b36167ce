"""A copy has been held against its original, has a direction and a reason, and counts as no source of its own."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.copies import find_copies, independent, links
from onrecord.types import Article, Block, Copy, Span
from tests.reconcile.support import prose, report

LONG, OTHER, THIRD = prose(200, 1), prose(200, 2), prose(60, 3)


def _pairs(*articles: Article) -> list[tuple[str, str, str]]:
    return [(c.article_id[3:], c.original_id[3:], c.kind) for c in find_copies(articles)]


def _edited(text: str, every: int) -> str:
    """The text with every so-manieth word another one."""
    return " ".join("changed" if n % every == every - 1 else word for n, word in enumerate(text.split()))


def test_word_for_word() -> None:
    """White space, letter case, punctuation, chrome and byline make no difference to an exact copy."""
    first = report("a", LONG, published="2024-02-07")
    text = f"Menu\nBy Anna Berg\n{LONG.upper().replace(' ', ',  ')}!"
    second = report("b", text, published="2024-02-08")
    chrome, byline, body = second.blocks
    second = replace(second, blocks=(replace(chrome, kind="chrome"), replace(byline, kind="byline"), body))
    (copy,) = find_copies([second, first])
    assert Copy("id-b", "id-a", "exact", 1.0, "word for word; published later (2024-02-08, 2024-02-07)") == copy


def test_an_edited_text_is_a_near_copy() -> None:
    """A text with a word in thirty changed is a near copy of the earlier one, with the share that is left."""
    (copy,) = find_copies(
        [report("b", _edited(LONG, 30), published="2024-02-08"), report("a", LONG, published="2024-02-07")]
    )
    assert ("id-b", "id-a", "near") == (copy.article_id, copy.original_id, copy.kind)
    assert 0.8 < copy.share < 0.9


def test_different_texts_under_one_headline() -> None:
    """Reports of different words under the same headline are no copies."""
    headline = "President congratulates his counterpart on a convincing victory in the snap election"
    assert [] == _pairs(report("a", f"{headline}\n{LONG}"), report("b", f"{headline}\n{OTHER}"))


def test_the_same_speech_quoted() -> None:
    """Two reports that quote one speech at length, each in its own words, are no copies."""
    assert [] == _pairs(report("a", f"{LONG}\n“{THIRD}”"), report("b", f'{OTHER}\n"{THIRD}"'))


def test_a_report_within_a_longer_piece() -> None:
    """Undated, the text that another holds whole is the original; the other's share is the part that it takes up."""
    (copy,) = find_copies([report("a", f"{LONG}\n{THIRD}\n{OTHER}"), report("b", THIRD)])
    assert ("id-a", "id-b", "partial") == (copy.article_id, copy.original_id, copy.kind)
    assert 56 / 456 == copy.share
    assert "100% of the other's; the other is the shorter" in copy.reason


def test_a_paragraph_taken_over() -> None:
    """An article with a paragraph of an earlier one is a partial copy of it."""
    first = report("z", f"{LONG}\n{THIRD}", published="2024-02-07")
    assert [("a", "z", "partial")] == _pairs(report("a", f"{THIRD}\n{OTHER}", published="2024-02-09"), first)


def test_parts_of_several() -> None:
    """An article with parts of two others is a partial copy of both, and they are none of each other."""
    mixed = report("m", f"{LONG}\n{THIRD}\n{OTHER}", published="2024-02-09")
    found = _pairs(mixed, report("a", LONG, published="2024-02-01"), report("b", OTHER, published="2024-02-01"))
    assert [("m", "a", "partial"), ("m", "b", "partial")] == found


def test_a_text_cut_short() -> None:
    """A later text that is the beginning of an earlier one has nothing of its own: its share is all."""
    cut = " ".join(LONG.split()[:90])
    (copy,) = find_copies([report("a", LONG, published="2024-02-07"), report("b", cut, published="2024-02-08")])
    assert ("id-b", "id-a", "partial", 1.0) == (copy.article_id, copy.original_id, copy.kind, copy.share)


def test_an_agency_is_the_original() -> None:
    """A text that credits an agency is a copy of the agency's, though it has an earlier date."""
    agency = report("z", LONG, source="AFP", published="2024-02-08")
    for line in (f"PARIS (AFP) – {LONG}", f"{LONG}\nSource: AFP", f"{LONG}\nThat is so, according to AFP."):
        (copy,) = find_copies([report("a", line, published="2024-02-07"), agency])
        assert ("id-a", "id-z") == (copy.article_id, copy.original_id)
        assert copy.reason.endswith("it credits Agence France-Presse")


def test_copies_of_an_agency_that_is_not_there() -> None:
    """Of two that credit one agency, which has no article in the pile, the later is the copy."""
    text = f"{LONG} (Reuters)"
    found = _pairs(report("a", text, published="2024-02-08"), report("b", text, published="2024-02-07"))
    assert [("a", "b", "exact")] == found


def test_nothing_known() -> None:
    """Where nothing tells which was first, the first by document is the original, and the reason says so."""
    (copy,) = find_copies([report("b", LONG), report("a", LONG)])
    assert ("id-b", "id-a") == (copy.article_id, copy.original_id)
    assert "not known" in copy.reason


def test_short_texts() -> None:
    """Texts shorter than a shingle are copies only where they are equal; texts without a word never are."""
    texts = ("Polls closed early", "Polls closed late", "polls closed early!", "🕊️", "🕊️")
    assert [("2", "0", "exact")] == _pairs(*(report(str(n), text) for n, text in enumerate(texts)))


def test_no_chain() -> None:
    """A text twice edited is a copy of the text that it resembles, not of one that it has little in common with."""
    words = LONG.split()
    texts = []
    for step in range(0, 180, 30):
        texts.append(" ".join([*prose(step, 7).split(), *words[step:]]))
    articles = [report(str(n), text, published=f"2024-02-0{n + 1}") for n, text in enumerate(texts)]
    for copy in find_copies(articles):
        if copy.kind == "near":
            assert abs(int(copy.article_id[3:]) - int(copy.original_id[3:])) <= 2
    assert ("5", "0", "near") not in _pairs(*articles)


def test_set_phrases() -> None:
    """A paragraph that many articles share says nothing of who copied whom."""
    assert [] == _pairs(*(report(f"{n:02}", f"{prose(120, 100 + n)}\n{THIRD}") for n in range(20)))


def test_a_report_within_many() -> None:
    """A report that many articles hold whole, or of which many hold a part and credit the agency, has many copies."""
    agency = report("z", f"{LONG}\n{THIRD}", source="Reuters", published="2024-02-07")
    whole = [report(f"{n:02}", f"{prose(120, 100 + n)}\n{LONG}\n{THIRD}", published="2024-02-07") for n in range(20)]
    assert [(f"{n:02}", "z", "partial") for n in range(20)] == _pairs(agency, *whole)
    parts = [report(f"{n:02}", f"{prose(120, 100 + n)}, Reuters said.\n{THIRD}") for n in range(20)]
    assert [(f"{n:02}", "z", "partial") for n in range(20)] == _pairs(agency, *parts)


def test_an_outlet_repeats_itself() -> None:
    """The same background in two articles of one outlet makes neither a copy."""
    assert [] == _pairs(
        report("a", f"{LONG}\n{THIRD}", source="The Herald"), report("b", f"{OTHER}\n{THIRD}", source="The Herald")
    )


def test_a_thousand_copies() -> None:
    """However many copies one article has, each names the article itself."""
    articles = [report("a", LONG, published="2024-02-07")]
    for n in range(500):
        words = LONG.split()
        words[n % 200] = "changed"
        articles.append(report(f"x{n}", " ".join(words), published="2024-02-08"))
        articles.append(report(f"y{n}", LONG, published="2024-02-08"))
    found = find_copies(articles)
    assert 1000 == len(found)
    assert {"id-a"} == {copy.original_id for copy in found if copy.kind == "exact" and copy.article_id[3] == "y"}
    assert {"id-a"} == {copy.original_id for copy in found if copy.kind == "near"}


MIXED = (
    report("a", LONG, published="2024-02-07"),
    report("b", _edited(LONG, 30), published="2024-02-06"),
    report("c", f"{LONG} (AFP)", published="2024-02-05"),
    report("d", f"{OTHER}\n{THIRD}"),
    report("e", THIRD, published="2024-02-07"),
    report("f", THIRD, source="Reuters"),
    report("g", f"{LONG}\n{OTHER}\n{THIRD}", published="2024-02-09"),
    report("h", OTHER, source="The Herald"),
    report("i", "Polls closed"),
    report("j", "Polls closed"),
)


@given(st.permutations(MIXED))
def test_any_order(articles: list[Article]) -> None:
    """The order of the articles makes no difference."""
    assert find_copies(MIXED) == find_copies(articles)


@given(
    st.integers(20, 120),
    st.integers(0, 150),
    st.integers(0, 150),
    st.sampled_from([None, "2024-02-07"]),
    st.integers(0),
)
def test_what_is_contained_is_the_original(
    inner: int, before: int, after: int, published: str | None, seed: int
) -> None:
    """Of two of one day or without any, neither an agency's, the text that the other holds whole is the original."""
    draw = random.Random(seed)
    text = prose(inner, draw.randrange(10**6))
    around = (prose(count, draw.randrange(10**6)) for count in (before, after))
    longer = f"\n{text}\n".join(around)
    found = find_copies([report("a", longer, published=published), report("b", text, published=published)])
    expected = ("a", "b") if before + after else ("b", "a")
    assert [expected] == [(copy.article_id[3:], copy.original_id[3:]) for copy in found]


@given(st.lists(st.text(max_size=60), max_size=6), st.randoms())
def test_any_text(texts: list[str], draw: random.Random) -> None:
    """Whatever the texts, no article is a copy of itself, shares are above 0, and there is one whole original."""
    articles = [report(str(n), text * draw.choice((1, 1, 9))) for n, text in enumerate(texts) if text]
    found = find_copies(articles)
    assert all(copy.article_id != copy.original_id and 0 < copy.share <= 1 for copy in found)
    whole = [copy.article_id for copy in found if copy.kind != "partial"]
    assert len(set(whole)) == len(whole)


def test_overlapping_blocks() -> None:
    """Chrome within a paragraph is left out."""
    text = f"{LONG} Subscribe now {OTHER}"
    chrome = Block("chrome", Span(len(LONG) + 1, len(LONG) + 14))
    first = report("a", text)
    second = report("b", f"{LONG} {OTHER}")
    assert [("b", "a", "exact")] == _pairs(replace(first, blocks=(*first.blocks, chrome)), second)


# --- Independent sources


def _copy(article: str, original: str, share: float = 1.0) -> Copy:
    return Copy(article, original, "near" if share >= 0.6 else "partial", share, "")


def test_copies_of_one_article_are_one_source() -> None:
    """Copies of an article are one source with each other, though the article itself is not among the sources."""
    assert (("b", "c"), ("d",)) == independent(["d", "c", "b"], [_copy("b", "a"), _copy("c", "a")])


def test_a_part_of_an_article_that_says_so_too() -> None:
    """A partial copy is one source with its original where both say so, and its own where the original does not."""
    copies = [_copy("b", "a", 0.3), _copy("c", "a", 0.3)]
    assert (("a", "b", "c"),) == independent(["a", "b", "c"], copies)
    assert (("b",), ("c",)) == independent(["b", "c"], copies)


def test_an_article_with_parts_of_two() -> None:
    """Two originals that one article has parts of remain two sources."""
    copies = [_copy("m", "a", 0.3), _copy("m", "b", 0.4)]
    assert (("a",), ("b", "m")) == independent(["a", "b", "m"], copies)


def test_a_copy_of_a_partial_copy() -> None:
    """Copies of an article that has part of a third are one source with the third."""
    copies = [_copy("c", "b"), _copy("b", "a", 0.3)]
    assert (("a", "c"),) == independent(["c", "a"], copies)
    assert (("a", "b", "c"),) == independent(["c", "b", "a"], copies)


@given(
    st.permutations([_copy(a, b, share) for (a, b), share in zip(pairwise("abcdefgha"), (0.3, 0.9) * 4, strict=True)])
)
def test_circles_end(copies: list[Copy]) -> None:
    """Copies that lead in a circle are grouped all the same, in any order, each source once."""
    groups = independent("abcdefgh", links(copies))
    assert sorted("abcdefgh") == sorted(source for group in groups for source in group)
    assert independent("hgfedcba", reversed(copies)) == groups
