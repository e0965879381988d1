"""The app's own files, deep links, and the headers every answer carries."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from evenstride.settings import Settings
from tests.live import LiveServer

PAGE = "<!doctype html><title>Evenstride</title>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server with a small built app."""
    folder = tmp_path_factory.mktemp("app")
    static = folder / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text(PAGE)
    (static / "sw.js").write_text("self")
    (static / "manifest.webmanifest").write_text("{}")
    (static / "assets" / "app-1a2b3c.js").write_text("import()")
    (folder / "secret.txt").write_text("not yours")
    server = _server(folder, static)
    yield server.client()
    server.stop()


def _server(folder: Path, static: Path) -> LiveServer:
    return LiveServer(Settings(database_url=f"sqlite:///{folder / 'x.db'}"), static=static)


@pytest.mark.parametrize("path", ["/", "/today", "/workout/0199c0de/left", "/progress?on=x", "/index.html"])
def test_deep_links_are_the_app(built: httpx.Client, path: str) -> None:
    answer = built.get(path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/sw.js", "/manifest.webmanifest"])
def test_what_must_stay_fresh_is_asked_for_anew(built: httpx.Client, path: str) -> None:
    answer = built.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    again = built.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")


def test_hashed_files_never_change(built: httpx.Client) -> None:
    answer = built.get("/assets/app-1a2b3c.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    ["/assets/gone-1a2b3c.js", "/favicon.ico", "/.well-known/x", "/.env", "/../secret.txt",
     "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/a/b.c/d", "/%00.js"],
)  # fmt: skip
def test_a_file_that_is_not_there_is_404_and_not_the_app(built: httpx.Client, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert "not yours" not in answer.text


def test_the_app_is_only_read(built: httpx.Client) -> None:
    assert built.post("/today").status_code == 405
    assert built.head("/today").status_code == 200


def test_an_app_that_is_not_built_says_how(tmp_path: Path) -> None:
    server = _server(tmp_path, tmp_path / "nothing")
    answer = server.client().get("/")
    server.stop()
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/plain")
    assert "make run" in answer.text


@pytest.mark.parametrize("path", ["/", "/api/catalog", "/api/nope", "/nope.js", "/health/live"])
def test_every_answer_tells_the_browser_what_it_must_not_do(built: httpx.Client, path: str) -> None:
    headers = built.get(path).headers
    csp = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert csp["default-src"] == "'self'"
    assert csp["connect-src"] == "'self'"
    assert csp["img-src"] == "'self' data:"
    assert csp["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert csp["script-src"] == csp["style-src"] == "'self'"
    assert (csp["require-trusted-types-for"], csp["trusted-types"]) == ("'script'", "evenstride")
    assert csp["object-src"] == csp["base-uri"] == csp["frame-src"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    for refused in ("camera=()", "geolocation=()", "microphone=()", "usb=()", "clipboard-read=()"):
        assert refused in headers["permissions-policy"]
    for needed in ("publickey-credentials-get=(self)", "screen-wake-lock=(self)"):
        assert needed in headers["permissions-policy"]
    assert "referrer-policy" in headers
    assert "strict-transport-security" not in headers
    assert "server" not in headers or "uvicorn" in headers["server"]


def test_health_tells_an_unmigrated_database_from_a_ready_one(
    built: httpx.Client, server: LiveServer
) -> None:
    assert built.get("/health/live").status_code == 200
    not_ready = built.get("/health/ready")
    assert not_ready.status_code == 503
    assert "evenstride migrate" in not_ready.json()["reason"]
    assert server.client().get("/health/ready").json() == {"status": "ready"}


def test_health_says_so_when_the_database_is_away(tmp_path: Path) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    server = LiveServer(Settings(database_url=away), static=tmp_path)
    answer = server.client().get("/health/ready")
    server.stop()
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
