"""Erasing a record: every body goes, here and on every device, and nothing brings it back."""

import uuid

import httpx
import pytest
from sqlalchemy import delete, select, update

from evenstride.store.tables import accounts, entries, erasures
from tests.live import Device, LiveServer, problem
from tests.made import erasure, run, runs, stamp, units
from tests.sync.test_positions import ZEROS, chain_of

SECRET = "a note nobody may read again"


def erase(device: Device, entry: dict[str, object]) -> httpx.Response:
    return device.client.delete(f"/api/records/{entry['kind']}/{entry['record']}")


def stored_text(server: LiveServer, runner: Device) -> str:
    """Everything the database holds of the runner's log and ledger."""
    with server.database.read() as tx:
        rows = tx.execute(select(entries).where(entries.c.account == runner.account)).all()
        return repr(rows) + repr(tx.execute(select(erasures)).all())


def test_erasing_blanks_every_version_and_keeps_the_chain(server: LiveServer) -> None:
    runner, first = server.runner(), run(note=SECRET)
    second, other = run(record=first["record"], note=SECRET), run()
    runner.sync(first, other, second)
    answer = erase(runner, first)
    assert answer.status_code == 200
    assert SECRET not in stored_text(server, runner)
    rows = runner.another().catch_up().rows
    assert [row["body"] for row in rows] == [None, other["body"], None, rows[3]["body"]]
    assert [row["id"] for row in rows[:3]] == [first["id"], other["id"], second["id"]]
    assert runner.catch_up().position["chain"] == chain_of(rows)


def test_every_device_is_told_by_an_entry(server: LiveServer) -> None:
    runner, entry = server.runner(), run(note=SECRET)
    runner.sync(entry)
    erased_at = erase(runner, entry).json()["erased_at"]
    told = runner.sync()["rows"][0]
    assert told["kind"] == "record_erased"
    assert told["record"].startswith("erase:")
    assert told["body"] == {"kind": "run_logged", "record": entry["record"], "erased_at": erased_at}
    assert abs(erased_at - server.clock()) < 60_000


def test_erasing_again_changes_nothing(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    first, second = erase(runner, entry), erase(runner, entry)
    assert (second.status_code, second.json()) == (200, first.json())
    assert runner.sync()["head"] == 2


def test_what_is_not_there_cannot_be_erased(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    problem(erase(runner, entry), 404, "not_found")
    runner.sync(entry)
    problem(erase(server.runner(), entry), 404, "not_found")
    problem(erase(runner, {**entry, "kind": "set_logged"}), 404, "not_found")
    erase(runner, entry)
    problem(erase(runner, runner.sync()["rows"][-1]), 404, "not_found")
    assert runner.another().catch_up().rows[0]["body"] is None


def test_a_reoffered_id_is_erased_whatever_it_says(server: LiveServer) -> None:
    """SURVIVE 32."""
    runner, entry = server.runner(), run(note=SECRET)
    runner.sync(entry)
    erase(runner, entry)
    offered = [entry, {**entry, "body": None}, {**entry, "body": run()["body"]}, {**entry, "hlc": stamp()}]
    assert runner.statuses(*offered) == ["erased"] * 4
    assert runner.sync()["head"] == 2
    assert SECRET not in stored_text(server, runner)


def test_an_unseen_version_from_an_offline_phone_is_kept_without_its_body(server: LiveServer) -> None:
    """SURVIVE 32."""
    runner, entry = server.runner(), run(note=SECRET)
    runner.sync(entry)
    erase(runner, entry)
    late = run(record=entry["record"], note=SECRET)
    assert runner.statuses(late) == ["erased"]
    row = runner.rows[-1]
    # It comes back in rows, so that the phone's entry is pending no longer.
    assert (row["id"], row["body"]) == (late["id"], None)
    assert runner.statuses(late) == ["erased"]
    assert SECRET not in stored_text(server, runner)


def test_a_setting_may_be_chosen_anew_after_its_erasure(server: LiveServer) -> None:
    runner, old = server.runner(), units("kg", hlc=stamp(counter=5))
    runner.sync(old)
    erase(runner, old)
    told = runner.sync()["rows"][-1]
    before = units("lb", hlc=stamp(told["body"]["erased_at"]))
    assert told["hlc"][12:18] == "-ffff-", "or the clock of a phone that has read it would not move on"
    after = units("lb", hlc=stamp(int(told["hlc"][:12], 16) + 1))
    assert runner.statuses(before, after) == ["erased", "accepted"]
    assert runner.rows[-1]["body"] == after["body"]


def test_a_setting_stamped_by_a_fast_clock_is_blanked_too(server: LiveServer) -> None:
    runner, ahead = server.runner(), units("kg", hlc=stamp(server.clock() + 3_600_000))
    runner.sync(ahead)
    erase(runner, ahead)
    assert runner.another().catch_up().rows[0]["body"] is None


def wipe(server: LiveServer, runner: Device) -> None:
    """As a server restored to before the runner's first entry, its ledger lost with the rest."""
    with server.database.write() as tx:
        tx.execute(delete(entries).where(entries.c.account == runner.account))
        tx.execute(delete(erasures).where(erasures.c.account == runner.account))
        fresh = {"head": 0, "chain": ZEROS, "epoch": uuid.uuid4().hex[:16]}
        tx.execute(update(accounts).where(accounts.c.id == runner.account).values(fresh))
    assert runner.sync()["reset"] is True


def bare(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{field: row[field] for field in row if field != "seq"} for row in rows]


def test_after_a_wipe_the_phones_bring_the_erasure_back_too(server: LiveServer) -> None:
    """SURVIVE 32."""
    runner, entry = server.runner(), run(note=SECRET)
    runner.sync(entry, run())
    erase(runner, entry)
    kept = bare(runner.another().catch_up().rows)
    wipe(server, runner)
    assert runner.catch_up(*kept).rows == [{**row, "seq": seq} for seq, row in enumerate(kept, start=1)]
    # A phone that was offline all along still has the body.
    assert runner.another().statuses(entry)[0] in ("erased", "rejected")
    assert runner.statuses(run(record=entry["record"], note=SECRET)) == ["erased"]
    assert SECRET not in stored_text(server, runner)


def test_an_offered_erasure_blanks_what_came_before_it(server: LiveServer) -> None:
    runner, entry = server.runner(), run(note=SECRET)
    runner.sync(entry)
    offered = erasure("run_logged", entry["record"], server.clock())
    assert runner.statuses(offered, offered) == ["accepted", "duplicate"]
    assert runner.statuses(entry) == ["erased"]
    assert SECRET not in stored_text(server, runner)


def test_an_erasure_inside_a_request_covers_the_entries_around_it(server: LiveServer) -> None:
    runner, before = server.runner(), run(note=SECRET)
    after = run(record=before["record"], note=SECRET)
    offered = erasure("run_logged", before["record"], server.clock())
    assert runner.statuses(before, offered, after) == ["accepted", "accepted", "erased"]
    assert [row["body"] is None for row in runner.rows] == [True, False, True]
    assert SECRET not in stored_text(server, runner)


def test_an_erasure_cannot_be_erased_by_offering_one(server: LiveServer) -> None:
    runner, entry = server.runner(), run()
    runner.sync(entry)
    erase(runner, entry)
    told = runner.sync()["rows"][-1]
    result = runner.sync(erasure("record_erased", told["record"], server.clock()))["results"][0]
    assert (result["status"], result["code"]) == ("rejected", "malformed")


def test_an_offered_erasure_of_the_far_future_does_not_silence_a_setting_for_ever(server: LiveServer) -> None:
    runner = server.runner()
    runner.sync(units("kg"), erasure("setting_changed", "setting:units", 2**53 - 1, hlc=stamp()))
    own = stamp(server.clock() + 86_400_000 - 60_000)
    assert runner.statuses(units("lb", hlc=own)) == ["erased"]
    with server.database.read() as tx:
        of_runner = erasures.c.account == runner.account
        assert (
            tx.execute(select(erasures.c.erased_at).where(of_runner)).scalar_one()
            < server.clock() + 90_000_000
        )


def test_an_erasure_reaches_only_its_own_account(server: LiveServer) -> None:
    mine, theirs, entry = server.runner(), server.runner(), run()
    mine.sync(entry)
    theirs.sync(entry)
    erase(mine, entry)
    assert theirs.another().catch_up().rows[0]["body"] == entry["body"]
    assert theirs.statuses(entry) == ["duplicate"]


@pytest.mark.parametrize("scopes", [["read"], ["write"]])
def test_a_token_needs_the_write_scope_to_erase(server: LiveServer, scopes: list[str]) -> None:
    runner, entry = server.runner(), runs(1)[0]
    runner.sync(entry)
    script = server.client(Authorization=f"Bearer {runner.token(*scopes)}")
    answer = script.delete(f"/api/records/run_logged/{entry['record']}")
    assert answer.status_code == (200 if "write" in scopes else 403)
