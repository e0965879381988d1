"""Nothing of one account is to be had by another, over any route."""

import uuid

import pytest

from tests.live import Device, LiveServer, problem
from tests.made import run

NOTE = "only mine to read"


def session_entry(record: str) -> dict[str, object]:
    body: dict[str, object] = {
        "plan": None, "template": "placement", "performed_on": "2026-11-20", "started_at": 1_795_000_000_000,
        "utc_offset_min": 0, "deload": False, "sleep": None, "energy": None, "prescribed": [],
    }  # fmt: skip
    return run(kind="session_started", record=record, body=body)


@pytest.fixture
def mine(server: LiveServer) -> Device:
    runner = server.runner()
    runner.sync(run(note=NOTE), session_entry(str(uuid.uuid4())))
    return runner


@pytest.fixture
def theirs(server: LiveServer) -> Device:
    return server.runner()


def test_no_reading_route_tells_of_another_account(mine: Device, theirs: Device) -> None:
    mine.token("read")
    told = [
        theirs.client.get(f"/api/{path}").text
        for path in ("account", "tokens", "export.json", "today", "progress", "plan", "sessions")
    ] + [theirs.post().text]
    secrets = (NOTE, mine.account, *(row["id"] for row in mine.rows), *(row["record"] for row in mine.rows))
    for secret in secrets:
        assert not [text for text in told if secret in text]


def test_the_owner_does_see_all_of_it(mine: Device) -> None:
    assert NOTE in mine.client.get("/api/export.json").text
    assert mine.rows[1]["record"] in mine.client.get("/api/sessions").text


def test_ids_of_another_account_are_404(mine: Device, theirs: Device) -> None:
    mine.token("read")
    (token,) = mine.client.get("/api/tokens").json()["tokens"]
    entry, session = mine.rows
    client = theirs.client
    problem(client.delete(f"/api/tokens/{token['id']}"), 404, "not_found")
    problem(client.delete(f"/api/records/{entry['kind']}/{entry['record']}"), 404, "not_found")
    problem(client.get(f"/api/sessions/{session['record']}"), 404, "not_found")
    assert mine.client.get(f"/api/sessions/{session['record']}").status_code == 200
    assert len(mine.client.get("/api/tokens").json()["tokens"]) == 1
    assert mine.another().catch_up().rows == mine.rows


def test_the_same_day_folds_apart_for_each_account(mine: Device, theirs: Device) -> None:
    first = mine.client.get("/api/sessions", params={"to": "2026-11-21"})
    second = theirs.client.get("/api/sessions", params={"to": "2026-11-21"})
    assert (len(first.json()["sessions"]), second.json()["sessions"]) == (1, [])
    assert first.headers["etag"] != second.headers["etag"]


def test_another_runners_etag_is_no_304(mine: Device, theirs: Device) -> None:
    theirs.sync(run(), run())
    assert len(mine.rows) == len(theirs.rows)
    etag = mine.client.get("/api/progress").headers["etag"]
    assert theirs.client.get("/api/progress", headers={"If-None-Match": etag}).status_code == 200
