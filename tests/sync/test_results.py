"""What becomes of each offered entry (CONTRACT section 4), on both databases."""

import json
import uuid
from typing import Any

import pytest
from sqlalchemy import update

from evenstride.store.tables import accounts
from tests.live import LiveServer
from tests.made import run, runs, stamp, units

DAY_MS = 86_400_000


def refused(server: LiveServer, entry: object) -> dict[str, Any]:
    """The result of an entry that must be refused alone, between two that must land."""
    runner = server.runner()
    before, after = run(), run()
    answer = runner.sync(before, entry, after)
    assert [result["status"] for result in answer["results"]] == ["accepted", "rejected", "accepted"]
    assert [row["id"] for row in answer["rows"]] == [before["id"], after["id"]]
    result: dict[str, Any] = answer["results"][1]
    assert result["detail"]
    return result


def test_a_new_entry_is_accepted_and_comes_back_in_rows(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    answer = runner.sync(entry)
    assert answer["results"] == [{"id": entry["id"], "status": "accepted"}]
    assert answer["rows"] == [{**entry, "seq": 1}]
    assert (answer["next"], answer["head"], answer["more"]) == (1, 1, False)


def test_an_answer_echoes_the_request_and_tells_the_time(server: LiveServer) -> None:
    runner = server.runner()
    asked = runner.request(run())
    answer = runner.client.post("/api/sync", json=asked).json()
    assert answer["req_id"] == asked["req_id"]
    assert abs(answer["server_time"] - server.clock()) < 60_000
    assert set(answer) == {
        "req_id", "server_time", "epoch", "results", "rows", "next", "chain", "more", "head"
    }  # fmt: skip


def test_results_keep_the_order_of_the_request(server: LiveServer) -> None:
    runner, entries = server.runner(), runs(50)
    answer = runner.sync(*entries)
    assert [result["id"] for result in answer["results"]] == [entry["id"] for entry in entries]
    assert [row["id"] for row in answer["rows"]] == [entry["id"] for entry in entries]


def test_the_same_entry_again_is_a_duplicate_and_one_row(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    assert runner.statuses(entry) == ["duplicate"]
    assert runner.sync()["head"] == 1


def test_the_same_entry_twice_in_one_request_is_one_row(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    assert runner.statuses(entry, entry) == ["accepted", "duplicate"]
    assert len(runner.rows) == 1


def test_another_stamp_for_the_same_id_is_a_duplicate_and_the_stored_stamp_stands(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    later = {**entry, "hlc": stamp(counter=7)}
    assert runner.statuses(later) == ["duplicate"]
    assert runner.another().sync()["rows"][0]["hlc"] == entry["hlc"]


def test_a_known_entry_under_a_stamp_of_the_far_future_is_still_a_duplicate(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    assert runner.statuses({**entry, "hlc": stamp(server.clock() + 400 * DAY_MS)}) == ["duplicate"]


def test_the_same_content_in_another_order_of_keys_is_a_duplicate(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    turned = {**entry, "body": dict(reversed(entry["body"].items()))}
    assert runner.statuses(turned) == ["duplicate"]


@pytest.mark.parametrize(
    "change",
    [
        {"record": str(uuid.uuid4())},
        {"body": None},
        {"body": {**run()["body"], "duration_s": 1}},
        {"body": {**run()["body"], "extra": 1}},
        {"kind": "setting_changed", "record": "setting:units", "body": {"key": "units", "value": "kg"}},
    ],
    ids=["record", "retracted", "field", "extra field", "kind"],
)
def test_the_same_id_with_other_content_is_a_conflict(server: LiveServer, change: dict[str, Any]) -> None:
    """SURVIVE 14."""
    runner, entry = server.runner(), run()
    runner.sync(entry)
    result = runner.sync({**entry, **change})["results"][0]
    assert (result["status"], result["code"], result["retry"]) == ("rejected", "id_conflict", "never")
    assert runner.another().sync()["rows"] == [{**entry, "seq": 1}]


def test_the_same_id_and_body_under_another_kind_is_a_conflict(server: LiveServer) -> None:
    runner, entry = server.runner(), run(body=None)
    runner.sync(entry)
    assert runner.sync({**entry, "kind": "set_logged"})["results"][0]["code"] == "id_conflict"


def test_a_conflict_inside_one_request_is_found_too(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    results = runner.sync(entry, {**entry, "body": None})["results"]
    assert [result.get("code") for result in results] == [None, "id_conflict"]


def test_both_sides_of_a_conflict_survive_under_different_ids(server: LiveServer) -> None:
    """SURVIVE 14."""
    runner, entry = server.runner(), run()
    runner.sync(entry)
    mine = {**entry, "body": {**entry["body"], "duration_s": 1}}
    runner.sync(mine)
    assert runner.statuses({**mine, "id": str(uuid.uuid4()), "hlc": stamp()}) == ["accepted"]
    assert [row["body"]["duration_s"] for row in runner.rows] == [1800, 1]


def test_the_same_id_in_two_accounts_is_no_conflict(server: LiveServer) -> None:
    entry = run()
    assert server.runner().statuses(entry) == ["accepted"]
    assert server.runner().statuses({**entry, "body": None}) == ["accepted"]


@pytest.mark.parametrize(
    "entry",
    [
        None, 5, "text", [], {}, True, [run()],
        run(id="nope"), run(id=str(uuid.uuid4()).upper()), run(id=5), run(record="a b"), run(record="x" * 65),
        run(hlc="0199"), run(hlc=stamp().upper()), run(v="1"), run(v=0), run(v=True), run(body=[]),
        run(kind="UPPER"), {field: value for field, value in run().items() if field != "body"},
        run(duration_s=1.5), run(duration_s=-1), run(distance_m="far"), run(performed_on="2026-02-30"),
        run(type="sprint"), run(extra="nul \x00"), run(extra="lone \ud800"), run(extra=2**53), run(extra=0.5),
        run(extra={"deep": [[[[[[[[[[1]]]]]]]]]]}), run(record="not-a-uuid"), run(extra=10**400),
        {**run(), "body": {"performed_on": "2026-11-20"}},
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused_alone(server: LiveServer, entry: object) -> None:
    """SURVIVE 20."""
    result = refused(server, entry)
    assert (result["code"], result["retry"]) == ("malformed", "after_fix")


@pytest.mark.parametrize(
    ("sent", "told"),
    [("nope", "nope"), (5, 5), (None, None), ([], None), ({"a": 1}, None), ("lone \ud800", "lone \ud800")],
)
def test_the_id_of_a_refusal_is_as_sent_when_it_is_one_word(
    server: LiveServer, sent: object, told: object
) -> None:
    assert refused(server, run(id=sent))["id"] == told


def test_an_entry_without_an_id_is_told_null(server: LiveServer) -> None:
    assert refused(server, {"kind": "run_logged"})["id"] is None
    assert refused(server, "not an object")["id"] is None


def test_an_unknown_kind_waits_for_an_update(server: LiveServer) -> None:
    """SURVIVE 6, the other way round."""
    result = refused(server, run(kind="sauna_taken"))
    assert (result["code"], result["retry"]) == ("unknown_kind", "after_update")


def test_an_unknown_version_waits_for_an_update(server: LiveServer) -> None:
    result = refused(server, run(v=2))
    assert (result["code"], result["retry"]) == ("unknown_version", "after_update")


def test_a_body_of_4096_canonical_bytes_lands_and_of_4097_does_not(server: LiveServer) -> None:
    def of(size: int) -> dict[str, Any]:
        bare = len(json.dumps(run(extra="")["body"], separators=(",", ":")))
        # Two bytes a letter in UTF-8: it is bytes that count.
        return run(extra="é" * ((size - bare) // 2) + "x" * ((size - bare) % 2))

    assert server.runner().statuses(of(4096)) == ["accepted"]
    result = refused(server, of(4097))
    assert (result["code"], result["retry"]) == ("too_large", "after_fix")


def test_spaces_and_escapes_of_the_request_do_not_count_against_a_body(server: LiveServer) -> None:
    runner = server.runner()
    asked = json.dumps(runner.request(run(extra="é" * 1900)), indent=8, ensure_ascii=True)
    answer = runner.client.post("/api/sync", content=asked, headers={"Content-Type": "application/json"})
    assert answer.json()["results"][0]["status"] == "accepted"


def test_a_stamp_up_to_a_day_ahead_lands_and_beyond_does_not(server: LiveServer) -> None:
    """SURVIVE 24."""
    assert server.runner().statuses(run(hlc=stamp(server.clock() + DAY_MS - 60_000))) == ["accepted"]
    result = refused(server, run(hlc=stamp(server.clock() + DAY_MS + 60_000)))
    assert (result["code"], result["retry"]) == ("hlc_future", "now")


def test_an_old_stamp_lands(server: LiveServer) -> None:
    """SURVIVE 18."""
    assert server.runner().statuses(run(hlc=stamp(0))) == ["accepted"]


def test_a_corrected_entry_lands_under_its_refused_id(server: LiveServer) -> None:
    """SURVIVE 20."""
    runner, wrong = server.runner(), run(duration_s=-1)
    assert runner.statuses(wrong) == ["rejected"]
    assert runner.statuses({**wrong, "body": run()["body"]}) == ["accepted"]


def test_a_refusal_does_not_take_the_id_within_its_request(server: LiveServer) -> None:
    runner, right = server.runner(), run()
    ahead = {**right, "hlc": stamp(server.clock() + 9 * DAY_MS)}
    assert runner.statuses(ahead, right) == ["rejected", "accepted"]


def test_a_full_account_refuses_new_entries_and_knows_the_old(server: LiveServer) -> None:
    runner, first = server.runner(), run()
    runner.sync(first)
    with server.database.write() as tx:
        tx.execute(update(accounts).where(accounts.c.id == runner.account).values(quota=3))
    results = runner.sync(run(), first, run(), run())["results"]
    assert [result.get("code", result["status"]) for result in results] == [
        "accepted", "duplicate", "accepted", "quota"
    ]  # fmt: skip
    assert results[3]["retry"] == "after_fix"
    assert runner.client.get("/api/account").json()["entries"] == 3


def test_unknown_fields_of_a_body_are_kept(server: LiveServer) -> None:
    runner, entry = server.runner(), run(shoes="new", nested={"a": [1, "é", None, True]})
    runner.sync(entry)
    assert runner.another().sync()["rows"][0]["body"] == entry["body"]


def test_bodies_travel_as_canonical_text(server: LiveServer) -> None:
    runner = server.runner()
    runner.sync(run(zebra=1, añade='é\u2028"\\', Alpha={"b": 2, "a": 1}))
    text = runner.another().post().text
    start = text.index('"body":') + len('"body":')
    assert text[start:].startswith(
        '{"Alpha":{"a":1,"b":2},"añade":"é\u2028\\"\\\\","distance_m":5000,"duration_s":1800,'
        '"performed_on":"2026-11-20","started_at":1795000000000,"type":"easy","zebra":1},"seq":1}'
    )


def test_text_that_looks_like_a_date_or_a_number_stays_text(server: LiveServer) -> None:
    """SURVIVE 38, the server's half."""
    runner, entry = server.runner(), run(when="2026-11-20T00:00:00Z", number="007", empty="")
    runner.sync(entry)
    assert runner.another().sync()["rows"][0]["body"] == entry["body"]


def test_a_retraction_is_an_entry_like_any_other(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    assert runner.statuses(run(record=entry["record"], body=None)) == ["accepted"]
    assert runner.rows[1]["body"] is None


def test_a_setting_lands_under_its_fixed_record(server: LiveServer) -> None:
    assert server.runner().statuses(units("kg"), units("lb")) == ["accepted", "accepted"]
    refused(server, units("kg", record="setting:language"))
