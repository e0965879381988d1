"""The log as tables for a spreadsheet: `GET /api/export.csv`."""

import csv
import io

import pytest

from evenstride import catalog
from evenstride.store.activity import latest
from evenstride.training.entries import Entry, judge
from evenstride.training.spreadsheet import SETS, TESTS, csv_line, table_of_sets, table_of_tests
from tests.api.test_tokens import script
from tests.live import Device, LiveServer, problem
from tests.made import run
from tests.training.vector_entry import raw_of


def a_set(**body: object) -> dict[str, object]:
    made = run(kind="set_logged")
    return {**made, "body": raw_of({"like": "set_logged", "body": body})["body"]}


def a_test(**body: object) -> dict[str, object]:
    made = run(kind="test_measured")
    return {**made, "body": raw_of({"like": "test_measured", "body": body})["body"]}


def table(runner: Device, **query: str) -> list[dict[str, str]]:
    answer = runner.client.get("/api/export.csv", params=query)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline=""), strict=True))


def test_sets_are_one_line_per_leg_and_a_spreadsheet_can_read_them(server: LiveServer) -> None:
    runner = server.runner()
    entries = [a_set(), a_set(side="right", note='=HYPERLINK("x")'), run()]
    runner.sync(*entries)
    answer = runner.client.get("/api/export.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="evenstride-sets.csv"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    judged = [one for one in map(judge, entries) if isinstance(one, Entry)]
    lines = [csv_line(SETS), *map(csv_line, table_of_sets(judged))]
    assert answer.content.decode() == "".join(lines)
    assert [row["leg"] for row in table(runner)] in (["left", "right"], ["right", "left"])
    assert {row["note"] for row in table(runner)} == {"", '\'=HYPERLINK("x")'}


def test_tests_are_a_table_of_their_own(server: LiveServer) -> None:
    runner = server.runner()
    entry = a_test(test="lateral_step_down", trials=[3])
    runner.sync(entry, a_set())
    (row,) = table(runner, what="tests")
    assert (row["test"], row["leg"], row["trial_1"], row["unit"]) == (
        "lateral_step_down",
        "left",
        "3",
        "points",
    )
    judged = judge(entry)
    assert isinstance(judged, Entry)
    lines = [csv_line(TESTS), *map(csv_line, table_of_tests([judged], catalog.load()))]
    assert runner.client.get("/api/export.csv?what=tests").text == "".join(lines)


def test_a_log_of_many_pages_is_a_whole_table(server: LiveServer) -> None:
    runner = server.runner()
    for start in range(0, 1200, 200):
        runner.sync(*[a_set(performed_at=start + n) for n in range(200)])
    assert len(table(runner)) == 1200


def test_an_empty_log_is_a_header(server: LiveServer) -> None:
    runner = server.runner()
    assert runner.client.get("/api/export.csv?what=sets").text == csv_line(SETS)
    assert runner.client.get("/api/export.csv?what=tests").text == csv_line(TESTS)


@pytest.mark.parametrize("what", ["runs", "", "sets,tests"])
def test_there_is_no_other_table(server: LiveServer, what: str) -> None:
    told = problem(server.runner().client.get("/api/export.csv", params={"what": what}), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/what"


def test_what_was_erased_or_is_another_runners_is_in_no_table(server: LiveServer) -> None:
    runner, other = server.runner(), server.runner()
    entry = a_set(note="secret")
    runner.sync(entry)
    assert "secret" in runner.client.get("/api/export.csv").text
    assert "secret" not in other.client.get("/api/export.csv").text
    runner.client.delete(f"/api/records/set_logged/{entry['record']}").raise_for_status()
    assert runner.client.get("/api/export.csv").text == csv_line(SETS)


def test_a_writing_token_exports_nothing(server: LiveServer) -> None:
    runner = server.runner()
    problem(script(runner, "write").get("/api/export.csv"), 403, "scope_missing")
    assert script(runner, "read").get("/api/export.csv").status_code == 200
    problem(server.client().get("/api/export.csv"), 401, "not_signed_in")


def test_an_export_is_noted_once_a_day_for_each_device(server: LiveServer) -> None:
    runner = server.runner()
    for path in ("export.json", "export.csv", "export.json"):
        assert runner.client.get(f"/api/{path}").status_code == 200
    assert events(runner) == 1
    other = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"}
    assert runner.client.get("/api/export.json", headers=other).status_code == 200
    assert events(runner) == 2
    server.clock.ahead_ms += 86_400_001
    try:
        assert runner.client.get("/api/export.json").status_code == 200
        assert events(runner) == 3
    finally:
        server.clock.ahead_ms -= 86_400_001


def events(runner: Device) -> int:
    with runner.server.database.read() as tx:
        return [event["what"] for event in latest(tx, runner.account)].count("exported")
