"""Whole numbers, local days and the one rounding rule.

Everything the rules compare is an integer in a small unit: grams, seconds, milliseconds, whole percent.
Days are counted from 1970-01-01 so that both twins subtract plain numbers.
"""

from datetime import date, timedelta

MS_PER_DAY = 86_400_000
MS_PER_MIN = 60_000
SAFE_INT_MAX = 2**53 - 1
"""The largest integer a phone keeps exact."""

_EPOCH = date(1970, 1, 1)
_EPOCH_ORDINAL = _EPOCH.toordinal()


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to numerator / denominator; halves go up (2.5 is 3, -2.5 is -2).

    The denominator is positive.
    """
    return (2 * numerator + denominator) // (2 * denominator)


def day_number(local_date: str) -> int:
    """Days from 1970-01-01 to a `YYYY-MM-DD` that has already been validated."""
    return date.fromisoformat(local_date).toordinal() - _EPOCH_ORDINAL


def local_date(day: int) -> str:
    """The `YYYY-MM-DD` of a day number."""
    return (_EPOCH + timedelta(days=day)).isoformat()


def weekday(day: int) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day + 3) % 7 + 1


def day_of_instant(at_ms: int, utc_offset_min: int) -> int:
    """The local day number of an instant, for a clock that runs `utc_offset_min` ahead of UTC."""
    return (at_ms + utc_offset_min * MS_PER_MIN) // MS_PER_DAY
