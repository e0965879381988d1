"""Adding a phone: one code, one device, ten minutes, and no guessing."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from limits import RateLimitItemPerMinute
from sqlalchemy import select

from evenstride.api import pairings as pairings_route
from evenstride.store.activity import latest
from evenstride.store.pairings import CODE_CHARS, GOOD_FOR_MS, TOLD_FOR_MS
from evenstride.store.secret import CROCKFORD, hash_of
from evenstride.store.tables import pairings
from tests.conftest import Serve
from tests.live import Device, LiveServer, problem
from tests.made import runs

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"
PHONES_AT_ONCE = 6

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def made_by(runner: Device) -> dict[str, Any]:
    made = runner.client.post("/api/pairings", json={})
    assert made.status_code == 201, made.text
    document: dict[str, Any] = made.json()
    return document


def redeem(client: httpx.Client, code: str) -> httpx.Response:
    return client.post("/api/pairings/redeem", json={"code": code})


def look(client: httpx.Client, code: str) -> httpx.Response:
    return client.post("/api/pairings/look", json={"code": code})


def state(runner: Device, pairing: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = runner.client.get(f"/api/pairings/{pairing['id']}").json()
    return document


def happened(runner: Device) -> list[str]:
    """What the account's activity tells, oldest first."""
    with runner.server.database.read() as tx:
        return [event["what"] for event in latest(tx, runner.account)][::-1]


@one_engine
def test_a_phone_that_was_let_in_has_proved_no_key_of_its_own(server: LiveServer) -> None:
    """So it cannot change the password of whoever let it in without knowing it."""
    runner = server.runner(name="Ada lets in", password="a sentence of four words")
    phone = server.client()
    assert redeem(phone, made_by(runner)["code"]).status_code == 200
    another = {"password": "another sentence of words"}
    problem(phone.patch("/api/account", json=another), 403, "confirm_needed")
    assert runner.client.patch("/api/account", json=another).status_code == 200


def test_both_sides_see_what_is_joined_and_the_phone_is_in(server: LiveServer) -> None:
    runner = server.runner(name="Ada of the pairings")
    runner.client.headers["user-agent"] = IPHONE
    runner.sync(*runs(3))
    pairing = made_by(runner)
    assert set(pairing) == {"id", "code", "expires_at", "good_for_ms"}
    assert state(runner, pairing) == {"joined": None, "expires_at": pairing["expires_at"]}

    phone = server.client(**{"User-Agent": ANDROID})
    for _ in range(2):
        seen = look(phone, pairing["code"])
        assert seen.status_code == 200
        assert seen.json() == {
            "account": runner.account,
            "name": "Ada of the pairings",
            "label": "Safari on iPhone",
            "expires_at": pairing["expires_at"],
            "entries": 3,
        }
        assert "set-cookie" not in seen.headers
        problem(phone.get("/api/account"), 401, "not_signed_in")

    joined = redeem(phone, pairing["code"])
    assert (joined.status_code, joined.json()) == (200, {"account": runner.account})
    devices = phone.get("/api/account").json()["devices"]
    assert [one["label"] for one in devices if one["current"]] == ["Chrome on Android"]
    assert state(runner, pairing)["joined"] == "Chrome on Android"
    assert happened(runner)[-2:] == ["pairing_made", "device_joined"]


def test_a_code_is_two_groups_of_four_and_never_the_same(server: LiveServer) -> None:
    runner = server.runner()
    codes = {made_by(runner)["code"] for _ in range(20)}
    assert len(codes) == 20
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4, 4]
        assert set(code) <= {*CROCKFORD, "-"}


def ways_to_type(code: str) -> list[str]:
    misread = code.replace("0", "o").replace("1", "l")
    return [
        code.lower(),
        code.replace("-", ""),
        f" {code[:2]} {code[2:]} ",
        misread,
        code.replace("-", "\u2013"),
    ]


@pytest.mark.parametrize("way", range(5))
def test_a_code_may_be_typed_in_any_way(server: LiveServer, way: int) -> None:
    runner = server.runner()
    typed = ways_to_type(made_by(runner)["code"])[way]
    assert look(server.client(), typed).status_code == 200
    assert redeem(server.client(), typed).status_code == 200


@pytest.mark.parametrize("typed", ["", "7KPM-3XW", "7KPM-3XW9-A", "7KPM-3XWU", "7KPM3XWé"])
def test_what_cannot_be_a_code_is_said_at_its_field(server: LiveServer, typed: str) -> None:
    for route in (look, redeem):
        refused = problem(route(server.client(), typed), 422, "invalid")
        (fault,) = refused["errors"]
        assert fault["pointer"] == "/code"
        assert str(CODE_CHARS) in fault["detail"]


def test_a_code_is_good_once(server: LiveServer) -> None:
    runner = server.runner()
    code = made_by(runner)["code"]
    assert redeem(server.client(), code).status_code == 200
    problem(redeem(server.client(), code), 401, "code_used")
    problem(look(server.client(), code), 401, "code_used")
    assert len(runner.client.get("/api/account").json()["devices"]) == 2


def test_of_several_phones_at_the_same_time_one_wins(server: LiveServer) -> None:
    for _ in range(5):
        runner = server.runner()
        code = made_by(runner)["code"]
        together = threading.Barrier(PHONES_AT_ONCE)

        def join(phone: httpx.Client, code: str = code, together: threading.Barrier = together) -> int:
            together.wait()
            return redeem(phone, code).status_code

        phones = [server.client() for _ in range(PHONES_AT_ONCE)]
        with ThreadPoolExecutor(PHONES_AT_ONCE) as pool:
            answers = list(pool.map(join, phones))
        assert sorted(answers) == [200, *[401] * (PHONES_AT_ONCE - 1)]
        assert len(runner.client.get("/api/account").json()["devices"]) == 2


def test_a_code_is_good_for_ten_minutes_and_not_longer(serve: Serve) -> None:
    server = serve()
    server.clock.stopped_at_ms = 1_795_000_000_000
    runner = server.runner()
    pairing = made_by(runner)
    assert pairing["expires_at"] == server.clock() + GOOD_FOR_MS
    server.clock.ahead_ms = GOOD_FOR_MS - 1
    assert look(server.client(), pairing["code"]).status_code == 200
    server.clock.ahead_ms = GOOD_FOR_MS
    problem(look(server.client(), pairing["code"]), 401, "code_expired")
    problem(redeem(server.client(), pairing["code"]), 401, "code_expired")


def test_what_is_long_over_is_swept_whoever_made_it(serve: Serve) -> None:
    server = serve()
    first, other = server.runner(), server.runner()
    joined, left = made_by(first), made_by(other)
    assert redeem(server.client(), joined["code"]).status_code == 200
    server.clock.ahead_ms = GOOD_FOR_MS + TOLD_FOR_MS - 5_000
    made_by(server.runner())
    assert state(first, joined)["joined"]
    server.clock.ahead_ms += 10_000
    made_by(server.runner())
    for runner, pairing in ((first, joined), (other, left)):
        problem(runner.client.get(f"/api/pairings/{pairing['id']}"), 404, "not_found")
    problem(look(server.client(), left["code"]), 401, "wrong_code")


def test_a_new_code_takes_the_place_of_the_one_before(server: LiveServer) -> None:
    runner, other = server.runner(), server.runner()
    first, theirs = made_by(runner), made_by(other)
    second = made_by(runner)
    problem(redeem(server.client(), first["code"]), 401, "wrong_code")
    assert redeem(server.client(), second["code"]).status_code == 200
    assert redeem(server.client(), theirs["code"]).status_code == 200


def test_a_code_taken_back_lets_nobody_in(server: LiveServer) -> None:
    runner = server.runner()
    pairing = made_by(runner)
    assert runner.client.delete(f"/api/pairings/{pairing['id']}").status_code == 204
    problem(redeem(server.client(), pairing["code"]), 401, "wrong_code")
    problem(runner.client.delete(f"/api/pairings/{pairing['id']}"), 404, "not_found")


def test_another_accounts_pairing_is_404(server: LiveServer) -> None:
    runner, other = server.runner(), server.runner()
    pairing = made_by(runner)
    problem(other.client.get(f"/api/pairings/{pairing['id']}"), 404, "not_found")
    problem(other.client.delete(f"/api/pairings/{pairing['id']}"), 404, "not_found")
    assert redeem(server.client(), pairing["code"]).status_code == 200


def test_a_token_makes_no_code(server: LiveServer) -> None:
    runner = server.runner()
    pairing = made_by(runner)
    script = server.client(Authorization=f"Bearer {runner.token('read', 'write')}")
    problem(script.post("/api/pairings", json={}), 403, "scope_missing")
    problem(script.delete(f"/api/pairings/{pairing['id']}"), 403, "scope_missing")
    assert script.get(f"/api/pairings/{pairing['id']}").status_code == 200


def test_nobody_who_is_not_signed_in_makes_a_code(server: LiveServer) -> None:
    problem(server.client().post("/api/pairings", json={}), 401, "not_signed_in")


@pytest.mark.parametrize("route", [look, redeem])
def test_another_site_cannot_send_a_visitor_into_a_log(server: LiveServer, route: Any) -> None:
    code = made_by(server.runner())["code"]
    elsewhere = server.client(Origin="https://elsewhere.example")
    problem(route(elsewhere, code), 403, "cross_site")
    form = server.client(**{"Content-Type": "text/plain"})
    refused = form.post("/api/pairings/redeem", content=f'{{"code":"{code}"}}')
    problem(refused, 415, "unsupported_media_type")
    assert redeem(server.client(), code).status_code == 200


def test_the_codes_of_a_deleted_account_open_nothing(server: LiveServer) -> None:
    runner = server.runner()
    code = made_by(runner)["code"]
    assert runner.client.delete("/api/account").status_code == 204
    problem(redeem(server.client(), code), 401, "wrong_code")


def test_joining_and_deleting_at_the_same_time_never_wait_for_each_other(server: LiveServer) -> None:
    """On PostgreSQL both lock the account first; in another order one would be broken off."""
    for _ in range(20):
        runner = server.runner()
        code = made_by(runner)["code"]
        phone, together = server.client(), threading.Barrier(2)

        def delete(runner: Device = runner, together: threading.Barrier = together) -> int:
            together.wait()
            return runner.client.delete("/api/account").status_code

        def join(phone: httpx.Client = phone, code: str = code, at: threading.Barrier = together) -> int:
            at.wait()
            return redeem(phone, code).status_code

        with ThreadPoolExecutor(2) as pool:
            deleted, joined = pool.submit(delete), pool.submit(join)
        assert deleted.result() == 204
        assert joined.result() in (200, 401)


def test_the_database_alone_does_not_tell_the_code(server: LiveServer) -> None:
    """Forty bits could be tried in an hour; the key lies outside the database."""
    runner = server.runner()
    code = made_by(runner)["code"]
    with server.database.read() as tx:
        row = tx.execute(select(pairings).where(pairings.c.account == runner.account)).one()
    signs = code.replace("-", "")
    assert code not in str(row)
    assert signs not in str(row)
    assert row.hash not in {hash_of(text) for text in (code, signs, f"pairing:{signs}")}


@pytest.fixture
def limited(serve: Serve) -> LiveServer:
    return serve(rate_limits="on")


def no_code(at: int) -> str:
    """What nobody was given, or somebody was with odds of one in a million million."""
    return f"0000{at:04d}"


@one_engine
def test_five_wrong_codes_in_ten_minutes_by_looking_and_redeeming_together(limited: LiveServer) -> None:
    code = made_by(limited.runner())["code"]
    client = limited.client()
    for at in range(5):
        problem((look, redeem)[at % 2](client, no_code(at)), 401, "wrong_code")
    for route in (look, redeem):
        refused = route(limited.client(), code)
        problem(refused, 429, "too_many_requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 600


@one_engine
def test_right_codes_and_slips_of_the_thumb_do_not_count(limited: LiveServer) -> None:
    runner = limited.runner()
    client = limited.client()
    for _ in range(4):
        code = made_by(runner)["code"]
        problem(look(client, code[:-1]), 422, "invalid")
        assert look(client, code).status_code == 200
        assert redeem(limited.client(), code).status_code == 200


@one_engine
def test_wrong_codes_of_all_households_together_have_an_end_too(
    limited: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From any number of addresses. A right code is refused as well, or going on would be worth it."""
    monkeypatch.setattr(
        pairings_route, "WRONG_PAIRINGS_OF_ALL", RateLimitItemPerMinute(12, 10, namespace="few")
    )
    addresses = iter(range(1000))
    monkeypatch.setattr(pairings_route, "address_of", lambda _: f"192.0.2.{next(addresses)}")
    code = made_by(limited.runner())["code"]
    for at in range(12):
        problem(look(limited.client(), no_code(at)), 401, "wrong_code")
    problem(look(limited.client(), code), 429, "too_many_requests")


@one_engine
def test_thirty_codes_an_hour_per_account(limited: LiveServer) -> None:
    runner = limited.runner()
    for _ in range(30):
        made_by(runner)
    problem(runner.client.post("/api/pairings", json={}), 429, "too_many_requests")
    made_by(limited.runner())
