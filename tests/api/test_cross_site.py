"""Changes made with a cookie come from our own pages; anything else is refused."""

import pytest

from tests.conftest import Serve
from tests.live import Device, LiveServer, problem
from tests.made import run

EVIL = "https://evil.example"

REFUSED = [
    {},
    {"Origin": EVIL},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://[not an address"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": EVIL},
]


def bare(runner: Device) -> Device:
    del runner.client.headers["origin"]
    return runner


@pytest.mark.parametrize("headers", REFUSED, ids=str)
def test_a_change_by_cookie_from_elsewhere_is_refused(server: LiveServer, headers: dict[str, str]) -> None:
    runner = bare(server.runner())
    client = runner.client
    for answer in (
        client.post("/api/sync", json=runner.request(run()), headers=headers),
        client.patch("/api/account", json={"name": "Eve"}, headers=headers),
        client.post("/api/tokens", json={"name": "eve"}, headers=headers),
        client.delete("/api/records/run_logged/x", headers=headers),
        client.delete("/api/tokens/x", headers=headers),
        client.delete("/api/session", headers=headers),
        client.delete("/api/account", headers=headers),
    ):
        problem(answer, 403, "cross_site")
    said = client.get("/api/account", headers=headers).json()
    assert (said["entries"], said["name"]) == (0, None)


def test_our_own_pages_may_change_things(server: LiveServer) -> None:
    runner = bare(server.runner())
    for headers in ({"Origin": server.origin}, {"Sec-Fetch-Site": "same-origin"}):
        answer = runner.client.post("/api/sync", json=runner.request(), headers=headers)
        assert answer.status_code == 200


def test_another_site_can_neither_make_an_account_nor_sign_a_browser_in(server: LiveServer) -> None:
    code = server.runner().recovery_code
    client = server.client(Origin=EVIL)
    problem(client.post("/api/accounts", json={}), 403, "cross_site")
    problem(client.post("/api/session", json={"recovery_code": code}), 403, "cross_site")


def test_a_script_without_a_cookie_names_no_origin(server: LiveServer) -> None:
    client = server.client()
    del client.headers["origin"]
    assert client.post("/api/accounts", json={}).status_code == 201


def test_with_a_base_url_only_its_origin_counts(serve: Serve) -> None:
    server = serve(base_url="http://train.example")
    own = server.client(Origin="http://train.example")
    assert own.post("/api/accounts", json={}).status_code == 201
    assert own.patch("/api/account", json={"name": "Ada"}).status_code == 200
    for other in (server.origin, "https://train.example", "http://train.example:81"):
        problem(own.patch("/api/account", json={"name": "Eve"}, headers={"Origin": other}), 403, "cross_site")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", None])
def test_what_a_form_can_send_is_refused(server: LiveServer, content_type: str | None) -> None:
    runner = server.runner()
    headers = {} if content_type is None else {"Content-Type": content_type}
    for method, path in (
        ("POST", "/api/sync"), ("POST", "/api/tokens"), ("PATCH", "/api/account"),
        ("DELETE", "/api/account"), ("POST", "/api/accounts"), ("POST", "/api/session"),
    ):  # fmt: skip
        answer = runner.client.request(method, path, content=b'{"name": "Eve"}', headers=headers)
        problem(answer, 415, "unsupported_media_type")


def test_json_may_name_its_charset(server: LiveServer) -> None:
    runner = server.runner()
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    answer = runner.client.patch("/api/account", content=b'{"name": null}', headers=headers)
    assert answer.status_code == 200


def test_no_other_site_is_invited_to_read(server: LiveServer) -> None:
    answer = server.runner().client.get("/api/account", headers={"Origin": EVIL})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
