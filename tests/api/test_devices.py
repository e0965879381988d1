"""Signing one device out from another."""

import pytest

from evenstride.store.activity import latest
from tests.live import Device, LiveServer, problem
from tests.made import run
from tests.sync.test_events import hearing


def device_of(runner: Device) -> str:
    (current,) = [one for one in runner.client.get("/api/account").json()["devices"] if one["current"]]
    device: str = current["id"]
    return device


def test_a_device_signed_out_by_another_is_out_and_the_other_is_not(server: LiveServer) -> None:
    runner = server.runner()
    other = runner.another()
    assert runner.client.delete(f"/api/devices/{device_of(other)}").status_code == 204
    problem(other.post(run()), 401, "not_signed_in")
    problem(other.client.get("/api/account"), 401, "not_signed_in")
    assert runner.statuses(run()) == ["accepted"]
    assert [one["current"] for one in runner.client.get("/api/account").json()["devices"]] == [True]


def test_a_device_that_is_open_hears_that_it_is_signed_out(server: LiveServer) -> None:
    runner = server.runner()
    other = runner.another()
    with hearing(other) as ears, hearing(runner) as own:
        runner.client.delete(f"/api/devices/{device_of(other)}")
        assert ears.wait_for_end() == "signed_out"
        runner.sync(run())
        own.wait_for(1)


def test_a_device_may_sign_itself_out_this_way_and_loses_its_cookie(server: LiveServer) -> None:
    runner = server.runner()
    answer = runner.client.delete(f"/api/devices/{device_of(runner)}")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    problem(runner.client.get("/api/account"), 401, "not_signed_in")


def test_the_activity_tells_of_it(server: LiveServer) -> None:
    runner = server.runner()
    runner.client.delete(f"/api/devices/{device_of(runner.another())}")
    with server.database.read() as tx:
        assert latest(tx, runner.account)[0]["what"] == "device_signed_out"


@pytest.mark.parametrize("device", ["0199c0de-0000-7000-8000-000000000000", "x", "%00"])
def test_a_device_that_is_not_there_is_404(server: LiveServer, device: str) -> None:
    problem(server.runner().client.delete(f"/api/devices/{device}"), 404, "not_found")


def test_another_accounts_device_is_404_and_stays(server: LiveServer) -> None:
    mine, theirs = server.runner(), server.runner()
    problem(theirs.client.delete(f"/api/devices/{device_of(mine)}"), 404, "not_found")
    assert mine.client.get("/api/account").status_code == 200


def test_a_token_signs_no_device_out(server: LiveServer) -> None:
    runner = server.runner()
    script = server.client(Authorization=f"Bearer {runner.token('read', 'write')}")
    problem(script.delete(f"/api/devices/{device_of(runner)}"), 403, "scope_missing")
    assert runner.client.get("/api/account").status_code == 200
