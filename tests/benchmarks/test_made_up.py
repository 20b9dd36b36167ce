"""The made-up pile is sound and the same for a seed."""

from __future__ import annotations

from benchmarks.made_up import copies, pile
from onrecord.reconcile.copies import find_copies


def test_claims_quote_their_text() -> None:
    """Every claim's trigger lies in its evidence's paragraph, every mention's wording is what the text says there."""
    for article, claims in pile(40):
        assert claims
        for claim in claims:
            mentions = [role.mention for role in claim.roles]
            assert all(mention.wording == mention.span.of(article.text) for mention in mentions)
            assert "\n" not in claim.evidence[0].of(article.text) + claim.trigger.of(article.text)


def test_blocks_are_the_lines() -> None:
    """Blocks are the text's lines, in order."""
    for article, _ in (*pile(14), *copies(3)):
        assert article.text.splitlines() == [block.span.of(article.text) for block in article.blocks]


def test_the_same_for_a_seed() -> None:
    """A seed gives the same articles, another seed others, and a longer pile begins with the shorter."""
    assert list(pile(24)) == list(pile(48))[:24]
    assert list(pile(24)) != list(pile(24, seed=2))


def test_copies_are_copies() -> None:
    """All but the first of the copies are found to be that."""
    found = find_copies(article for article, _ in copies(30))
    assert 29 == len({copy.article_id for copy in found})
