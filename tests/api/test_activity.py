"""What happened to an account's keys: what its runner reads, and what the operator's log says."""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from evenstride.store import activity
from evenstride.store.tables import security_events
from tests.api.test_keys import BETTER, MINUTE_MS, PASSWORD, ada, change
from tests.live import Device, problem

__all__ = ["ada"]


def told(client: httpx.Client) -> list[str]:
    return [event["what"] for event in client.get("/api/activity").json()["events"]]


def test_what_happens_to_keys_can_be_read_newest_first(ada: Device) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1"
    phone = ada.server.client(**{"User-Agent": agent})
    done = ["account_made"]

    def does(what: str, answer: httpx.Response) -> httpx.Response:
        assert answer.is_success, answer.text
        ada.server.clock.ahead_ms += 1
        done.append(what)
        return answer

    ada.server.clock.ahead_ms += 1
    does("signed_in", phone.post("/api/session", json={"name": "Ada", "password": PASSWORD}))
    does("signed_out", phone.delete("/api/session"))
    does("signed_in_by_recovery_code", phone.post("/api/session", json={"recovery_code": ada.recovery_code}))
    does("name_changed", change(ada, name="Grace"))
    does("password_set", change(ada, password=BETTER))
    does("password_removed", change(ada, password=None))
    does("recovery_code_renewed", change(ada, renew_recovery_code=True))
    token = does("token_made", ada.client.post("/api/tokens", json={"name": "script"})).json()["id"]
    does("token_removed", ada.client.delete(f"/api/tokens/{token}"))
    events = phone.get("/api/activity").json()["events"]
    assert [event["what"] for event in events] == done[::-1]
    assert all(set(event) == {"at", "what", "device", "address"} for event in events)
    assert [event["device"] for event in events if event["what"] == "signed_in"] == ["Safari on iPhone"]
    assert {event["address"] for event in events} == {"127.0.0.1"}
    assert [event["at"] for event in events] == sorted((event["at"] for event in events), reverse=True)


def test_a_change_that_changes_nothing_is_not_noted(ada: Device) -> None:
    change(ada, name="Ada")
    problem(change(ada, name="Bob", password="password1234"), 422, "invalid")
    assert told(ada.client) == ["account_made"]


def test_activity_is_the_accounts_own(ada: Device) -> None:
    other = ada.server.runner()
    change(ada, name="Grace")
    assert told(other.client) == ["account_made"]
    problem(ada.server.client().get("/api/activity"), 401, "not_signed_in")


def test_refused_sign_ins_are_one_event_an_hour(ada: Device) -> None:
    for _ in range(4):
        refuse(ada)
    assert until(ada, 1) == ["sign_in_refused", "account_made"]
    ada.server.clock.ahead_ms += 61 * MINUTE_MS
    refuse(ada)
    assert until(ada, 2) == ["sign_in_refused", "sign_in_refused", "account_made"]


def refuse(runner: Device) -> None:
    asked = {"name": "Ada", "password": "wrong wrong"}
    problem(runner.server.client().post("/api/session", json=asked), 401, "wrong_credentials")


def until(runner: Device, refused: int) -> list[str]:
    """A refusal is noted once the answer has left."""
    deadline = time.monotonic() + 60
    while (now := told(runner.client)).count("sign_in_refused") < refused:
        assert time.monotonic() < deadline, now
        time.sleep(0.01)
    return now


def test_a_flood_of_refusals_pushes_nothing_out(ada: Device) -> None:
    here = activity.Whence("A device", "203.0.113.7")
    with ada.server.database.write() as tx:
        for hour in range(500):
            at_ms = ada.server.clock() + hour * 61 * MINUTE_MS
            activity.note(tx, ada.account, "sign_in_refused", here, at_ms)
    events = told(ada.client)
    assert (events[-1], events.count("sign_in_refused")) == ("account_made", activity.REFUSED_KEPT)


def test_two_hundred_events_are_kept_and_twenty_refusals(ada: Device) -> None:
    here = activity.Whence("A device", "203.0.113.7")
    with ada.server.database.write() as tx:
        for number in range(300):
            activity.note(tx, ada.account, "signed_in", here, ada.server.clock() + number)
            activity.note(
                tx, ada.account, "sign_in_refused", here, ada.server.clock() + number * 61 * MINUTE_MS
            )
    with ada.server.database.read() as tx:
        assert len(tx.execute(select(security_events)).all()) == activity.KEPT + activity.REFUSED_KEPT


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[dict[str, Any]]]:
    """What the operator's log says, as it grows."""
    said: list[dict[str, Any]] = []

    class Reader(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(json.loads(record.getMessage()))

    log, reader = logging.getLogger("evenstride.security"), Reader()
    caplog.set_level(logging.INFO, log.name)
    log.addHandler(reader)
    yield said
    log.removeHandler(reader)


def test_the_operators_log_says_who_what_and_whence_and_no_secret(
    ada: Device, lines: list[dict[str, Any]]
) -> None:
    ada.another()
    code = change(ada, renew_recovery_code=True).json()["recovery_code"]
    token = ada.token("read")
    refuse(ada)
    until(ada, 1)
    asked = {"name": "Nobody Knows", "password": PASSWORD}
    for name in ("Nobody Knows", "nobody knows"):
        problem(
            ada.server.client().post("/api/session", json={**asked, "name": name}), 401, "wrong_credentials"
        )
    problem(
        ada.server.client().post("/api/session", json={"recovery_code": "nonsense"}), 401, "wrong_credentials"
    )
    ada.client.delete("/api/account")
    deadline = time.monotonic() + 60
    while len(lines) < 8 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert sorted(line["what"] for line in lines) == sorted(
        ["signed_in_by_recovery_code", "recovery_code_renewed", "token_made", "account_deleted"]
        + ["sign_in_refused"] * 4
    )
    assert all(line["address"] == "127.0.0.1" and line["device"] and line["at"] for line in lines)
    assert {line["account"] for line in lines if "account" in line} == {ada.account}
    unknown = {line["name_hash"] for line in lines if "name_hash" in line}
    assert len(unknown) == 1
    written = json.dumps(lines).casefold()
    secrets = (
        PASSWORD,
        code,
        token,
        ada.recovery_code,
        ada.client.cookies["evenstride"],
        "nobody",
        "nonsense",
    )
    for secret in secrets:
        assert secret.casefold() not in written
