"""Every case of `tests/vectors/today.json`: what is shown on a day, from doses to tests and drills."""

import json
from pathlib import Path
from typing import Any

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.answers import Due
from evenstride.training.units import day_number
from tests.training.vector_log import DAY_0, log_of
from tests.training.vector_weeks import given_of, weeks_of

VECTORS = Path(__file__).parents[1] / "vectors" / "today.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_day_shows_what_the_rules_give(case: dict[str, Any]) -> None:
    given = given_of(case, CASES)
    entries = log_of(given, load()) if "exercise" in given else weeks_of(given, load())
    assert answer_of(training.fold(entries, load(), DAY_0 + given["on"]), case["expect"]) == case["expect"]


def answer_of(replayed: training.Replayed, expected: dict[str, Any]) -> dict[str, Any]:
    """The parts of today and of the plan that a case speaks of."""
    shown = training.today(replayed, load())
    following = shown["next"]
    items = {item["ladder"]: dict(item) for item in following["items"]} if following else {}
    seen: dict[str, Any] = {
        "next": [day_number(following["on"]) - DAY_0, following["template"]] if following else None,
        "minutes": following["minutes"] if following else None,
        "due": [_due(one) for one in shown["due"]],
    }
    if "items" in expected:
        seen["items"] = {
            ladder: {key: items[ladder][key] for key in wanted} if ladder in items and wanted else None
            for ladder, wanted in expected["items"].items()
        }
    if "why" in expected:
        why = following["why"] if following else None
        seen["why"] = expected["why"] if expected["why"] in (why or "") else why
    if "plan" in expected:
        days = {day_number(day["on"]) - DAY_0: day for day in _plan(replayed)}
        seen["plan"] = {
            day: {key: _planned(key, days[int(day)]) for key in wanted}
            for day, wanted in expected["plan"].items()
        }
    return {key: seen[key] for key in expected}


def _plan(replayed: training.Replayed) -> list[Any]:
    on = replayed.state.on
    return list(training.plan(replayed, load(), on - 7, on + 28)["days"])


def _planned(key: str, day: Any) -> Any:
    if key == "sessions":
        return [[one["template"], one["at"]] for one in day["sessions"]]
    return [[run["type"], run["at"]] for run in day["runs"]] if key == "runs" else day[key]


def _due(due: Due) -> str:
    what = (due["session"] and "session") or due["exercise"] or due["flag"] or due["test"]
    return f"{due['kind']} {what}" if what else due["kind"]
