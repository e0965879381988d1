"""A log file back in: judged as a sync judges, whole or not at all, and twice is once."""

import gzip
import json
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from evenstride import catalog
from evenstride.api import imports
from evenstride.api.log_file import ENTRIES_MAX, FILE_MAX_BYTES, read_log_file
from evenstride.explain import answers, read_log
from evenstride.store.activity import latest
from evenstride.store.tables import accounts
from evenstride.training.entries import judge
from evenstride.training.units import day_number
from tests.api.test_tokens import script
from tests.conftest import Serve
from tests.live import Device, LiveServer, problem
from tests.made import erasure, run, runs, stamp, units
from tests.training.histories import history

MIB = 1_048_576
JSON = {"Content-Type": "application/json"}
GZIP = {**JSON, "Content-Encoding": "gzip"}

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def log_file(*entries: object, **changed: object) -> dict[str, Any]:
    return {
        "format": "evenstride-log",
        "v": 1,
        "account": None,
        "exported_at": 1_795_000_000_000,
        "entries": list(entries),
        **changed,
    }


def send(runner: Device, file: object, **query: str) -> httpx.Response:
    """In ASCII, so that lone surrogates can be sent."""
    return runner.client.post("/api/import", content=json.dumps(file), headers=JSON, params=query)


def imported(runner: Device, *entries: object, **query: str) -> dict[str, Any]:
    answer = send(runner, log_file(*entries), **query)
    assert answer.status_code == 200, answer.text
    outcome: dict[str, Any] = answer.json()
    return outcome


def exported(runner: Device) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = runner.client.get("/api/export.json").json()["entries"]
    return entries


def events(runner: Device) -> list[str]:
    with runner.server.database.read() as tx:
        return [event["what"] for event in latest(tx, runner.account)]


def test_importing_twice_changes_nothing(server: LiveServer) -> None:
    runner = server.runner()
    entries = [*runs(450), units("lb"), run(body=None)]
    assert imported(runner, *entries) == {"accepted": 452, "duplicate": 0, "rejected": []}
    assert exported(runner) == entries
    assert imported(runner, *entries) == {"accepted": 0, "duplicate": 452, "rejected": []}
    assert exported(runner) == entries
    assert runner.catch_up().rows == [{**entry, "seq": at} for at, entry in enumerate(entries, 1)]


def test_a_preview_says_the_same_and_keeps_nothing(server: LiveServer) -> None:
    runner = server.runner()
    runner.sync(*(had := runs(3)))
    file = [*had, *runs(205), run(duration_s=-1), erasure("run_logged", str(uuid.uuid4()), 5)]
    looked = imported(runner, *file, preview="true")
    assert exported(runner) == had
    assert events(runner).count("imported") == 0
    assert imported(runner, *file) == looked
    assert (looked["accepted"], looked["duplicate"], len(looked["rejected"])) == (206, 3, 1)
    assert events(runner).count("imported") == 1


def test_what_an_account_exports_another_one_imports_and_has_the_same_answers(
    server: LiveServer, tmp_path: Path
) -> None:
    known = catalog.load()
    written = history(7, known).entries
    first, second = server.runner(), server.runner()
    outcome = imported(first, *written)
    file = tmp_path / "log.json"
    file.write_bytes(first.client.get("/api/export.json").content)
    again = second.client.post("/api/import", content=file.read_bytes(), headers=JSON).json()
    assert again == {"accepted": outcome["accepted"], "duplicate": 0, "rejected": []}
    assert exported(second) == exported(first)
    other = tmp_path / "other.json"
    other.write_bytes(second.client.get("/api/export.json").content)
    on = day_number("2026-06-01")
    assert answers(read_log(other)[0], known, on) == answers(read_log(file)[0], known, on)
    for path in ("today", "progress", "sessions", "symmetry"):
        assert second.client.get(f"/api/{path}").json() == first.client.get(f"/api/{path}").json()


def test_each_entry_is_judged_alone_as_in_a_sync(server: LiveServer) -> None:
    runner = server.runner()
    ahead = run(hlc=stamp(server.clock() + 90_000_000))
    mine = run()
    runner.sync(mine)
    bad: list[Any] = [
        run(duration_s=-1), run(kind="unheard_of"), run(v=2), run(note="x" * 5000), ahead,
        {**mine, "body": {**mine["body"], "duration_s": 9}}, None, 5, "x", [], {"id": "\ud800"},
        run(note=0.5),
    ]  # fmt: skip
    good = runs(3)
    outcome = imported(runner, *bad, *good)
    told = [(result["id"], result["code"], result["detail"]) for result in runner.sync(*bad)["results"]]
    assert [(one["id"], one["code"], one["detail"]) for one in outcome["rejected"]] == told
    assert (outcome["accepted"], outcome["duplicate"]) == (3, 0)
    assert exported(runner) == [mine, *good]


def test_a_file_twice_as_full_of_one_id_is_one_entry(server: LiveServer) -> None:
    runner = server.runner()
    entry = run()
    assert imported(runner, *[entry] * 300) == {"accepted": 1, "duplicate": 299, "rejected": []}


def test_an_account_that_is_full_takes_what_fits_and_says_what_does_not(server: LiveServer) -> None:
    runner = server.runner()
    with server.database.write() as tx:
        tx.execute(update(accounts).where(accounts.c.id == runner.account).values(quota=203))
    outcome = imported(runner, *runs(205))
    assert (outcome["accepted"], [one["code"] for one in outcome["rejected"]]) == (203, ["quota"] * 2)


def test_more_refusals_than_anybody_reads_are_counted(server: LiveServer) -> None:
    outcome = imported(server.runner(), *[{}] * 1205, run())
    assert (outcome["accepted"], len(outcome["rejected"]), outcome["unlisted"]) == (1, 1000, 205)


# Erasures: what is erased never comes back, and a file erases nothing that rests here.


def test_what_was_erased_stays_erased(server: LiveServer) -> None:
    runner = server.runner()
    entry, kept = run(note="secret"), run()
    file = log_file(entry, kept, run(record=entry["record"], note="secret"))
    runner.sync(entry, kept)
    runner.client.delete(f"/api/records/run_logged/{entry['record']}").raise_for_status()
    outcome = send(runner, file).json()
    assert [(one["id"], one["code"]) for one in outcome["rejected"]] == [
        (file["entries"][0]["id"], "erased"),
        (file["entries"][2]["id"], "erased"),
    ]
    assert (outcome["accepted"], outcome["duplicate"]) == (0, 1)
    assert "secret" not in runner.client.get("/api/export.json").text
    assert send(runner, file).json() == outcome


def test_an_export_with_an_erasure_in_it_comes_back_without_a_word(server: LiveServer) -> None:
    runner, other = server.runner(), server.runner()
    entry = run()
    runner.sync(entry, units("kg"))
    runner.client.delete(f"/api/records/run_logged/{entry['record']}").raise_for_status()
    file = exported(runner)
    assert imported(runner, *file) == {"accepted": 0, "duplicate": 3, "rejected": []}
    assert imported(other, *file) == {"accepted": 3, "duplicate": 0, "rejected": []}
    assert exported(other) == file
    assert other.statuses(entry) == ["erased"]


@pytest.mark.parametrize("is_first", [True, False])
def test_an_erasure_of_the_file_holds_for_the_file(server: LiveServer, *, is_first: bool) -> None:
    runner = server.runner()
    entry = run(note="secret")
    erased = erasure("run_logged", entry["record"], 1_795_000_000_000)
    file = [erased, *runs(250), entry] if is_first else [entry, *runs(250), erased]
    outcome = imported(runner, *file)
    assert [(one["id"], one["code"]) for one in outcome["rejected"]] == [(entry["id"], "erased")]
    assert outcome["accepted"] == 251
    assert "secret" not in runner.client.get("/api/export.json").text
    assert runner.statuses(run(record=entry["record"])) == ["erased"]


@pytest.mark.parametrize("escaped", [False, True])
def test_a_file_erases_nothing_that_can_be_read_here(server: LiveServer, *, escaped: bool) -> None:
    runner = server.runner()
    entry, setting = run(), units("kg", hlc=stamp(5))
    runner.sync(entry, setting)
    before = exported(runner)
    file = json.dumps(
        log_file(
            erasure("run_logged", entry["record"], 9),
            erasure("setting_changed", "setting:units", 9),
            erasure("record_erased", f"erase:{uuid.uuid4()}", 9),
        )
    )
    if escaped:
        file = file.replace("record_erased", "record\\u005ferased")
    outcome = runner.client.post("/api/import", content=file, headers=JSON).json()
    assert [one["code"] for one in outcome["rejected"]] == ["would_erase", "would_erase", "malformed"]
    assert exported(runner) == before


def test_an_old_erasure_of_a_setting_that_was_chosen_again_is_taken_in(server: LiveServer) -> None:
    runner = server.runner()
    setting = units("kg", hlc=stamp(9_000))
    runner.sync(setting)
    outcome = imported(runner, erasure("setting_changed", "setting:units", 5))
    assert outcome == {"accepted": 1, "duplicate": 0, "rejected": []}
    assert exported(runner)[0] == setting


def test_a_preview_leaves_no_line_in_the_ledger(server: LiveServer) -> None:
    runner = server.runner()
    entry = run()
    imported(runner, erasure("run_logged", entry["record"], 9), preview="true")
    assert runner.statuses(entry) == ["accepted"]


# What cannot be read changes nothing, and says where.


def damaged(runner: Device, content: bytes) -> dict[str, Any]:
    document = problem(runner.client.post("/api/import", content=content, headers=JSON), 400, "not_json")
    assert exported(runner) == []
    return document


def test_a_damaged_entry_is_told_by_its_line_and_nothing_is_kept(server: LiveServer) -> None:
    text = json.dumps(log_file(*runs(500)), indent=1).encode()
    lines = text.split(b"\n")
    at = next(n for n, line in enumerate(lines) if b'"id"' in line and n > len(lines) // 2)
    lines[at] = lines[at].replace(b'"id":', b'"id"')
    told = damaged(server.runner(), b"\n".join(lines))
    # The entry begins in the line before.
    assert told["line"] == at
    assert f"line {at}" in told["detail"]


@one_engine
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "a value is missing"),
        (b"nothing", "this is not JSON"),
        (b"{", "name in quotes"),
        (b'{"format":"evenstride-log","v":1,"entries":[', "a value is missing"),
        (b'{"format":"evenstride-log","v":1,"entries":[{}', "ends too early"),
        (b'{"format":"evenstride-log","v":1,"entries":[{}}', "a , is missing"),
        (b'{"format":"evenstride-log","v":1,"entries":[{}] x', "a , is missing"),
        (b'{"format":"evenstride-log","v":1,"entries":[{}]} x', "something follows"),
        (b'{"format":"evenstride-log","v":1,"entries":[{},]}', "a value is missing"),
        (b'{"format":"evenstride-log","v":1,"entries":[{]]}', "this is not JSON"),
        (b'{"format":"evenstride-log","v":1,"entries":[{"a":NaN}]}', "this is not JSON"),
        (b'{"format":"evenstride-log","v":1,"entries":[01]}', "this is not JSON"),
        (b'{"format":"evenstride-log","v":1,"entries":["\xff"]}', "this is not JSON"),
        (b'{"format":"evenstride-log","v":1,"entries":["', "a text does not end"),
        (b'{"format":"evenstride-log","v":1,"entries":["' + b'\\"' * MIB, "a text does not end"),
        (b'{"format":"evenstride-log","v":1,"entries":[' + b"[" * 50_000, "ends too early"),
        (b'{"format":"evenstride-log","v":1,"entries":[' + b"[" * 9_000 + b"]" * 9_000 + b"]}", "not JSON"),
        (b'{"format":"evenstride-log","v":1,"entries":[],"entries":[]}', "entries come twice"),
        (b'{"format":"evenstride-log","v":1,"more":{]}', "this is not JSON"),
        (b'{"format":"evenstride-log","v":1,"more":{]},"entries":[]}', "this is not JSON"),
        (b'{"format":"evenstride-log","v":1,"more":"' + b"x" * 70_000 + b'","entries":[]}', "over 64 KiB"),
        (b'\xfe\xff\x00{', "a value is missing"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_with_its_place(server: LiveServer, content: bytes, why: str) -> None:
    told = damaged(server.runner(), content)
    assert why in told["detail"]
    assert told["line"] == 1
    assert told["column"] >= 1


@one_engine
@pytest.mark.parametrize(
    ("file", "pointers"),
    [
        ({}, ["/format", "/v", "/entries"]),
        (log_file(format="hevy"), ["/format"]),
        (log_file(v=2), ["/v"]),
        (log_file(v=True), ["/v"]),
        (log_file(v="1"), ["/v"]),
        (log_file(entries={}), ["/entries"]),
        (log_file(entries=None), ["/entries"]),
        ([], [""]),
        ("evenstride-log", [""]),
        (None, [""]),
    ],
)
def test_another_file_is_told_apart_by_its_fields(
    server: LiveServer, file: object, pointers: list[str]
) -> None:
    told = problem(send(server.runner(), file), 422, "invalid")
    assert [one["pointer"] for one in told["errors"]] == pointers
    assert all(one["detail"] for one in told["errors"])


def test_any_order_of_fields_unknown_ones_and_spaces_are_fine(server: LiveServer) -> None:
    entry = run(note='}]\\" é')
    text = json.dumps({"entries": [entry], "x": {"y": ["}"]}, "v": 1, "format": "evenstride-log"}, indent=2)
    runner = server.runner()
    answer = runner.client.post("/api/import", content=b"\xef\xbb\xbf \r\n" + text.encode(), headers=JSON)
    assert answer.json() == {"accepted": 1, "duplicate": 0, "rejected": []}
    assert exported(runner) == [entry]


# How large, how often, and who.


def test_five_years_are_taken_in_at_once(server: LiveServer) -> None:
    runner = server.runner()
    many = [run(note="x" * 200) for _ in range(6000)]
    packed = gzip.compress(json.dumps(log_file(*many)).encode())
    answer = runner.client.post("/api/import", content=packed, headers=GZIP)
    assert answer.json() == {"accepted": 6000, "duplicate": 0, "rejected": []}


@one_engine
def test_a_file_over_the_limit_is_refused_plain_and_packed(server: LiveServer) -> None:
    runner = server.runner()
    plain = json.dumps(log_file(run()) | {"more": ""}).encode() + b" " * FILE_MAX_BYTES
    told = problem(runner.client.post("/api/import", content=plain, headers=JSON), 413, "too_large")
    assert told["limits"]["bytes"] == FILE_MAX_BYTES
    bomb = gzip.compress(b" " * (FILE_MAX_BYTES + 1))
    problem(runner.client.post("/api/import", content=bomb, headers=GZIP), 413, "too_large")
    exact = json.dumps(log_file(run())).encode()
    fits = gzip.compress(exact + b" " * (FILE_MAX_BYTES - len(exact)))
    assert runner.client.post("/api/import", content=fits, headers=GZIP).json()["accepted"] == 1
    problem(runner.client.post("/api/import", content=b"plain", headers=GZIP), 400, "broken_gzip")
    problem(
        runner.client.post("/api/import", content=gzip.compress(exact)[:-9], headers=GZIP), 400, "broken_gzip"
    )


def test_a_file_of_more_entries_than_an_account_holds_is_refused_unread(server: LiveServer) -> None:
    text = b'{"format":"evenstride-log","v":1,"entries":[' + b"0," * ENTRIES_MAX + b"0]}"
    problem(server.runner().client.post("/api/import", content=text, headers=JSON), 413, "too_large")


@one_engine
@pytest.mark.parametrize(
    "content",
    [
        b'{"entries":[[' + b"[]," * 3_000_000 + b"[]]]}",
        b"{" + b'"a":1,' * 100 + b'"entries":[]}',
    ],
    ids=["brackets", "members"],
)
def test_a_file_that_would_keep_the_server_busy_is_refused(server: LiveServer, content: bytes) -> None:
    problem(server.runner().client.post("/api/import", content=content, headers=JSON), 413, "too_large")


def test_hostile_entries_are_parsed_as_few_at_a_time_as_a_sync_brings() -> None:
    large = b"[" + b"[]," * 20_000 + b"[]]"
    file = read_log_file(
        b'{"format":"evenstride-log","v":1,"entries":[' + b",".join([large] * 30 + [b"{}"] * 500) + b"]}"
    )
    sizes = [len(batch) for batch in file.batches()]
    assert (sum(sizes), max(sizes)) == (530, 200)
    assert sizes[:7] == [4] * 7


def test_an_entry_too_large_to_be_one_is_refused_alone(server: LiveServer) -> None:
    outcome = imported(server.runner(), {"id": "x" * 70_000}, run())
    assert outcome["accepted"] == 1
    assert [(one["id"], one["code"]) for one in outcome["rejected"]] == [(None, "malformed")]


def test_too_many_erasures_are_refused_before_any_is_carried_out(server: LiveServer) -> None:
    file = log_file(*[erasure("run_logged", str(uuid.uuid4()), 1) for _ in range(1001)])
    problem(send(server.runner(), file), 413, "too_large")


@one_engine
def test_twenty_imports_an_hour(serve: Serve) -> None:
    server = serve(rate_limits="on")
    runner, other = server.runner(), server.runner()
    for _ in range(20):
        imported(runner, preview="true")
    answer = send(runner, log_file())
    problem(answer, 429, "too_many_requests")
    assert 1 <= int(answer.headers["retry-after"]) <= 3600
    assert imported(other)["accepted"] == 0


def test_only_a_few_files_are_held_at_a_time(server: LiveServer) -> None:
    runner = server.runner()
    for _ in range(imports.AT_ONCE):
        assert imports._turns.acquire(blocking=False)
    try:
        answer = send(runner, log_file(run()))
        problem(answer, 503, "unavailable")
        assert int(answer.headers["retry-after"]) >= 1
    finally:
        for _ in range(imports.AT_ONCE):
            imports._turns.release()
    assert imported(runner, run())["accepted"] == 1


def test_a_token_needs_the_write_scope_and_nothing_more(server: LiveServer) -> None:
    runner = server.runner()
    file = json.dumps(log_file(run()))
    problem(script(runner, "read").post("/api/import", content=file, headers=JSON), 403, "scope_missing")
    assert script(runner, "write").post("/api/import", content=file).json()["accepted"] == 1


def test_nobody_and_a_deleted_account_are_heard_out_and_refused(server: LiveServer) -> None:
    """Before the file is read: none of it is held."""
    large = b" " * (30 * MIB)
    problem(server.client().post("/api/import", content=large, headers=JSON), 401, "not_signed_in")
    runner = server.runner()
    runner.client.delete("/api/account").raise_for_status()
    problem(runner.client.post("/api/import", content=large, headers=JSON), 401, "not_signed_in")


def test_another_site_and_another_content_are_refused(server: LiveServer) -> None:
    runner = server.runner()
    foreign = {**JSON, "Origin": "https://elsewhere.example"}
    problem(runner.client.post("/api/import", content=b"{}", headers=foreign), 403, "cross_site")
    form = {"Content-Type": "text/plain"}
    problem(runner.client.post("/api/import", content=b"{}", headers=form), 415, "unsupported_media_type")
    problem(runner.client.get("/api/import"), 405, "method_not_allowed")
    problem(send(runner, log_file(), preview="perhaps"), 422, "invalid")


def test_the_other_devices_are_told(server: LiveServer) -> None:
    runner = server.runner()
    other = runner.another()
    entries = runs(3)
    imported(runner, *entries)
    assert [row["id"] for row in other.catch_up().rows] == [entry["id"] for entry in entries]


def test_what_is_imported_is_what_the_judge_lets_in(server: LiveServer) -> None:
    runner = server.runner()
    written = history(3, catalog.load()).entries
    imported(runner, *written)
    good = {entry["id"] for entry in written if not hasattr(judge(entry), "code")}
    assert {entry["id"] for entry in exported(runner)} == good
