"""Earlier logs come in and everything goes out, on the phone itself: offline, and without an account."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.account import Account
from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.made import run

pytestmark = pytest.mark.browser

HEVY = """\
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,\
weight_kg,reps,distance_km,duration_seconds,rpe
"Legs","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"",0,"normal",20,8,,,8
"Legs","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"",1,"normal",20,7,,,9
"Legs","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bench Press (Barbell)",,"",0,"normal",60,5,,,
"Early","3 Jan 2025, 06:05","3 Jan 2025, 06:40","","Side Plank",,"=1+1",0,"normal",,,,45,
"""


class Files:
    """The runner's hand in the section about files."""

    def __init__(self, phone: Phone, folder: Path) -> None:
        self._phone = phone
        self._folder = folder

    def chooses(self, name: str, text: str) -> None:
        """Picks a file of this content; the section is open."""
        file = self._folder / name
        file.write_text(text, "utf-8")
        self._phone.page.locator("input[type=file]").set_input_files(file)

    def saves(self, button: str) -> str:
        with self._phone.page.expect_download() as download:
            self._phone.tap(button)
        return download.value.path().read_bytes().decode()

    def table(self, button: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.saves(button), newline=""), strict=True))

    def log(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads(self.saves("Save everything"))["entries"]
        return entries


@pytest.fixture
def files(phone: Phone, tmp_path: Path) -> Files:
    return Files(phone, tmp_path)


def test_a_guest_brings_in_a_hevy_file_without_a_connection(
    phone: Phone, server: Server, files: Files
) -> None:
    runner = Runner(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    server.stop()
    phone.open("/account")
    phone.page.get_by_text("Bring in an earlier log").wait_for()
    before = files.log()

    files.chooses("hevy.csv", HEVY)
    phone.page.get_by_text("2 sessions with 3 sets fit").wait_for()
    assert "3 Jan 2025 to 28 Mar 2025" in phone.text()
    phone.page.get_by_text("1 set will not come in").click()
    assert "Bench Press (Barbell)" in phone.text()
    assert "not an exercise of this app" in phone.text()
    assert files.log() == before  # a preview keeps nothing
    phone.tap("Import 3 sets")
    phone.page.get_by_text("3 sets imported").wait_for()

    after = files.log()
    assert len(after) == len(before) + 2 + 3 + 2
    rows = files.table("Sets as a table")
    assert [row["exercise"] for row in rows] == ["side_plank", *["rear_foot_elevated_split_squat"] * 2]
    assert rows[0]["local_time"] == "2025-01-03 06:05:00"
    assert {(row["template"], row["leg"]) for row in rows} == {("imported", "both")}
    assert rows[0]["note"] == "'=1+1"
    assert files.saves("Tests as a table").startswith("performed_on,")

    phone.kill()
    phone.open("/account")
    phone.page.get_by_text("2 sessions from other apps").click()
    assert "Rear-foot-elevated split squat: 2 sets" in phone.text()
    files.chooses("again.csv", HEVY)
    phone.page.get_by_text("All of it is here already.").wait_for()
    assert not phone.shows_pressable("Import 3 sets")
    assert files.log() == after
    runner.goes_to("/", "Strength today")  # nothing was decided by it


def test_a_damaged_file_says_its_line_and_brings_in_nothing(phone: Phone, files: Files) -> None:
    Runner(phone).sets_up()
    phone.open("/account")
    phone.page.get_by_text("Bring in an earlier log").wait_for()
    before = files.log()
    files.chooses("cut.csv", HEVY[: HEVY.index("Bench")])
    phone.page.get_by_text("The file is damaged in line 4: a quoted text never ends").wait_for()
    files.chooses("cut.json", '{"format": "evenstride-log",\n"v": 1,\n"entries": [{]}')
    phone.page.get_by_text("The file is damaged in line 3").wait_for()
    files.chooses("other.csv", "Name,Phone\nAda,1\n")
    phone.page.get_by_text("Its columns are: Name, Phone.").wait_for()
    assert files.log() == before


def test_a_log_of_another_account_comes_in_by_choice_once_and_reaches_the_server(
    phone_of: Callable[[str], Phone], account: Account, tmp_path: Path
) -> None:
    phone = phone_of("mine")
    runner, files = Runner(phone), Files(phone, tmp_path)
    runner.signs_in(account.code)
    phone.open("/account")
    phone.page.get_by_text("Bring in an earlier log").wait_for()
    mine = [run(), run(), run(duration_s=-1)]
    file = {"format": "evenstride-log", "v": 1, "account": mine[0]["id"], "exported_at": 1, "entries": mine}
    files.chooses("theirs.json", json.dumps(file))
    phone.page.get_by_text("saved from another account").wait_for()
    phone.page.get_by_text("1 entry will not come in").wait_for()
    phone.tap("Import 2 entries")
    phone.page.get_by_text("2 entries imported").wait_for()
    phone.tap("Done")
    files.chooses("theirs.json", json.dumps(file))
    phone.page.get_by_text("All of it is here already.").wait_for()
    runner.waits_for(
        lambda: {entry["id"] for entry in mine[:2]} <= {row["id"] for row in account.rows()},
        "the server has not got what came in",
    )
