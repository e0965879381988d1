"""Log → records → sessions in training order → TrainingState.

The order in which entries arrive never matters: a record is its entry with the greatest `(hlc, id)`, and
training order is read from the bodies. Nothing here raises for odd data; what cannot be used is named in
`left_out` with its reason.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any, NamedTuple, Protocol, TypeVar

from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import (
    Entry,
    MorningChecked,
    PlanStarted,
    RungChosen,
    RunLogged,
    ScreeningAnswered,
    SessionFinished,
    SessionMoved,
    SessionStarted,
    SetLogged,
    TestMeasured,
    VideoChecked,
    setting_holds,
)
from evenstride.training.units import day_number, day_of_instant, local_date

DAY_FIELD = {
    "screening_answered": "answered_on",
    "plan_started": "started_on",
    "session_started": "performed_on",
    "morning_checked": "checked_on",
    "run_logged": "performed_on",
    "test_measured": "performed_on",
    "red_flag_changed": "changed_on",
    "video_checked": "performed_on",
}
"""The local day a kind is dated by; entries dated after the day asked are left out."""

EARLIEST = "2000-01-01"
"""What is dated before this was never logged on that day. Design choice."""

IMPORTED = "imported"
"""The template of a session that another app logged: history, never evidence.

Such apps know no checks, and mostly no legs and no pain. No rule reads these sessions: no verdict, door,
phase, count of jumps or day of the plan can come from them.
"""

TOO_EARLY = "its date is before anything could be logged"
TOO_LATE = "it is dated after the day asked"

LATEST_ZONE_MIN = -12 * 60
"""Without any session to tell the runner's zone, a choice counts until the day has ended everywhere."""


Body_co = TypeVar("Body_co", covariant=True)


class Version(Protocol[Body_co]):
    """The winning entry of a record that is not retracted: the entry itself, as no copy is needed."""

    @property
    def id(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def body(self) -> Body_co: ...


LoggedSet = Version[SetLogged]
Choice = Version[RungChosen]


class Test(NamedTuple):
    id: str
    record: str
    day: int
    body: TestMeasured


class Video(NamedTuple):
    id: str
    record: str
    day: int
    body: VideoChecked


class LeftOut(NamedTuple):
    """An entry the fold could not use, and why in plain words."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Session:
    """One workout. `sets` holds, per ladder, the usable sets in training order."""

    id: str
    record: str
    day: int
    body: SessionStarted
    sets: dict[str, list[LoggedSet]]
    finished: SessionFinished | None
    morning: MorningChecked | None
    morning_id: str | None


@dataclass(frozen=True, slots=True)
class TrainingState:
    """Everything the log says as of the day `on`, with nothing decided yet."""

    on: int
    settings: dict[str, Any]
    plan_id: str | None
    plan: PlanStarted | None
    screening: tuple[str, ScreeningAnswered] | None
    red_flags: list[tuple[str, str]]
    """(entry id, flag) of every open red flag, ordered by flag."""
    sessions: list[Session]
    """By (day, started_at, record); those of other apps are not among them."""
    choices: list[Choice]
    """By (chosen_at, record)."""
    tests: list[Test]
    """By (day, performed_at, record)."""
    tests_of: dict[tuple[str, str], list[Test]]
    """(test, side) → its measurements, in the same order."""
    videos: list[Video]
    """By (day, record)."""
    runs: list[RunLogged]
    """By (started_at, record)."""
    moves: list[SessionMoved]
    left_out: list[LeftOut] = field(default_factory=list)
    imported: list[Session] = field(default_factory=list)
    """What other apps logged, in the order of sessions: to look back at, and for nothing else."""
    unsafe_from: int | None = None
    """The first day of an open red flag; None without one."""
    runs_on: dict[str, list[RunLogged]] = field(default_factory=dict)
    """Local date → its runs, in the same order."""
    videos_of: dict[tuple[str, str], list[Video]] = field(default_factory=dict)
    """(exercise, side) → its videos, in the same order."""


def sessions_on(state: TrainingState, day: int) -> list[Session]:
    """A day's sessions, in training order."""
    first = bisect_left(state.sessions, day, key=lambda session: session.day)
    return list(takewhile(lambda session: session.day == day, islice(state.sessions, first, None)))


ByKind = dict[str, list[Version[Any]]]
"""Per kind, what `winners` found."""


def fold_log(entries: Iterable[Entry], catalog: Catalog, on: int) -> TrainingState:
    """The state of the log on the local day `on`. Entries must have passed `entries.judge`."""
    left_out: list[LeftOut] = []
    by_kind = winners(entries, local_date(on), left_out)
    every_session = _sessions(by_kind, catalog, left_out)
    sessions = [one for one in every_session if not _is_imported(one.body)]
    tests = _tests(by_kind, catalog, left_out)
    videos = _videos(by_kind, catalog, left_out)
    runs: list[RunLogged] = [
        v.body for v in sorted(_of(by_kind, "run_logged"), key=lambda v: (v.body["started_at"], v.record))
    ]
    plan = max(_of(by_kind, "plan_started"), key=lambda v: (v.body["started_on"], v.record), default=None)
    left_out += [
        LeftOut(v.id, "a plan started later takes its place")
        for v in _of(by_kind, "plan_started")
        if v is not plan
    ]
    screening = max(
        _of(by_kind, "screening_answered"), key=lambda v: (v.body["answered_on"], v.record), default=None
    )
    return TrainingState(
        on=on,
        settings=_settings(by_kind, left_out),
        plan_id=plan.record if plan else None,
        plan=plan.body if plan else None,
        screening=(screening.id, screening.body) if screening else None,
        red_flags=sorted(
            ((v.id, v.body["flag"]) for v in _of(by_kind, "red_flag_changed") if v.body["open"]),
            key=lambda flag: (flag[1], flag[0]),
        ),
        unsafe_from=min(
            (day_number(v.body["changed_on"]) for v in _of(by_kind, "red_flag_changed") if v.body["open"]),
            default=None,
        ),
        sessions=sessions,
        imported=[one for one in every_session if _is_imported(one.body)],
        choices=_choices(by_kind, sessions, catalog, on, left_out),
        tests=tests,
        tests_of=_by_test_and_side(tests),
        videos=videos,
        videos_of=_by_exercise_and_side(videos),
        runs=runs,
        runs_on=_by_date(runs),
        moves=[
            v.body for v in sorted(_of(by_kind, "session_moved"), key=lambda v: (v.body["from_on"], v.record))
        ],
        left_out=sorted(left_out),
    )


def _settings(by_kind: ByKind, left_out: list[LeftOut]) -> dict[str, Any]:
    """Every setting with a value this build knows; another build may have let in others."""
    settings: dict[str, Any] = {}
    for v in _of(by_kind, "setting_changed"):
        if setting_holds(v.body):
            settings[v.body["key"]] = v.body["value"]
        else:
            left_out.append(LeftOut(v.id, "its value is not one this build knows"))
    return settings


def winners(entries: Iterable[Entry], on: str, left_out: list[LeftOut]) -> ByKind:
    """Per kind, the current version of every record that is not retracted and dated up to the day `on`."""
    best: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        _id, record, kind, _v, hlc, _body = entry
        records = best.get(kind)
        if records is None:
            records = best[kind] = {}
        known = records.setdefault(record, entry)
        if known is not entry and (hlc, _id) > (known.hlc, known.id):
            records[record] = entry
    return {kind: _dated(kind, records.values(), on, left_out) for kind, records in best.items()}


def _dated(kind: str, found: Iterable[Entry], on: str, left_out: list[LeftOut]) -> list[Version[Any]]:
    """Those that are not retracted; what a day's question may not know yet is left out and said."""
    dated = DAY_FIELD.get(kind)
    standing: list[Version[Any]] = [entry for entry in found if entry.body is not None]
    if dated is None:
        return standing
    kept = []
    for entry in standing:
        if EARLIEST <= entry.body[dated] <= on:
            kept.append(entry)
        else:
            left_out.append(LeftOut(entry.id, TOO_LATE if entry.body[dated] > on else TOO_EARLY))
    return kept


def _of(by_kind: ByKind, kind: str) -> list[Version[Any]]:
    return by_kind.get(kind, [])


def _sessions(by_kind: ByKind, catalog: Catalog, left_out: list[LeftOut]) -> list[Session]:
    started = {v.record: v for v in _of(by_kind, "session_started")}
    finishes = _latest_by_session(by_kind, "session_finished", "finished_at", started, left_out)
    mornings = _latest_by_session(by_kind, "morning_checked", "checked_on", started, left_out)
    sets = _sets_by_session(by_kind, started, catalog, left_out)
    sessions = [
        Session(
            id=v.id,
            record=record,
            day=day_number(v.body["performed_on"]),
            body=v.body,
            sets=sets[record],
            finished=finishes[record].body if record in finishes else None,
            morning=mornings[record].body if record in mornings else None,
            morning_id=mornings[record].id if record in mornings else None,
        )
        for record, v in started.items()
    ]
    sessions.sort(key=lambda session: (session.day, session.body["started_at"], session.record))
    return sessions


def _is_imported(body: SessionStarted) -> bool:
    return body["template"] == IMPORTED


def _latest_by_session(
    by_kind: ByKind,
    kind: str,
    dated: str,
    started: dict[str, Version[Any]],
    left_out: list[LeftOut],
) -> dict[str, Version[Any]]:
    """Session record → its one answer; of several the latest dated one speaks."""
    latest: dict[str, Version[Any]] = {}
    for v in _of(by_kind, kind):
        session = v.body["session"]
        if session not in started:
            left_out.append(LeftOut(v.id, "its session is not in the log"))
            continue
        known = latest.get(session)
        if known is None or (v.body[dated], v.record) > (known.body[dated], known.record):
            latest[session] = v
    return latest


def _sets_by_session(
    by_kind: ByKind, started: dict[str, Version[Any]], catalog: Catalog, left_out: list[LeftOut]
) -> dict[str, dict[str, list[LoggedSet]]]:
    grouped: dict[str, dict[str, list[LoggedSet]]] = {record: {} for record in started}
    imported = {record for record, v in started.items() if _is_imported(v.body)}
    known: dict[tuple[str, str, str, str, bool, bool], str | None] = {}
    for v in _of(by_kind, "set_logged"):
        body: SetLogged = v.body
        ladder = body["ladder"]
        ladders = grouped.get(body["session"])
        # Tens of thousands of sets fit or do not fit the catalogue in a few hundred ways.
        is_imported = body["session"] in imported
        kind = (ladder, body["exercise"], body["stage"], body["side"], body["seconds"] is None, is_imported)
        if kind not in known:
            known[kind] = _odd_set(body, catalog.exercise_by_id.get(body["exercise"]), is_imported)
        why = known[kind]
        if ladders is None:
            left_out.append(LeftOut(v.id, "its session is not in the log"))
        elif why is not None:
            left_out.append(LeftOut(v.id, why))
        elif ladder in ladders:
            ladders[ladder].append(v)
        else:
            ladders[ladder] = [v]
    for ladders in grouped.values():
        for sets in ladders.values():
            if len(sets) > 1:
                sets.sort(key=_in_training_order)
    return grouped


def _in_training_order(logged: LoggedSet) -> tuple[int, int, str]:
    body = logged.body
    return body["performed_at"], body["set_no"], logged.record


def _odd_set(body: SetLogged, exercise: Exercise | None, is_imported: bool) -> str | None:
    if exercise is None:
        return "its exercise is not in the catalogue"
    if exercise.ladder != body["ladder"]:
        return "its exercise is on another ladder"
    if body["stage"] not in exercise.stages:
        return "its exercise has no such stage"
    # Another app did not tell the legs apart: its `both` may be a set of each.
    is_untold = is_imported and body["side"] == "both"
    if (body["side"] == "both") != (exercise.sides == "both") and not is_untold:
        return "its side does not fit the exercise"
    if (body["seconds"] is None) != (exercise.dose.seconds is None or exercise.dose.reps is not None):
        return "it counts reps where the exercise counts seconds, or the reverse"
    return None


def _choices(
    by_kind: ByKind,
    sessions: list[Session],
    catalog: Catalog,
    on: int,
    left_out: list[LeftOut],
) -> list[Choice]:
    chosen = sorted(_of(by_kind, "rung_chosen"), key=lambda v: (v.body["chosen_at"], v.record))
    starts = sorted((s.body["started_at"], s.body["utc_offset_min"]) for s in sessions)
    usable: list[Choice] = []
    offset_min, upcoming = LATEST_ZONE_MIN, 0
    for v in chosen:
        body: RungChosen = v.body
        while upcoming < len(starts) and starts[upcoming][0] <= body["chosen_at"]:
            offset_min = starts[upcoming][1]
            upcoming += 1
        if day_of_instant(body["chosen_at"], offset_min) > on:
            continue
        exercise = catalog.exercise_by_id.get(body["exercise"])
        if exercise is None or exercise.ladder != body["ladder"] or body["stage"] not in exercise.stages:
            left_out.append(LeftOut(v.id, "the catalogue has no such rung and stage on that ladder"))
            continue
        usable.append(v)
    return usable


def _tests(by_kind: ByKind, catalog: Catalog, left_out: list[LeftOut]) -> list[Test]:
    tests: list[Test] = []
    for v in _of(by_kind, "test_measured"):
        why = _odd_test(v.body, catalog)
        if why:
            left_out.append(LeftOut(v.id, why))
            continue
        tests.append(Test(v.id, v.record, day_number(v.body["performed_on"]), v.body))
    return sorted(tests, key=lambda t: (t.day, t.body["performed_at"], t.record))


def _odd_test(body: TestMeasured, catalog: Catalog) -> str | None:
    test = catalog.test_by_id.get(body["test"])
    if test is None:
        return "its test is not in the catalogue"
    if body["side"] == "both":
        return "it names both legs, and a test is of one"
    if test.unit == "s" and test.better == "lower" and 0 in body["trials"]:
        return "it took no time at all"
    return None


def _by_test_and_side(tests: list[Test]) -> dict[tuple[str, str], list[Test]]:
    grouped: dict[tuple[str, str], list[Test]] = {}
    for test in tests:
        grouped.setdefault((test.body["test"], test.body["side"]), []).append(test)
    return grouped


def _by_date(runs: list[RunLogged]) -> dict[str, list[RunLogged]]:
    grouped: dict[str, list[RunLogged]] = {}
    for run in runs:
        grouped.setdefault(run["performed_on"], []).append(run)
    return grouped


def _videos(by_kind: ByKind, catalog: Catalog, left_out: list[LeftOut]) -> list[Video]:
    videos: list[Video] = []
    for v in _of(by_kind, "video_checked"):
        exercise = catalog.exercise_by_id.get(v.body["exercise"])
        if exercise is None:
            left_out.append(LeftOut(v.id, "its exercise is not in the catalogue"))
            continue
        if (v.body["side"] == "both") != (exercise.sides == "both"):
            left_out.append(LeftOut(v.id, "its side does not fit the exercise"))
            continue
        videos.append(Video(v.id, v.record, day_number(v.body["performed_on"]), v.body))
    return sorted(videos, key=lambda video: (video.day, video.record))


def _by_exercise_and_side(videos: list[Video]) -> dict[tuple[str, str], list[Video]]:
    grouped: dict[tuple[str, str], list[Video]] = {}
    for video in videos:
        grouped.setdefault((video.body["exercise"], video.body["side"]), []).append(video)
    return grouped
