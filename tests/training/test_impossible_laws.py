"""Logs that cannot be: each folds to a defined state, every question has an answer, and what was not used
says why. `EVENSTRIDE_LAWS=50` asks the random ones fifty times as many logs.
"""

import json
import random
from typing import Any

import pytest
from hypothesis import given

from evenstride import training
from evenstride.training.entries import SETTING_VALUES, Entry, judge
from evenstride.training.fold import EARLIEST, TOO_EARLY, TOO_LATE, fold_log
from evenstride.training.replay import Replayed
from evenstride.training.units import MS_PER_DAY, SAFE_INT_MAX, day_number, local_date
from tests.training.histories import _odd_value
from tests.training.law_logs import CATALOG, FAR_FUTURE, FAR_PAST, LOGS, SEEDS, Told, of_logs, rewritten
from tests.training.malformed import NASTY, mutated
from tests.training.vector_log import DAY_0, LogWriter, log_of

CLEAN = [12, 3, {"k": 2, "p": 2, "b": 2}, 0]
LEGS = {"L": [CLEAN, CLEAN], "R": [CLEAN, CLEAN]}
SESSION = {"day": 0, **LEGS}
GIVEN: dict[str, Any] = {"exercise": "step_up", "stage": "reps", "sessions": [SESSION]}
NOWHERE = "99999999-9999-4999-8999-999999999999"


def answered(entries: list[Entry], on: int) -> Replayed:
    """Every question there is, answered in JSON."""
    replayed = training.fold(entries, CATALOG, on)
    state = replayed.state
    said = [
        training.progress(replayed, CATALOG),
        training.symmetry(replayed, CATALOG),
        training.today(replayed, CATALOG),
        training.plan(replayed, CATALOG, on - 7, on + 27),
        training.plan(replayed, CATALOG, on + 27, on),
        training.sessions(replayed, CATALOG, day_number(FAR_PAST), day_number(FAR_FUTURE)),
        *(training.session(replayed, CATALOG, one.record) for one in state.sessions),
    ]
    assert training.session(replayed, CATALOG, NOWHERE) is None
    text = json.dumps(said, allow_nan=False)
    assert json.loads(text) == said
    for ladder in training.placed_ladders(CATALOG):
        done = [one for session in state.sessions for one in session.sets.get(ladder, [])]
        assert training.placed_at(ladder, done, CATALOG) in CATALOG.ladder_by_id[ladder].rungs
        training.next_trial(ladder, done, CATALOG)
    _explained(replayed, entries)
    return replayed


def _explained(replayed: Replayed, entries: list[Entry]) -> None:
    """Every set, answer, choice, test and look is either used or left out with its reason, once."""
    state = replayed.state
    used = {one.id for session in state.sessions for sets in session.sets.values() for one in sets}
    used |= {one.id for one in state.choices}
    used |= {one.id for one in state.tests} | {one.id for one in state.videos}
    left_out = [one.id for one in state.left_out]
    assert len(left_out) == len(set(left_out))
    assert not used & set(left_out)
    assert all(one.why and one.why[0].islower() and not one.why.endswith(".") for one in state.left_out)
    known = {entry.id for entry in entries}
    assert used | set(left_out) <= known


def _log(*more: tuple[str, dict[str, Any]], **given: Any) -> list[Entry]:
    """A clean session of step-ups, and entries after it."""
    log = LogWriter()
    log.entries = log_of({**GIVEN, **given}, CATALOG)
    for kind, body in more:
        log.write(kind, body)
    return log.entries


def _set(**changes: Any) -> dict[str, Any]:
    """Another set of the session of step-ups, with something about it changed."""
    sets = [one.body for one in _log() if one.kind == "set_logged"]
    assert sets[-1] is not None
    return {**sets[-1], **changes}


def _why(entries: list[Entry], on: int = DAY_0) -> list[str]:
    return [one.why for one in answered(entries, on).state.left_out]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"session": NOWHERE}, "its session is not in the log"),
        ({"exercise": "no_such"}, "its exercise is not in the catalogue"),
        ({"exercise": "constructor"}, "its exercise is not in the catalogue"),
        ({"ladder": "squat"}, "its exercise is on another ladder"),
        ({"stage": "seconds"}, "its exercise has no such stage"),
        ({"side": "both"}, "its side does not fit the exercise"),
        ({"reps": None, "seconds": 12}, "it counts reps where the exercise counts seconds, or the reverse"),
    ],
)
def test_a_set_that_cannot_be_is_left_out_with_its_reason(changes: dict[str, Any], why: str) -> None:
    entries = _log(("set_logged", _set(**changes)))
    assert _why(entries) == [why]
    assert answered(entries, DAY_0).tracks == answered(_log(), DAY_0).tracks


@pytest.mark.parametrize("kind", ["session_finished", "morning_checked"])
def test_an_answer_to_a_session_that_is_not_there_is_left_out(kind: str) -> None:
    finished = {"session": NOWHERE, "finished_at": 0, "rpe": None, "ended": "complete", "note": None}
    morning = {"session": NOWHERE, "checked_on": local_date(DAY_0), "pain_change": 5, "soreness": "none"}
    entries = _log((kind, finished if kind == "session_finished" else morning))
    assert _why(entries) == ["its session is not in the log"]


def test_what_names_nothing_in_the_catalogue_is_left_out() -> None:
    on = local_date(DAY_0)
    test = {"side": "left", "performed_on": on, "performed_at": 0, "trials": [1], "pain": 0, "note": None}
    video = {"side": "left", "performed_on": on, "checks": {}, "by": "self"}
    choice = {"ladder": "squat", "microstep": 0, "chosen_at": 0, "by": "runner", "why": None}
    entries = _log(
        ("test_measured", {"test": "no_such", **test}),
        ("video_checked", {"exercise": "no_such", **video}),
        ("rung_chosen", {**choice, "exercise": "no_such", "stage": "reps"}),
        ("rung_chosen", {**choice, "exercise": "step_up", "stage": "reps"}),
        ("rung_chosen", {**choice, "exercise": "single_leg_squat", "stage": "eyes"}),
    )
    rung = "the catalogue has no such rung and stage on that ladder"
    exercise, measured = "its exercise is not in the catalogue", "its test is not in the catalogue"
    assert sorted(_why(entries)) == sorted([measured, exercise, rung, rung, rung])


@pytest.mark.parametrize("trials", [[0], [0, 0, 0], [0, 100_000], [100_000] * 3])
@pytest.mark.parametrize("sides", [("left", "right"), ("left",), ("both",), ("both", "left", "right")])
def test_a_test_of_zero_or_of_too_much_still_compares(trials: list[int], sides: tuple[str, ...]) -> None:
    on = local_date(DAY_0)
    for kind in CATALOG.tests:
        tests = [
            {"test": kind.id, "side": side, "performed_on": on, "performed_at": at, "trials": trials[at:]}
            for side in sides
            for at in range(len(trials))
        ]
        entries = _log(*(("test_measured", {**one, "pain": 10, "note": None}) for one in tests))
        seen = training.symmetry(answered(entries, DAY_0 + 1), CATALOG)
        assert seen["lagging"] is None
        assert all(0 <= one["asymmetry_pct"] <= 100 for one in seen["tests"])


def test_of_two_plans_the_one_begun_later_holds_and_equal_ones_are_settled_by_record() -> None:
    body = {"program": "base", "experience": "seasoned"}
    later = _log(("plan_started", {**body, "started_on": local_date(DAY_0)}))
    assert training.progress(answered(later, DAY_0), CATALOG)["week"] == 1
    earlier = _log(("plan_started", {**body, "started_on": local_date(DAY_0 - 70)}))
    assert training.progress(answered(earlier, DAY_0), CATALOG)["week"] == 6
    same = _log(
        ("plan_started", {**body, "started_on": local_date(DAY_0)}),
        ("plan_started", {**body, "started_on": local_date(DAY_0)}),
    )
    plans = [entry.record for entry in same if entry.kind == "plan_started"]
    assert answered(same, DAY_0).state.plan_id == max(plans[1:])


@pytest.mark.parametrize(
    "day", [FAR_PAST, "1969-12-31", "1970-01-01", "2025-12-29", "2027-01-05", FAR_FUTURE]
)
@pytest.mark.parametrize("at_ms", [0, DAY_0 * MS_PER_DAY, SAFE_INT_MAX])
@pytest.mark.parametrize("on", [DAY_0, DAY_0 + 800, day_number("1970-01-01")])
def test_a_session_of_another_age_is_one_session_of_its_day(day: str, at_ms: int, on: int) -> None:
    log = LogWriter()
    log.entries = _log()
    started = next(one for one in log.entries[::-1] if one.kind == "session_started")
    session = log.write("session_started", {**(started.body or {}), "performed_on": day, "started_at": at_ms})
    log.write("set_logged", _set(session=session, performed_at=at_ms))
    finished = {"session": session, "finished_at": at_ms, "rpe": 10, "ended": "complete", "note": None}
    log.write("session_finished", finished)
    replayed = answered(log.entries, on)
    there = [one for one in replayed.state.sessions if one.record == session]
    assert len(there) == (1 if EARLIEST <= day <= local_date(on) else 0)
    assert there or {one.why for one in replayed.state.left_out} & {TOO_EARLY, TOO_LATE}


@pytest.mark.parametrize("started_on", [FAR_PAST, "1970-01-01", "2026-01-04", "2027-01-05", FAR_FUTURE])
@pytest.mark.parametrize("on", [day_number(FAR_PAST) + 40, DAY_0, day_number(FAR_FUTURE) - 70])
def test_a_plan_of_another_age_is_planned_or_not_begun(started_on: str, on: int) -> None:
    log = LogWriter()
    for experience in ("beginner", "seasoned"):
        log.write(
            "plan_started", {"program": "?"[:0] or "x", "started_on": started_on, "experience": experience}
        )
    replayed = training.fold(log.entries, CATALOG, on)
    progress = training.progress(replayed, CATALOG)
    begun = EARLIEST <= started_on <= local_date(on)
    assert (progress["week"] >= 1) == begun
    assert training.today(replayed, CATALOG)["on"] == local_date(on)


def test_both_legs_on_a_one_leg_record_change_nothing() -> None:
    sides = [("set_logged", _set(side="both", pain=10, set_no=number)) for number in (1, 2, 3)]
    entries = _log(*sides)
    assert len(_why(entries)) == 3
    assert answered(entries, DAY_0).tracks["step"] == answered(_log(), DAY_0).tracks["step"]


def test_finishes_and_mornings_of_one_session_are_settled_by_their_date() -> None:
    session = next(one.record for one in _log()[::-1] if one.kind == "session_started")
    finish = {"session": session, "rpe": 10, "note": None}
    entries = _log(
        ("session_finished", {**finish, "finished_at": SAFE_INT_MAX, "ended": "pain"}),
        ("session_finished", {**finish, "finished_at": 0, "ended": "time"}),
        (
            "morning_checked",
            {"session": session, "checked_on": EARLIEST, "pain_change": 9, "soreness": "none"},
        ),
    )
    state = answered(entries, DAY_0).state
    assert state.sessions[-1].finished is not None
    assert state.sessions[-1].finished["ended"] == "pain"
    assert state.sessions[-1].morning is not None


def test_a_retraction_of_nothing_changes_nothing() -> None:
    log = LogWriter()
    log.entries = _log()
    before = answered(log.entries, DAY_0)
    for kind in ("session_started", "set_logged", "test_measured", "plan_started", "red_flag_changed"):
        log.write(kind, None, NOWHERE)
    log.write("setting_changed", None, "setting:units")
    after = answered(log.entries, DAY_0)
    assert (after.tracks, after.state) == (before.tracks, before.state)


def test_an_edit_that_changes_the_kind_is_another_record() -> None:
    log = LogWriter()
    log.entries = _log()
    logged = log.entries[-2]
    assert logged.kind == "set_logged"
    run = {
        "performed_on": local_date(DAY_0),
        "started_at": 0,
        "type": "hard",
        "duration_s": 1,
        "distance_m": None,
    }
    log.write("run_logged", run, logged.record)
    replayed = answered(log.entries, DAY_0)
    assert len(replayed.state.runs) == 1
    assert replayed.tracks == answered(_log(), DAY_0).tracks


def test_a_session_without_its_start_leaves_nothing_behind() -> None:
    entries = [entry for entry in _log() if entry.kind != "session_started"]
    replayed = answered(entries, DAY_0)
    assert not replayed.state.sessions
    assert {one.why for one in replayed.state.left_out} == {"its session is not in the log"}
    assert all(track.ruling is None for track in replayed.tracks.values())


@of_logs(40)
@given(LOGS, SEEDS)
def test_no_log_of_valid_entries_is_ever_too_odd(one: Told, chance: int) -> None:
    """Any entries of a history say something else that is valid, and some are simply not there."""
    rng = random.Random(chance)
    entries = []
    for number, entry in enumerate(one.entries):
        what = rng.random()
        if what < 0.4 and entry.body is not None:
            entries.append(_odd(rng, entry, number % 200))
        elif what < 0.9:
            entries.append(entry)
    answered(entries, one.on)


def _odd(rng: random.Random, entry: Entry, number: int) -> Entry:
    body = dict(entry.body or {})
    for name in rng.sample(sorted(body), min(len(body), rng.randint(1, 3))):
        body[name] = _odd_value(rng, name, body[name], CATALOG)
        if isinstance(body[name], int) and not isinstance(body[name], bool):
            body[name] = rng.choice((body[name], 0, 1, -1, 100, 100_000, SAFE_INT_MAX))
    if not isinstance(judge({**entry._asdict(), "body": body}), Entry):
        return entry
    return rewritten(entry, body, number)._replace(id=entry.id)


@of_logs(20)
@given(LOGS, SEEDS)
def test_whatever_the_door_lets_in_has_an_answer(one: Told, chance: int) -> None:
    """A history with entries among it that were spoilt and passed the door all the same."""
    spoilt = [judged for raw in mutated(chance, 60) if isinstance(judged := judge(raw), Entry)]
    ids = (f"bbbbbbbb-bbbb-4bbb-8bbb-{number:012x}" for number in range(len(spoilt)))
    mixed = [*one.entries, *(entry._replace(id=own) for entry, own in zip(spoilt, ids, strict=True))]
    random.Random(chance).shuffle(mixed)
    answered(mixed, one.on)


def test_a_setting_of_a_wrong_type_is_left_out() -> None:
    """As an older build could have stored it; this door would refuse it."""
    for key in SETTING_VALUES:
        for number, value in enumerate(NASTY):
            odd = _stored(key, value, number)
            if not isinstance(judge(odd._asdict()), Entry):
                replayed = answered([*_log(), odd], DAY_0)
                assert odd.id in {one.id for one in replayed.state.left_out}, odd


def _stored(key: str, value: Any, number: int) -> Entry:
    own = f"cccccccc-cccc-4ccc-8ccc-{number:012x}"
    stamp = "ffffffffffff-0000-ffffffffffffffff"
    return Entry(own, f"setting:{key}", "setting_changed", 1, stamp, {"key": key, "value": value})


def test_the_fold_alone_says_what_was_left_out_in_a_settled_order() -> None:
    entries = _log(("set_logged", _set(session=NOWHERE)), ("set_logged", _set(exercise="no_such")))
    one = fold_log(entries, CATALOG, DAY_0).left_out
    two = fold_log(entries[::-1], CATALOG, DAY_0).left_out
    assert one == two == sorted(one)
