"""The shorthand of `tests/vectors/entries.json`, written out as a raw entry.

`frontend/src/training/testing/vector_entry.ts` reads the same shorthand.
"""

import copy
import json
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[1] / "vectors" / "entries.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]
_FULL = {case["name"]: case["given"]["entry"] for case in CASES if "like" not in case["given"]}


def raw_of(given: dict[str, Any]) -> Any:
    """The raw entry a vector's `given` stands for, of its own."""
    if "like" not in given:
        return copy.deepcopy(given["entry"])
    raw = copy.deepcopy(_FULL[given["like"]]) | given.get("entry", {})
    for path, value in given.get("body", {}).items():
        part, name = _inside(raw["body"], path)
        part[name] = value
    for path in given.get("without", []):
        part, name = _inside(raw["body"], path)
        del part[name]
    return {name: value for name, value in raw.items() if name not in given.get("without_entry", [])}


def _inside(part: Any, path: str) -> tuple[Any, str]:
    """The object that holds the last name of a dotted path, and that name."""
    *names, last = path.split(".")
    for name in names:
        part = part[int(name)] if isinstance(part, list) else part[name]
    return part, last
