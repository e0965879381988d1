"""What happened to an account's keys is told to its runner, newest first, and does not grow for ever."""

from evenstride.store.accounts import create, delete_account
from evenstride.store.activity import KEPT, Whence, latest, note
from evenstride.store.database import Database

PHONE = Whence("Safari on iPhone", "203.0.113.7")
NOW_MS = 1_795_000_000_000


def new_account(database: Database) -> str:
    with database.write() as tx:
        return create(tx, None, None, NOW_MS)[0]


def test_the_newest_comes_first_and_nobody_elses_comes_at_all(database: Database) -> None:
    mine, theirs = new_account(database), new_account(database)
    with database.write() as tx:
        note(tx, mine, "account_made", PHONE, NOW_MS)
        note(tx, theirs, "account_made", PHONE, NOW_MS)
        note(tx, mine, "passkey_added", PHONE, NOW_MS + 1)
        told = latest(tx, mine)
    assert [event["what"] for event in told] == ["passkey_added", "account_made"]
    assert told[0] == {"at": NOW_MS + 1, "what": "passkey_added", **PHONE._asdict()}


def test_the_oldest_give_way(database: Database) -> None:
    account = new_account(database)
    with database.write() as tx:
        for n in range(KEPT + 5):
            note(tx, account, "signed_in", PHONE, NOW_MS + n)
        told = latest(tx, account)
    assert [event["at"] for event in told] == [NOW_MS + n for n in range(KEPT + 4, 4, -1)]


def test_they_go_with_the_account(database: Database) -> None:
    account = new_account(database)
    with database.write() as tx:
        note(tx, account, "account_made", PHONE, NOW_MS)
        delete_account(tx, account)
        assert latest(tx, account) == []
