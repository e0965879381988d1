"""Both twins judge, fold and decide the same histories, and must say exactly the same.

`EVENSTRIDE_DIFFERENTIAL=100000` asks that many random histories instead of the usual number;
`EVENSTRIDE_DIFFERENTIAL_SEED=7` asks the histories from seed 7 on, which is how a failure is seen again.
"""

import json
import os
import random
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from evenstride import training
from evenstride.catalog import load
from evenstride.training.answers import Code
from evenstride.training.catalog import Catalog
from evenstride.training.criteria import criteria
from evenstride.training.entries import Entry, judge
from evenstride.training.gate import Track
from evenstride.training.units import day_number
from tests.training.histories import History, entries_of, history
from tests.training.malformed import mutated
from tests.training.phone_twin import PhoneTwin, phone_twin
from tests.training.vector_log import DAY_0
from tests.training.virtual_runner import Body, Life

HISTORIES = int(os.environ.get("EVENSTRIDE_DIFFERENTIAL", "3000"))
FIRST_SEED = int(os.environ.get("EVENSTRIDE_DIFFERENTIAL_SEED", "0"))
FRESH_HISTORIES = 100
MUTATED_LOGS, MUTATED_ENTRIES = 20, 300
NO_RULING = {"STOP_RED_FLAG", "RETURN_GAP"}
"""Said on the day asked, not of a session."""
LIVES = (
    Body("steady", 1, ability=14.0),
    Body("lagging", 2, ability=13.0, lag=6.0, experience="seasoned", strength_weekdays=(1, 3, 5)),
    Body("hurt and away", 3, ability=13.0, injured_on=75, away=(100, 130), sex="m", birth_year=1960),
    Body("little gear", 4, ability=14.0, equipment=("step", "wall"), sore_jumps=0.5),
)
LIFE_DAYS, LIFE_STEP_DAYS = 168, 6


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneTwin]:
    with phone_twin(load(), tmp_path_factory.mktemp("twin")) as running:
        yield running


def test_both_twins_say_the_same_of_every_history(twin: PhoneTwin) -> None:
    for seed in range(FIRST_SEED, FIRST_SEED + HISTORIES):
        compare(twin, history(seed, load()), seed)


def test_both_twins_say_the_same_of_histories_nobody_has_seen(twin: PhoneTwin) -> None:
    first = random.SystemRandom().randrange(10**9)
    print(f"fresh seeds from {first}")
    for seed in range(first, first + FRESH_HISTORIES):
        compare(twin, history(seed, load()), seed)


def test_both_twins_refuse_the_same_entries_for_the_same_reason(twin: PhoneTwin) -> None:
    for seed in range(MUTATED_LOGS):
        told = History(day_number("2026-02-01"), 0, -1, mutated(seed, MUTATED_ENTRIES))
        compare(twin, told, seed)


@pytest.mark.parametrize("body", LIVES, ids=[body.name for body in LIVES])
def test_both_twins_say_the_same_of_a_life_that_follows_the_plan(twin: PhoneTwin, body: Body) -> None:
    life = Life(body, load())
    life.live(LIFE_DAYS)
    entries = [entry._asdict() for entry in life.log.entries]
    for on in range(DAY_0, DAY_0 + LIFE_DAYS + 100, LIFE_STEP_DAYS):
        compare(twin, History(on, on, on + 27, entries), on - DAY_0)


def test_the_histories_come_through_every_door() -> None:
    met: set[int] = set()
    for seed in range(1_000):
        told = history(seed, load())
        met.add(training.fold(entries_of(told.entries), load(), told.on).phase)
        if met == {1, 2, 3, 4}:
            return
    raise AssertionError(f"no history comes further than the phases {met}")


def test_the_histories_meet_every_ruling_there_is() -> None:
    met: set[str] = set()
    wanted = set(get_args(Code)) - NO_RULING
    for seed in range(1_500):
        told = history(seed, load())
        replayed = training.fold(entries_of(told.entries), load(), told.on)
        met |= {ruling.code for ruling in replayed.rulings.values()}
        if wanted <= met:
            return
    raise AssertionError(f"no history leads to {wanted - met}")


def compare(twin: PhoneTwin, told: History, seed: int, catalog: Catalog | None = None) -> None:
    """Fails with the first place where the twins part; they speak the language of the catalog."""
    question = {"on": told.on, "first": told.first, "last": told.last, "entries": told.entries}
    twin.ask(question)
    ours = _answer(told, catalog or load())
    theirs = twin.answer()
    # As text, because Python takes 1, 1.0 and True for the same.
    if json.dumps(ours, sort_keys=True) != json.dumps(theirs, sort_keys=True):
        where = next(_differences(json.loads(json.dumps(ours)), theirs, "answer"))
        pytest.fail(f"seed {seed} (EVENSTRIDE_DIFFERENTIAL_SEED={seed}): {where}")


def _answer(told: History, catalog: Catalog) -> dict[str, Any]:
    judged = [judge(raw) for raw in told.entries]
    replayed = training.fold([one for one in judged if isinstance(one, Entry)], catalog, told.on)
    records = [one.record for one in replayed.state.sessions]
    return {
        "judged": ["ok" if isinstance(one, Entry) else one.code for one in judged],
        "state": _state(replayed),
        "placed": [_placed(ladder, replayed) for ladder in training.placed_ladders(catalog)],
        "symmetry": training.symmetry(replayed, catalog),
        "progress": training.progress(replayed, catalog),
        "criteria": criteria(replayed, catalog),
        "today": training.today(replayed, catalog),
        "plan": training.plan(replayed, catalog, told.first, told.last),
        "sessions": training.sessions(replayed, catalog, told.first, told.last),
        "last_session": training.session(replayed, catalog, records[-1] if records else ""),
    }


def _placed(ladder: str, replayed: training.Replayed) -> list[str | None]:
    done = [one for session in replayed.state.sessions for one in session.sets.get(ladder, [])]
    trial = training.next_trial(ladder, done, load())
    return [training.placed_at(ladder, done, load()), trial.exercise if trial else None]


def _state(replayed: training.Replayed) -> dict[str, Any]:
    """What no answer shows, yet later answers may depend on."""
    state = replayed.state
    return {
        "settings": state.settings,
        "plan": state.plan_id,
        "choices": [one.record for one in state.choices],
        "tests": [one.record for one in state.tests],
        "videos": [one.record for one in state.videos],
        "runs": state.runs,
        "moves": state.moves,
        "left_out": state.left_out,
        "tracks": [_track(track) for track in replayed.tracks.values()],
        "doors": {
            "opened_on": replayed.doors.opened_on,
            "good_running": {ladder: list(good) for ladder, good in replayed.doors.good_running.items()},
            "drill_weeks": replayed.doors.drill_weeks,
        },
        "rulings": [
            [record, ladder, ruling.code, ruling.why, ruling.position._asdict()]
            for (record, ladder), ruling in replayed.rulings.items()
        ],
    }


def _track(track: Track) -> dict[str, Any]:
    return {
        "position": track.position._asdict(),
        "streak": track.streak,
        "running": [[logged.id for logged in one.every] for one in track.running],
        "last_day": track.last_day,
        "last_first_side": track.last_first_side,
        "advanced_on": track.advanced_on,
        "stay": track.stay,
        "passed": sorted(track.passed),
        "done": track.done,
        "held": track.held,
    }


def _differences(ours: Any, theirs: Any, where: str) -> Iterator[str]:
    """Where two answers part, the outermost place first named with both values."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            yield from _differences(ours.get(key), theirs.get(key), f"{where}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, pair in enumerate(zip(ours, theirs, strict=True)):
            yield from _differences(*pair, f"{where}[{index}]")
    elif json.dumps(ours) != json.dumps(theirs):
        yield f"{where} is {ours!r} in Python and {theirs!r} in TypeScript"
