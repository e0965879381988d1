"""One measured number with what it stands beside, and the table of all of them."""

import os
import platform
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """`beside` is the floor, peer or budget that gives the value its meaning."""

    what: str
    value: str
    beside: str


def quantile(samples: Sequence[float], percent: int) -> float:
    """The smallest sample that at least `percent` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def per_second(count: float, seconds: float) -> str:
    return f"{round(count / seconds):,}/s".replace(",", " ")


def table(figures: Iterable[Figure]) -> str:
    """Markdown that lines up in a terminal too."""
    rows = [Figure("what", "figure", "beside"), *figures]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def machine() -> str:
    """What the figures were measured on, without a date or a name."""
    release = platform.freedesktop_os_release()
    return (
        f"{os.cpu_count()} cores, {release['NAME'].split()[0]} {release.get('VERSION_ID', '')}, "
        f"{platform.machine()}, Python {platform.python_version()}"
    )
