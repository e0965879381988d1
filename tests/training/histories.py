"""Random histories for the differential test: a log, a day and what is asked of them, drawn from a seed.

Every entry of a history is well formed, though what it says may make no sense; `malformed` is for the rest.
"""

import random
from dataclasses import dataclass
from typing import Any

from evenstride import training
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry, judge
from evenstride.training.units import MS_PER_DAY, SAFE_INT_MAX, day_number, local_date
from tests.training.runners import (
    CHAOS,
    CLIMBER,
    ODD_IDS,
    PAINS,
    STUMBLER,
    WOBBLER,
    Log,
    Mood,
    Place,
    Raw,
    Runner,
    begin,
    rungs,
    write_between,
    write_session,
    write_video,
)
from tests.training.through_doors import GAPS_DAYS, through_doors

FIRST_DAY = day_number("2026-01-05")
DOORS_SHARE = 0.12
"""Histories that come to the doors; slow, because they are long."""
GUIDED_SHARE = 0.02
"""Histories that ask `today` before every session; slow, because each question folds the log again."""


@dataclass(frozen=True)
class History:
    """A question both twins answer: a log, the day asked, and the days to plan and list."""

    on: int
    first: int
    last: int
    entries: list[Raw]


def history(seed: int, catalog: Catalog) -> History:
    """The history a seed stands for."""
    rng = random.Random(seed)
    if rng.random() < GUIDED_SHARE:
        return _guided(rng, catalog)
    if rng.random() < DOORS_SHARE:
        return _through_doors(rng, catalog)
    log = Log(rng)
    mood = rng.choices((CLIMBER, WOBBLER, STUMBLER, CHAOS), (6, 1, 3, 2))[0]
    start = FIRST_DAY + rng.randrange(40)
    offset_min = rng.choice((-720, -60, 0, 0, 60, 345, 840))
    who = Runner(log, mood, _write_before(log, start, mood, catalog), offset_min, {}, catalog)
    for ladder in _ladders(rng, catalog):
        begin(who, ladder, start)
    day = start
    for _ in range(rng.choice((1, 3, 6, 10, 16, 24))):
        write_session(who, day, [ladder for ladder in who.places if rng.random() < 0.85])
        day += rng.choices((0, 1, 2, 3, 4, 5, 7, 11, 16, 30, 90), (1, 4, 10, 40, 20, 8, 6, 2, 2, 1, 1))[0]
        write_between(who, day)
    if rng.random() > mood.tidy:
        _spoil(log, catalog)
    if rng.random() < 0.6:
        rng.shuffle(log.entries)
    on = day + rng.choices((-200, -20, -3, -1, 0, 1, 2, 10, 40), (1, 3, 4, 6, 10, 10, 6, 2, 2))[0]
    return History(on, on - rng.choice((0, 0, 30, 400)), on + rng.choice((-1, 0, 27, 60)), log.entries)


def _through_doors(rng: random.Random, catalog: Catalog) -> History:
    """A runner who comes to the doors, asked on some day of those weeks or soon after."""
    entries, start, end = through_doors(rng, FIRST_DAY + rng.randrange(40), catalog)
    on = rng.choice((rng.randint(start, end), end, end + rng.choice(GAPS_DAYS)))
    return History(on, on - rng.choice((0, 10)), on + 27, entries)


def _guided(rng: random.Random, catalog: Catalog) -> History:
    """A runner who does what `today` says, session after session."""
    log = Log(rng)
    on = FIRST_DAY
    plan = _write_before(log, on, CLIMBER, catalog)
    for _ in range(rng.choice((6, 14))):
        replayed = training.fold(entries_of(log.entries), catalog, on)
        following = training.today(replayed, catalog)["next"]
        if following is None:
            break
        on = day_number(following["on"])
        places = {
            item["ladder"]: Place(item["exercise"], item["stage"], item["microstep"], item["load_g"])
            for item in following["items"]
        }
        who = Runner(log, CLIMBER, plan, 0, places, catalog)
        write_session(who, on, list(places), following["template"])
        for ladder in places:
            if rng.random() < 0.3:
                write_video(who, on, who.exercise(ladder))
        on += rng.choice((0, 1, 1))
    return History(on, FIRST_DAY, on + 27, log.entries)


def entries_of(raws: list[Raw]) -> list[Entry]:
    """The entries among the raw ones."""
    return [entry for entry in map(judge, raws) if isinstance(entry, Entry)]


def _ladders(rng: random.Random, catalog: Catalog) -> list[str]:
    """Some ladders together: jumps, or ladders whose rungs ask for one another, or any."""
    jumps = [ladder.id for ladder in catalog.ladders if ladder.priority == "plyo"]
    others = [one.id for one in catalog.ladders if one.id not in jumps and rungs(one.id, catalog)]
    kind = rng.random()
    if kind < 0.2:
        return rng.sample(jumps, rng.randint(2, 4))
    if kind < 0.5:
        asking = rng.choice([ladder for ladder in others if _asked(ladder, catalog) - {ladder}])
        return [asking, *sorted(_asked(asking, catalog) - {asking})]
    return rng.sample(others, rng.randint(1, 4))


def _asked(ladder: str, catalog: Catalog) -> set[str]:
    """Ladders of the exercises that the ladder's rungs ask for."""
    needs = (need for exercise in rungs(ladder, catalog) for need in exercise.entry)
    return {catalog.exercise_by_id[need.exercise].ladder for need in needs if need.exercise is not None}


def _write_before(log: Log, start: int, mood: Mood, catalog: Catalog) -> str:
    """Settings, screening and plan; the plan's record."""
    rng = log.rng
    plan = log.uuid()
    for _ in range(rng.choices((0, 1, 2), (1, 12, 2))[0]):
        weeks = rng.choice((0, 0, 2, 4, 6, 20))
        experience = rng.choice(("beginner", "beginner", "seasoned"))
        body = {
            "program": "base",
            "started_on": local_date(start - 7 * weeks + rng.choice((0, 0, 0, 1))),
            "experience": experience,
        }
        plan = log.write("plan_started", body)
    for key, value in _settings(rng, start, catalog).items():
        log.write("setting_changed", {"key": key, "value": value}, f"setting:{key}")
    if rng.random() < 0.5:
        cleared = rng.random() < 0.7 + 0.28 * mood.tidy
        answered_on = local_date(start + rng.choice((-3, 0)))
        log.write(
            "screening_answered",
            {"answered_on": answered_on, "answers": {"heart": False}, "cleared": cleared},
        )
    return plan


def _settings(rng: random.Random, start: int, catalog: Catalog) -> Raw:
    """Some settings, each absent more often than not."""
    days = [local_date(start + rng.randrange(90)) for _ in range(4)]
    every: Raw = {
        "experience": rng.choice(("beginner", "seasoned")),
        "strength_weekdays": rng.sample(range(1, 8), rng.randint(0, 5)),
        "equipment": [one.id for one in catalog.equipment if rng.random() < 0.6],
        "smallest_load_step_g": rng.choice((1, 500, 1_000, 1_250, 5_000, 100_000)),
        "units": rng.choice(("kg", "lb")),
        "birth_year": rng.choice((1900, 1960, 1980, 2010)),
        "sex": rng.choice(("f", "m", "unspecified")),
        "races": [{"on": days[0], "at": "09:00"}, {"on": days[0], "at": "08:30"}],
        "time_off": [{"from": min(days[:2]), "to": max(days[:2]), "why": "sick"}],
        "run_week": [
            {
                "weekday": rng.randint(1, 7),
                "type": rng.choice(("easy", "hard", "long")),
                "at": rng.choice(("06:30", "18:00")),
            }
            for _ in range(rng.randint(0, 6))
        ],
    }
    return {key: value for key, value in every.items() if rng.random() < 0.25}


def _spoil(log: Log, catalog: Catalog) -> None:
    """Later versions, retractions, repeats and bodies that name what is not there."""
    rng = log.rng
    for _ in range(rng.randint(1, 12)):
        if not log.entries:
            return
        entry = rng.choice(log.entries)
        again = {**entry, "id": log.uuid(), "hlc": rng.choice(log.entries)["hlc"]}
        what = rng.random()
        if what < 0.2:
            again["body"] = None
        elif what < 0.3:
            again = entry
        elif entry["body"] is not None:
            again["body"] = _odd_body(rng, entry["body"], catalog)
            if entry["kind"] != "setting_changed" and rng.random() < 0.4:
                again["record"] = again["id"]
        if isinstance(judge(again), Entry):
            log.entries.append(again)


def _odd_body(rng: random.Random, body: Raw, catalog: Catalog) -> Raw:
    """The body with one or two fields saying something else that is well formed."""
    odd = dict(body)
    for name in rng.sample(sorted(odd), min(len(odd), rng.randint(1, 2))):
        odd[name] = _odd_value(rng, name, odd[name], catalog)
    return odd


def _odd_value(rng: random.Random, name: str, value: Any, catalog: Catalog) -> Any:
    ids = {
        "ladder": [ladder.id for ladder in catalog.ladders],
        "exercise": [exercise.id for exercise in catalog.exercises],
        "stage": [stage.id for stage in catalog.stages],
        "test": [test.id for test in catalog.tests],
        "template": list(catalog.template_by_id) + list(catalog.extra_templates),
    }
    if name in ids:
        return rng.choice([*ids[name], *ODD_IDS])
    if name.endswith("_on"):
        return rng.choice(("1970-01-01", "0001-01-01", "9999-12-31", "2026-02-28", "2025-12-29"))
    if name.endswith("_at"):
        return rng.choice((0, 1, SAFE_INT_MAX, FIRST_DAY * MS_PER_DAY))
    if name == "side":
        return rng.choice(("left", "right", "both"))
    if name in {"reps", "seconds", "load_g"}:
        return rng.choice((None, 0, 1, 8, 100_000))
    if name == "session":
        return "00000000-0000-0000-0000-000000000000"
    if name == "pain":
        return rng.choice(PAINS)
    if isinstance(value, bool):
        return not value
    return value
