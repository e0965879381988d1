"""Every error under /api is a problem; nothing there is HTML or a stack trace."""

import json
from typing import Any

import httpx
import pytest

from evenstride.errors import Problem, Unavailable
from evenstride.store import accounts
from tests.browser.server import ROOT
from tests.conftest import Serve
from tests.live import LiveServer, problem


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nope", "/api/sync/", "/api/../api/x.js"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
def test_an_unknown_address_is_a_404_problem(server: LiveServer, method: str, path: str) -> None:
    problem(server.client().request(method, path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/api/sync", "POST"), ("PUT", "/api/accounts", "POST"), ("POST", "/api/catalog", "GET")],
)
def test_another_method_is_a_405_problem_that_says_which(
    server: LiveServer, method: str, path: str, allowed: str
) -> None:
    answer = server.client().request(method, path)
    problem(answer, 405, "method_not_allowed")
    assert allowed in answer.headers["allow"]


def test_a_405_names_the_methods_of_every_route_at_the_address(server: LiveServer) -> None:
    client = server.client()
    assert client.put("/api/account").headers["allow"] == "DELETE, GET, PATCH"
    assert client.get("/api/session").headers["allow"] == "DELETE, POST"


@pytest.mark.parametrize("path", ["/api/accounts", "/api/session"])
@pytest.mark.parametrize("content", [b"", b"{", b"nope", b"\xff"])
def test_a_body_that_is_not_json_is_a_400_problem(server: LiveServer, path: str, content: bytes) -> None:
    client = server.client()
    answer = client.post(path, content=content, headers={"Content-Type": "application/json"})
    document = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (document["status"], document["code"]) in (
        (400, "not_json"),
        (400, "bad_request"),
        (422, "invalid"),
    )


def test_field_errors_point_into_the_body_and_repeat_nothing(server: LiveServer) -> None:
    asked = {"name": "Ada", "password": "short", "x/y~z": 1}
    document = problem(server.client().post("/api/accounts", json=asked), 422, "invalid")
    assert {error["pointer"] for error in document["errors"]} == {"/password", "/x~1y~0z"}
    assert all(set(error) == {"pointer", "detail"} for error in document["errors"])
    assert "short" not in json.dumps(document["errors"]).replace("should", "")


@pytest.mark.parametrize(
    ("path", "asked", "pointers"),
    [
        ("/api/accounts", [], {""}),
        ("/api/accounts", {"name": 1, "password": {}, "nmae": "x"}, {"/name", "/password", "/nmae"}),
        ("/api/session", {"name": "Ada"}, {""}),
        ("/api/session", {"recovery_code": "x" * 201}, {"/recovery_code"}),
        ("/api/tokens", {"scopes": []}, {"/name", "/scopes"}),
        ("/api/tokens", {"name": "x", "scopes": "read"}, {"/scopes"}),
        ("/api/tokens", {"name": "x", "scopes": ["read", "admin"]}, {"/scopes/1"}),
        ("/api/pairings/look", {"code": "x" * 101}, {"/code"}),
        ("/api/pairings/look", {"code": "abc"}, {"/code"}),
        ("/api/passkeys/login", {"credential": {"id": "!", "rawId": "x", "type": "x", "response": 1}},
         {"/credential/id", "/credential/type", "/credential/response"}),
        ("/api/sync", {"proto": "1", "req_id": 1, "account": None, "device": "x", "build": "x", "epoch": None,
                       "cursor": -1, "chain": None, "entries": {}},
         {"/proto", "/req_id", "/account", "/device", "/cursor", "/entries"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_field_is_said_to_a_person(
    server: LiveServer, path: str, asked: object, pointers: set[str]
) -> None:
    document = problem(server.runner().client.post(path, json=asked), 422, "invalid")
    told = {error["pointer"]: error["detail"] for error in document["errors"]}
    assert set(told) == pointers
    for sentence in told.values():
        assert sentence.endswith("."), sentence
        assert not any(
            word in sentence for word in ("Input", "String should", "Tuple", "dictionary", "regex")
        )


def test_the_app_has_words_of_its_own_for_what_a_form_of_it_can_be_told(serve: Serve) -> None:
    """The server speaks English, the app the runner's language: it knows the server's sentences by heart."""
    client = serve(registration="invite").client()
    poor = ("short", "1212121212", "evenstride7", "password1234", "x" * 1025)
    told = [client.post("/api/accounts", json={"name": "Ada", "password": password}) for password in poor]
    told += [client.post("/api/accounts", json={"name": name}) for name in (" ", "a\x07")]
    told += [
        client.post("/api/accounts", json=asked) for asked in ({"password": "a long one"}, {"invite": "x"})
    ]
    told += [client.post("/api/session", json={"recovery_code": "x" * 201})]
    sentences = {error["detail"] for answer in told for error in answer.json()["errors"]}
    known = (ROOT / "frontend" / "src" / "words" / "you.ts").read_text("utf-8")
    assert [one for one in sentences if f"    {json.dumps(one)}:" not in known] == []
    assert len(sentences) == len(told)


def test_a_body_that_is_too_large_is_a_413_problem_everywhere(server: LiveServer) -> None:
    answer = server.client().post("/api/accounts", json={"name": "x" * 300_000})
    assert problem(answer, 413, "too_large")["limits"]["bytes"] == 262_144


def test_a_gzip_body_is_unpacked_everywhere(server: LiveServer) -> None:
    import gzip

    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = server.client().post("/api/accounts", content=gzip.compress(b"{}"), headers=headers)
    assert answer.status_code == 201


def test_a_bug_is_a_500_problem_without_its_trace(
    own_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Any:
        raise ZeroDivisionError("a secret of the house")

    runner = own_server.runner()
    monkeypatch.setattr(accounts, "describe", broken)
    answer = runner.client.get("/api/account")
    problem(answer, 500, "internal_error")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_database_that_is_away_is_a_503_problem_with_a_wait(serve: Serve) -> None:
    server = serve(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    answer = server.client().post("/api/accounts", json={})
    problem(answer, 503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/account"), ("PATCH", "/api/account"), ("DELETE", "/api/account"),
        ("GET", "/api/tokens"), ("POST", "/api/tokens"), ("DELETE", "/api/tokens/x"),
        ("POST", "/api/sync"), ("DELETE", "/api/records/run_logged/x"), ("GET", "/api/export.json"),
        ("GET", "/api/plan"), ("GET", "/api/today"), ("GET", "/api/progress"), ("GET", "/api/symmetry"),
        ("GET", "/api/sessions"),
        ("GET", "/api/sessions/x"),
    ],
)  # fmt: skip
def test_a_stranger_is_401_on_every_private_address(server: LiveServer, method: str, path: str) -> None:
    answer = server.client().request(method, path, json={"name": "x"})
    problem(answer, 401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


def kinds_of(kind: type[Problem]) -> list[type[Problem]]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in kinds_of(child))]


def test_every_kind_of_problem_stands_in_the_tree_of_the_docstring() -> None:
    from evenstride import errors

    drawn = errors.__doc__ or ""
    for kind in kinds_of(Problem)[1:]:
        line = next(line for line in drawn.splitlines() if f" {kind.__name__} " in line)
        assert f" {kind.status} " in line
        assert kind.code in line
    codes = [kind.code for kind in kinds_of(Problem)[1:]]
    assert len(codes) == len(set(codes))
    assert Unavailable("x").headers == {"Retry-After": "5"}


def test_problems_are_never_cached(server: LiveServer) -> None:
    answer: httpx.Response = server.client().get("/api/nope")
    assert answer.headers["cache-control"] == "no-store"
