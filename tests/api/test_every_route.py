"""Every route and method there is, asked by everybody who should not: the table below says who may ask what,
and the app is held to it. A route without a line, or one the OpenAPI document does not show, fails.
"""

import itertools
import re
import uuid
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import insert, select

from evenstride.store.tables import METADATA, accounts, pairings, passkeys
from tests.live import Device, LiveServer
from tests.made import run, units

DAY_MS = 86_400_000

Who = Enum(
    "Who",
    [
        "NOBODY",
        "REVOKED",
        "EXPIRED",
        "DELETED_DEVICE",
        "DELETED_TOKEN",
        "READER",
        "WRITER",
        "TOKEN",
        "DEVICE",
    ],
)
"""READER and WRITER are tokens with one scope, TOKEN has both, DEVICE is a signed-in phone."""

IN = None
"""The access rule lets the caller through; what the route then says is its own business."""

Verdicts = dict[Who, str | None]


def _rule(of_reader: str | None, of_writer: str | None, of_token: str | None, of_deleted: str) -> Verdicts:
    strangers = dict.fromkeys((Who.NOBODY, Who.REVOKED, Who.EXPIRED), "not_signed_in")
    deleted = dict.fromkeys((Who.DELETED_DEVICE, Who.DELETED_TOKEN), of_deleted)
    tokens = {Who.READER: of_reader, Who.WRITER: of_writer, Who.TOKEN: of_token}
    return {**strangers, **deleted, **tokens, Who.DEVICE: IN}


PUBLIC: Verdicts = dict.fromkeys(Who, IN)
"""Anybody, signed in or not."""

OPERATOR: Verdicts = dict(PUBLIC)
"""Outside /api, for whoever runs the server; tells nothing of anybody."""

READS = _rule(IN, "scope_missing", IN, "not_signed_in")
WRITES = _rule("scope_missing", IN, IN, "not_signed_in")

SIGNED_IN = _rule("scope_missing", "scope_missing", "scope_missing", "not_signed_in")
"""Keys and devices: no token, whatever its scopes."""

SYNCS = _rule("scope_missing", "scope_missing", IN, "account_deleted")
"""Reads and, with entries, writes; tells a phone that its account is gone."""

RULES: dict[str, Verdicts] = {
    "DELETE /api/account": SIGNED_IN,
    "DELETE /api/devices/{device}": SIGNED_IN,
    "DELETE /api/pairings/{pairing}": SIGNED_IN,
    "DELETE /api/passkeys/{passkey}": SIGNED_IN,
    "DELETE /api/records/{kind}/{record}": WRITES,
    "DELETE /api/session": PUBLIC,
    "DELETE /api/tokens/{id}": SIGNED_IN,
    "GET /api/account": READS,
    "GET /api/activity": READS,
    "GET /api/catalog": PUBLIC,
    "GET /api/docs": PUBLIC,
    "GET /api/events": READS,
    "GET /api/export.csv": READS,
    "GET /api/export.json": READS,
    "GET /api/openapi.json": PUBLIC,
    "GET /api/pairings/{pairing}": READS,
    "GET /api/plan": READS,
    "GET /api/progress": READS,
    "GET /api/sessions": READS,
    "GET /api/sessions/{session}": READS,
    "GET /api/symmetry": READS,
    "GET /api/today": READS,
    "GET /api/tokens": READS,
    "GET /health/live": OPERATOR,
    "GET /health/ready": OPERATOR,
    "PATCH /api/account": WRITES,
    "PATCH /api/passkeys/{passkey}": SIGNED_IN,
    "POST /api/accounts": PUBLIC,
    "POST /api/import": WRITES,
    "POST /api/pairings": SIGNED_IN,
    "POST /api/pairings/look": PUBLIC,
    "POST /api/pairings/redeem": PUBLIC,
    "POST /api/passkeys/login": PUBLIC,
    "POST /api/passkeys/login-options": PUBLIC,
    "POST /api/passkeys/options": SIGNED_IN,
    "POST /api/passkeys/register": SIGNED_IN,
    "POST /api/session": PUBLIC,
    "POST /api/sync": SYNCS,
    "POST /api/tokens": SIGNED_IN,
}

THE_DOCUMENT = "GET /api/openapi.json"
"""The one route that does not stand in itself."""

WEIGHS_THE_COOKIE = {"DELETE /api/session"}
"""Public, yet a cookie does something there: so its Origin is asked for, and no body is read."""

NEEDS_A_SECRET = {
    "POST /api/session",
    "POST /api/pairings/look",
    "POST /api/pairings/redeem",
    "POST /api/passkeys/login",
    "POST /api/passkeys/register",
}
"""What a made-up body never opens."""

NOTE = "only mine to read"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")
ACCESS_CODES = ("not_signed_in", "scope_missing", "cross_site", "account_deleted", "unsupported_media_type")

Headers = dict[str, str]


class Route(NamedTuple):
    method: str
    path: str
    operation: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def changes(self) -> bool:
        return self.method != "GET"

    @property
    def parameters(self) -> list[str]:
        return [one["name"] for one in self.operation.get("parameters", ()) if one["in"] == "path"]


def documented(app: FastAPI) -> list[Route]:
    paths = app.openapi()["paths"]
    return [
        Route(method.upper(), path, operation)
        for path, operations in paths.items()
        for method, operation in operations.items()
    ]


def routed(app: FastAPI) -> set[str]:
    """What the router itself answers to; a mount or a socket by its bare path."""
    contexts = list(iter_route_contexts(app.routes))
    return {
        f"{method} {context.path}".strip()
        for context in contexts
        for method in (context.methods or {""}) - {"HEAD"}
    }


# --- what a route is asked with -----------------------------------------------------------------------------


def _session_entry() -> dict[str, Any]:
    body: dict[str, Any] = {
        "plan": None, "template": "placement", "performed_on": "2026-11-20", "started_at": 1_795_000_000_000,
        "utc_offset_min": 0, "deload": False, "sleep": None, "energy": None, "prescribed": [],
    }  # fmt: skip
    return run(kind="session_started", record=str(uuid.uuid4()), body=body)


def _record(owner: Device) -> str:
    entry = run(note=NOTE)
    owner.catch_up(entry)
    return str(entry["record"])


def _session(owner: Device) -> str:
    entry = _session_entry()
    owner.catch_up(entry)
    return str(entry["record"])


def _token(owner: Device) -> str:
    made = owner.client.post("/api/tokens", json={"name": NOTE})
    return str(made.json()["id"])


def _device(owner: Device) -> str:
    """Another one than the one that asks."""
    owner.another()
    devices = owner.client.get("/api/account").json()["devices"]
    return str(next(device["id"] for device in devices if not device["current"]))


def _passkey(owner: Device) -> str:
    """One of two, so that it may go."""
    rows = [
        {
            "id": str(uuid.uuid4()),
            "account": owner.account,
            "credential": uuid.uuid4().hex,
            "public_key": "x",
            "sign_count": 0,
            "transports": "",
            "label": NOTE,
            "created_at": owner.server.clock(),
            "last_used_at": None,
        }
        for _ in range(2)
    ]
    with owner.server.database.write() as tx:
        tx.execute(insert(passkeys), rows)
    return str(rows[0]["id"])


def _pairing(owner: Device) -> str:
    row = {
        "id": str(uuid.uuid4()),
        "account": owner.account,
        "hash": uuid.uuid4().hex,
        "label": NOTE,
        "expires_at": owner.server.clock() + 60_000,
        "joined": None,
    }
    with owner.server.database.write() as tx:
        tx.execute(insert(pairings).values(row))
    return str(row["id"])


IDS: dict[str, Callable[[Device], str]] = {
    "kind": lambda _: "run_logged",
    "record": _record,
    "session": _session,
    "id": _token,
    "device": _device,
    "passkey": _passkey,
    "pairing": _pairing,
}
"""By the name of a path's parameter: makes one of the owner's, and gives its id."""


def _log_file(_: Device | None) -> dict[str, Any]:
    return {"format": "evenstride-log", "v": 1, "account": None, "exported_at": 0, "entries": [run()]}


def _sync(asker: Device | None) -> dict[str, Any]:
    account = asker.account if asker else str(uuid.uuid4())
    asked = {"proto": 1, "req_id": str(uuid.uuid4()), "account": account, "device": "8f3a5c7e9d1b2f40"}
    return {**asked, "build": "x", "epoch": None, "cursor": 0, "chain": None, "entries": [run()]}


BODIES: dict[str, Callable[[Device | None], dict[str, Any]]] = {
    "POST /api/sync": _sync,
    "POST /api/import": _log_file,
    "POST /api/session": lambda _: {"recovery_code": "opens nothing"},
    "POST /api/tokens": lambda _: {"name": "x", "scopes": ["write"]},
    "PATCH /api/account": lambda _: {"name": f"Ada {uuid.uuid4().hex[:8]}"},
}
"""Where the smallest thing of the route's schema would not do."""


def body_of(route: Route, asker: Device | None, schemas: dict[str, Any]) -> dict[str, Any] | None:
    if "requestBody" not in route.operation:
        return None
    if route.name in BODIES:
        return BODIES[route.name](asker)
    (content,) = route.operation["requestBody"]["content"].values()
    smallest: dict[str, Any] = _smallest(content["schema"], schemas)
    return smallest


def _smallest(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _smallest(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "object":
        return {name: _smallest(schema["properties"][name], schemas) for name in schema.get("required", ())}
    return {"integer": 0, "array": [], "boolean": False}.get(
        schema.get("type", ""), "x" * schema.get("minLength", 1)
    )


# --- who asks -----------------------------------------------------------------------------------------------


class World:
    """A server, and on it whoever asks; made anew for each question, since an answer may change them."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.schemas: dict[str, Any] = server.app.openapi()["components"]["schemas"]
        self.bare = server.client()
        del self.bare.headers["origin"]
        forgotten = server.runner()
        server.clock.ahead_ms += 401 * DAY_MS
        self.expired = forgotten

    def asker(self, who: Who) -> tuple[Headers, Device | None]:
        """What the caller sends, and whose it is."""
        if who is Who.NOBODY:
            return {}, None
        if who is Who.EXPIRED:
            return self.by_cookie(self.expired), self.expired
        runner = self.server.runner()
        match who:
            case Who.DEVICE:
                return self.by_cookie(runner), runner
            case Who.DELETED_DEVICE:
                headers = self.by_cookie(runner)
            case Who.REVOKED | Who.DELETED_TOKEN | Who.TOKEN:
                headers = _bearer(runner.token("read", "write"))
            case Who.READER:
                headers = _bearer(runner.token("read"))
            case Who.WRITER:
                headers = _bearer(runner.token("write"))
        if who is Who.REVOKED:
            (token,) = runner.client.get("/api/tokens").json()["tokens"]
            assert runner.client.delete(f"/api/tokens/{token['id']}").status_code == 204
        if who in (Who.DELETED_DEVICE, Who.DELETED_TOKEN):
            assert runner.client.delete("/api/account").status_code == 204
        return headers, runner

    def by_cookie(self, runner: Device) -> Headers:
        cookies = "; ".join(f"{name}={value}" for name, value in runner.client.cookies.items())
        return {"Cookie": cookies, "Origin": self.server.origin}

    def asks(
        self, route: Route, headers: Headers, asker: Device | None, ids: dict[str, str] | None = None
    ) -> httpx.Response:
        path = route.path.format_map(ids or dict.fromkeys(route.parameters, "x"))
        body = body_of(route, asker, self.schemas)
        self.bare.cookies.clear()
        with self.bare.stream(route.method, path, headers=headers, json=body) as answer:
            if not answer.headers.get("content-type", "").startswith("text/event-stream"):
                answer.read()
        return answer

    def kept_of(self, owner: Device) -> dict[str, list[Any]]:
        """Every row of the database that is the owner's."""
        kept: dict[str, list[Any]] = {}
        with self.server.database.read() as tx:
            for table in METADATA.sorted_tables:
                column = accounts.c.id if table is accounts else table.c.get("account")
                if column is not None:
                    rows = tx.execute(select(table).where(column == owner.account))
                    kept[table.name] = sorted(map(tuple, rows), key=repr)
        return kept


def _bearer(token: str) -> Headers:
    return {"Authorization": f"Bearer {token}"}


def told(answer: httpx.Response) -> str | None:
    """The code by which the access rule refused; IN when it did not."""
    if answer.headers.get("content-type") != "application/problem+json":
        assert answer.status_code < 400 or "/api" not in str(answer.url), answer
        return IN
    code: str = answer.json()["code"]
    assert answer.status_code < 500, answer.text
    assert answer.status_code != 405, answer.text
    return code if code in ACCESS_CODES else IN


def secrets(kept: dict[str, list[Any]]) -> set[str]:
    """Ids, hashes, notes: whatever of the owner's is long enough to be nobody else's."""
    values = (value for rows in kept.values() for row in rows for value in row)
    own = {value for value in values if isinstance(value, str) and len(value) >= 16 and " " not in value}
    return (own | {NOTE}) - {"0" * 32}


@pytest.fixture
def world(own_server: LiveServer) -> World:
    return World(own_server)


@pytest.fixture
def routes(own_server: LiveServer) -> list[Route]:
    found = documented(own_server.app)
    assert len(found) > 20
    return found


def unruled(app: FastAPI) -> set[str]:
    """What is wrong with the table: lines that are missing, and lines of nothing."""
    return routed(app) ^ set(RULES)


def hidden(app: FastAPI) -> set[str]:
    return routed(app) ^ ({route.name for route in documented(app)} | {THE_DOCUMENT})


def test_every_route_has_an_access_rule_and_is_documented(server: LiveServer) -> None:
    assert not unruled(server.app), f"say who may ask, in RULES: {sorted(unruled(server.app))}"
    assert not hidden(server.app), f"not in the OpenAPI document: {sorted(hidden(server.app))}"


def test_a_route_that_is_new_or_hidden_is_noticed(own_server: LiveServer) -> None:
    app = own_server.app
    app.add_api_route("/api/extra", lambda: None, methods=["GET"], include_in_schema=False)
    app.mount("/api/mounted", FastAPI())
    assert unruled(app) == hidden(app) == {"GET /api/extra", "/api/mounted"}


def test_everybody_hears_what_the_table_says(world: World, routes: list[Route]) -> None:
    faults = []
    for route, who in itertools.product(routes, Who):
        headers, asker = world.asker(who)
        answer = world.asks(route, headers, asker)
        expected = RULES[route.name][who]
        if told(answer) != expected:
            faults.append(
                f"{route.name} by {who.name}: {told(answer)}, not {expected} ({answer.status_code})"
            )
    assert not faults, "\n".join(faults)


def test_no_change_is_taken_from_another_site_or_a_form(world: World, routes: list[Route]) -> None:
    form = "application/x-www-form-urlencoded"
    faults = []
    for route in (route for route in routes if route.changes):
        is_public = RULES[route.name] is PUBLIC
        by_cookie = not is_public or route.name in WEIGHS_THE_COOKIE
        cases: dict[str, tuple[Headers, str | None]] = {
            "a foreign Origin": ({"Origin": "https://evil.example"}, "cross_site"),
            "the Origin null": ({"Origin": "null"}, "cross_site"),
            "a foreign Sec-Fetch-Site": ({"Sec-Fetch-Site": "cross-site"}, "cross_site"),
            "no Origin": ({"Origin": ""}, "cross_site") if by_cookie else ({}, IN),
            "a form": (
                {"Content-Type": form, "Content-Length": "2"},
                IN if route.name in WEIGHS_THE_COOKIE else "unsupported_media_type",
            ),
        }
        for how, (changed, expected) in cases.items():
            headers, asker = world.asker(Who.DEVICE)
            sent = {name: value for name, value in (headers | changed).items() if value}
            before = world.kept_of(asker) if asker else {}
            answer = _raw(world, route, sent, is_form=how == "a form")
            if told(answer) != expected:
                faults.append(f"{route.name} with {how}: {told(answer)}, not {expected}")
            if asker and expected is not IN and world.kept_of(asker) != before:
                faults.append(f"{route.name} with {how} changed something")
    assert not faults, "\n".join(faults)


def _raw(world: World, route: Route, headers: Headers, *, is_form: bool) -> httpx.Response:
    if not is_form:
        return world.asks(route, headers, None)
    path = route.path.format_map(dict.fromkeys(route.parameters, "x"))
    return world.bare.request(route.method, path, headers=headers, content=b"{}")


def test_no_other_site_may_read_an_answer(world: World, routes: list[Route]) -> None:
    for route in (route for route in routes if not route.changes):
        headers, asker = world.asker(Who.DEVICE)
        answer = world.asks(route, headers | {"Origin": "https://evil.example"}, asker)
        assert told(answer) is IN
        assert not [name for name in answer.headers if name.startswith("access-control-")], route.name


def test_nobody_reaches_what_is_another_accounts(world: World, routes: list[Route]) -> None:
    """By id it is 404, as if it were not there; and no answer to anybody else holds a word of it."""
    faults = []
    for route, who in itertools.product(routes, (Who.DEVICE, Who.TOKEN)):
        rule = RULES[route.name]
        if rule[who] is not IN:
            continue
        owner = world.server.runner(name=f"Grace {uuid.uuid4().hex}")
        owner.catch_up(run(note=NOTE), _session_entry(), units("kg"))
        ids = {name: make(owner) for name, make in _makers(route)}
        if not route.changes:  # what the server then keeps at hand is the owner's
            world.asks(route, world.by_cookie(owner), owner, ids)
        before = world.kept_of(owner)
        headers, asker = world.asker(who)
        answer = world.asks(route, headers, asker, ids)
        if ids and (answer.status_code != 404 or told(answer) is not IN):
            faults.append(f"{route.name} by {who.name} with another's id: {answer.status_code}, not 404")
        if world.kept_of(owner) != before:
            faults.append(f"{route.name} by {who.name} changed what is another's")
        leaked = [one for one in secrets(before) if answer.is_stream_consumed and one in answer.text]
        if set(leaked) - set(ids.values()):
            faults.append(f"{route.name} by {who.name} tells {leaked}")
        if not ids and route.name not in NEEDS_A_SECRET and not answer.is_success:
            faults.append(f"{route.name} proves nothing: {who.name} gets {answer.status_code} {answer.text}")
        if ids:
            own = world.asks(route, world.by_cookie(owner), owner, ids)
            if not own.is_success:
                faults.append(f"{route.name} proves nothing: its owner gets {own.status_code} {own.text}")
    assert not faults, "\n".join(faults)


def _makers(route: Route) -> Iterator[tuple[str, Callable[[Device], str]]]:
    for name in route.parameters:
        assert name in IDS, f"{route.name}: say in IDS how to make a {name} of somebody's"
        yield name, IDS[name]


def test_what_names_another_account_in_its_body_is_refused(world: World) -> None:
    owner, other = world.server.runner(), world.server.runner()
    answer = other.client.post("/api/sync", json=_sync(owner))
    assert (answer.status_code, answer.json()["code"]) == (409, "account_mismatch")
    assert not owner.catch_up().rows


def test_a_method_no_route_has_is_405_and_says_which_ones_there_are(
    world: World, routes: list[Route]
) -> None:
    by_path = {route.path: {one.method for one in routes if one.path == route.path} for route in routes}
    contexts = list(iter_route_contexts(world.server.app.routes))
    for path, known in by_path.items():
        asked = path.format_map(dict.fromkeys(re.findall(r"{(\w+)}", path), "x"))
        taken = {method for one in contexts if one.path_regex.match(asked) for method in one.methods or ()}
        for method in set(METHODS) - taken:
            answer = world.bare.request(method, asked)
            assert answer.status_code == 405, f"{method} {path}: {answer.status_code}"
            if path.startswith("/api/"):
                assert set(answer.headers["allow"].split(", ")) == known, path
