"""Cases of real sync systems that lost sets (docs/survive.md), told from outside, on both databases."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from sqlalchemy import Connection, delete, event

from evenstride.store.tables import METADATA
from tests.api.test_training_routes import ON, plan
from tests.live import Device, LiveServer, problem
from tests.made import run, runs, stamp
from tests.sync.site import Site
from tests.sync.test_concurrency import whole_log
from tests.sync.test_positions import restore_to

DAY_MS = 86_400_000
PATIENCE_S = 60


def test_a_reader_between_two_overlapping_pushes_gets_both_later(own_server: LiveServer) -> None:
    """SURVIVE 1: the first of two overlapping pushes is held up in its commit."""
    runner = own_server.runner()
    other, reader = runner.another(), runner.another()
    reader.sync()
    slow, quick = run(), run()
    in_commit, go_on = threading.Event(), threading.Event()

    def hold_the_first(_: Connection) -> None:
        if not in_commit.is_set():
            in_commit.set()
            assert go_on.wait(PATIENCE_S)

    with ThreadPoolExecutor(3) as pool:
        event.listen(own_server.database.engine, "commit", hold_the_first)
        first = pool.submit(runner.statuses, slow)
        assert in_commit.wait(PATIENCE_S)
        second = pool.submit(other.statuses, quick)
        reading = pool.submit(reader.sync)
        # It may wait for the commit or read past it, but never past a row that is still to come.
        wait([reading], timeout=0.5)
        assert not second.done()
        assert not reading.done() or reading.result()["rows"] == []
        go_on.set()
        assert (first.result(), second.result()) == (["accepted"], ["accepted"])
        event.remove(own_server.database.engine, "commit", hold_the_first)
    assert {row["id"] for row in reader.catch_up().rows} == {slow["id"], quick["id"]}
    assert reader.rows == whole_log(runner)


def test_a_phone_killed_before_it_stored_a_page_reads_the_same_page_again(server: LiveServer) -> None:
    """SURVIVE 4, the server's half: it keeps no place for anybody."""
    runner = server.runner()
    runner.sync(*runs(5))
    phone = runner.another()
    first, again = phone.post().json(), phone.post().json()
    assert first["rows"] == again["rows"] == phone.sync()["rows"]


def test_a_phone_that_had_not_yet_pulled_its_own_set_back_offers_it_again_after_a_restore(
    server: LiveServer,
) -> None:
    """SURVIVE 8: `accepted` had proved nothing, and no reset ever comes: the phone's place is still right."""
    runner, entry = server.runner(), run()
    runner.sync(*runs(3))
    accepted = runner.post(entry).json()
    assert accepted["results"][0]["status"] == "accepted"
    restore_to(runner, 3)
    assert runner.statuses(entry) == ["accepted"]
    assert [row["id"] for row in whole_log(runner)][-1] == entry["id"]


def test_an_old_copy_put_back_without_a_word_is_healed_by_every_phone(
    database_url: str, tmp_path: Path
) -> None:
    """SURVIVE 7, 8 and 9, with whole databases: two phones, one of which read on past the copy."""
    site = Site(database_url, tmp_path)
    site.server.clock.stopped_at_ms = None
    try:
        one = site.server.runner()
        other = one.another()
        everything = runs(9)
        one.sync(*everything[:4])
        other.sync()
        kept = site.copy_by_hand()
        one.sync(*everything[4:6])
        unheard = everything[6]
        one.post(unheard)
        cookies = {phone: phone.client.cookies for phone in (one, other)}
        site.put_back_by_hand(kept)
        site.server.clock.stopped_at_ms = None
        for phone in (one, other):
            phone.server, phone.client = site.server, site.server.client()
            phone.client.cookies = cookies[phone]
        # The other phone's place is older than the copy: it just pushes on, beyond the first one's cursor.
        other.sync(*everything[7:])
        other.sync(run())
        offered = [unheard, *({field: row[field] for field in row if field != "seq"} for row in one.rows)]
        assert one.sync(unheard)["reset"] is True
        one.catch_up(*offered)
        rows = whole_log(one)
        assert {entry["id"] for entry in everything} <= {row["id"] for row in rows}
        assert len(rows) == len({row["id"] for row in rows}) == 10
        assert other.catch_up().rows == rows
    finally:
        site.stop()


def test_an_account_of_a_deleted_database_is_made_anew_from_the_phones(own_server: LiveServer) -> None:
    """SURVIVE 10: 401, the phone keeps everything; a new account takes all of it when the runner says so."""
    runner = own_server.runner()
    runner.sync(*runs(7), run(body=None))
    log = [{field: row[field] for field in row if field != "seq"} for row in runner.rows]
    with own_server.database.write() as tx:
        for table in reversed(METADATA.sorted_tables):
            tx.execute(delete(table))
    problem(runner.post(*log), 401, "not_signed_in")
    anew = own_server.runner()
    assert set(anew.statuses(*log)) == {"accepted"}
    assert set(anew.another().statuses(*log)) == {"duplicate"}
    assert [row["id"] for row in whole_log(anew)] == [entry["id"] for entry in log]


def test_a_batch_whose_answers_are_lost_again_and_again_is_one_row_per_id(server: LiveServer) -> None:
    """SURVIVE 13: five times, from two tabs at once, no answer ever read."""
    runner, batch = server.runner(), runs(30)
    tabs = [runner, runner.another()]
    with ThreadPoolExecutor(10) as pool:
        sent = [pool.submit(tab.post, *batch) for _ in range(5) for tab in tabs]
        assert {answer.result().status_code for answer in sent} == {200}
    assert [row["id"] for row in whole_log(runner)] == [entry["id"] for entry in batch]


def test_signing_in_again_after_a_forced_sign_out_doubles_nothing(server: LiveServer) -> None:
    """SURVIVE 15: the phone begins at 0 and offers everything it holds."""
    runner = server.runner()
    runner.sync(*runs(6))
    log = [{field: row[field] for field in row if field != "seq"} for row in runner.rows]
    forced = runner.another()
    assert forced.client.delete("/api/session").status_code == 204
    problem(forced.post(run()), 401, "not_signed_in")
    again = runner.another()
    assert again.statuses(*log) == ["duplicate"] * 6
    assert again.rows == runner.rows == whole_log(runner)


def test_whatever_refuses_a_whole_request_takes_nothing_of_it_and_it_lands_later_once(
    own_server: LiveServer,
) -> None:
    """SURVIVE 17: 401, 403, 409, 413, 415, 422, 426, 500; the phone's half is wire_v1.test.ts."""
    runner, entry = own_server.runner(), run()
    reading = own_server.client(Authorization=f"Bearer {runner.token('read')}")
    asked = runner.request(entry)
    foreign = own_server.client(Origin="https://elsewhere.example")
    foreign.cookies = runner.client.cookies

    def break_commit(_: Connection) -> None:
        raise OSError("broken")

    refused = [
        own_server.client().post("/api/sync", json=asked),
        reading.post("/api/sync", json=asked),
        foreign.post("/api/sync", json=asked),
        runner.post(entry, account=str(uuid.uuid4())),
        runner.post(entry, *[0] * 200),
        runner.client.post("/api/sync", content=b"x", headers={"Content-Type": "text/plain"}),
        runner.post(entry, cursor=-1),
        runner.post(entry, proto=2),
    ]
    event.listen(own_server.database.engine, "commit", break_commit)
    refused.append(runner.post(entry))
    event.remove(own_server.database.engine, "commit", break_commit)
    told = [answer.status_code for answer in refused]
    assert told == [401, 403, 403, 409, 413, 415, 422, 426, 500]
    assert runner.sync()["head"] == 0
    assert runner.statuses(entry) == ["accepted"]
    assert len(whole_log(runner)) == 1


def test_two_phones_that_come_back_in_the_same_moment_both_drain(server: LiveServer) -> None:
    """SURVIVE 21."""
    runner = server.runner()
    phones = [runner, runner.another()]
    waiting = [runs(60), runs(60)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda phone, entries: phone.sync(*entries), phones, waiting))
    for phone in phones:
        assert phone.catch_up().rows == whole_log(runner)
    assert len(runner.rows) == 120


def test_two_thousand_waiting_entries_go_in_pieces(server: LiveServer) -> None:
    """SURVIVE 18 and 22: sixty days of them; 413 names the limits, so that a phone can cut its requests."""
    runner = server.runner()
    waiting = [run(hlc=stamp(server.clock() - 60 * DAY_MS + n)) for n in range(2000)]
    refused = problem(runner.post(*waiting[:400]), 413, "too_large")
    piece = refused["limits"]["entries"]
    assert runner.sync()["head"] == 0
    for at in range(0, len(waiting), piece):
        assert set(runner.statuses(*waiting[at : at + piece])) == {"accepted"}
    assert [row["id"] for row in whole_log(runner)] == [entry["id"] for entry in waiting]


def test_more_says_so_only_while_there_is_more_and_next_always_moves(server: LiveServer) -> None:
    """SURVIVE 23, the server's half."""
    runner = server.runner()
    for _ in range(11):
        runner.sync(*runs(200))
    phone = runner.another()
    while True:
        before = phone.position["cursor"]
        answer = phone.sync()
        assert answer["more"] == (answer["next"] < answer["head"])
        assert answer["next"] > before
        if not answer["more"]:
            break
    assert answer["next"] == answer["head"] == 2200
    assert phone.sync()["rows"] == []


def test_a_phone_a_year_ahead_is_told_so_and_its_entries_land_in_their_own_order(server: LiveServer) -> None:
    """SURVIVE 24: nothing stamped more than 24 hours ahead is ever stored."""
    phone = server.runner()
    before = run()
    phone.sync(before)
    ahead_ms = server.clock() + 365 * DAY_MS
    record = str(uuid.uuid4())
    waiting = [run(record=record, hlc=stamp(ahead_ms + n), duration_s=n) for n in range(7)]
    told = phone.sync(*waiting)
    assert {(result["code"], result["retry"]) for result in told["results"]} == {("hlc_future", "now")}
    # As CONTRACT section 4 has the phone do it: last falls back to the greatest confirmed stamp.
    last_ms = max(server.clock(), int(before["hlc"][:12], 16))
    anew = [{**entry, "hlc": stamp(last_ms + 1 + n)} for n, entry in enumerate(waiting)]
    assert set(phone.statuses(*anew)) == {"accepted"}
    rows = whole_log(phone)
    assert [row["id"] for row in sorted(rows, key=lambda row: row["hlc"])][1:] == [e["id"] for e in waiting]
    assert all(int(row["hlc"][:12], 16) <= server.clock() + DAY_MS for row in rows)


def planned(phone: Device) -> bool:
    answer = phone.client.get("/api/plan", params={"from": ON, "to": ON})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["days"])


def test_a_retraction_stays_one_when_an_old_version_comes_in_late(server: LiveServer) -> None:
    """SURVIVE 31: B was away for six months; only an edit B made later counts."""
    one = server.runner()
    begun = {**plan(), "hlc": stamp(server.clock() - 200 * DAY_MS)}
    other = one.another()
    one.sync(begun)
    assert planned(one)
    old_edit = {**begun, "id": str(uuid.uuid4()), "hlc": stamp(server.clock() - 180 * DAY_MS)}
    retraction = {**begun, "id": str(uuid.uuid4()), "hlc": stamp(server.clock() - 170 * DAY_MS), "body": None}
    one.sync(retraction)
    assert not planned(one)
    assert other.statuses(old_edit) == ["accepted"]
    assert not planned(one)
    later_edit = {**begun, "id": str(uuid.uuid4()), "hlc": stamp(server.clock())}
    assert other.statuses(later_edit) == ["accepted"]
    assert planned(one)
