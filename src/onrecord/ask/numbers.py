"""Numbers as sources write them: how exact they are, what they round to, how an answer shows them."""

from __future__ import annotations


def digits(value: float) -> int:
    """The digits after the point that a number is given with."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def roundings(value: float) -> frozenset[float]:
    """The number itself and all that it can be rounded to, down to whole ones: 92.12, 92.1 and 92."""
    return frozenset(round(value, places) for places in range(digits(value) + 1))


def shown(value: float) -> str:
    """A number with thousands set apart and no more decimals than it has."""
    return f"{value:,.{digits(value)}f}"
