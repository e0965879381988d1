"""Passkeys: made, used, named, removed; and every way of pretending to have one."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from evenstride.store.activity import latest
from evenstride.store.passkeys import CHALLENGE_MS
from evenstride.store.quotas import PASSKEYS_MAX
from evenstride.store.tables import METADATA, challenges
from tests.authenticator import (
    EDDSA,
    ES256,
    PRESENT,
    VERIFIED,
    Authenticator,
    add_passkey,
    bytes_of,
    sign_in,
    text_of,
)
from tests.conftest import Serve
from tests.live import Device, LiveServer, problem
from tests.made import run

PASSWORD = "a long enough sentence"


@pytest.fixture
def runner(server: LiveServer) -> Device:
    return server.runner()


@pytest.fixture
def phone(server: LiveServer) -> Authenticator:
    return Authenticator(server.origin)


def options(runner: Device) -> dict[str, Any]:
    asked: dict[str, Any] = runner.client.post("/api/passkeys/options", json={}).raise_for_status().json()
    return asked


def login_options(server: LiveServer) -> dict[str, Any]:
    asked: dict[str, Any] = server.client().post("/api/passkeys/login-options", json={}).json()
    return asked


def register(runner: Device, credential: dict[str, Any]) -> Any:
    return runner.client.post("/api/passkeys/register", json={"credential": credential})


def login(server: LiveServer, credential: dict[str, Any]) -> Any:
    return server.client().post("/api/passkeys/login", json={"credential": credential})


def listed(runner: Device) -> list[dict[str, Any]]:
    passkeys: list[dict[str, Any]] = runner.client.get("/api/account").json()["passkeys"]
    return passkeys


def events(server: LiveServer, account: str) -> list[str]:
    with server.database.read() as tx:
        return [event["what"] for event in latest(tx, account)]


@pytest.mark.parametrize("algorithm", [ES256, EDDSA])
def test_a_passkey_signs_a_second_device_in_to_the_same_log(
    server: LiveServer, runner: Device, phone: Authenticator, algorithm: int
) -> None:
    phone.algorithm = algorithm
    runner.sync(run())
    added = add_passkey(runner.client, phone)
    assert listed(runner) == [added]
    assert set(added) == {"id", "label", "created_at"}
    assert abs(added["created_at"] - server.clock()) < 60_000

    client = server.client()
    answer = sign_in(client, phone)
    assert (answer.status_code, answer.json()) == (200, {"account": runner.account})
    assert client.get("/api/account").json()["entries"] == 1
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert events(server, runner.account)[:2] == ["signed_in_by_passkey", "passkey_added"]


def test_the_options_ask_for_a_discoverable_passkey_that_knows_its_holder(
    server: LiveServer, runner: Device
) -> None:
    asked = options(runner)
    assert asked["rp"] == {"name": "Evenstride", "id": "127.0.0.1"}
    assert asked["authenticatorSelection"] == {
        "residentKey": "required", "requireResidentKey": True, "userVerification": "required"
    }  # fmt: skip
    assert (asked["attestation"], asked["excludeCredentials"]) == ("none", [])
    assert asked["user"]["name"] == f"Account {runner.account[:8]}"
    assert login_options(server).keys() == {
        "challenge", "timeout", "rpId", "allowCredentials", "userVerification"
    }  # fmt: skip
    assert login_options(server)["allowCredentials"] == []


def test_an_authenticator_is_told_which_passkeys_there_are(runner: Device, phone: Authenticator) -> None:
    add_passkey(runner.client, phone)
    (have,) = options(runner)["excludeCredentials"]
    assert (have["id"], have["transports"]) == (text_of(phone.keys[0].id), ["hybrid", "internal"])


def test_a_new_passkey_is_called_as_its_device_and_after_the_runners_wish(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    runner.client.headers["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0) Version/26.0 Safari/604.1"
    first, second = add_passkey(runner.client, phone), add_passkey(runner.client, phone)
    assert [one["label"] for one in listed(runner)] == ["Safari on iPhone"] * 2
    renamed = runner.client.patch(f"/api/passkeys/{second['id']}", json={"label": " Key on my desk "})
    assert renamed.json() == {**second, "label": "Key on my desk"}
    assert {one["id"]: one["label"] for one in listed(runner)} == {
        first["id"]: "Safari on iPhone", second["id"]: "Key on my desk"
    }  # fmt: skip
    assert events(server, runner.account)[0] == "passkey_renamed"


@pytest.mark.parametrize("label", ["", "   ", "x" * 65, "nul\x00", 5, None])
def test_a_wrong_name_for_a_passkey_is_pointed_at(runner: Device, phone: Authenticator, label: Any) -> None:
    added = add_passkey(runner.client, phone)
    answer = runner.client.patch(f"/api/passkeys/{added['id']}", json={"label": label})
    assert [error["pointer"] for error in problem(answer, 422, "invalid")["errors"]] == ["/label"]
    assert listed(runner) == [added]


def test_a_removed_passkey_opens_nothing(server: LiveServer, runner: Device, phone: Authenticator) -> None:
    first, second = add_passkey(runner.client, phone), add_passkey(runner.client, phone)
    assert runner.client.delete(f"/api/passkeys/{second['id']}").status_code == 204
    problem(sign_in(server.client(), phone, phone.keys[1]), 401, "wrong_credentials")
    assert sign_in(server.client(), phone, phone.keys[0]).status_code == 200
    assert listed(runner) == [first]
    assert "passkey_removed" in events(server, runner.account)
    problem(runner.client.delete(f"/api/passkeys/{second['id']}"), 404, "not_found")


def test_the_last_key_goes_only_when_the_recovery_code_is_said_to_be_kept(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    """Last key: no other passkey, no password. The recovery code is not counted, because it may be lost."""
    path = f"/api/passkeys/{add_passkey(runner.client, phone)['id']}"
    problem(runner.client.delete(path), 409, "last_key")
    problem(runner.client.delete(path, params={"keep_recovery_code": "false"}), 409, "last_key")
    assert sign_in(server.client(), phone).status_code == 200
    assert runner.client.delete(path, params={"keep_recovery_code": "true"}).status_code == 204
    assert listed(runner) == []
    assert runner.another().client.get("/api/account").status_code == 200


def test_a_password_is_another_key(server: LiveServer, phone: Authenticator) -> None:
    runner = server.runner(name=f"Ada-{server.clock()}", password=PASSWORD)
    added = add_passkey(runner.client, phone)
    assert runner.client.delete(f"/api/passkeys/{added['id']}").status_code == 204


def test_a_passkey_of_somebody_else_is_404(server: LiveServer, runner: Device, phone: Authenticator) -> None:
    path = f"/api/passkeys/{add_passkey(runner.client, phone)['id']}"
    other = server.runner().client
    problem(other.patch(path, json={"label": "mine"}), 404, "not_found")
    problem(other.delete(path, params={"keep_recovery_code": "true"}), 404, "not_found")
    assert [one["label"] for one in listed(runner)] == ["A device"]


def test_a_passkey_of_an_account_cannot_be_added_to_another(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    """Nor to its own a second time: the credential's id is taken."""
    add_passkey(runner.client, phone)
    other = server.runner()
    for adder in (runner, other):
        copied = with_id(Authenticator(server.origin), options(adder), phone.keys[-1].id)
        problem(register(adder, copied), 409, "passkey_known")
    assert (len(listed(runner)), listed(other)) == (1, [])
    assert sign_in(server.client(), phone).json() == {"account": runner.account}


def with_id(authenticator: Authenticator, asked: dict[str, Any], credential_id: bytes) -> dict[str, Any]:
    """What an authenticator would send that took an id on purpose."""
    made = authenticator.makes(asked)
    attestation = bytes_of(made["response"]["attestationObject"])
    taken = attestation.replace(authenticator.keys[-1].id, credential_id)
    response = made["response"] | {"attestationObject": text_of(taken)}
    return made | {"id": text_of(credential_id), "rawId": text_of(credential_id), "response": response}


def test_an_account_has_room_for_so_many_passkeys(runner: Device, phone: Authenticator) -> None:
    for _ in range(PASSKEYS_MAX):
        add_passkey(runner.client, phone)
    problem(register(runner, phone.makes(options(runner))), 409, "too_many_passkeys")
    assert len(listed(runner)) == PASSKEYS_MAX


def test_a_challenge_is_answered_once(server: LiveServer, runner: Device, phone: Authenticator) -> None:
    made = phone.makes(options(runner))
    assert register(runner, made).status_code == 201
    problem(register(runner, made), 409, "challenge_gone")
    signed = phone.signs(login_options(server))
    assert login(server, signed).status_code == 200
    problem(login(server, signed), 409, "challenge_gone")


def test_a_challenge_is_answered_once_also_when_the_answer_was_wrong(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    asked = login_options(server)
    problem(login(server, phone.signs(asked, type="webauthn.create")), 401, "wrong_credentials")
    problem(login(server, phone.signs(asked)), 409, "challenge_gone")


def test_a_challenge_lasts_five_minutes_and_is_swept(own_server: LiveServer) -> None:
    runner, phone = own_server.runner(), Authenticator(own_server.origin)
    own_server.clock.stopped_at_ms = own_server.clock()
    add_passkey(runner.client, phone)
    made, signed = phone.makes(options(runner)), phone.signs(login_options(own_server), phone.keys[0])
    in_time = phone.signs(login_options(own_server), phone.keys[0])
    own_server.clock.ahead_ms += CHALLENGE_MS - 1
    assert login(own_server, in_time).status_code == 200
    own_server.clock.ahead_ms += 1
    problem(register(runner, made), 409, "challenge_gone")
    problem(login(own_server, signed), 409, "challenge_gone")
    login_options(own_server)
    with own_server.database.read() as tx:
        assert tx.execute(select(func.count()).select_from(challenges)).scalar_one() == 1


def test_a_challenge_of_one_account_adds_no_passkey_to_another(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    other = server.runner()
    asked = options(runner)
    problem(register(other, phone.makes(asked)), 409, "challenge_gone")
    assert register(runner, phone.makes(asked)).status_code == 201
    assert listed(other) == []


def test_a_challenge_for_a_new_passkey_signs_nobody_in_and_the_other_way_round(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    problem(login(server, phone.signs(options(runner))), 409, "challenge_gone")
    asked = options(runner) | {"challenge": login_options(server)["challenge"]}
    problem(register(runner, phone.makes(asked)), 409, "challenge_gone")


def test_a_challenge_that_was_never_asked_is_refused(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    asked = login_options(server) | {"challenge": text_of(bytes(32))}
    problem(login(server, phone.signs(asked)), 409, "challenge_gone")


def test_a_challenge_asked_of_one_process_is_answered_in_another(serve: Serve) -> None:
    first, second = serve(base_url="http://localhost"), serve(base_url="http://localhost")
    runner = first.runner_at("http://localhost")
    phone = Authenticator("http://localhost")
    there = second.client(Origin="http://localhost")
    there.cookies.update(runner.client.cookies)
    asked = options(runner)
    made = there.post("/api/passkeys/register", json={"credential": phone.makes(asked)})
    assert made.status_code == 201
    asked = first.client(Origin="http://localhost").post("/api/passkeys/login-options", json={}).json()
    answer = there.post("/api/passkeys/login", json={"credential": phone.signs(asked)})
    assert answer.json() == {"account": runner.account}


HOSTILE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"origin": "https://evil.example"}, {}),
    ({"rp": "evil.example"}, {}),
    ({"flags": PRESENT}, {}),
    ({"flags": VERIFIED}, {}),
    ({}, {"type": "webauthn.hijack"}),
    ({}, {"crossOrigin": True}),
    ({}, {"origin": None}),
    ({}, {"origin": ["http://127.0.0.1"]}),
]
NAMES = ["origin", "rp", "not verified", "not there", "type", "in a frame", "no origin", "list of origins"]


@pytest.mark.parametrize(("lie", "said"), HOSTILE, ids=NAMES)
def test_a_dishonest_new_passkey_is_not_taken(
    server: LiveServer, runner: Device, lie: dict[str, Any], said: dict[str, Any]
) -> None:
    liar = Authenticator(**{"origin": server.origin} | lie)
    document = problem(register(runner, liar.makes(options(runner), **said)), 422, "passkey_refused")
    assert [error["pointer"] for error in document["errors"]] == ["/credential"]
    assert listed(runner) == []


@pytest.mark.parametrize(("lie", "said"), HOSTILE, ids=NAMES)
def test_a_dishonest_sign_in_is_refused_and_leaves_the_passkey_good(
    server: LiveServer, runner: Device, phone: Authenticator, lie: dict[str, Any], said: dict[str, Any]
) -> None:
    add_passkey(runner.client, phone)
    liar = Authenticator(**{"origin": server.origin} | lie, keys=phone.keys)
    refused = login(server, liar.signs(login_options(server), **said))
    problem(refused, 401, "wrong_credentials")
    assert "set-cookie" not in refused.headers
    assert sign_in(server.client(), phone).status_code == 200


@pytest.mark.parametrize("part", ["signature", "authenticatorData", "userHandle"])
def test_a_tampered_answer_opens_nothing(
    server: LiveServer, runner: Device, phone: Authenticator, part: str
) -> None:
    add_passkey(runner.client, phone)
    signed = phone.signs(login_options(server))
    whole = bytearray(bytes_of(signed["response"][part]))
    whole[-1] ^= 1
    signed["response"][part] = text_of(bytes(whole))
    problem(login(server, signed), 401, "wrong_credentials")


def test_another_key_under_the_same_id_opens_nothing(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    thief = Authenticator(server.origin)
    add_passkey(server.runner().client, thief)
    thief.keys[-1].id, thief.keys[-1].user = phone.keys[-1].id, phone.keys[-1].user
    problem(sign_in(server.client(), thief), 401, "wrong_credentials")


def test_a_passkey_opens_its_own_account_whatever_holder_it_names(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    phone.keys[-1].user = server.runner().account.encode()
    problem(sign_in(server.client(), phone), 401, "wrong_credentials")


def test_an_unknown_passkey_is_told_like_a_wrong_signature(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    stranger = Authenticator(server.origin)
    stranger.makes(options(runner))
    unknown = sign_in(server.client(), stranger)
    wrong = login(server, phone.signs(login_options(server), origin="https://evil.example"))
    assert unknown.json() == wrong.json()
    problem(unknown, 401, "wrong_credentials")


@pytest.mark.parametrize("count", [7, 6, 0])
def test_a_count_of_signatures_that_does_not_grow_is_a_copy_and_the_runner_is_told(
    server: LiveServer, runner: Device, phone: Authenticator, count: int
) -> None:
    phone.counts = True
    add_passkey(runner.client, phone)
    phone.keys[0].sign_count = 6
    assert sign_in(server.client(), phone).status_code == 200
    phone.keys[0].sign_count = count - 1 if count else 0
    phone.keys[0].counts = count > 0
    problem(sign_in(server.client(), phone), 401, "passkey_copied")
    assert events(server, runner.account)[0] == "passkey_copied"
    phone.keys[0].sign_count = 8
    assert sign_in(server.client(), phone).status_code == 200


def test_somebody_without_the_key_cannot_have_the_runner_told_of_a_copy(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    phone.counts = True
    add_passkey(runner.client, phone)
    phone.keys[0].sign_count = 6
    assert sign_in(server.client(), phone).status_code == 200
    old = phone.signs(login_options(server))
    data = bytearray(bytes_of(old["response"]["authenticatorData"]))
    data[-1] = 1
    old["response"]["authenticatorData"] = text_of(bytes(data))
    problem(login(server, old), 401, "wrong_credentials")
    assert events(server, runner.account)[0] == "signed_in_by_passkey"


def test_a_passkey_that_keeps_no_count_signs_as_often_as_it_likes(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    add_passkey(runner.client, phone)
    assert [sign_in(server.client(), phone).status_code for _ in range(3)] == [200] * 3


def test_adding_and_removing_a_passkey_wants_the_password_again_after_a_while(own_server: LiveServer) -> None:
    runner, phone = own_server.runner(name="Ada", password=PASSWORD), Authenticator(own_server.origin)
    path = f"/api/passkeys/{add_passkey(runner.client, phone)['id']}"
    own_server.clock.ahead_ms += 3_600_000
    problem(runner.client.post("/api/passkeys/options", json={}), 403, "confirm_needed")
    problem(runner.client.delete(path), 403, "confirm_needed")
    assert runner.client.patch(path, json={"label": "Desk"}).status_code == 200
    confirmed = runner.client.patch("/api/account", json={"current_password": PASSWORD})
    assert confirmed.status_code == 200
    add_passkey(runner.client, phone)
    assert runner.client.delete(path).status_code == 204


def test_signing_in_by_passkey_is_proof_enough(own_server: LiveServer) -> None:
    runner, phone = own_server.runner(name="Ada", password=PASSWORD), Authenticator(own_server.origin)
    add_passkey(runner.client, phone)
    own_server.clock.ahead_ms += 3_600_000
    client = own_server.client()
    assert sign_in(client, phone).status_code == 200
    add_passkey(client, phone)


def test_a_token_touches_no_passkey(server: LiveServer, runner: Device, phone: Authenticator) -> None:
    added = add_passkey(runner.client, phone)
    asked = options(runner)
    script = server.client(Authorization=f"Bearer {runner.token('read', 'write')}")
    made = {"credential": phone.makes(asked)}
    problem(script.post("/api/passkeys/options", json={}), 403, "scope_missing")
    problem(script.post("/api/passkeys/register", json=made), 403, "scope_missing")
    problem(script.patch(f"/api/passkeys/{added['id']}", json={"label": "x"}), 403, "scope_missing")
    problem(script.delete(f"/api/passkeys/{added['id']}"), 403, "scope_missing")
    assert script.get("/api/account").json()["passkeys"] == [added]


def test_a_stranger_touches_no_passkey(server: LiveServer, runner: Device, phone: Authenticator) -> None:
    added = add_passkey(runner.client, phone)
    stranger = server.client()
    made = {"credential": phone.makes(options(runner))}
    problem(stranger.post("/api/passkeys/options", json={}), 401, "not_signed_in")
    problem(stranger.post("/api/passkeys/register", json=made), 401, "not_signed_in")
    problem(stranger.patch(f"/api/passkeys/{added['id']}", json={"label": "x"}), 401, "not_signed_in")
    problem(stranger.delete(f"/api/passkeys/{added['id']}"), 401, "not_signed_in")


def test_a_passkey_of_a_deleted_account_opens_nothing(own_server: LiveServer) -> None:
    runner, phone = own_server.runner(), Authenticator(own_server.origin)
    add_passkey(runner.client, phone)
    asked = options(runner)
    assert runner.client.delete("/api/account").status_code == 204
    problem(sign_in(own_server.client(), phone), 401, "wrong_credentials")
    problem(register(runner, phone.makes(asked)), 401, "not_signed_in")
    with own_server.database.read() as tx:
        left = {table.name for table in METADATA.sorted_tables if tx.execute(select(table)).first()}
    assert left == {"gone_credential"}


def test_no_challenge_is_stored_as_it_is(own_server: LiveServer) -> None:
    runner = own_server.runner()
    drawn = [options(runner)["challenge"], login_options(own_server)["challenge"]]
    with own_server.database.read() as tx:
        stored = repr(tx.execute(select(challenges)).all())
    assert len(stored) > 100
    assert not [challenge for challenge in drawn if challenge in stored]


def test_the_base_url_decides_where_passkeys_belong(serve: Serve) -> None:
    server = serve(base_url="http://train.example")
    runner = server.runner_at("http://train.example")
    assert options(runner)["rp"]["id"] == "train.example"
    problem(register(runner, Authenticator(server.origin).makes(options(runner))), 422, "passkey_refused")
    assert add_passkey(runner.client, Authenticator("http://train.example"))["label"] == "A device"


def test_without_a_base_url_the_host_that_was_asked_decides(server: LiveServer) -> None:
    here = "localhost:8123"
    client = server.client(Host=here, Origin=f"http://{here}")
    client.post("/api/accounts", json={}).raise_for_status()
    phone = Authenticator(f"http://{here}")
    add_passkey(client, phone)
    assert phone.keys[0].rp == "localhost"
    assert sign_in(client, phone).status_code == 200
    phone.origin = "http://localhost:1"
    problem(sign_in(client, phone), 401, "wrong_credentials")


@pytest.mark.parametrize("host", ["[", ":80", "[::1"])
def test_a_host_that_is_none_is_told_so(server: LiveServer, host: str) -> None:
    client = server.client(Host=host)
    del client.headers["origin"]
    problem(client.post("/api/passkeys/login-options", json={}), 400, "bad_request")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"id": ""},
        {"id": "no base64!"},
        {"rawId": "x" * 1401},
        {"type": "password"},
        {"response": None},
        {"response": {"clientDataJSON": "e30"}},
    ],
)
def test_a_wrong_field_of_a_credential_is_pointed_at(
    server: LiveServer, runner: Device, phone: Authenticator, changed: dict[str, Any]
) -> None:
    made, signed = phone.makes(options(runner)), phone.signs(login_options(server))
    for answer in (
        register(runner, made | changed if changed else {}),
        login(server, signed | changed if changed else {}),
    ):
        pointers = [error["pointer"] for error in problem(answer, 422, "invalid")["errors"]]
        assert pointers
        assert all(pointer.startswith("/credential/") for pointer in pointers)


GARBAGE = [
    b"", b"{", b"[]", b"null", b"{}", b'"text"', b"\xff\xfe", b"9" * 5000, b"[" * 20_000,
    b'{"type":1,"challenge":1,"origin":1}',
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_where_the_browsers_words_should_be_is_refused(
    server: LiveServer, runner: Device, phone: Authenticator, garbage: bytes
) -> None:
    made, signed = phone.makes(options(runner)), phone.signs(login_options(server))
    for sent in (made, signed):
        sent["response"]["clientDataJSON"] = text_of(garbage) or "AA"
    problem(register(runner, made), 422, "passkey_refused")
    problem(login(server, signed), 401, "wrong_credentials")


BROKEN_DATA = [
    b"", b"\x00", b"\xa0", b"\x9f" * 20_000, b"\xbb" + b"\xff" * 8, b"\xa1\x61\x61\x61\x61",
    b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x43abc",
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN_DATA, ids=range(len(BROKEN_DATA)))
def test_garbage_where_the_authenticators_words_should_be_is_refused(
    server: LiveServer, runner: Device, phone: Authenticator, broken: bytes
) -> None:
    add_passkey(runner.client, phone)
    made, signed = phone.makes(options(runner)), phone.signs(login_options(server), phone.keys[0])
    made["response"]["attestationObject"] = text_of(broken) or "AA"
    signed["response"]["authenticatorData"] = text_of(broken) or "AA"
    problem(register(runner, made), 422, "passkey_refused")
    problem(login(server, signed), 401, "wrong_credentials")


def test_a_key_that_is_no_point_on_the_curve_never_opens_anything(
    server: LiveServer, runner: Device, phone: Authenticator
) -> None:
    made = phone.makes(options(runner))
    attestation = bytes_of(made["response"]["attestationObject"])
    made["response"]["attestationObject"] = text_of(attestation[:-32] + bytes(32))
    taken = register(runner, made)
    assert taken.status_code in (201, 422)
    problem(sign_in(server.client(), phone), 401, "wrong_credentials")


def test_changes_by_another_site_are_refused(runner: Device, phone: Authenticator) -> None:
    path = f"/api/passkeys/{add_passkey(runner.client, phone)['id']}"
    evil = {"Origin": "https://evil.example"}
    problem(runner.client.post("/api/passkeys/options", json={}, headers=evil), 403, "cross_site")
    problem(runner.client.post("/api/passkeys/login-options", json={}, headers=evil), 403, "cross_site")
    problem(runner.client.patch(path, json={"label": "x"}, headers=evil), 403, "cross_site")
    problem(runner.client.delete(path, headers=evil), 403, "cross_site")


@pytest.mark.parametrize("path", ["login", "login-options"])
def test_signing_in_takes_json_only_so_no_form_of_another_site_does_it(server: LiveServer, path: str) -> None:
    answer = server.client().post(
        f"/api/passkeys/{path}", content=json.dumps({}), headers={"Content-Type": "text/plain"}
    )
    problem(answer, 415, "unsupported_media_type")


def test_sign_ins_and_challenges_are_limited_by_address(serve: Serve) -> None:
    server = serve(rate_limits="on")
    runner, phone = server.runner(), Authenticator(server.origin)
    add_passkey(runner.client, phone)
    signed = phone.signs(login_options(server))
    answers = [login(server, signed).status_code for _ in range(31)]
    assert answers == [200] + [409] * 29 + [429]
    asks = [server.client().post("/api/passkeys/login-options", json={}) for _ in range(60)]
    assert [answer.status_code for answer in asks] == [200] * 59 + [429]
    assert 0 < int(asks[-1].headers["retry-after"]) <= 60
