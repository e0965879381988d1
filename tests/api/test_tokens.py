"""Personal access tokens."""

from typing import Any

import httpx
import pytest

from tests.live import Device, LiveServer, problem

PASSWORD = "a long enough sentence"


def script(runner: Device, *scopes: str) -> httpx.Client:
    """A client that names no origin and has only a token."""
    client = runner.server.client(Authorization=f"Bearer {runner.token(*scopes)}")
    del client.headers["origin"]
    return client


def test_a_token_is_shown_once_and_listed_without_its_secret(server: LiveServer) -> None:
    runner = server.runner()
    made = runner.client.post("/api/tokens", json={"name": "watch", "scopes": ["write", "read"]})
    assert made.status_code == 201
    assert set(made.json()) == {"id", "name", "scopes", "token"}
    listed = runner.client.get("/api/tokens")
    assert made.json()["token"] not in listed.text
    (token,) = listed.json()["tokens"]
    assert (token["id"], token["name"], token["scopes"]) == (made.json()["id"], "watch", ["read", "write"])
    assert token["last_used_at"] is None


def test_a_token_may_read_and_write_unless_told_otherwise(server: LiveServer) -> None:
    made = server.runner().client.post("/api/tokens", json={"name": "watch"})
    assert made.json()["scopes"] == ["read", "write"]


def test_a_token_acts_for_its_account_and_its_use_is_noted(server: LiveServer) -> None:
    runner = server.runner()
    assert script(runner, "read").get("/api/account").json()["account"] == runner.account
    (token,) = runner.client.get("/api/tokens").json()["tokens"]
    assert abs(token["last_used_at"] - server.clock()) < 60_000


def test_a_reading_token_changes_nothing(server: LiveServer) -> None:
    client = script(server.runner(), "read")
    assert client.get("/api/export.json").status_code == 200
    problem(client.patch("/api/account", json={"name": "Eve"}), 403, "scope_missing")
    problem(client.post("/api/tokens", json={"name": "more"}), 403, "scope_missing")
    problem(client.delete("/api/account"), 403, "scope_missing")
    problem(client.delete("/api/tokens/x"), 403, "scope_missing")


def test_a_writing_token_reads_nothing(server: LiveServer) -> None:
    client = script(server.runner(), "write")
    for path in ("account", "tokens", "export.json", "today", "progress", "plan", "sessions"):
        problem(client.get(f"/api/{path}"), 403, "scope_missing")


def test_a_token_leaves_nothing_behind_that_outlasts_it_and_erases_no_account(server: LiveServer) -> None:
    runner = server.runner()
    client = script(runner, "read", "write")
    problem(client.post("/api/tokens", json={"name": "same"}), 403, "scope_missing")
    (token,) = client.get("/api/tokens").json()["tokens"]
    problem(client.delete(f"/api/tokens/{token['id']}"), 403, "scope_missing")
    problem(client.delete("/api/account"), 403, "scope_missing")
    assert runner.client.get("/api/tokens").json()["tokens"][0]["id"] == token["id"]


@pytest.mark.parametrize(
    "asked",
    [
        {"renew_recovery_code": True},
        {"name": "Eve", "password": PASSWORD},
        {"sign_out_others": True},
        {"name": "Eve", "sign_out_others": True},
    ],
)
def test_a_token_neither_takes_an_account_nor_shuts_its_devices_out(
    server: LiveServer, asked: dict[str, Any]
) -> None:
    runner = server.runner()
    client = script(runner, "read", "write")
    problem(client.patch("/api/account", json=asked), 403, "scope_missing")
    assert client.patch("/api/account", json={"name": None}).status_code == 200
    said = runner.client.get("/api/account").json()
    assert (said["name"], said["has_password"], len(said["devices"])) == (None, False, 1)
    known = server.client().post("/api/session", json={"recovery_code": runner.recovery_code})
    assert known.status_code == 200


def test_a_token_shuts_no_devices_out_without_the_password(own_server: LiveServer) -> None:
    runner = own_server.runner(name="Ada", password=PASSWORD)
    client = script(runner, "write")
    problem(client.patch("/api/account", json={"sign_out_others": True}), 403, "confirm_needed")
    assert runner.client.get("/api/account").status_code == 200
    asked = {"sign_out_others": True, "current_password": PASSWORD}
    assert client.patch("/api/account", json=asked).status_code == 200
    problem(runner.client.get("/api/account"), 401, "not_signed_in")


def test_a_removed_token_opens_nothing(server: LiveServer) -> None:
    runner = server.runner()
    client = script(runner, "read")
    (token,) = runner.client.get("/api/tokens").json()["tokens"]
    assert runner.client.delete(f"/api/tokens/{token['id']}").status_code == 204
    problem(client.get("/api/account"), 401, "not_signed_in")
    problem(runner.client.delete(f"/api/tokens/{token['id']}"), 404, "not_found")


def test_an_unknown_token_is_401_even_beside_a_good_cookie(server: LiveServer) -> None:
    runner = server.runner()
    answer = runner.client.get("/api/account", headers={"Authorization": "Bearer evs_nope"})
    problem(answer, 401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({}, "/name"),
        ({"name": ""}, "/name"),
        ({"name": "x", "scopes": []}, "/scopes"),
        ({"name": "x", "scopes": ["admin"]}, "/scopes/0"),
        ({"name": "x", "scopes": "read"}, "/scopes"),
    ],
)
def test_a_wrong_field_of_a_token_is_pointed_at(
    server: LiveServer, asked: dict[str, Any], pointer: str
) -> None:
    document = problem(server.runner().client.post("/api/tokens", json=asked), 422, "invalid")
    assert document["errors"][0]["pointer"] == pointer


def test_a_name_that_is_too_long_is_refused_in_words(server: LiveServer) -> None:
    runner = server.runner()
    answer = runner.client.post("/api/tokens", json={"name": "a" * 101})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "/name", "detail": "Keep it to 100 signs."}]
    assert runner.client.post("/api/tokens", json={"name": "a" * 100}).status_code == 201
