"""Whether a string is a date of EDTF (ISO 8601-2:2019), as far as this project writes them."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(?P<y>[0-9X]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?(?P<about>~?)")
_YEARS = re.compile(r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX")
CODES = range(21, 42)  # seasons, quarters, half-years


def is_edtf(value: str) -> bool:
    """Whether the value is a date, or an interval whose start is before its end."""
    parts = value.split("/")
    whole = all(map(_is_date, parts))
    return whole and (len(parts) == 1 or (len(parts) == 2 and parts[0] < parts[1]))


def _is_date(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if match is None or not _YEARS.fullmatch(match["y"]):
        return False
    year, month, day = match["y"], int(match["m"] or 1), int(match["d"] or 1)
    if match["m"] and not year.isdigit() and year != "XXXX":
        return False
    if month in CODES:
        return match["d"] is None
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= calendar.monthrange(int(year) if year.isdigit() else 2000, month)[1]
