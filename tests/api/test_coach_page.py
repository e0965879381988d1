"""The page for a coach: everything the answers hold is on it, in words."""

from typing import Any

import pytest

from evenstride import coach_page, explain
from evenstride.catalog import load
from tests.training.vector_log import DAY_0
from tests.training.virtual_runner import Body, Life

DAYS = 90


@pytest.fixture(scope="module")
def told() -> tuple[dict[str, Any], str]:
    life = Life(Body("lagging", 2, ability=13.0, lag=9.0, strength_weekdays=(1, 3, 5)), load())
    life.live(DAYS)
    answers = explain.answers(list(life.log.entries), load(), DAY_0 + DAYS)
    return answers, coach_page.as_page(answers, load())


def test_a_closed_door_lists_each_thing_it_still_asks_for(told: tuple[dict[str, Any], str]) -> None:
    answers, page = told
    closed = [gate for gate in answers["progress"]["gates"] if gate["failed"]]
    assert closed
    for gate in closed:
        known = getattr(load().gates, gate["id"])
        asked = [one.text for one in known.criteria if one.id in gate["failed"]]
        assert len(asked) == len(gate["failed"])
        assert all(f"    {text}\n" in page for text in asked)


def test_every_ladder_shows_its_verdict_with_its_sentence(told: tuple[dict[str, Any], str]) -> None:
    answers, page = told
    verdicts = [one["verdict"] for one in answers["progress"]["ladders"] if one["verdict"]]
    assert verdicts
    for verdict in verdicts:
        assert f"({verdict['code']}" in page
        assert verdict["reason"] in page


def test_sets_stand_by_leg_with_what_was_not_clean(told: tuple[dict[str, Any], str]) -> None:
    answers, page = told
    done = [one for session in answers["sessions"] for one in session["ladders"]]
    assert any(one["set_class"] != "good" for ladder in done for one in ladder["sets"])
    for session in answers["sessions"]:
        assert f"  {session['performed_on']}  " in page
    for ladder in done:
        for one in ladder["sets"]:
            assert str(one["reps"] or one["seconds"]) in page
    assert "(fair" in page or "(poor" in page


def test_tests_are_in_the_unit_of_the_test_and_noise_is_called_noise(
    told: tuple[dict[str, Any], str],
) -> None:
    answers, page = told
    assert answers["symmetry"]["tests"]
    stand = next(one for one in answers["symmetry"]["tests"] if not one["real"])
    assert f"{load().test_by_id[stand['test']].name}: left " in page
    assert "inside the noise" in page


def test_a_confirmed_difference_says_what_it_changes() -> None:
    test = {
        "test": "sl_calf_raise",
        "left": 20,
        "right": 30,
        "unit": "reps",
        "difference": 10,
        "asymmetry_pct": 33,
        "noise": 6,
        "real": True,
        "confirmed": True,
        "band": "priority",
        "tier": 2,
    }
    answers = _bare() | {"symmetry": {"headline_pct": 33, "lagging": "left", "tests": [test], "control": []}}
    page = coach_page.as_page(answers, load())
    assert "The left leg is catching up." in page
    assert "33 %, priority, tier 2: this leg goes first" in page


@pytest.mark.parametrize(
    ("due", "says"),
    [
        ({"kind": "test", "test": "sl_calf_raise"}, "Measure: Single-leg calf raise"),
        ({"kind": "placement"}, "Find the rungs"),
        ({"kind": "hop_tolerance"}, "The hop test"),
        ({"kind": "screening"}, "ask a doctor"),
        ({"kind": "video_check", "exercise": "step_up"}, "Film one set of each leg: Step-up"),
    ],
)
def test_what_is_due_comes_first(due: dict[str, str], says: str) -> None:
    whole = {"session": None, "exercise": None, "flag": None, "test": None} | due
    answers = _bare()
    answers["today"]["due"] = [whole]
    page = coach_page.as_page(answers, load())
    assert says in page
    assert page.index(says) < page.index("Doors")


def _bare() -> dict[str, Any]:
    """The answers of the first day of a plan."""
    life = Life(Body("new", 1), load())
    life.live(1)
    return explain.answers(list(life.log.entries), load(), DAY_0)
