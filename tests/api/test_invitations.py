"""Registration by invitation, and an operator who lets a runner in again."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from evenstride.store import invites
from evenstride.store.tables import METADATA, pairings, passkeys
from evenstride.store.tables import invites as invite_table
from tests.api.test_commands import evenstride, one_line
from tests.conftest import NewDatabase, Serve
from tests.live import LiveServer, problem
from tests.made import run

DAY_MS = 86_400_000
PASSWORD = "a long enough sentence"


@pytest.fixture
def by_invitation(serve: Serve) -> LiveServer:
    return serve(registration="invite")


def invitation(server: LiveServer, days: int = 14) -> str:
    with server.database.write() as tx:
        return invites.invite(tx, days, server.clock())


def comes(server: LiveServer, code: str, **more: Any) -> Any:
    return server.client().post("/api/accounts", json={"invite": code, **more})


def test_an_invitation_lets_one_runner_in_and_no_second(by_invitation: LiveServer) -> None:
    code = invitation(by_invitation)
    assert comes(by_invitation, code).status_code == 201
    document = problem(comes(by_invitation, code), 403, "invite_needed")
    assert [error["pointer"] for error in document["errors"]] == ["/invite"]
    problem(by_invitation.client().post("/api/accounts", json={}), 403, "invite_needed")


def test_of_two_who_come_at_once_with_one_invitation_one_gets_in(by_invitation: LiveServer) -> None:
    for _ in range(5):
        code = invitation(by_invitation)
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda _, code=code: comes(by_invitation, code).status_code, range(6)))
        assert sorted(answers) == [201, 403, 403, 403, 403, 403]


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_an_invitation_may_be_typed_anyhow(by_invitation: LiveServer, typed: Any) -> None:
    assert comes(by_invitation, typed(invitation(by_invitation))).status_code == 201


@pytest.mark.parametrize("wrong", ["", "nonsense", "00000-00000-00000-00000-00000"])
def test_an_unknown_invitation_lets_nobody_in(by_invitation: LiveServer, wrong: str) -> None:
    invitation(by_invitation)
    problem(comes(by_invitation, wrong), 403, "invite_needed")


def test_an_invitation_ends_and_is_forgotten(by_invitation: LiveServer) -> None:
    late, later = invitation(by_invitation, 1), invitation(by_invitation, 2)
    by_invitation.clock.ahead_ms += DAY_MS + 60_000
    problem(comes(by_invitation, late), 403, "invite_needed")
    invitation(by_invitation)
    with by_invitation.database.read() as tx:
        assert len(tx.execute(select(invite_table)).all()) == 2
    assert comes(by_invitation, later).status_code == 201


def test_an_invitation_is_not_used_up_by_an_account_that_was_refused(by_invitation: LiveServer) -> None:
    assert comes(by_invitation, invitation(by_invitation), name="Ada").status_code == 201
    code = invitation(by_invitation)
    problem(comes(by_invitation, code, name="ada"), 409, "name_taken")
    problem(comes(by_invitation, code, name="Bob", password="password1234"), 422, "invalid")
    assert comes(by_invitation, code, name="Bob").status_code == 201


def test_an_invitation_is_stored_as_a_hash(by_invitation: LiveServer) -> None:
    code = invitation(by_invitation)
    with by_invitation.database.read() as tx:
        stored = repr([tx.execute(select(table)).all() for table in METADATA.sorted_tables])
    assert code not in stored
    assert code.replace("-", "") not in stored


@pytest.mark.parametrize(("registration", "status"), [("open", 201), ("closed", 403)])
def test_an_invitation_changes_nothing_elsewhere(serve: Serve, registration: str, status: int) -> None:
    server = serve(registration=registration)
    code = invitation(server)
    assert comes(server, code).status_code == status
    with server.database.read() as tx:
        assert len(tx.execute(select(invite_table)).all()) == 1


def test_the_command_prints_an_invitation_that_works(
    by_invitation: LiveServer, database_url: str, tmp_path: Path
) -> None:
    here = {"database_url": database_url, "registration": "invite", "base_url": "https://stride.example"}
    done = evenstride("invite", "--days", "3", cwd=tmp_path, **here)
    assert (done.returncode, done.stderr) == (0, "")
    code = re.findall(r"^Code: (\S+)$", done.stdout, re.MULTILINE)[0]
    assert f"Link: https://stride.example/you#invite={code}" in done.stdout
    assert "3 days" in done.stdout
    by_invitation.clock.ahead_ms += 2 * DAY_MS
    assert comes(by_invitation, code).status_code == 201


def test_the_commands_want_a_current_schema(new_database: NewDatabase, tmp_path: Path) -> None:
    here = {"database_url": new_database(migrated=False)}
    for command in (["invite"], ["reset-access", "Ada"]):
        assert "evenstride migrate" in one_line(evenstride(*command, cwd=tmp_path, **here))


def reset(server: LiveServer, url: str, folder: Path, said: str) -> str:
    done = evenstride("reset-access", said, cwd=folder, database_url=url)
    assert done.returncode == 0, done.stderr
    code: str = re.findall(r"^Recovery code: (\S+)$", done.stdout, re.MULTILINE)[0]
    return code


def holds_keys(server: LiveServer, account: str) -> None:
    """A passkey and a pairing, as the other rooms make them."""
    with server.database.write() as tx:
        tx.execute(insert(passkeys).values(
            id=f"key-{account}", account=account, credential=f"c-{account}", public_key="x", sign_count=0,
            transports="", label="A key", created_at=0, last_used_at=None,
        ))  # fmt: skip
        row = {"id": f"p-{account}", "account": account, "hash": f"h-{account}", "label": "A phone"}
        tx.execute(insert(pairings).values({**row, "expires_at": 2**50, "joined": None}))


@pytest.mark.parametrize("by", ["name", "id"])
def test_resetting_access_leaves_one_key_and_all_the_training(
    own_server: LiveServer, database_url: str, tmp_path: Path, by: str
) -> None:
    runner, other = own_server.runner(name="Ada", password=PASSWORD), own_server.runner()
    second, token = runner.another(), runner.token("read")
    runner.sync(entry := run())
    holds_keys(own_server, runner.account)
    holds_keys(own_server, other.account)
    code = reset(own_server, database_url, tmp_path, " ADA " if by == "name" else runner.account)

    for device in (runner, second):
        problem(device.client.get("/api/account"), 401, "not_signed_in")
    bearer = own_server.client(Authorization=f"Bearer {token}")
    problem(bearer.get("/api/account"), 401, "not_signed_in")
    for old in ({"name": "Ada", "password": PASSWORD}, {"recovery_code": runner.recovery_code}):
        problem(own_server.client().post("/api/session", json=old), 401, "wrong_credentials")

    again = own_server.client()
    assert again.post("/api/session", json={"recovery_code": code}).json() == {"account": runner.account}
    said = again.get("/api/account").json()
    assert (said["name"], said["has_password"], len(said["devices"])) == ("Ada", False, 1)
    assert [kept["id"] for kept in again.get("/api/export.json").json()["entries"]] == [entry["id"]]
    told = [event["what"] for event in again.get("/api/activity").json()["events"]]
    assert {"access_reset", "account_made"} < set(told)
    with own_server.database.read() as tx:
        for table in (passkeys, pairings):
            assert [row.account for row in tx.execute(select(table))] == [other.account]
    assert other.client.get("/api/account").status_code == 200


def test_resetting_nobody_is_one_line(own_server: LiveServer, database_url: str, tmp_path: Path) -> None:
    own_server.runner(name="Ada")
    assert "no account" in one_line(evenstride("reset-access", "Ad", cwd=tmp_path, database_url=database_url))


def test_an_id_is_never_taken_for_the_name_of_another_runner(
    own_server: LiveServer, database_url: str, tmp_path: Path
) -> None:
    victim = own_server.runner()
    thief = own_server.runner(name=victim.account)
    code = reset(own_server, database_url, tmp_path, victim.account)
    opened = own_server.client().post("/api/session", json={"recovery_code": code}).json()
    assert opened == {"account": victim.account}
    assert thief.client.get("/api/account").status_code == 200
