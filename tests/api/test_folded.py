"""What the server remembers of logs between two questions: enough, never too much, never what is erased."""

from typing import Any

import pytest

from evenstride import training
from evenstride.api import folded
from evenstride.store.log import read_entries
from tests.live import Device, LiveServer
from tests.made import run

ON = "2026-12-01"


class Watch:
    """The first row of every stretch that was read, and the day of every fold."""

    def __init__(self) -> None:
        self.after: list[int] = []
        self.days: list[int] = []


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch, fold = Watch(), training.fold

    def reading(tx: Any, account: str, after: int, up_to: int) -> Any:
        watch.after.append(after)
        return read_entries(tx, account, after, up_to)

    def folding(entries: Any, known: Any, on: int) -> training.Replayed:
        watch.days.append(on)
        return fold(entries, known, on)

    monkeypatch.setattr(folded, "read_entries", reading)
    monkeypatch.setattr(training, "fold", folding)
    return watch


def runner_of(server: LiveServer) -> Device:
    runner = server.runner()
    runner.sync(run(), run())
    return runner


def progress_on(runner: Device, on: str = ON) -> None:
    assert runner.client.get("/api/progress", params={"on": on}).status_code == 200


def test_after_a_write_only_the_new_rows_are_read(own_server: LiveServer, watch: Watch) -> None:
    runner = runner_of(own_server)
    progress_on(runner)
    runner.sync(run())
    progress_on(runner)
    assert watch.after == [0, 2]


def test_another_day_of_the_same_log_reads_no_row(own_server: LiveServer, watch: Watch) -> None:
    runner = runner_of(own_server)
    for on in (ON, "2026-12-02"):
        progress_on(runner, on)
    assert (len(watch.after), len(watch.days)) == (1, 2)


def test_after_an_erasure_every_row_is_read_again(own_server: LiveServer, watch: Watch) -> None:
    runner = runner_of(own_server)
    progress_on(runner)
    runner.client.delete(f"/api/records/run_logged/{runner.rows[0]['record']}")
    progress_on(runner)
    assert watch.after == [0, 2, 0]


def test_only_the_days_last_asked_for_are_kept(own_server: LiveServer, watch: Watch) -> None:
    runner = runner_of(own_server)
    for day in range(1, 2 + folded.KEPT_DAYS):
        progress_on(runner, f"2026-12-{day:02}")
    progress_on(runner, "2026-12-02")
    progress_on(runner, "2026-12-01")
    assert len(watch.days) == folded.KEPT_DAYS + 2


def test_the_logs_last_asked_for_are_kept_as_far_as_their_rows_allow(
    own_server: LiveServer, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folded, "KEPT_ROWS", 4)
    first, second, third = (runner_of(own_server) for _ in range(3))
    for runner in (first, second, first, third, first):
        progress_on(runner)
    assert len(watch.after) == 3
    progress_on(second)
    assert watch.after == [0, 0, 0, 0]


def test_a_log_longer_than_what_may_be_kept_is_kept_alone(
    own_server: LiveServer, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folded, "KEPT_ROWS", 1)
    runner = runner_of(own_server)
    progress_on(runner)
    progress_on(runner)
    assert watch.after == [0]
