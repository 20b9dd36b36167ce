"""Which of many sets of hashes to compare: pairs that share some, in a number that is linear in all hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.reconcile.shingles import Hashes

FIRSTS = 3  # of all sets with one hash, each is paired with so many of the first, and with the one before it

Numbers = NDArray[np.int64]


def first_pairs(sets: Sequence[Hashes]) -> Iterator[tuple[int, int, int]]:
    """Pairs (later, earlier, how many hashes they were seen to share) by the later one.

    Each set is paired with some of those before it only, however many share a hash: what comes first in the order of
    the sets is what the others are held against.
    """
    owners, starts, _ = _rows(sets)
    rank = np.arange(len(owners)) - starts
    found = [_counted(owners[rank > k], owners[starts[rank > k] + k], len(sets)) for k in range(FIRSTS)]
    later = np.flatnonzero(rank > FIRSTS)
    found.append(_counted(owners[later], owners[later - 1], len(sets)))
    return _summed(found, len(sets))


def rare_pairs(sets: Sequence[Hashes], most: int) -> Iterator[tuple[int, int, int]]:
    """All pairs (later, earlier, how many hashes they share), not counting hashes that more than ``most`` sets have."""
    owners, starts, lengths = _rows(sets)
    here, ends = np.arange(len(owners)), np.where(lengths <= most, starts + lengths, 0)
    found = []
    for step in range(1, most):
        one = np.flatnonzero(here + step < ends)
        found.append(_counted(owners[one + step], owners[one], len(sets)))
    return _summed(found, len(sets))


def _rows(sets: Sequence[Hashes]) -> tuple[Numbers, Numbers, Numbers]:
    """For every hash of every set, in order of hash and set: whose it is, where its row of equal ones begins and how
    long that is."""
    owners = np.repeat(np.arange(len(sets)), [len(some) for some in sets])
    hashes: Hashes = np.concatenate([*sets, np.empty(0, np.uint64)])
    order = np.argsort(hashes, kind="stable")
    owners, hashes = owners[order], hashes[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
    lengths = np.diff(np.r_[starts, len(hashes)])
    return owners, np.repeat(starts, lengths), np.repeat(lengths, lengths)


def _counted(one: Numbers, other: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Each distinct pair as one number, and how often it is there."""
    return np.unique(one * count + other, return_counts=True)


def _summed(found: Sequence[tuple[Numbers, Numbers]], count: int) -> Iterator[tuple[int, int, int]]:
    keys, places = np.unique(np.concatenate([pairs for pairs, _ in found]), return_inverse=True)
    sums = np.bincount(places, np.concatenate([counts for _, counts in found]), len(keys))
    for key, total in zip(keys.tolist(), sums.tolist(), strict=True):
        yield key // count, key % count, int(total)
