"""A second device that is open sees what the first one saves: a coach's tablet at the side of the track.

How soon is measured in benchmarks/watch.py; here it has to arrive by itself.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.account import Account, ready_to_train
from tests.browser.conftest import Lend, MakeAccount
from tests.browser.runner import Runner
from tests.browser.server import Server
from tests.conftest import NewDatabase

pytestmark = pytest.mark.browser

POLL = timedelta(seconds=21)
A_MOMENT = timedelta(seconds=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def two_workers(
    request: pytest.FixtureRequest, tmp_path: Path, new_database_of: Callable[[str], NewDatabase]
) -> Iterator[Server]:
    """A server of two processes, so that the one that hears of a set is not always the one that tells."""
    url = new_database_of(request.param)()
    server = Server(tmp_path / "server", EVENSTRIDE_DATABASE_URL=url, EVENSTRIDE_WORKERS="2")
    server.start()
    yield server
    server.stop()


def test_a_second_device_sees_every_set_without_a_touch(
    lend: Lend, two_workers: Server, make_account: MakeAccount
) -> None:
    """Over server-sent events, with several workers, on both databases."""
    account = make_account(two_workers, ready_to_train())
    first, second = training_together(lend, account, two_workers)
    second.phone.look("window.untouched = true")
    for _ in range(3):
        first.logs_a_set()
        second.waits_for(lambda: second.turn() == first.turn(), "the set did not arrive")
    assert second.phone.look("window.untouched")


def test_a_second_device_whose_event_stream_is_refused_asks_by_itself(
    lend: Lend, account: Account, club: Server
) -> None:
    phone, tablet = lend(), lend()
    first, second = Runner(phone), Runner(tablet)
    first.trains_with(account.code)
    first.waits_for(lambda: "session_started" in account.kinds(), "the workout is not on the server")
    tablet.switch_on()
    tablet.will_hear("/api/events")
    tablet.page.clock.install()
    tablet.context.route("**/api/events", lambda route: route.abort())
    second.joins_the_workout_with(account.code)
    # Its seconds stand still, however long the next lines take: nothing but its own poll may bring the set.
    tablet.page.clock.pause_at(datetime.now(UTC) + A_MOMENT)
    first.logs_a_set()
    first.waits_for(lambda: len(account.sets()) == 1, "the set is not on the server")
    assert second.turn() != first.turn()

    tablet.page.clock.fast_forward(int(POLL.total_seconds() * 1000))
    tablet.page.clock.resume()

    second.waits_for(lambda: second.turn() == first.turn(), "the set did not arrive")


def training_together(lend: Lend, account: Account, server: Server) -> tuple[Runner, Runner]:
    """Two devices with the same workout open; the first one logs."""
    first, second = Runner(lend(server)), Runner(lend(server))
    first.trains_with(account.code)
    first.waits_for(lambda: "session_started" in account.kinds(), "the workout is not on the server")
    second.joins_the_workout_with(account.code)
    return first, second
