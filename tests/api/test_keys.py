"""Passwords, names and recovery codes: who may change them, and how much of them there may be."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from pwdlib import PasswordHash
from sqlalchemy import select, update

from evenstride.api import hashing
from evenstride.api.limiting import CONFIRMATIONS
from evenstride.store import accounts, callers
from evenstride.store.quotas import SIGN_INS_MAX, TOKENS_MAX
from evenstride.store.secret import hash_of_password, verify_password
from evenstride.store.tables import accounts as account_table
from evenstride.store.tables import sign_ins
from tests.conftest import Serve
from tests.live import Device, LiveServer, problem
from tests.made import run

MINUTE_MS = 60_000
PASSWORD = "a long enough sentence"
BETTER = "another long enough sentence"


@pytest.fixture
def ada(own_server: LiveServer) -> Device:
    return own_server.runner(name="Ada", password=PASSWORD)


def later(runner: Device) -> Device:
    """A quarter of an hour after it signed in."""
    runner.server.clock.ahead_ms += 15 * MINUTE_MS
    return runner


def change(runner: Device, **asked: Any) -> httpx.Response:
    return runner.client.patch("/api/account", json=asked)


def pointer_of(answer: httpx.Response) -> str:
    (error,) = problem(answer, 422, "invalid")["errors"]
    pointer: str = error["pointer"]
    return pointer


CHANGES: list[dict[str, Any]] = [
    {"password": BETTER},
    {"password": None},
    {"name": "Grace"},
    {"renew_recovery_code": True},
    {"name": None, "password": None},
]


@pytest.mark.parametrize("asked", CHANGES)
def test_keys_change_right_after_signing_in(ada: Device, asked: dict[str, Any]) -> None:
    ada.server.clock.ahead_ms += 14 * MINUTE_MS
    assert change(ada, **asked).status_code == 200


@pytest.mark.parametrize("asked", CHANGES)
def test_later_they_take_the_current_password(ada: Device, asked: dict[str, Any]) -> None:
    before = later(ada).client.get("/api/account").json()
    problem(change(ada, **asked), 403, "confirm_needed")
    assert pointer_of(change(ada, **asked, current_password=BETTER)) == "/current_password"
    assert ada.client.get("/api/account").json() == before
    assert ada.another().account == ada.account
    assert change(ada, **asked, current_password=PASSWORD).status_code == 200


def test_who_has_just_said_the_password_is_not_asked_again(ada: Device) -> None:
    assert change(later(ada), name="Grace", current_password=PASSWORD).status_code == 200
    assert change(ada, password=BETTER).status_code == 200
    problem(change(later(ada), password=PASSWORD), 403, "confirm_needed")


def test_another_devices_proof_is_not_this_ones(ada: Device) -> None:
    later(ada).another()
    problem(change(ada, password=BETTER), 403, "confirm_needed")


def test_a_device_that_another_one_let_in_has_shown_no_key(ada: Device) -> None:
    joined = ada.server.client()
    with ada.server.database.write() as tx:
        secret = callers.sign_in(tx, ada.account, "A phone", ada.server.clock(), proved=False)
    joined.cookies.set("evenstride", secret)
    problem(joined.patch("/api/account", json={"password": BETTER}), 403, "confirm_needed")


def test_a_token_never_counts_as_fresh(ada: Device) -> None:
    script = ada.server.client(Authorization=f"Bearer {ada.token('read', 'write')}")
    problem(script.patch("/api/account", json={"password": BETTER}), 403, "confirm_needed")
    asked = {"password": BETTER, "current_password": PASSWORD}
    assert script.patch("/api/account", json=asked).status_code == 200


def test_an_account_without_a_password_has_none_to_ask_for(own_server: LiveServer) -> None:
    runner = later(own_server.runner())
    assert change(runner, name="Ada", password=PASSWORD).status_code == 200


def test_five_wrong_confirmations_wait_and_do_not_shut_the_front_door(serve: Serve) -> None:
    runner = later(serve(rate_limits="on").runner(name="Ada", password=PASSWORD))
    for _ in range(CONFIRMATIONS.amount):
        assert pointer_of(change(runner, name="Grace", current_password=BETTER)) == "/current_password"
    held = change(runner, name="Grace", current_password=PASSWORD)
    problem(held, 429, "too_many_requests")
    assert "minutes" in held.json()["detail"]
    asked = {"name": "Ada", "password": PASSWORD}
    assert runner.server.client().post("/api/session", json=asked).status_code == 200


@pytest.mark.parametrize(
    "asked", [{}, {"password": BETTER}, {"password": None}, {"renew_recovery_code": True}]
)
def test_the_others_are_signed_out_alone_or_with_a_changed_key(ada: Device, asked: dict[str, Any]) -> None:
    other, token = ada.another(), ada.token("read")
    assert change(ada, **asked).status_code == 200
    assert other.client.get("/api/account").status_code == 200
    assert len(change(ada, **asked, sign_out_others=True).json()["devices"]) == 1
    problem(other.client.get("/api/account"), 401, "not_signed_in")
    assert ada.client.get("/api/account").status_code == 200
    script = ada.server.client(Authorization=f"Bearer {token}")
    assert script.get("/api/account").status_code == 200


@pytest.mark.parametrize(
    ("password", "hint"),
    [("password1234", "tried first"), ("aaaaaaaaaaaa", "repeats"), ("evenstride1", "the app's"),
     ("Ada-Lovelace", "your name"), ("too short", "at least 10")],
)  # fmt: skip
def test_a_poor_password_is_refused_in_a_plain_sentence(server: LiveServer, password: str, hint: str) -> None:
    name = "Ada Lovelace" if hint != "your name" else "ada-lovelace"
    made = server.client().post("/api/accounts", json={"name": name, "password": password})
    runner = server.runner()
    for answer in (made, change(runner, name=name, password=password)):
        (error,) = problem(answer, 422, "invalid")["errors"]
        assert error["pointer"] == "/password"
        assert hint in error["detail"]
        assert password not in answer.text


def test_a_hash_of_other_parameters_is_made_anew_at_the_next_sign_in(ada: Device) -> None:
    old = PasswordHash.recommended().hash(PASSWORD)
    with ada.server.database.write() as tx:
        tx.execute(update(account_table).values(password_hash=old))
    asked = {"name": "Ada", "password": PASSWORD}
    problem(
        ada.server.client().post("/api/session", json={**asked, "password": BETTER}), 401, "wrong_credentials"
    )
    assert hash_of(ada) == old
    for _ in range(2):
        assert ada.server.client().post("/api/session", json=asked).status_code == 200
        assert "m=19456,t=2,p=1" in hash_of(ada)
    kept = hash_of(ada)
    assert ada.server.client().post("/api/session", json=asked).status_code == 200
    assert hash_of(ada) == kept


def hash_of(runner: Device) -> str:
    with runner.server.database.read() as tx:
        kept = accounts.by_name(tx, "ada")
    assert kept is not None
    assert kept.password_hash is not None
    return kept.password_hash


def test_a_password_that_was_changed_while_the_old_one_was_tried_opens_nothing(
    ada: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one was right when it was looked at, and is not any more when the device is let in."""
    looked = verify_password
    tried: list[str] = []

    def verify(password: str, kept: str | None) -> Any:
        verified = looked(password, kept)
        if not tried:
            with ada.server.database.write() as tx:
                accounts.set_password(tx, ada.account, hash_of_password(BETTER))
        tried.append(password)
        return verified

    monkeypatch.setattr("evenstride.api.accounts.verify_password", verify)
    late = ada.server.client().post("/api/session", json={"name": "Ada", "password": PASSWORD})
    problem(late, 401, "wrong_credentials")
    assert len(tried) == 2
    monkeypatch.undo()
    assert len(ada.client.get("/api/account").json()["devices"]) == 1


def test_of_many_wrong_tries_at_once_five_are_looked_at(serve: Serve) -> None:
    server = serve(rate_limits="on")
    server.runner(name="Ada", password=PASSWORD)

    def attempt(number: int) -> int:
        asked = {"name": "Ada", "password": f"wrong wrong {number}"}
        return server.client().post("/api/session", json=asked).status_code

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(attempt, range(20)))
    assert (answers.count(401), answers.count(429)) == (5, 15)


def test_a_name_under_attack_can_still_be_opened_with_the_recovery_code(serve: Serve) -> None:
    server = serve(rate_limits="on")
    runner = server.runner(name="Ada", password=PASSWORD)
    asked = {"name": "Ada", "password": "wrong wrong"}
    for _ in range(5):
        problem(server.client().post("/api/session", json=asked), 401, "wrong_credentials")
    problem(
        server.client().post("/api/session", json={**asked, "password": PASSWORD}), 429, "too_many_requests"
    )
    assert runner.another().client.get("/api/account").status_code == 200


def test_five_wrong_recovery_codes_wait_and_a_right_one_never_counts(serve: Serve) -> None:
    server = serve(rate_limits="on")
    runner = server.runner()
    for number in range(5):
        runner.another()
        wrong = server.client().post("/api/session", json={"recovery_code": f"nonsense {number}"})
        problem(wrong, 401, "wrong_credentials")
    held = server.client().post("/api/session", json={"recovery_code": runner.recovery_code})
    problem(held, 429, "too_many_requests")
    assert 1 <= int(held.headers["retry-after"]) <= 901


def test_an_account_is_no_tool_to_find_names_with(serve: Serve) -> None:
    server = serve(rate_limits="on")
    server.runner(name="Ada")
    runner = server.runner()
    for _ in range(10):
        problem(change(runner, name="ada"), 409, "name_taken")
    problem(change(runner, name="Grace"), 429, "too_many_requests")


def test_syncs_are_answered_while_fifty_sign_in(
    own_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who wait to be hashed hold no thread: with one turn that never ends, everybody else goes on."""
    runner = own_server.runner(name="Ada", password=PASSWORD)
    looked, most, now = verify_password, [0], [0]

    def verify(password: str, kept: str | None) -> Any:
        now[0] += 1
        most[0] = max(most[0], now[0])
        verified = looked(password, kept)
        now[0] -= 1
        return verified

    monkeypatch.setattr("evenstride.api.accounts.verify_password", verify)
    signing = {"name": "Ada", "password": PASSWORD}
    with ThreadPoolExecutor(50) as pool:
        answers = [pool.submit(own_server.client().post, "/api/session", json=signing) for _ in range(50)]
        while not all(answer.done() for answer in answers):
            assert runner.statuses(run()) == ["accepted"]
    assert {answer.result().status_code for answer in answers} == {200}
    assert 1 <= most[0] <= hashing.AT_ONCE


def test_a_queue_of_sign_ins_has_an_end(own_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "WAITING_MAX", 0)
    asked = {"name": "Ada", "password": PASSWORD}
    refused = own_server.client().post("/api/session", json=asked)
    problem(refused, 503, "unavailable")
    assert int(refused.headers["retry-after"]) > 0


def test_an_account_has_fifty_tokens(own_server: LiveServer) -> None:
    runner, other = own_server.runner(), own_server.runner()
    for _ in range(TOKENS_MAX):
        runner.token("read")
    document = problem(runner.client.post("/api/tokens", json={"name": "one more"}), 409, "quota_reached")
    assert "50" in document["detail"]
    assert other.token("read")
    (first, *_) = runner.client.get("/api/tokens").json()["tokens"]
    runner.client.delete(f"/api/tokens/{first['id']}")
    assert runner.token("read")


def test_tokens_made_at_once_are_no_more_than_fifty(own_server: LiveServer) -> None:
    runner = own_server.runner()
    for _ in range(TOKENS_MAX - 2):
        runner.token("read")
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: runner.client.post("/api/tokens", json={"name": "x"}), range(8)))
    assert sorted(answer.status_code for answer in made) == [201] * 2 + [409] * 6


def test_beyond_a_hundred_devices_the_one_not_seen_for_longest_gives_way(own_server: LiveServer) -> None:
    runner, other = own_server.runner(), own_server.runner()
    with own_server.database.write() as tx:
        for number in range(SIGN_INS_MAX - 1):
            callers.sign_in(tx, runner.account, f"device {number}", own_server.clock() + 1 + number)
    assert runner.client.get("/api/account").status_code == 200
    own_server.clock.ahead_ms += 1000
    newest = runner.another()
    problem(runner.client.get("/api/account"), 401, "not_signed_in")
    assert newest.client.get("/api/account").status_code == 200
    assert other.client.get("/api/account").status_code == 200
    with own_server.database.read() as tx:
        kept = tx.execute(select(sign_ins).where(sign_ins.c.account == runner.account)).all()
    assert len(kept) == SIGN_INS_MAX
