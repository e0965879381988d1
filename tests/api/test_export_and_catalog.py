"""The log and the catalog as documents."""

import hashlib
import json

import httpx
import pytest

from evenstride import catalog
from evenstride.training.entries import Entry, judge
from tests.live import LiveServer
from tests.made import run, runs, units


def test_the_export_is_a_log_file(server: LiveServer) -> None:
    runner = server.runner()
    entries = [run(note="é\u2028"), units("kg"), run(body=None)]
    runner.sync(*entries)
    answer = runner.client.get("/api/export.json")
    log = answer.json()
    assert set(log) == {"format", "v", "account", "exported_at", "entries"}
    assert (log["format"], log["v"], log["account"]) == ("evenstride-log", 1, runner.account)
    assert abs(log["exported_at"] - server.clock()) < 60_000
    assert log["entries"] == entries
    assert answer.headers["content-disposition"] == 'attachment; filename="evenstride-log.json"'
    assert all(isinstance(judge(entry), Entry) for entry in log["entries"])


def test_an_empty_log_is_a_log_file_too(server: LiveServer) -> None:
    assert server.runner().client.get("/api/export.json").json()["entries"] == []


def test_a_log_of_many_pages_is_exported_whole_and_in_order(server: LiveServer) -> None:
    runner = server.runner()
    for _ in range(11):
        runner.sync(*runs(200))
    exported = runner.client.get("/api/export.json").json()["entries"]
    assert [entry["id"] for entry in exported] == [row["id"] for row in runner.rows]
    assert len(exported) == 2200


def test_an_export_offered_to_a_new_account_is_the_same_log(server: LiveServer) -> None:
    runner = server.runner()
    runner.sync(*runs(5))
    exported = runner.client.get("/api/export.json").json()["entries"]
    other = server.runner()
    assert set(other.statuses(*exported)) == {"accepted"}
    assert other.client.get("/api/export.json").json()["entries"] == exported


def test_the_catalog_is_public_and_the_document_the_phone_has(server: LiveServer) -> None:
    answer = server.client().get("/api/catalog")
    assert answer.json() == catalog.load().model_dump(mode="json")
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'


@pytest.mark.parametrize("wanted", ["{}", 'W/{}, "x"', "*"])
def test_a_catalog_one_has_is_not_sent_again(server: LiveServer, wanted: str) -> None:
    client: httpx.Client = server.client()
    etag = client.get("/api/catalog").headers["etag"]
    again = client.get("/api/catalog", headers={"If-None-Match": wanted.replace("{}", etag)})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/catalog", headers={"If-None-Match": '"another"'}).status_code == 200


def test_openapi_names_every_route_and_the_docs_need_nobody_else(server: LiveServer) -> None:
    client = server.client()
    paths = client.get("/api/openapi.json").json()["paths"]
    for name in (
        "sync", "accounts", "session", "account", "tokens", "plan", "today", "progress", "sessions",
        "export.json", "catalog",
    ):  # fmt: skip
        assert f"/api/{name}" in paths
    assert "entries" in json.dumps(paths["/api/sync"]["post"]["requestBody"])
    page = client.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "POST /api/sync" in page.text
    assert "http" not in page.text
    assert "<script" not in page.text
