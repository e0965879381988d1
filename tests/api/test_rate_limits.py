"""Rate limits, with the numbers of CONTRACT section 5."""

import httpx
import pytest

from evenstride.api.limiting import household
from tests.conftest import Serve
from tests.live import LiveServer, problem

PASSWORD = "a long enough sentence"

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def limited(serve: Serve) -> LiveServer:
    return serve(rate_limits="on")


def refused(answer: httpx.Response, at_most_s: int) -> None:
    problem(answer, 429, "too_many_requests")
    assert 1 <= int(answer.headers["retry-after"]) <= at_most_s


@one_engine
def test_thirty_new_accounts_an_hour_per_address(limited: LiveServer) -> None:
    client = limited.client()
    for _ in range(30):
        assert client.post("/api/accounts", json={}).status_code == 201
    refused(client.post("/api/accounts", json={}), 3600)


@one_engine
def test_thirty_sign_ins_a_minute_per_address(limited: LiveServer) -> None:
    runner = limited.runner()
    for _ in range(30):
        runner.another()
    asked = {"recovery_code": runner.recovery_code}
    refused(limited.client().post("/api/session", json=asked), 60)


@one_engine
def test_five_wrong_tries_per_name_in_a_quarter_of_an_hour(limited: LiveServer) -> None:
    limited.runner(name="Ada", password=PASSWORD)
    limited.runner(name="Bob", password=PASSWORD)

    def attempt(name: str, password: str) -> httpx.Response:
        return limited.client().post("/api/session", json={"name": name, "password": password})

    for name in ("Ada", "ADA", " ada", "aDa", "Ada"):
        problem(attempt(name, "wrong wrong"), 401, "wrong_credentials")
    refused(attempt("Ada", PASSWORD), 900)
    assert attempt("Bob", PASSWORD).status_code == 200


@one_engine
def test_right_passwords_do_not_count_as_tries(limited: LiveServer) -> None:
    limited.runner(name="Ada", password=PASSWORD)
    for _ in range(8):
        answer = limited.client().post("/api/session", json={"name": "Ada", "password": PASSWORD})
        assert answer.status_code == 200


@one_engine
def test_240_syncs_a_minute_per_account(limited: LiveServer) -> None:
    runner, other = limited.runner(), limited.runner()
    for _ in range(240):
        assert runner.post().status_code == 200
    refused(runner.post(), 60)
    assert other.post().status_code == 200


@one_engine
def test_limits_can_be_switched_off(serve: Serve) -> None:
    client = serve(rate_limits="off").client()
    for _ in range(31):
        assert client.post("/api/accounts", json={}).status_code == 201


def test_an_ipv6_household_is_one_address() -> None:
    assert household("2001:db8:1:2:3:4:5:6") == household("2001:db8:1:2:ffff::1")
    assert household("2001:db8:1:2::1") != household("2001:db8:1:3::1")
    assert household("192.0.2.7") == "192.0.2.7"
    assert household("") == ""
