"""What holds for every verdict and every plan, over random histories. The rules are read here a second time,
plainly and from the log, so that `gate`, `route` and `doors` are not judged by themselves.
"""

import random
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenstride import training
from evenstride.training.catalog import Exercise
from evenstride.training.entries import Entry
from evenstride.training.fold import LoggedSet, Session, TrainingState
from evenstride.training.gate import Ruling, because_of
from evenstride.training.phases import equipped
from evenstride.training.progress import closed_by
from evenstride.training.replay import Replayed, climbed_ladders
from evenstride.training.route import smallest_step_g
from evenstride.training.units import day_number, local_date
from tests.training.law_logs import (
    CATALOG,
    DOOR_LOGS,
    LOGS,
    SEEDS,
    Told,
    clean_session,
    folded,
    legs_of,
    of_logs,
    place_rank,
    rewritten,
)
from tests.training.test_vectors_doors import CASES as DOOR_CASES
from tests.training.vector_log import DAY_0, log_of
from tests.training.vector_weeks import given_of, weeks_of

RANK = {"stop": 0, "regress": 1, "return": 2, "hold": 2, "advance": 3}
"""Coming back is no judgement: it is neither better nor worse than staying."""
PLYO_RUNGS = {one.id for one in CATALOG.exercises if one.category == "plyometric"}
JUMP_LADDERS = {one.id for one in CATALOG.ladders if one.priority == "plyo"}
TYPICAL_CALF = {"m": (37, 32, 28, 23, 19, 14), "f": (30, 27, 24, 21, 19, 16)}
"""Calf raises of one leg that are typical from the twenties to the seventies (TRAINING.md 3.5)."""
JUMP_TABLE = (
    (40, 0, {"pogo_two_leg", "plyometric_step", "drop_landing_two_leg"}),
    (50, 0, {"controlled_single_leg_hops"}),
    (60, 0, {"power_skip", "single_leg_drop_landing"}),
    (70, 12, {"bounding"}),
    (40, 0, set[str]()),
    (80, 20, {"single_leg_drop_jump"}),
    (80, 24, set[str]()),
    (90, 30, set[str]()),
    (50, 0, set[str]()),
)
"""Contacts of a session, how many of them high, and what is new, week after week (TRAINING.md 4.4)."""
CLIMBED = [one.id for one in climbed_ladders(CATALOG)]


class Judged(NamedTuple):
    """A ladder's part of a session, its sets and what was ruled."""

    session: Session
    ladder: str
    sets: list[LoggedSet]
    ruling: Ruling


def judged(replayed: Replayed) -> Iterator[Judged]:
    for session in replayed.state.sessions:
        for ladder, sets in session.sets.items():
            ruling = replayed.rulings.get((session.record, ladder))
            if ruling is not None:
                yield Judged(session, ladder, sets, ruling)


def is_good(exercise: Exercise, sets: list[LoggedSet]) -> bool:
    """TRAINING.md 2.2 and 2.3 as one reads them: no poor set, fair ones at most a third."""
    fair = 0
    for one in sets:
        scores = {item: one.body["checks"].get(item, 1) for item in exercise.checklist}
        points = sum(2 - score for score in scores.values())
        if points >= 4 or any(scores[item] == 0 for item in exercise.critical):
            return False
        fair += points >= 2
    return bool(sets) and fair <= len(sets) // 3


def sets_by_leg(one: Judged) -> dict[str, list[LoggedSet]]:
    """The sets at the place that was judged."""
    seen = one.ruling.seen
    here = [s for s in one.sets if (s.body["exercise"], s.body["stage"]) == (seen.exercise.id, seen.stage)]
    return {leg: [s for s in here if s.body["side"] == leg] for leg in legs_of(seen.exercise)}


def sessions_of(because: Collection[str], replayed: Replayed, ladder: str) -> list[Judged]:
    """The ladder-sessions that a ruling rests on, in training order."""
    return [
        one
        for one in judged(replayed)
        if one.ladder == ladder and any(logged.id in because for logged in one.sets)
    ]


@of_logs(30)
@given(LOGS)
def test_nothing_advances_unless_both_legs_were_good_in_both_sessions(one: Told) -> None:
    replayed = folded(one)
    for moved in judged(replayed):
        if moved.ruling.decision != "advance":
            continue
        pair = sessions_of(because_of(moved.ruling), replayed, moved.ladder)
        assert len(pair) == 2, "an advance rests on two sessions"
        for session in pair:
            for leg, sets in sets_by_leg(session).items():
                assert is_good(session.ruling.seen.exercise, sets), (leg, moved.ruling)


@of_logs(30)
@given(LOGS)
def test_every_advance_meets_every_condition_of_the_rules(one: Told) -> None:
    """TRAINING.md 2.4 and 2.6, one condition a line."""
    replayed = folded(one)
    advanced: dict[str, int] = {}
    jumped: list[int] = []
    for moved in judged(replayed):
        if moved.ruling.decision != "advance":
            continue
        first, last = pair = sessions_of(because_of(moved.ruling), replayed, moved.ladder)
        exercise = moved.ruling.seen.exercise
        plyo = exercise.id in PLYO_RUNGS
        assert first.ruling.seen.exercise.id == exercise.id
        assert first.ruling.seen.stage == moved.ruling.seen.stage
        assert last.session.record == moved.session.record
        assert 0 <= last.session.day - first.session.day <= 14
        for session in pair:
            _meets(session, plyo, smallest_step_g(replayed.state))
        assert moved.session.day - advanced.get(moved.ladder, -10_000) >= 6
        advanced[moved.ladder] = moved.session.day
        if plyo:
            assert sum(moved.session.day - day < 7 for day in jumped) < 2
            jumped.append(moved.session.day)


def _meets(one: Judged, plyo: bool, step_g: int) -> None:
    seen, body = one.ruling.seen, one.session.body
    assert plyo or not body["deload"]
    assert one.session.body["template"] not in ("placement", "hop_tolerance", "light")
    assert not any(logged.body["stopped"] == "time" for logged in one.sets)
    assert max(logged.body["pain"] for logged in one.sets) <= (1 if plyo else 2)
    assert one.session.morning is None or one.session.morning["pain_change"] <= 0
    told = next((told for told in body["prescribed"] if told["ladder"] == one.ladder), None)
    as_told = told is not None and (told["exercise"], told["stage"]) == (seen.exercise.id, seen.stage)
    wanted = told["sets"] if told is not None and as_told else seen.exercise.dose.sets[0]
    timed = seen.exercise.dose.reps is None
    for sets in sets_by_leg(one).values():
        assert len(sets) >= max(1, wanted)
        amounts = [s.body["seconds" if timed else "reps"] or 0 for s in sets]
        assert min(amounts) >= seen.high
        if seen.stage == "load":
            carried = sets[-1].body["load_g"] or 0
            assert amounts[-1] >= seen.high + (4 if step_g * 100 > carried * 10 else 2)
        if not plyo and not timed:
            assert (sets[-1].body["rir"] or 0) >= 2
        named = seen.exercise.microsteps.get(seen.stage)
        if named:
            assert min(s.body["microstep"] for s in sets) >= len(named) - 1


@of_logs(30)
@given(LOGS)
def test_no_rung_and_no_control_stage_is_ever_skipped(one: Told) -> None:
    replayed = folded(one)
    for moved in judged(replayed):
        code, after, seen = moved.ruling.code, moved.ruling.position, moved.ruling.seen
        rungs = CATALOG.ladder_by_id[moved.ladder].rungs
        here, there = rungs.index(seen.exercise.id), rungs.index(after.exercise)
        ahead = _stages_ahead(seen.exercise, seen.stage, replayed.state)
        controls = [stage for stage in ahead if CATALOG.stage_by_id[stage].kind == "control"]
        if code == "ADV_RUNG":
            assert there == here + 1
            assert not controls or CATALOG.stage_by_id[seen.stage].kind != "control"
            assert after.stage == CATALOG.exercise_by_id[after.exercise].stages[0]
            assert after.microstep == 0
        elif code == "ADV_STAGE":
            assert there == here
            assert after.stage in ahead
            if controls and CATALOG.stage_by_id[seen.stage].kind == "control":
                assert after.stage == controls[0]
        elif code == "ADV_LOAD":
            assert (there, after.stage, seen.stage) == (here, "load", "load")
            assert after.load_g == seen.load_g + smallest_step_g(replayed.state)
        elif moved.ruling.decision == "hold":
            assert (there, after.stage) == (here, seen.stage)
            # After an easier dose the runner goes back to the full one of before, wherever that was.
            assert after.microstep >= seen.microstep or moved.ruling.why == "eased"
        else:
            assert here - 1 <= there <= here
            assert place_rank(after)[:2] <= (seen.exercise.rung, seen.exercise.stages.index(seen.stage))


def _stages_ahead(exercise: Exercise, stage: str, state: TrainingState) -> list[str]:
    """Stages after this one that the runner has the things for."""
    later = exercise.stages[exercise.stages.index(stage) + 1 :]
    return [one for one in later if equipped(state, CATALOG.stage_by_id[one].requires_any)]


@of_logs(25)
@given(LOGS)
def test_nothing_planned_belongs_to_a_phase_that_is_closed(one: Told) -> None:
    replayed = folded(one)
    shown = training.today(replayed, CATALOG)["next"]
    for item in shown["items"] if shown else []:
        assert CATALOG.exercise_by_id[item["exercise"]].phase_min <= replayed.phase
    for day in training.plan(replayed, CATALOG, one.on, one.on + 20)["days"]:
        for planned in day["sessions"]:
            slots = CATALOG.template_by_id[planned["template"]].slots
            assert replayed.phase >= 3 or not JUMP_LADDERS & set(slots)


@of_logs(25)
@given(LOGS)
def test_no_advance_leads_into_a_phase_that_was_closed(one: Told) -> None:
    """As of the evening of its day, when more may have opened than that morning, and nothing less."""
    rulings = [r for r in folded(one).rulings.values() if r.decision == "advance"]
    for ruling in rulings:
        after = ruling.position
        stage, exercise = CATALOG.stage_by_id[after.stage], CATALOG.exercise_by_id[after.exercise]
        needed = exercise.phase_min if ruling.code == "ADV_RUNG" else 1
        if stage.kind == "development":
            needed = max(needed, stage.phase_min)
        if needed > 1:
            assert folded(one.asked_on(ruling.seen.day)).phase >= needed


@of_logs(20)
@given(DOOR_LOGS)
def test_no_jump_is_asked_for_before_its_door(one: Told) -> None:
    replayed = folded(one)
    shown = training.today(replayed, CATALOG)["next"]
    jumps = [item for item in (shown["items"] if shown else []) if item["exercise"] in PLYO_RUNGS]
    gates = {gate["id"]: gate["open"] for gate in training.progress(replayed, CATALOG)["gates"]}
    promised = [
        r for r in replayed.rulings.values() if r.code == "ADV_RUNG" and r.position.exercise in PLYO_RUNGS
    ]
    if gates.get("plyo_gate"):
        assert _was_ready_to_jump(replayed.state)
    else:
        assert not jumps
    if promised:
        assert _was_ready_to_jump(replayed.state)
    if jumps:
        assert one.on - _calm_since(replayed.state) >= 7
    assert not (jumps and closed_by(replayed.state))


def _calm_since(state: TrainingState) -> int:
    """The last day that counts against jumping: pain of 6, and what hurt before seven calm days were over."""
    last = -10_000
    for session in state.sessions:
        pain = _worst_pain(session) if session.sets else 0
        if pain >= 6 or (pain > 2 and session.day - last < 7):
            last = session.day
    return last


def _worst_pain(session: Session) -> int:
    return max(logged.body["pain"] for sets in session.sets.values() for logged in sets)


def _was_ready_to_jump(state: TrainingState) -> bool:
    """Whether on some day up to the one asked all that can be read off single entries was there."""
    assert state.plan is not None
    start = day_number(state.plan["started_on"])
    return any(_is_ready(state, day) for day in range(start + 49, state.on + 1))


def _calf_asked(state: TrainingState, day: int) -> int:
    """0.8 of what is typical, 15 at least and 25 at most; 20 where age or sex is unknown."""
    sex, born = state.settings.get("sex"), state.settings.get("birth_year")
    if sex not in TYPICAL_CALF or born is None:
        return 20
    decade = min(5, max(0, (int(local_date(day)[:4]) - born) // 10 - 2))
    return min(25, max(15, (TYPICAL_CALF[sex][decade] * 8 + 5) // 10))


def _is_ready(state: TrainingState, day: int) -> bool:
    newest = {(t.body["test"], t.body["side"]): t.body["trials"] for t in state.tests if t.day <= day}
    for leg in ("left", "right"):
        if max(newest.get(("sl_calf_raise", leg), [0])) < _calf_asked(state, day):
            return False
        if max(newest.get(("sl_stand_eyes_open", leg), [0])) < 3_000:
            return False
        steps = newest.get(("lateral_step_down", leg), [9])
        if sum(steps) > len(steps):
            return False
    before = [s for s in state.sessions if s.day <= day]
    if any(s.sets and day - s.day < 7 and s.day < day and _worst_pain(s) > 2 for s in before):
        return False
    return any(_squatted(s) for s in before) and any(_hopped(s) for s in before)


def _squatted(session: Session) -> bool:
    """Eight reps or more on each leg, to the bench or freely."""
    deep = ("single_leg_box_squat", "single_leg_squat", "pistol_squat_progression")
    sets = [s.body for s in session.sets.get("squat", []) if s.body["exercise"] in deep]
    legs = {body["side"] for body in sets if (body["reps"] or 0) >= 8}
    return legs == {"left", "right"}


def _hopped(session: Session) -> bool:
    if session.body["template"] != "hop_tolerance" or session.morning is None:
        return False
    hops = [s.body for s in session.sets.get("hops", []) if (s.body["reps"] or 0) >= 10]
    both = [body for body in hops if body["exercise"] == "pogo_two_leg"]
    legs = {body["side"] for body in hops if body["exercise"] == "controlled_single_leg_hops"}
    return len(both) >= 2 and legs == {"left", "right"} and session.morning["pain_change"] <= 0


@of_logs(20)
@given(DOOR_LOGS, SEEDS)
def test_whatever_one_takes_away_keeps_the_jump_door_closed(one: Told, chance: int) -> None:
    """One thing less than asked, on one leg, from the first day on."""
    replayed = folded(one)
    if "plyo_gate" not in replayed.doors.opened_on:
        return
    rng = random.Random(chance)
    short = {
        "sl_calf_raise": min(_calf_asked(replayed.state, day) for day in (one.on - 400, one.on)) - 1,
        "sl_stand_eyes_open": 2_999,
        "lateral_step_down": 2,
    }
    test, leg = rng.choice([*short, "hops"]), rng.choice(("left", "right"))
    taken = []
    for entry in one.entries:
        body = dict(entry.body or {})
        if entry.kind == "test_measured" and (body.get("test"), body.get("side")) == (test, leg):
            body["trials"] = [short[test]] * len(body["trials"])
        if entry.kind == "set_logged" and test == "hops" and body.get("ladder") == "hops":
            body["reps"] = 9 if body["side"] in (leg, "both") else body["reps"]
        taken.append(entry._replace(body=body) if entry.body is not None else entry)
    assert "plyo_gate" not in folded(one.with_entries(taken)).doors.opened_on


@of_logs(20)
@given(DOOR_LOGS)
def test_the_jumps_of_a_session_keep_every_limit(one: Told) -> None:
    replayed = folded(one)
    shown = training.today(replayed, CATALOG)["next"]
    assume(shown is not None)
    assert shown is not None
    jumps = [item for item in shown["items"] if item["exercise"] in PLYO_RUNGS]
    if not jumps:
        return
    state, day = replayed.state, day_number(shown["on"])
    week = _plan_week(state, day)
    begun = replayed.doors.jumped_from
    at = 0 if begun is None else week - _plan_week(state, begun)
    contacts, high, _new = JUMP_TABLE[at if at < len(JUMP_TABLE) else (at - 9) % 4 + 5]
    assert sum(item["contacts"] for item in jumps) <= contacts
    assert sum(item["contacts"] for item in jumps if _is_high(item["exercise"])) <= high
    assert {item["exercise"] for item in jumps} <= set[str]().union(*(row[2] for row in JUMP_TABLE[: at + 1]))
    assert all(item["sets_left"] == item["sets_right"] for item in jumps), "no jumps are added for one leg"
    assert not {item["exercise"] for item in jumps} & replayed.locks.on(one.on).exercises
    jumped = [
        s for s in state.sessions if s.body["template"] != "hop_tolerance" and JUMP_LADDERS & set(s.sets)
    ]
    assert sum(_plan_week(state, s.day) == week for s in jumped) < 2


def _plan_week(state: TrainingState, day: int) -> int:
    assert state.plan is not None
    return (day - day_number(state.plan["started_on"])) // 7


def _is_high(exercise_id: str) -> bool:
    contacts = CATALOG.exercise_by_id[exercise_id].contacts
    return contacts is not None and contacts.intensity == "high"


@of_logs(15)
@given(DOOR_LOGS, st.integers(1, 26))
def test_a_door_once_open_stays_open_until_four_weeks_away(one: Told, earlier: int) -> None:
    """Nothing was ever corrected here, and the plan and the answers before it are the same on both days."""
    before, after = folded(one.asked_on(one.on - earlier)), folded(one)
    assume(before.state.plan_id == after.state.plan_id)
    assume(before.state.screening == after.state.screening)
    trained = sorted({s.day for s in after.state.sessions if s.sets} | {one.on})
    away = max((b - a for a, b in pairwise(trained)), default=0)
    assume(away < 28)
    assert before.doors.opened_on.keys() <= after.doors.opened_on.keys()


@of_logs(15)
@given(one=LOGS, pain=st.integers(6, 10), chance=SEEDS)
def test_pain_of_six_or_more_always_stops(one: Told, pain: int, chance: int) -> None:
    """Wherever it is put in: first set or last, deload or not, under way or finished."""
    replayed = folded(one)
    for ruled in judged(replayed):
        worst = max(logged.body["pain"] for logged in ruled.sets)
        assert (ruled.ruling.code == "STOP_PAIN") == (worst >= 6)
        if worst >= 6:
            _stops(ruled)
    rng = random.Random(chance)
    sessions = [
        s for s in replayed.state.sessions if any((s.record, one) in replayed.rulings for one in s.sets)
    ]
    if not sessions:
        return
    session = rng.choice(sessions)
    hurt = rng.choice(
        [s for one in session.sets if (session.record, one) in replayed.rulings for s in session.sets[one]]
    )
    entry = next(entry for entry in one.entries if entry.id == hurt.id)
    hurting = one.with_entries([*one.entries, rewritten(entry, {**hurt.body, "pain": pain}, 1)])
    after = folded(hurting)
    ruled = next(
        r for r in judged(after) if r.session.record == session.record and r.ladder == hurt.body["ladder"]
    )
    _stops(ruled)


def _stops(ruled: Judged) -> None:
    assert (ruled.ruling.decision, ruled.ruling.code) == ("stop", "STOP_PAIN")
    rungs = CATALOG.ladder_by_id[ruled.ladder].rungs
    at = rungs.index(ruled.ruling.seen.exercise.id)
    assert ruled.ruling.position.exercise == rungs[max(0, at - 1)]
    assert ruled.ruling.position.stage == CATALOG.exercise_by_id[rungs[max(0, at - 1)]].stages[0]


@of_logs(30)
@given(LOGS, SEEDS)
def test_a_clean_session_at_the_end_never_makes_a_verdict_worse(one: Told, chance: int) -> None:
    """After all that was logged up to the day asked, at the place shown, at the top of the range.

    It holds or advances, and finds no fault with a leg. The place never falls, nor does the streak, except
    by the advance it brings or where more than fourteen days lie behind it. Other ladders keep their
    verdicts, and no door closes.
    """
    replayed = folded(one)
    assume(all(session.body["started_at"] < 2**52 for session in replayed.state.sessions))
    ladder = random.Random(chance).choice(CLIMBED)
    track = replayed.tracks[ladder]
    assume(
        all(
            s.body["performed_at"] < 2**52
            for one_s in replayed.state.sessions
            for sets in one_s.sets.values()
            for s in sets
        )
    )
    assume(all(choice.body["chosen_at"] < 2**52 for choice in replayed.state.choices))
    dated = [e for e in one.entries if e.body is not None]
    added = one.with_entries(
        [*dated, *[e for e in one.entries if e.body is None], *clean_session(replayed, ladder)]
    )
    after = folded(added)
    again = after.tracks[ladder]
    assert again.ruling is not None
    assert again.ruling.decision in ("hold", "advance")
    assert again.ruling.code not in ("HOLD_LEG", "HOLD_FADE")
    assert place_rank(again.position) >= place_rank(track.position)
    waited = one.on - track.running[-1].day if track.running else 0
    if again.ruling.decision == "hold" and waited <= 14:
        assert again.streak >= track.streak
    for other, before in replayed.tracks.items():
        if other != ladder:
            now = after.tracks[other].ruling
            assert (now and now.code) == (before.ruling and before.ruling.code)
            assert place_rank(after.tracks[other].position) >= place_rank(before.position)
    assert replayed.doors.opened_on.keys() <= after.doors.opened_on.keys()


@of_logs(40)
@given(LOGS, SEEDS)
def test_a_cleaner_set_never_makes_the_verdict_of_its_session_worse(one: Told, chance: int) -> None:
    """One item one point better, or pain one point less, or a rep more in reserve, in one set."""
    rng = random.Random(chance)
    replayed = folded(one)
    ruled = list(judged(replayed))
    hurting = [ruling for ruling in ruled if max(logged.body["pain"] for logged in ruling.sets) >= 3]
    if not ruled:
        return
    before = rng.choice(hurting if hurting and chance % 2 else ruled)
    logged = rng.choice(before.sets)
    if chance % 2:
        logged = max(before.sets, key=lambda one_set: one_set.body["pain"])
    entry = next(entry for entry in one.entries if entry.id == logged.id)
    better = rewritten(entry, _better(rng, logged, before.ruling.seen.exercise), 1)
    after = folded(one.with_entries([*one.entries, better]))
    ruling = after.rulings[before.session.record, before.ladder]
    assert RANK[ruling.decision] >= RANK[before.ruling.decision]
    assert place_rank(ruling.position)[:2] >= place_rank(before.ruling.position)[:2]


def _better(rng: random.Random, logged: LoggedSet, exercise: Exercise) -> dict[str, Any]:
    body: dict[str, Any] = dict(logged.body)
    what = rng.random()
    if what < 0.5:
        item = rng.choice(list(exercise.checklist))
        body["checks"] = {**body["checks"], item: min(2, body["checks"].get(item, 1) + 1)}
    elif what < 0.8:
        body["pain"] = max(0, body["pain"] - 1)
    else:
        body["rir"] = min(5, (body["rir"] or 0) + 1)
    return body


@of_logs(20)
@given(LOGS)
def test_a_verdict_waits_for_the_morning_and_for_nothing_else(one: Told) -> None:
    """Once the day is over and the morning was answered, nothing that is logged later changes a verdict.

    Told of logs where nothing was corrected, and where one plan and one set of answers hold throughout.
    """
    assume(not _is_rewritten(one.entries))
    replayed = folded(one)
    for days in (1, 3, 9, 30):
        earlier = folded(one.asked_on(one.on - days))
        if (
            earlier.state.plan_id != replayed.state.plan_id
            or earlier.state.screening != replayed.state.screening
        ):
            continue
        late = _answered_late(replayed, earlier)
        for (record, ladder), ruling in earlier.rulings.items():
            session = next(s for s in earlier.state.sessions if s.record == record)
            unfinished = session.day == earlier.state.on
            if not unfinished and not any(day <= session.day for day in late):
                assert replayed.rulings[record, ladder] == ruling


def _is_rewritten(entries: list[Entry]) -> bool:
    records = [(entry.kind, entry.record) for entry in entries if not entry.kind.startswith("setting")]
    return len(set(records)) < len(records)


def _answered_late(replayed: Replayed, earlier: Replayed) -> list[int]:
    """Days of sessions whose morning answer was not there on the earlier day, or that changed since."""
    known = {s.record: (s.morning, s.finished, s.sets) for s in earlier.state.sessions}
    return [
        s.day
        for s in replayed.state.sessions
        if s.day <= earlier.state.on and known.get(s.record) != (s.morning, s.finished, s.sets)
    ]


@of_logs(30)
@given(LOGS, st.integers(-2, 2))
def test_pain_that_waits_for_the_morning_is_settled_by_it(one: Told, change: int) -> None:
    replayed = folded(one)
    for ruled in judged(replayed):
        waits = ruled.ruling.code == "HOLD_PAIN" and ruled.ruling.why == "wait"
        if not waits:
            continue
        assert ruled.session.morning is None
        assert 4 <= max(logged.body["pain"] for logged in ruled.sets) <= 5
        number = len(one.entries) % 200
        started = next(entry for entry in one.entries if entry.record == ruled.session.record)
        body = {
            "session": ruled.session.record,
            "checked_on": local_date(min(one.on, ruled.session.day + 1)),
            "pain_change": change,
            "soreness": "none",
        }
        answer = rewritten(
            started._replace(kind="morning_checked", record=f"dddddddd-dddd-4ddd-8ddd-{number:012x}"), body, 1
        )
        after = folded(one.with_entries([*one.entries, answer]))
        settled = after.rulings[ruled.session.record, ruled.ladder]
        assert settled.code == ("REG_PAIN_AM" if change > 0 else "HOLD_PAIN_SETTLED")
        assert answer.id in because_of(settled)
        return


def test_a_door_that_opened_in_the_evening_is_open_in_the_morning() -> None:
    """The last good pair comes on day 34; on day 35 a fifth week's sessions would be asked for."""
    given = {**_weeks("phase 2 with everything asked"), "trained": [4, 8, 13, 18, 22, 30, 34]}
    log = weeks_of({**given, "weak": [[22, "single_leg_box_squat"]]}, CATALOG)
    assert training.fold(log, CATALOG, DAY_0 + 34).phase == 2
    assert training.fold(log, CATALOG, DAY_0 + 35).phase == 2


@pytest.mark.parametrize("day", [60, 62])
def test_a_red_flag_closes_the_plan_and_no_door(day: int) -> None:
    log = weeks_of(
        {**_weeks("jumps with everything asked"), "red_flags": [[60, "chest_pain", True]]}, CATALOG
    )
    assert training.fold(log, CATALOG, DAY_0 + 59).phase == 3
    flagged = training.fold(log, CATALOG, DAY_0 + day)
    assert flagged.phase == 3
    assert training.today(flagged, CATALOG)["next"] is None
    shown = training.progress(flagged, CATALOG)["ladders"]
    assert {one["verdict"]["code"] for one in shown if one["verdict"]} == {"STOP_RED_FLAG"}


def _weeks(name: str) -> dict[str, Any]:
    case = next(case for case in DOOR_CASES if case["name"] == name)
    return given_of(case, DOOR_CASES)


def test_no_weight_is_added_before_phase_2() -> None:
    """Load is a stage of phase 2, and the phase of what comes next must be open (TRAINING.md 1.2 and 2.6)."""
    clean = {"k": 2, "p": 2, "b": 2}
    both = [[12, 3, clean, 0], [14, 3, clean, 0]]
    given = {
        "exercise": "deadlift",
        "stage": "load",
        "load_g": 30_000,
        "prescribed": {"sets": 2, "reps": [10, 12]},
        "plan_day": 0,
        "sessions": [{"day": day, "morning": 0, "B": both} for day in (0, 3)],
    }
    replayed = training.fold(log_of(given, CATALOG), CATALOG, DAY_0 + 4)
    ruling = replayed.tracks["deadlift"].ruling
    assert replayed.phase == 1
    assert ruling is not None
    assert ruling.seen.at_top
    assert ruling.code == "HOLD_BANKED"
