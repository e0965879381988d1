"""A set logged without a signal goes when there is one, even with the app closed (Background Sync)."""

import sqlite3
import time

import pytest

from tests.browser.phone import Phone
from tests.browser.runner import Runner
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PATIENCE_S = 120


def test_what_a_closed_app_left_behind_is_sent_when_the_network_returns(phone: Phone, server: Server) -> None:
    runner = Runner(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()
    runner.goes_to("/you", "Back up and sync")
    phone.tap("Create an account")
    phone.page.get_by_role("checkbox").check()
    phone.tap("Done")
    runner.sees("Last contact")
    phone.context.set_offline(True)
    runner.goes_to("/", "Strength today")
    runner.starts()
    runner.logs_a_set()
    phone.waits_for(
        "navigator.serviceWorker.ready.then(({ sync }) => sync.getTags()).then((all) => all.length)"
    )
    assert sets_on(server) == 0

    app = phone.page
    phone.context.new_page()
    app.close()
    phone.context.set_offline(False)

    deadline = time.monotonic() + PATIENCE_S
    while sets_on(server) == 0:
        assert time.monotonic() < deadline, "the set never came"
        time.sleep(0.2)
    runner.goes_to("/backup", "Everything is backed up")


def sets_on(server: Server) -> int:
    with sqlite3.connect(server.database) as database:
        (sets,) = database.execute("SELECT count(*) FROM entry WHERE kind = 'set_logged'").fetchone()
    database.close()
    return int(sets)
