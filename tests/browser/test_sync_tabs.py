"""Two tabs of one browser on one log."""

import pytest

from tests.browser.account import Account
from tests.browser.conftest import Lend
from tests.browser.phone import WITHOUT_LOCKS
from tests.browser.runner import Runner

pytestmark = pytest.mark.browser


def test_two_tabs_log_and_sync_side_by_side_and_one_has_no_locks(lend: Lend, account: Account) -> None:
    """SURVIVE 13 and 35: each tab sees the other's sets, and the server has every set once."""
    phone = lend()
    here = Runner(phone)
    here.trains_with(account.code)
    tab = phone.another_tab(WITHOUT_LOCKS)
    there = Runner(tab)
    there.comes_back_to_the_workout()
    assert tab.look("'locks' in navigator") is False

    for writer, reader in [(here, there), (there, here)] * 2:
        writer.logs_a_set()
        reader.waits_for(lambda one=writer, other=reader: other.turn() == one.turn(), "the other tab's set")  # type: ignore[misc]
    here.waits_for(lambda: len(account.sets()) == 4, "not all sets reached the server")
    here.waits_for(lambda: "only here" not in phone.text(), "it still says that it is only here")
    assert len(set(account.sets())) == 4
