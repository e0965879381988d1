"""The catalog as it ships: how much it holds, that all of it joins up, and what document it makes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from evenstride.catalog import load, load_from
from evenstride.training.catalog import ITEMS, Catalog, EntryNeed

CATALOG = load()
DOCUMENT = CATALOG.model_dump(mode="json")
BACKEND = Path(__file__).parents[2] / "backend"
MOBILITY = {"warmup", "cooldown"}


def test_holds_52_exercises_in_20_ladders() -> None:
    assert CATALOG.version == 1
    assert len(CATALOG.exercises) == 52
    assert len(CATALOG.ladders) == 20


def test_42_of_them_train_in_17_ladders_beside_6_for_mobility_and_4_running_drills() -> None:
    training = [e for e in CATALOG.exercises if e.category not in {*MOBILITY, "run"}]
    assert len(training) == 42
    assert len({e.ladder for e in training}) == 17
    assert len([e for e in CATALOG.exercises if e.category in MOBILITY]) == 6
    assert len([e for e in CATALOG.exercises if e.category == "run"]) == 4


def test_exercises_stand_in_the_order_of_their_ladders_and_rungs() -> None:
    rungs = [rung for ladder in CATALOG.ladders for rung in ladder.rungs]
    assert [exercise.id for exercise in CATALOG.exercises] == rungs


def test_look_ups_find_every_record_by_its_id() -> None:
    assert [CATALOG.exercise_by_id[e.id] for e in CATALOG.exercises] == list(CATALOG.exercises)
    assert [CATALOG.ladder_by_id[x.id] for x in CATALOG.ladders] == list(CATALOG.ladders)
    assert [CATALOG.stage_by_id[x.id] for x in CATALOG.stages] == list(CATALOG.stages)
    assert [CATALOG.template_by_id[x.id] for x in CATALOG.program.templates] == [*CATALOG.program.templates]
    assert [CATALOG.test_by_id[x.id] for x in CATALOG.tests] == list(CATALOG.tests)
    assert [CATALOG.item_by_id[item].id for item in ITEMS] == list(ITEMS)


def test_ids_are_those_of_the_contract() -> None:
    assert CATALOG.program.id == "base"
    assert CATALOG.extra_templates == ("placement", "hop_tolerance")
    assert [e.id for e in CATALOG.equipment] == (
        [
            "support",
            "step",
            "box",
            "bench",
            "wall",
            "mat",
            "dumbbell",
            "kettlebell",
            "barbell",
            "band",
            "treadmill",
            "hill",
        ]
    )
    assert [flag.id for flag in CATALOG.safety.red_flags] == [
        "chest_pain",
        "fainting_or_breathless",
        "sharp_pain_or_pop",
        "giving_way",
        "pinpoint_bone_pain",
        "night_or_rest_pain",
        "joint_swelling_or_locking",
        "numbness_or_weakness",
        "pain_growing_two_weeks",
        "one_calf_swollen",
        "cannot_bear_weight",
        "saddle_numbness_or_bladder",
    ]
    assert [question.id for question in CATALOG.safety.questions] == [
        "heart_condition",
        "chest_pain_effort",
        "chest_pain_rest",
        "dizziness",
        "bone_or_joint",
        "heart_or_pressure_medicine",
        "other_reason",
        "pregnant_or_recent_birth",
        "surgery_12_months",
        "bone_stress_injury_12_months",
        "under_16",
    ]


def test_gates_ask_what_their_failed_lists_may_hold() -> None:
    gates = CATALOG.gates
    assert [c.id for c in gates.phase_2.criteria] == (
        ["calendar", "sessions", "ladders", "step_down", "balance", "pain"]
    )
    assert [c.id for c in gates.plyo_gate.criteria] == (
        ["calendar", "calf", "step_down", "squat", "balance", "pain", "hop_tolerance", "safety"]
    )
    assert [c.id for c in gates.phase_4.criteria] == ["calendar", "jumps", "hop_asymmetry", "pain"]


def test_every_reference_of_an_exercise_resolves() -> None:
    equipment = {gear.id for gear in CATALOG.equipment}
    for exercise in CATALOG.exercises:
        assert exercise.id in CATALOG.ladder_by_id[exercise.ladder].rungs
        assert {*exercise.requires, *exercise.requires_any} <= equipment
        assert set(exercise.stages) <= set(CATALOG.stage_by_id)
        assert set(exercise.microsteps) <= set(exercise.stages)
        assert set(exercise.critical) <= set(exercise.checklist) <= set(ITEMS)
        for need in exercise.entry:
            assert need.exercise is None or need.exercise in CATALOG.exercise_by_id
            assert need.test is None or need.test in CATALOG.test_by_id


def test_every_reference_of_the_program_and_the_rules_resolves() -> None:
    program, gates, rules = CATALOG.program, CATALOG.gates, CATALOG.rules
    assert {slot for template in program.templates for slot in template.slots} <= set(CATALOG.ladder_by_id)
    assert set(gates.phase_2.ladders) <= set(CATALOG.ladder_by_id)
    assert {ladder for test in CATALOG.tests for ladder in test.extra_set_ladders} <= set(
        CATALOG.ladder_by_id
    )
    hops = gates.plyo_gate.hop_tolerance
    named = {
        *program.warmup,
        *program.cooldown,
        *(opened for week in rules.plyo.weeks for opened in week.opens),
        *rules.asymmetry.locks,
        *rules.asymmetry.accessory.exercises,
        gates.plyo_gate.squat,
        hops.two_leg,
        hops.one_leg,
    }
    assert named <= set(CATALOG.exercise_by_id)
    assert {*rules.route.before_next_rung, *rules.route.instead} <= set(CATALOG.stage_by_id)
    assert {gates.phase_4.hop_test, *CATALOG.test_day.learned} <= set(CATALOG.test_by_id)


def test_every_number_of_a_rule_has_a_source_and_every_source_is_listed() -> None:
    tags = {
        tag
        for record in _records(DOCUMENT)
        for field in ("source", "noise_source")
        for tag in _flat(record.get(field, []))
    }
    assert tags <= set(CATALOG.sources)
    assert {"S0", "S2", "G", "D"} <= set(CATALOG.sources)
    assert len([tag for tag in CATALOG.sources if tag.startswith("F")]) == 120


def test_entry_needs_say_in_fields_what_their_text_says() -> None:
    def entry(exercise: str) -> list[dict[str, Any]]:
        return [need.model_dump(exclude_defaults=True) for need in CATALOG.exercise_by_id[exercise].entry]

    assert entry("single_leg_squat") == [
        {"need": "passed", "exercise": "single_leg_box_squat"},
        {"need": "at", "exercise": "single_leg_box_squat", "stage": "rom", "microstep": 3},
    ]
    assert entry("pistol_squat_progression") == [
        {"need": "passed", "exercise": "single_leg_squat"},
        {"need": "test", "test": "knee_to_wall", "at_least": 9},
    ]
    assert entry("forward_lunge") == [{"need": "passed", "exercise": "reverse_lunge", "through": "slow_ecc"}]
    assert entry("single_leg_deadlift") == [
        {"need": "passed", "exercise": "kickstand_rdl"},
        {"need": "held", "exercise": "single_leg_stand", "seconds": 20},
    ]
    assert entry("single_leg_rdl")[1]["microstep"] == 3
    assert entry("bounding")[1] == {"need": "plyo_weeks", "weeks": 3, "clean": True}
    assert entry("single_leg_drop_jump")[2:] == [
        {"need": "plyo_weeks", "weeks": 4},
        {"need": "asymmetry_below", "test": "sl_hop_distance", "below_pct": 15},
    ]
    assert entry("plyometric_step")[0] == {"need": "gate", "gate": "plyo_gate"}
    assert entry("race_pace_drill") == [{"need": "gate", "gate": "phase_4"}]
    assert entry("hill_repeats") == [{"need": "weeks_done", "exercise": "uphill_strides", "weeks": 2}]


@pytest.mark.parametrize(
    ("need", "complaint"),
    [
        ({"need": "held", "exercise": "single_leg_stand"}, "held needs seconds"),
        ({"need": "gate", "gate": "phase_4", "weeks": 2}, "gate has no weeks"),
        ({"need": "at", "exercise": "step_up", "stage": "height"}, "at needs microstep"),
        ({"need": "test", "test": "knee_to_wall", "at_least": 9, "clean": True}, "test has no clean"),
    ],
)
def test_an_entry_need_has_its_own_fields_and_no_other(need: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        EntryNeed.model_validate(need)


def test_the_catalog_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        CATALOG.version = 2  # type: ignore[misc] # that it is forbidden is the point


def test_the_document_holds_no_float() -> None:
    assert not [leaf for leaf in _leaves(DOCUMENT) if isinstance(leaf, float)]


def test_the_document_makes_the_same_catalog_again() -> None:
    assert Catalog.model_validate_json(json.dumps(DOCUMENT), strict=True) == CATALOG


def test_a_second_reading_makes_the_same_document() -> None:
    assert load_from(files("evenstride.catalog")).model_dump(mode="json") == DOCUMENT
    assert load() is CATALOG


def test_the_command_prints_the_document_the_same_way_every_time() -> None:
    command = [sys.executable, "-m", "evenstride.catalog"]
    first = subprocess.run(command, check=True, capture_output=True, cwd=BACKEND).stdout
    second = subprocess.run(command, check=True, capture_output=True, cwd=BACKEND).stdout
    assert first == second
    kept = {part: value for part, value in DOCUMENT.items() if part != "sources"}
    assert json.loads(first.decode("utf-8")) == kept
    assert b'": ' not in first


def _records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _records(inner)


def _flat(tags: list[str] | dict[str, list[str]]) -> list[str]:
    return [tag for each in tags.values() for tag in each] if isinstance(tags, dict) else tags


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (leaf for inner in value.values() for leaf in _leaves(inner))
    elif isinstance(value, list):
        yield from (leaf for inner in value for leaf in _leaves(inner))
    else:
        yield value
