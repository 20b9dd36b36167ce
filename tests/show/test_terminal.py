"""Marks stand where the spans are, and no text can move a terminal's cursor."""

from __future__ import annotations

from dataclasses import replace

from onrecord.show.claims import harmless
from onrecord.show.terminal import Piece, article_pieces, claim_pieces
from onrecord.types import Article, Claim, Entity, Span
from tests.support import make_article, make_claim, make_mention

TEXT = "Menu 🕊️ Әлия praised Bakı, Anna says. Bye."


def _claim(article: Article) -> Claim:
    agent, target = make_mention(article.text, "Әлия"), make_mention(article.text, "Bakı")
    return make_claim(article, "praised", agent, target)


def _shown(article: Article, *claims: Claim) -> str:
    return "".join(piece.text for piece in article_pieces(article, claims))


def test_evidence_and_trigger_are_marked() -> None:
    """Evidence stands between ⟦ and ⟧ with its claim's number, the trigger between ‹ and ›."""
    article = make_article(TEXT)
    assert "Menu 🕊️ ⟦Әлия ‹praised› Bakı⟧[1], Anna says." in _shown(article, _claim(article))


def test_claims_that_share_a_clause_share_its_marks() -> None:
    """Two claims on one clause give one pair of marks with both numbers."""
    article = make_article(TEXT)
    claim = _claim(article)
    assert "⟦Әлия ‹praised› Bakı⟧[1,2]," in _shown(article, claim, replace(claim, id="other"))


def test_a_clause_within_a_clause() -> None:
    """Marks within marks close in the order in which they opened."""
    article = make_article(TEXT)
    claim = _claim(article)
    start = claim.evidence[0].start
    wider = replace(claim, id="wider", evidence=(Span(start, start + 29),))
    assert "⟦⟦Әлия ‹praised› Bakı⟧[1], Anna says.⟧[2]" in _shown(article, claim, wider)


def test_without_marks_the_text_is_whole() -> None:
    """Taking the marks away gives the article's text."""
    article = make_article(TEXT, chrome=(Span(0, 4),))
    plain = [piece.text for piece in article_pieces(article, [_claim(article)]) if piece.style != "number"]
    assert TEXT in "".join(plain)


def test_chrome_has_its_own_style() -> None:
    """Page chrome is told apart."""
    article = make_article(TEXT, chrome=(Span(0, 4),))
    assert Piece("Menu", "chrome") in list(article_pieces(article, []))


def test_nothing_moves_the_cursor() -> None:
    """Escape sequences, lone returns and characters that turn the writing are made visible."""
    assert "a<U+001B>[2Jb<U+000D>c<U+202E>d\n\te" == harmless("a\x1b[2Jb\rc\u202ed\r\n\te")
    assert "\x1b" not in _shown(make_article(f"\x1b]0;title\x07 {TEXT}"))


def test_a_claim_is_explained() -> None:
    """The way from the words to whom they mean is shown, and what is not known is said."""
    article = make_article(TEXT)
    state = Entity("state:AZE", "Azerbaijan", "state", "AZE", "republic")
    agent = replace(make_mention(TEXT, "Әлия"), name=None, unresolved="nobody before")
    target = replace(make_mention(TEXT, "Bakı", entity=state), country="AZE")
    claim = make_claim(article, "praised", agent, target, polarity="negative")
    shown = "".join(piece.text for piece in claim_pieces(claim, article, Span(0, 38)))
    assert "event PRAISE, negated" in shown
    assert "sentence      “Menu 🕊️ Әлия praised Bakı, Anna says.” [0-38]" in shown
    assert "agent         “Әлия” [8-12], person → not resolved: nobody before" in shown
    assert "→ Bakı (AZE) → Azerbaijan (state, AZE, republic, state:AZE)" in shown
    assert "reported by   The Herald itself" in shown
