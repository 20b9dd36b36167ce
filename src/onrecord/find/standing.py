"""What every claim of an article has beside who did what: who says so, when it was, and how sure the source is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.data import Gazetteer
from onrecord.find.chain import Chains
from onrecord.find.hedges import hedges
from onrecord.find.spots import Page
from onrecord.find.when import Clock
from onrecord.tree import Tree
from onrecord.types import Claim, Parsed


def attach(parsed: Parsed, claims: Iterable[Claim], gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims with their chain, date and hedges, in the same order and with the same ids."""
    claims = tuple(claims)
    if not claims:
        return ()
    page = Page(tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences))
    chains = Chains(page, claims, gazetteer)
    quoted = tuple(one.evidence[0] for one in chains.quotations)
    clock = Clock(parsed.article, page, quoted)
    found = []
    for claim in claims:
        links = chains.links(claim)
        said = tuple(link.mention for link in links)
        found.append(
            replace(claim, reported_by=said, when=clock.when(claim), hedges=hedges(page, claim, links, quoted))
        )
    return tuple(found)
