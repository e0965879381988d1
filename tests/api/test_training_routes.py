"""`today`, `progress`, `plan` and `sessions`: the training functions' answers, for a day, over HTTP."""

import uuid
from typing import Any

import pytest

from evenstride import catalog, training
from evenstride.training.entries import Entry
from evenstride.training.units import day_number, local_date
from tests.live import Device, LiveServer, problem
from tests.made import run

ON = "2026-12-01"


def plan(**changed: Any) -> dict[str, Any]:
    body = {"program": "base", "started_on": "2026-11-02", "experience": "beginner"} | changed
    return run(kind="plan_started", body=body)


@pytest.fixture
def runner(server: LiveServer) -> Device:
    runner = server.runner()
    runner.sync(plan(), run())
    return runner


def replayed(runner: Device, on: str = ON) -> training.Replayed:
    """The state as the functions themselves make it of the rows this device has read."""
    fields = ("id", "record", "kind", "v", "hlc", "body")
    entries = [Entry(*(row[field] for field in fields)) for row in runner.rows]
    return training.fold(entries, catalog.load(), day_number(on))


def test_the_answers_are_those_of_the_training_functions(runner: Device) -> None:
    get, known, state = runner.client.get, catalog.load(), replayed(runner)
    first, last = day_number(ON), day_number("2026-12-28")
    assert get("/api/today", params={"on": ON}).json() == training.today(state, known)
    assert get("/api/progress", params={"on": ON}).json() == training.progress(state, known)
    assert get("/api/symmetry", params={"on": ON}).json() == training.symmetry(state, known)
    span = {"from": ON, "to": "2026-12-28"}
    assert get("/api/plan", params=span).json() == training.plan(state, known, first, last)
    assert get("/api/plan", params={"from": ON}).json() == training.plan(state, known, first, last)
    assert len(training.plan(state, known, first, last)["days"]) == 28


def test_before_a_plan_is_started_the_lists_are_empty(server: LiveServer) -> None:
    get = server.runner().client.get
    assert get("/api/today", params={"on": ON}).json() == {"on": ON, "next": None, "due": []}
    assert get("/api/plan").json()["days"] == []
    assert get("/api/progress").json()["ladders"] == []
    assert get("/api/sessions").json() == {"sessions": []}


def test_the_day_is_todays_in_utc_when_none_is_given(runner: Device) -> None:
    today = local_date(runner.server.clock() // 86_400_000)
    assert runner.client.get("/api/today").json()["on"] == today
    assert runner.client.get("/api/plan").json()["days"][0]["on"] == today


@pytest.mark.parametrize(
    "day", ["", "today", "2026-02-30", "2026-1-1", "20261201", "2026-W01-1", "0000-01-01", "2026-12-01T00:00"]
)
@pytest.mark.parametrize(
    ("path", "name"),
    [("today", "on"), ("progress", "on"), ("plan", "from"), ("plan", "to"), ("sessions", "from")],
)
def test_a_day_that_is_none_is_pointed_at(server: LiveServer, path: str, name: str, day: str) -> None:
    answer = server.runner().client.get(f"/api/{path}", params={name: day})
    assert problem(answer, 422, "invalid")["errors"][0]["pointer"] == f"/{name}"


def test_a_plan_spans_at_most_a_year_and_runs_forward(runner: Device) -> None:
    def asked(first: str, last: str) -> Any:
        return runner.client.get("/api/plan", params={"from": first, "to": last})

    assert len(asked("2026-12-01", "2027-12-01").json()["days"]) == 366
    for first, last in (("2026-12-01", "2027-12-02"), ("2026-12-02", "2026-12-01")):
        assert problem(asked(first, last), 422, "invalid")["errors"][0]["pointer"] == "/to"


def test_sessions_are_listed_by_day_and_found_by_record(runner: Device) -> None:
    from tests.api.test_isolation import session_entry

    record = str(uuid.uuid4())
    runner.sync(session_entry(record))
    get = runner.client.get
    (listed,) = get("/api/sessions").json()["sessions"]
    assert listed == get(f"/api/sessions/{record}").json()
    assert (listed["session"], listed["finished_at"]) == (record, None)
    assert get("/api/sessions", params={"from": "2026-11-21"}).json()["sessions"] == []
    assert get("/api/sessions", params={"to": "2026-11-19"}).json()["sessions"] == []
    problem(get(f"/api/sessions/{uuid.uuid4()}"), 404, "not_found")


def test_what_has_not_changed_is_304_until_something_is_written(runner: Device) -> None:
    for path in ("today", "progress", "symmetry", "plan", "sessions"):
        first = runner.client.get(f"/api/{path}")
        etag = first.headers["etag"]
        again = runner.client.get(f"/api/{path}", headers={"If-None-Match": f'W/"x", {etag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        runner.sync(run())
        assert runner.client.get(f"/api/{path}", headers={"If-None-Match": etag}).status_code == 200


def test_another_day_has_another_etag(runner: Device) -> None:
    tags = {
        runner.client.get("/api/progress", params={"on": f"2026-12-{day:02}"}).headers["etag"]
        for day in range(1, 10)
    }
    assert len(tags) == 9


def test_an_erased_plan_is_gone_from_the_answers(runner: Device) -> None:
    assert runner.client.get("/api/plan").json()["days"]
    runner.client.delete(f"/api/records/plan_started/{runner.rows[0]['record']}")
    assert runner.client.get("/api/plan").json()["days"] == []


def test_an_unchanged_log_is_folded_once_a_day(
    own_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = own_server.runner()
    runner.sync(plan())
    fold, days = training.fold, []

    def counting(entries: Any, known: Any, on: int) -> training.Replayed:
        days.append(on)
        return fold(entries, known, on)

    monkeypatch.setattr(training, "fold", counting)
    for path in ("today", "progress", "today", "plan"):
        name = "from" if path == "plan" else "on"
        runner.client.get(f"/api/{path}", params={name: ON})
    assert days == [day_number(ON)]
    runner.sync(run())
    runner.client.get("/api/today", params={"on": ON})
    assert days == [day_number(ON)] * 2
