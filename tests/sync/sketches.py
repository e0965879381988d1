"""What phones offer, drawn by Hypothesis: few ids and records, so that they meet, and every way to be wrong.

A sketch is an entry whose stamp is still to be set by the server's clock of that moment.
"""

import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.made import DEVICE, erasure, run, stamp, units
from tests.sync.oracle import BODY_MAX_BYTES, DAY_MS, Offered, canonical

IDS = [f"00000000-0000-4000-8000-{n:012d}" for n in range(24)]
RECORDS = [f"00000000-0000-4000-9000-{n:012d}" for n in range(6)]
ERASURES = [f"erase:00000000-0000-4000-a000-{n:012d}" for n in range(2)]
EXTRAS: list[dict[str, Any]] = [
    {},
    {"note": 'tab\t \x01\b\f\x1f\x7f é\u2028"\\ 日本 \U0001f3c3'},
    {"zebra": [1, None, True, "2026-11-20T00:00:00Z"], "Alpha": {"b": 2, "a": -(2**53) + 1}},
]
TARGETS = [*(("run_logged", record) for record in RECORDS[:3]), ("setting_changed", "setting:units")]


class Sketch(NamedTuple):
    """`ahead_ms`: of its stamp, against the server's clock; None leaves the stamp as it is."""

    entry: Any
    ahead_ms: int | None = None
    counter: int = 0
    fault: str | None = None

    def drawn(self, now_ms: int) -> Offered:
        entry = self.entry
        if self.ahead_ms is not None:
            entry = {**entry, "hlc": stamp(max(0, now_ms + self.ahead_ms), self.counter, DEVICE)}
        if self.fault is None and entry["kind"] == "record_erased":
            entry = {**entry, "body": {**entry["body"], "erased_at": now_ms + entry["body"]["erased_at"]}}
        return Offered(entry, self.fault)


def _run(id: str, record: str, seconds: int, extra: dict[str, Any]) -> dict[str, Any]:
    made = run(id=id, record=record, duration_s=seconds)
    return {**made, "body": {**made["body"], **extra}}


def of_size(size: int) -> dict[str, Any]:
    """What makes the body of a run of one second so many bytes long, many of which are half a letter."""
    bare = len(canonical(run(extra="", duration_s=1)["body"]).encode())
    return {"extra": "é" * ((size - bare) // 2) + "x" * ((size - bare) % 2)}


SIZED = [of_size(BODY_MAX_BYTES), of_size(BODY_MAX_BYTES + 1)]

ids = st.sampled_from(IDS)
# By number: Hypothesis would print the whole of a list it draws from.
sizes = st.integers(0, 1).map(lambda at: SIZED[at])
some_runs = st.builds(_run, ids, st.sampled_from(RECORDS), st.integers(0, 2), st.sampled_from(EXTRAS))
sized_runs = st.builds(_run, ids, st.sampled_from(RECORDS), st.just(1), sizes)
retractions = some_runs.map(lambda entry: {**entry, "body": None})
choices = st.builds(lambda id, value: units(value, id=id), ids, st.sampled_from(["kg", "lb"]))
choices_taken_back = choices.map(lambda entry: {**entry, "body": None})
erasures = st.builds(
    lambda id, name, target, ahead_ms: erasure(target[0], target[1], ahead_ms, id=id, record=name),
    ids,
    st.sampled_from(ERASURES),
    st.sampled_from([*TARGETS, ("record_erased", ERASURES[0])]),
    st.sampled_from([-DAY_MS, 0, 5, DAY_MS + 1, 10**12]),
)
often = st.one_of(some_runs, some_runs, choices, retractions)
valid = st.one_of(often, often, often, sized_runs, choices_taken_back, erasures)
aheads = st.sampled_from([0, 0, 0, 1, -1, -5000, -40 * DAY_MS, -(10**15), DAY_MS, DAY_MS + 1, 365 * DAY_MS])
good_sketches = st.builds(Sketch, valid, aheads, st.integers(0, 1), st.none())


def _with(**changed: Any) -> Any:
    return run(id=IDS[0], **changed)


def _without(field: str) -> Any:
    return {name: value for name, value in _with().items() if name != field}


def _nested(depth: int) -> Any:
    inner: Any = 1
    for _ in range(depth):
        inner = [inner]
    return inner


def _set(**changed: Any) -> Any:
    body = {
        "session": RECORDS[0], "ladder": "squat", "exercise": "chair_squat", "stage": "base", "microstep": 0,
        "side": "left", "set_no": 1, "reps": 8, "seconds": None, "load_g": None, "tempo": None, "checks": {},
        "rir": None, "pain": 0, "stopped": "done", "performed_at": 1, "note": None,
    }  # fmt: skip
    return _with(kind="set_logged", body={**body, **changed})


def _broken_bodies() -> list[Any]:
    return [
        _with(duration_s=-1), _with(duration_s=1800.0), _with(duration_s="1800"), _with(duration_s=True),
        _with(performed_on="2026-02-30"), _with(type="sprint"), _with(extra=0.5), _with(extra=2**53),
        _with(extra=-(2**53)), _with(extra="\x00"), _with(extra="\ud800"), _with(extra={"\udfff": 1}),
        _with(extra=10**30), _with(extra=_nested(9)), _with(body={}), _with(body=[]), _with(body="x"),
        _with(body={**run()["body"], "distance_m": -1}),
        _set(pain=11), _set(reps=None), _set(seconds=30), _set(side="middle"), _set(set_no=0), _set(rir=6),
        _set(checks={"knee_alignment": 3}), _set(note="x" * 501),
        units("stone", id=IDS[0]), units("kg", id=IDS[0], record="setting:language"),
        units("kg", id=IDS[0], record=RECORDS[0]),
        erasure("run_logged", RECORDS[0], 1, id=IDS[0], record="erase:me"),
        {**erasure("run_logged", RECORDS[0], 1, id=IDS[0]), "body": None},
    ]  # fmt: skip


def _broken_heads() -> list[Any]:
    return [
        None, 5, 1.5, True, "text", [], {}, {"id": IDS[0]}, {"id": None}, {"id": 7}, {"id": ""},
        *(_without(field) for field in ("id", "record", "kind", "v", "hlc", "body")),
        {**_with(), "id": IDS[0].upper().replace("0000-4", "000A-4")}, {**_with(), "id": "{" + IDS[0] + "}"},
        {**_with(), "id": IDS[0] + "\n"}, _with(record="x" * 65), _with(record="Über"), _with(record=""),
        _with(record="not-a-uuid"), _with(record=None), _with(kind="Run"), _with(kind=""),
        _with(kind="k" * 65),
        _with(v=0), _with(v=-1), _with(v="1"), _with(v=1.0), _with(v=True), _with(v=2**53),
        _with(hlc=""), _with(hlc=stamp().upper()), _with(hlc=stamp()[:-1]), _with(hlc=stamp() + "0"),
    ]  # fmt: skip


MALFORMED = [Sketch(entry, fault="malformed") for entry in (*_broken_heads(), *_broken_bodies())]
FROM_LATER = [
    Sketch(_with(kind="sauna_taken"), fault="unknown_kind"),
    Sketch(_with(kind="sauna_taken", v=9, body=None), fault="unknown_kind"),
    Sketch(_with(v=2), fault="unknown_version"),
    Sketch(_with(v=2**53 - 1, body={"all": "new"}), fault="unknown_version"),
]
BAD = MALFORMED + FROM_LATER
bad_sketches = st.integers(0, len(BAD) - 1).map(lambda at: BAD[at])
sketches = st.one_of(good_sketches, good_sketches, bad_sketches)

EVERY_WAY_TO_BE_WRONG = [
    *BAD,
    *(Sketch(_run(IDS[at], RECORDS[at], 1, extra), 0) for at, extra in enumerate(SIZED)),
    Sketch(_run(IDS[2], RECORDS[2], 1, {}), DAY_MS),
    Sketch(_run(IDS[3], RECORDS[2], 1, {}), DAY_MS + 1),
]
"""And what is just not wrong yet."""


@st.composite
def _lists(draw: st.DrawFn, least: int, most: int) -> list[Sketch]:
    """Composite for its name: Hypothesis prints the whole of any other strategy."""
    return draw(st.lists(sketches, min_size=least, max_size=most))


batches = _lists(1, 8)
long_batches = _lists(12, 30)


def fresh_runs(how_many: int, seed: int) -> list[Sketch]:
    """Runs with ids that no other draw has; the same for the same seed, so that a failure shrinks."""
    return [
        Sketch(run(id=str(uuid.UUID(int=(seed << 32) + n, version=4)), record=RECORDS[n % 6]), 0)
        for n in range(how_many)
    ]


Wrong = Callable[[dict[str, Any]], dict[str, Any]]

WRONG_REQUESTS: dict[str, tuple[int, str, Wrong]] = {
    "no req_id": (422, "invalid", lambda asked: {k: v for k, v in asked.items() if k != "req_id"}),
    "a cursor below zero": (422, "invalid", lambda asked: {**asked, "cursor": -1}),
    "a cursor in words": (422, "invalid", lambda asked: {**asked, "cursor": "0"}),
    "a device of capitals": (422, "invalid", lambda asked: {**asked, "device": "8F3A5C7E9D1B2F40"}),
    "entries by name": (422, "invalid", lambda asked: {**asked, "entries": {}}),
    "another protocol": (426, "update_needed", lambda asked: {**asked, "proto": 2, "cursor": "new"}),
    "201 entries": (413, "too_large", lambda asked: {**asked, "entries": [run() for _ in range(201)]}),
    "a byte over 256 KiB": (413, "too_large", lambda asked: {**asked, "build": "x" * 262_144}),
    "not a number": (400, "not_json", lambda asked: {**asked, "entries": [run(extra=float("nan"))]}),
    "another account": (409, "account_mismatch", lambda asked: {**asked, "account": str(uuid.uuid4())}),
}
