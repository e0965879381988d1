"""An answer is in the language the runner has set, else in one the asker accepts, else in English."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evenstride import catalog, training
from evenstride.cli import app
from evenstride.training.entries import Entry
from evenstride.training.units import day_number
from tests.live import Device, LiveServer
from tests.made import run

ON = "2026-12-01"
ASKED = {
    "today": {"on": ON},
    "progress": {"on": ON},
    "symmetry": {"on": ON},
    "plan": {"from": ON},
    "sessions": {},
}


def setting(language: str) -> dict[str, Any]:
    return run(kind="setting_changed", record="setting:language", body={"key": "language", "value": language})


@pytest.fixture
def runner(server: LiveServer) -> Device:
    runner = server.runner()
    plan = {"program": "base", "started_on": "2026-11-02", "experience": "beginner"}
    runner.sync(run(kind="plan_started", body=plan))
    return runner


def answer(runner: Device, path: str, accepts: str | None, **headers: str) -> Any:
    if accepts is not None:
        headers["Accept-Language"] = accepts
    return runner.client.get(f"/api/{path}", params=ASKED[path], headers=headers)


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE-ch;q=0.9, en;q=0.8", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr, de;q=0.5, en;q=0.3", "de"),
        ("fr,it", "en"),
        ("de;q=0", "en"),
        ("de;q=zero, en;q=0.1", "en"),
        ("de;q=nan", "en"),
        ("*", "en"),
        (",;q=,de ; q=0.4,", "de"),
        ("", "en"),
        ("de," * 2_000, "de"),
    ],
)
def test_the_catalog_is_in_the_language_the_asker_likes_best(
    server: LiveServer, accepts: str, language: str
) -> None:
    found = server.client().get("/api/catalog", headers={"Accept-Language": accepts})
    assert found.json() == catalog.load(language).model_dump(mode="json")
    assert found.headers["content-language"] == language
    assert "accept-language" in found.headers["vary"].lower()


def test_an_asker_who_accepts_nothing_gets_english(server: LiveServer) -> None:
    client = server.client()
    assert "accept-language" not in client.headers
    found = client.get("/api/catalog")
    assert found.headers["content-language"] == "en"
    assert "accept-language" in found.headers["vary"].lower()


def test_the_catalog_of_another_language_is_another_representation(server: LiveServer) -> None:
    client = server.client()
    german, english = (client.get("/api/catalog", headers={"Accept-Language": one}) for one in ("de", "en"))
    assert german.headers["etag"] != english.headers["etag"]
    has = {"If-None-Match": english.headers["etag"]}
    assert client.get("/api/catalog", headers={**has, "Accept-Language": "de"}).status_code == 200
    again = client.get("/api/catalog", headers={**has, "Accept-Language": "en"})
    assert (again.status_code, "accept-language" in again.headers["vary"].lower()) == (304, True)


def test_vary_names_both_what_a_packed_answer_hangs_on(server: LiveServer) -> None:
    packed = server.client().get("/api/catalog", headers={"Accept-Language": "de", "Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    varies = {name.strip().lower() for name in packed.headers["vary"].split(",")}
    assert varies >= {"accept-language", "accept-encoding"}


def test_the_runners_setting_wins_over_what_the_browser_accepts(runner: Device) -> None:
    assert answer(runner, "today", "en").headers["content-language"] == "en"
    assert answer(runner, "today", "de").headers["content-language"] == "de"
    runner.sync(setting("de"))
    for accepts in ("en", "fr", "de", None):
        assert answer(runner, "today", accepts).headers["content-language"] == "de"
    runner.sync(setting("en"))
    assert answer(runner, "today", "de").headers["content-language"] == "en"


def test_a_setting_no_catalog_speaks_leaves_it_to_the_browser(runner: Device) -> None:
    runner.sync(setting("fr"))
    assert answer(runner, "today", "de").headers["content-language"] == "de"
    assert answer(runner, "today", "en").headers["content-language"] == "en"


@pytest.mark.parametrize("path", ASKED)
def test_the_answers_are_those_of_the_training_functions_in_german(runner: Device, path: str) -> None:
    runner.sync(setting("de"))
    fields = ("id", "record", "kind", "v", "hlc", "body")
    entries = [Entry(*(row[field] for field in fields)) for row in runner.catch_up().rows]
    german = catalog.load("de")
    state = training.fold(entries, german, day_number(ON))
    first, last = day_number(ON), day_number("2026-12-28")
    wanted: dict[str, Any] = {
        "today": training.today(state, german),
        "progress": training.progress(state, german),
        "symmetry": training.symmetry(state, german),
        "plan": training.plan(state, german, first, last),
        "sessions": {"sessions": []},
    }
    assert answer(runner, path, "en").json() == wanted[path]


def test_todays_words_are_german_and_its_ids_are_not(runner: Device) -> None:
    german, english = (answer(runner, "today", one).json()["next"] for one in ("de", "en"))
    assert "Einbein-Einheit" in german["why"]
    assert "one-leg session" in english["why"]
    assert [item["exercise"] for item in german["items"]] == [item["exercise"] for item in english["items"]]
    cues = [item["cue"] for item in german["items"]]
    assert cues
    assert all(cue not in [item["cue"] for item in english["items"]] for cue in cues)


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_one_has_in_another_language_is_sent_again(runner: Device, path: str) -> None:
    english = answer(runner, path, "en")
    etag = english.headers["etag"]
    assert "accept-language" in english.headers["vary"].lower()
    assert answer(runner, path, "en", **{"If-None-Match": etag}).status_code == 304
    german = answer(runner, path, "de", **{"If-None-Match": etag})
    assert (german.status_code, german.headers["content-language"]) == (200, "de")
    assert german.headers["etag"] != etag
    runner.sync(setting("de"))
    assert answer(runner, path, "en", **{"If-None-Match": etag}).status_code == 200


def test_explain_answers_in_the_runners_language(runner: Device, tmp_path: Path) -> None:
    file = tmp_path / f"{uuid.uuid4()}.json"

    def explained(*options: str) -> str:
        file.write_text(json.dumps(runner.client.get("/api/export.json").json()), encoding="utf-8")
        done = CliRunner().invoke(app, ["explain", str(file), "--on", ON, *options])
        assert done.exit_code == 0, done.output
        return done.stdout

    english, page = json.loads(explained("--json")), explained()
    assert english["today"]["next"]["why"] == answer(runner, "today", "en").json()["next"]["why"]
    runner.sync(setting("de"))
    german = json.loads(explained("--json"))
    assert german["today"]["next"] == answer(runner, "today", "en").json()["next"]
    assert german["today"]["next"] != english["today"]["next"]
    assert explained() == page
