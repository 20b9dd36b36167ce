"""Sources count once: a copy as its original, an agency's words as the agency's, an outlet's two reports as one."""

from __future__ import annotations

from dataclasses import replace

from onrecord.types import Copy, Entity, Span
from onrecord.weighed import Fact
from tests.reconcile.reports import Report, praises, reconciled, who


def _fact(*reports: Report, copies: tuple[Copy, ...] = ()) -> Fact:
    (fact,) = reconciled(*reports, copies=copies).facts
    return fact


def _three() -> tuple[Report, ...]:
    return tuple(praises(name, "Ana Costa", "Rosa Quispe") for name in "abc")


def test_three_outlets_are_three_sources() -> None:
    """Reports of three outlets corroborate each other."""
    fact = _fact(*_three())
    assert ("corroborated", 3) == (fact.standing, fact.sources)


def test_a_copy_is_no_source_of_its_own() -> None:
    """A copied article adds nothing, however far the chain of copies goes."""
    a, b, c = _three()
    copies = (Copy(b[0].id, a[0].id, "exact", 1.0, "same"), Copy(c[0].id, b[0].id, "near", 0.95, "near"))
    fact = _fact(a, b, c, copies=copies)
    assert ("single-source", 1, 3) == (fact.standing, fact.sources, len(fact.asserted))


def test_copies_in_a_ring_are_one_source() -> None:
    """A chain of copies that leads back to itself ends, and counts once."""
    a, b, c = _three()
    ring = tuple(Copy(x[0].id, y[0].id, "near", 0.9, "ring") for x, y in ((a, b), (b, c), (c, a)))
    assert 1 == _fact(a, b, c, copies=ring).sources


def test_who_holds_a_part_of_anothers_text_is_one_source_with_it() -> None:
    """An article with a part of another's text adds nothing where the other says the same."""
    a, b, c = _three()
    assert 2 == _fact(a, b, c, copies=(Copy(b[0].id, a[0].id, "partial", 0.3, "three paragraphs"),)).sources


def test_an_outlet_counts_once() -> None:
    """Two reports of one outlet are one source."""
    reports = [praises(name, "Ana Costa", "Rosa Quispe", source="The Herald") for name in "ab"]
    assert 1 == _fact(*reports).sources


def test_what_two_have_from_one_agency_is_the_agencys() -> None:
    """Two outlets that name the same agency for it are one source."""
    reports = []
    for name in "ab":
        made, (claim,) = praises(name, "Ana Costa", "Rosa Quispe")
        agency = replace(who(made.text, "Peru", "organization"), span=Span(0, 8), wording="Election")
        agency = replace(agency, entity=Entity("outlet:Andina", "Andina", "organization", "PER"))
        reports.append((made, (replace(claim, reported_by=(agency,)),)))
    assert 1 == _fact(*reports).sources
