"""Accounts and signing in."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from evenstride.store.tables import METADATA, accounts
from tests.conftest import Serve
from tests.live import LiveServer, problem
from tests.made import run

DAY_MS = 86_400_000
PASSWORD = "a long enough sentence"


def named(server: LiveServer, name: str, password: str = PASSWORD) -> httpx.Response:
    return server.client().post("/api/accounts", json={"name": name, "password": password})


def unique(server: LiveServer, word: str) -> str:
    return f"{word}-{id(server)}-{server.clock()}"


def test_an_account_needs_nothing_and_is_signed_in(server: LiveServer) -> None:
    client = server.client()
    made = client.post("/api/accounts", json={})
    assert made.status_code == 201
    assert set(made.json()) == {"account", "recovery_code"}
    said = client.get("/api/account").json()
    assert said["account"] == made.json()["account"]
    assert set(said) == {
        "account", "name", "created_at", "devices", "passkeys", "has_password", "entries", "quota"
    }  # fmt: skip
    assert (said["name"], said["has_password"], said["passkeys"]) == (None, False, [])
    assert (said["entries"], said["quota"]) == (0, 200_000)
    assert abs(said["created_at"] - server.clock()) < 60_000


def cookie_of(response: httpx.Response) -> dict[str, str]:
    parts = [part.strip() for part in response.headers["set-cookie"].split(";")]
    return {name.lower(): value for name, _, value in (part.partition("=") for part in parts[1:])} | {
        "named": parts[0].partition("=")[0]
    }


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server: LiveServer) -> None:
    cookie = cookie_of(server.client().post("/api/accounts", json={}))
    assert cookie.keys() == {"named", "httponly", "samesite", "max-age", "path"}
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("strict", "/", str(400 * 86_400))


def test_under_https_the_cookie_is_secure_and_bound_to_the_host(serve: Serve) -> None:
    server = serve(base_url="https://train.example")
    made = server.client(Origin="https://train.example").post("/api/accounts", json={})
    cookie = cookie_of(made)
    assert "secure" in cookie
    assert cookie["named"].startswith("__Host-")
    assert made.headers["strict-transport-security"].startswith("max-age=")


def test_the_cookie_rolls_on_with_use_and_ends_without(own_server: LiveServer) -> None:
    runner = own_server.runner()
    assert "set-cookie" not in runner.client.get("/api/account").headers
    own_server.clock.ahead_ms += 399 * DAY_MS
    assert cookie_of(runner.client.get("/api/account"))["max-age"] == str(400 * 86_400)
    own_server.clock.ahead_ms += 399 * DAY_MS
    rolled = runner.post()
    assert rolled.status_code == 200
    assert "set-cookie" in rolled.headers
    own_server.clock.ahead_ms += 401 * DAY_MS
    problem(runner.client.get("/api/account"), 401, "not_signed_in")


def test_neither_secrets_nor_their_hashes_are_told(server: LiveServer) -> None:
    client = server.client()
    name = unique(server, "Ada")
    made = client.post("/api/accounts", json={"name": name, "password": PASSWORD})
    said = client.get("/api/account").text
    for secret in (made.json()["recovery_code"], PASSWORD, "argon2", client.cookies["evenstride"]):
        assert secret not in said


def test_nothing_secret_is_stored_as_it_is(own_server: LiveServer) -> None:
    runner = own_server.runner(name="Ada", password=PASSWORD)
    token = runner.token("read")
    with own_server.database.read() as tx:
        stored = repr([tx.execute(select(table)).all() for table in METADATA.sorted_tables])
    plain_code = runner.recovery_code.replace("-", "")
    for secret in (PASSWORD, token, runner.client.cookies["evenstride"], runner.recovery_code, plain_code):
        assert secret not in stored


def test_a_recovery_code_signs_a_second_device_in_however_it_is_typed(server: LiveServer) -> None:
    runner = server.runner()
    for typed in (runner.recovery_code, runner.recovery_code.lower().replace("-", " ")):
        client = server.client()
        answer = client.post("/api/session", json={"recovery_code": typed})
        assert (answer.status_code, answer.json()) == (200, {"account": runner.account})
        assert client.get("/api/account").json()["account"] == runner.account


def test_a_name_signs_in_without_regard_to_case(server: LiveServer) -> None:
    name = unique(server, "Straße")
    account = named(server, name).json()["account"]
    answer = server.client().post("/api/session", json={"name": name.upper(), "password": PASSWORD})
    assert answer.json() == {"account": account}


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda name: f"  {name} "])
def test_names_are_unique_without_regard_to_case(server: LiveServer, change: Any) -> None:
    name = unique(server, "Ada")
    assert named(server, name).status_code == 201
    problem(named(server, change(name)), 409, "name_taken")


@pytest.mark.parametrize(
    "credentials",
    [
        {"name": "nobody", "password": PASSWORD},
        {"recovery_code": "00000-00000-00000-00000-00000-00000"},
        {"recovery_code": ""},
    ],
)
def test_wrong_credentials_are_401_and_give_no_cookie(
    server: LiveServer, credentials: dict[str, str]
) -> None:
    answer = server.client().post("/api/session", json=credentials)
    problem(answer, 401, "wrong_credentials")
    assert "set-cookie" not in answer.headers


def test_a_wrong_password_and_a_wrong_name_are_told_alike(server: LiveServer) -> None:
    name = unique(server, "Ada")
    named(server, name)
    wrong = server.client().post("/api/session", json={"name": name, "password": "wrong wrong"})
    unknown = server.client().post("/api/session", json={"name": name + "x", "password": PASSWORD})
    assert wrong.json() == unknown.json()


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "   "}, "/name"),
        ({"name": "x" * 65}, "/name"),
        ({"name": "nul\x00"}, "/name"),
        ({"name": 5}, "/name"),
        ({"name": "Ada", "password": "too short"}, "/password"),
        ({"name": "Ada", "password": "x" * 1025}, "/password"),
        ({"password": PASSWORD}, "/name"),
        ({"email": "a@b.example"}, "/email"),
    ],
)
def test_a_wrong_field_of_a_new_account_is_pointed_at(
    server: LiveServer, asked: dict[str, Any], pointer: str
) -> None:
    document = problem(server.client().post("/api/accounts", json=asked), 422, "invalid")
    assert [error["pointer"] for error in document["errors"]] == [pointer]


def test_passwords_of_ten_and_of_a_thousand_signs_are_welcome(server: LiveServer) -> None:
    for number, password in enumerate(("ten signs!", "sentence" * 128)):
        name = unique(server, f"Ada{number}")
        assert named(server, name, password).status_code == 201
        answer = server.client().post("/api/session", json={"name": name, "password": password})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "asked", [{}, {"name": "x"}, {"password": "x"}, {"name": "x", "password": "y", "recovery_code": "z"}]
)
def test_signing_in_takes_one_way_at_a_time(server: LiveServer, asked: dict[str, str]) -> None:
    problem(server.client().post("/api/session", json=asked), 422, "invalid")


def test_signing_out_ends_this_device_only(server: LiveServer) -> None:
    runner = server.runner()
    other, old = runner.another(), dict(runner.client.cookies)
    assert runner.client.delete("/api/session").status_code == 204
    assert "evenstride" not in runner.client.cookies
    runner.client.cookies.update(old)
    problem(runner.client.get("/api/account"), 401, "not_signed_in")
    assert other.client.get("/api/account").status_code == 200
    assert server.client().delete("/api/session").status_code == 204


def test_devices_are_listed_by_what_they_are(server: LiveServer) -> None:
    runner = server.runner()
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1"
    phone = server.client(**{"User-Agent": agent})
    phone.post("/api/session", json={"recovery_code": runner.recovery_code})
    devices = phone.get("/api/account").json()["devices"]
    assert {device["label"] for device in devices} == {"A device", "Safari on iPhone"}
    assert [device["label"] for device in devices if device["current"]] == ["Safari on iPhone"]
    assert all(set(device) == {"id", "label", "last_seen_at", "current"} for device in devices)


def test_a_name_and_a_password_can_be_added_changed_and_taken_away(server: LiveServer) -> None:
    runner, name = server.runner(), unique(server, "Ada")
    change = runner.client.patch
    assert change("/api/account", json={"name": name}).json()["name"] == name
    assert change("/api/account", json={"password": PASSWORD}).json()["has_password"] is True
    assert server.client().post("/api/session", json={"name": name, "password": PASSWORD}).status_code == 200
    problem(change("/api/account", json={"name": None}), 422, "invalid")
    gone = change("/api/account", json={"name": None, "password": None}).json()
    assert (gone["name"], gone["has_password"]) == (None, False)
    assert change("/api/account", json={}).json() == gone
    problem(change("/api/account", json={"password": PASSWORD}), 422, "invalid")


def test_a_taken_name_changes_nothing(server: LiveServer) -> None:
    runner, name = server.runner(), unique(server, "Ada")
    named(server, name)
    answer = runner.client.patch("/api/account", json={"name": name.upper(), "password": PASSWORD})
    problem(answer, 409, "name_taken")
    assert runner.client.get("/api/account").json()["has_password"] is False


def test_a_renewed_recovery_code_replaces_the_old_one(server: LiveServer) -> None:
    runner = server.runner()
    renewed = runner.client.patch("/api/account", json={"renew_recovery_code": True}).json()
    by_code = server.client().post
    assert by_code("/api/session", json={"recovery_code": runner.recovery_code}).status_code == 401
    assert by_code("/api/session", json={"recovery_code": renewed["recovery_code"]}).status_code == 200


def test_deleting_an_account_leaves_only_its_id_and_credential_hashes(own_server: LiveServer) -> None:
    runner = own_server.runner(name="Ada", password=PASSWORD)
    runner.token("read")
    runner.sync(entry := run())
    runner.client.delete(f"/api/records/run_logged/{entry['record']}")
    assert runner.client.delete("/api/account").status_code == 204
    with own_server.database.read() as tx:
        left = {table.name: tx.execute(select(table)).all() for table in METADATA.sorted_tables}
    assert {name for name, rows in left.items() if rows} == {"gone_credential"}
    assert [row.account for row in left["gone_credential"]] == [runner.account] * 2


def test_a_deleted_account_cannot_be_opened_and_its_name_is_free(server: LiveServer) -> None:
    name = unique(server, "Ada")
    runner = server.runner(name=name, password=PASSWORD)
    runner.client.delete("/api/account")
    by_code = server.client().post("/api/session", json={"recovery_code": runner.recovery_code})
    problem(by_code, 401, "wrong_credentials")
    assert named(server, name).status_code == 201


def test_deleting_one_account_leaves_the_others(server: LiveServer) -> None:
    mine, theirs = server.runner(), server.runner()
    theirs.sync(run())
    mine.client.delete("/api/account")
    assert theirs.sync()["head"] == 1


@pytest.mark.parametrize(
    ("registration", "code"), [("closed", "registration_closed"), ("invite", "invite_needed")]
)
def test_a_server_may_take_no_new_accounts(serve: Serve, registration: str, code: str) -> None:
    server = serve(registration=registration)
    problem(server.client().post("/api/accounts", json={}), 403, code)
    with server.database.read() as tx:
        assert tx.execute(select(accounts)).all() == []
