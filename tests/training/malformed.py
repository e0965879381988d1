"""Entries with something wrong, for the door both twins keep."""

import copy
import random
from typing import Any

from evenstride.training.entries import NOTE_MAX_CHARS, Entry, judge
from evenstride.training.units import SAFE_INT_MAX
from tests.training.runners import Raw
from tests.training.vector_entry import CASES, raw_of

UUID = "0199c0de-0000-7000-8000-000000000000"
HLC = "0199c0dea1b2-0000-8f3a5c7e9d1b2f40"

NUMBERS = (-1, 0, 1, 2, 5, 6, 7, 10, 11, 100, 101, 1_899, 1_900, 2_201, -1_440, 1_441, 0.5, -1.5, 1e300)
HUGE = (SAFE_INT_MAX, SAFE_INT_MAX + 1, -SAFE_INT_MAX, -SAFE_INT_MAX - 1, 2**70)
DATES = ("2026-02-29", "2028-02-29", "2026-2-09", "0000-01-01", "0001-01-01", "2026-04-31", "9999-12-31")
CLOCKS = ("24:00", "23:59", "07:5", "07:05\n", "\u0660\u0667:\u0660\u0665", "2026-01-01T00:00")
IDS = (
    "",
    "0",
    "left",
    "both",
    "constructor",
    "__proto__",
    "A-b_9",
    "\u00e9",
    "x\n",
    "x" * 64,
    "x" * 65,
    "en-GB",
    "e",
)
TEXTS = ("y" * NOTE_MAX_CHARS, "y" * (NOTE_MAX_CHARS + 1), "😀" * NOTE_MAX_CHARS, "😀" * (NOTE_MAX_CHARS + 1))
UNSTORABLE: tuple[Any, ...] = ("\x00", "\ud800", "\udc00\ud800", {"a": [{"\x00": 1}]}, {"\ud800": 1}, [1.5])
PARTS: tuple[Any, ...] = ([], {}, [1], ["1"], [True], [0], [8], [None], [[]], {"a": 1}, [1] * 4, ["a"] * 41)
DEEP: tuple[Any, ...] = (
    [[[[[[[[1]]]]]]]],
    [[[[[[[[[1]]]]]]]]],
    {"a": [[[[[[[1]]]]]]]},
    {"a": [[[[[[[[1]]]]]]]]},
)
NASTY: tuple[Any, ...] = (
    *(None, True, False),
    *(*NUMBERS, *HUGE, *DATES, *CLOCKS, *IDS, *TEXTS, *UNSTORABLE, *PARTS, *DEEP),
)
HEAD_FIELDS = ("id", "record", "kind", "v", "hlc", "body", "seq")
HEADS: tuple[Any, ...] = (
    *(UUID.upper(), UUID[:-1], "setting:units", "setting:", f"erase:{UUID}", f"erase:{UUID}0"),
    *(HLC, HLC.upper(), HLC[1:], f"{HLC}\n", "set_logged", "record_erased", "new_kind", "Set"),
)


def mutated(seed: int, count: int) -> list[Any]:
    """Raw entries that once were well formed, each with something wrong by now; some still are."""
    rng = random.Random(f"mutated {seed}")
    well_formed = [raw_of(case["given"]) for case in CASES if "like" not in case["given"]]
    well_formed = [raw for raw in well_formed if isinstance(judge(raw), Entry)]
    return [_mutated(rng, rng.choice(well_formed)) for _ in range(count)]


def _mutated(rng: random.Random, entry: Raw) -> Any:
    wrong: Any = copy.deepcopy(entry)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if not isinstance(wrong, dict):
            return wrong
        body = wrong.get("body")
        if rng.random() < 0.75 and isinstance(body, dict):
            _spoil_inside(rng, body)
        elif rng.random() < 0.97:
            wrong[rng.choice(HEAD_FIELDS)] = _nasty(rng, (*HEADS, *NASTY))
        else:
            wrong = rng.choice((None, [], "entry", 1, [wrong], {}))
    return wrong


def _spoil_inside(rng: random.Random, part: Raw) -> None:
    """Changes, drops or adds a field, here or in an object or list within."""
    name = rng.choice([*part, "new_field", "__proto__", "constructor"])
    value = part.get(name)
    what = rng.random()
    if isinstance(value, dict) and what < 0.6:
        _spoil_inside(rng, value)
    elif isinstance(value, list) and value and what < 0.7:
        index = rng.randrange(len(value))
        if isinstance(value[index], dict) and what < 0.5:
            _spoil_inside(rng, value[index])
        else:
            value[index] = _nasty(rng, NASTY)
    elif what < 0.8:
        part[name] = _nasty(rng, NASTY)
    elif what < 0.9:
        part.pop(name, None)
    elif isinstance(value, int):
        part[name] = value + rng.choice((-1, 1, 1_000_000))
    elif isinstance(value, str):
        part[name] = rng.choice((value.upper(), value + " ", value[1:], value + "x"))


def _nasty(rng: random.Random, among: tuple[Any, ...]) -> Any:
    """A value of its own, because what is put in may be spoilt again."""
    return copy.deepcopy(rng.choice(among))
