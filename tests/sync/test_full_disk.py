"""A disk that is really full: nothing is said to be saved that is not, and nothing that was saved is lost."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from evenstride.errors import CannotStart
from evenstride.settings import Settings
from evenstride.store.backup import read_backup, write_backup
from evenstride.store.database import Database
from evenstride.store.examine import examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.schema import migrate
from tests.conftest import _as_admin
from tests.live import LiveServer, problem
from tests.made import run, runs
from tests.sync.small_disk import SmallDisk, small_disk

DISK_BYTES = 32_000_000
SECRET = "a note nobody may read again"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", DISK_BYTES) as disk:
        yield disk


@pytest.fixture
def url_on_disk(disk: SmallDisk, engine: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of which every table lies on the small disk."""
    if engine == "sqlite":
        url = f"sqlite:///{disk.folder}/evenstride.db"
        _migrate(url)
        yield url
        return
    postgres: str = request.getfixturevalue("postgres")
    name = f"full_{uuid.uuid4().hex}"
    tables = disk.folder / "tables"
    tables.mkdir()
    owner = _owner_of(postgres)
    shutil.chown(tables, *owner)
    for folder in tables.parents:
        # The database's own user has to get there through folders that are ours.
        if os.stat(folder).st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    _as_admin(postgres, f"CREATE TABLESPACE {name} LOCATION '{tables}'")
    _as_admin(postgres, f"CREATE DATABASE {name} TEMPLATE template0 TABLESPACE {name}")
    url = make_url(postgres).set(database=name).render_as_string(hide_password=False)
    _migrate(url)
    yield url
    _as_admin(postgres, f"DROP DATABASE {name}")
    _as_admin(postgres, f"DROP TABLESPACE {name}")


def _migrate(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()


def _owner_of(postgres: str) -> tuple[int, int]:
    """Of the server's files: the user it runs as."""
    database = Database(postgres)
    with database.read() as tx:
        folder = tx.exec_driver_sql("SHOW data_directory").scalar_one()
    database.close()
    found = os.stat(folder)
    return found.st_uid, found.st_gid


@pytest.fixture
def server_on_disk(url_on_disk: str, disk: SmallDisk) -> Iterator[LiveServer]:
    settings = Settings(database_url=url_on_disk, rate_limits="off", ledger=disk.folder / "ledger.jsonl")
    server = LiveServer(settings)
    yield server
    server.stop()


def test_a_full_disk_takes_no_set_keeps_every_one_it_has_and_goes_on_when_there_is_room(
    server_on_disk: LiveServer, disk: SmallDisk
) -> None:
    server = server_on_disk
    runner, secret = server.runner(), run(note=SECRET)
    runner.sync(*runs(3), secret)
    disk.fill()
    saved, batch = 4, runs(200)
    while (answer := runner.post(*batch)).status_code == 200:
        # There may be room inside the files that are there already.
        saved, batch = saved + 200, runs(200)
        assert saved < 5000
    refused = problem(answer, 503, "unavailable")
    assert "disk" not in refused["detail"]
    assert answer.headers["Retry-After"]
    # Full is not down: all that was ever said to be saved can be read, and nothing of what was refused.
    assert len(runner.catch_up().rows) == saved
    assert not {row["id"] for row in runner.rows} & {entry["id"] for entry in batch}
    # An erasure that cannot be written down is not said to be one.
    erasing = runner.client.delete(f"/api/records/run_logged/{secret['record']}")
    problem(erasing, 503, "unavailable")
    assert SECRET in runner.post(epoch=None, cursor=0, chain=None).text
    disk.make_room()
    assert set(runner.statuses(*batch)) == {"accepted"}
    assert runner.client.delete(f"/api/records/run_logged/{secret['record']}").status_code == 200
    assert len(runner.catch_up().rows) == saved + 200 + 1
    report = examine(server.database, LedgerFile(disk.folder / "ledger.jsonl"), server.clock())
    assert report.is_well, report


def test_a_backup_that_meets_a_full_disk_is_one_line_and_leaves_the_older_one(
    database: Database, disk: SmallDisk
) -> None:
    file = disk.folder / "evenstride.backup"
    write_backup(database, file, 1)
    before = file.read_bytes()
    disk.fill()
    with pytest.raises(CannotStart, match="No space left on device"):
        write_backup(database, file, 2)
    assert file.read_bytes() == before
    assert sorted(path.name for path in disk.folder.iterdir()) == ["evenstride.backup", "filler"]
    disk.make_room()
    write_backup(database, file, 3)
    assert len(list(read_backup(file))) > 1


def test_an_erasure_the_ledger_has_no_room_for_is_not_carried_out(database_url: str, disk: SmallDisk) -> None:
    """The database has room, the ledger's own disk has none."""
    ledger = disk.folder / "ledger.jsonl"
    server = LiveServer(Settings(database_url=database_url, rate_limits="off", ledger=ledger))
    try:
        runner, secret = server.runner(), run(note=SECRET)
        runner.sync(secret)
        disk.fill()
        problem(runner.client.delete(f"/api/records/run_logged/{secret['record']}"), 503, "unavailable")
        problem(runner.client.delete("/api/account"), 503, "unavailable")
        assert runner.another().sync()["rows"] == [{**secret, "seq": 1}]
        disk.make_room()
        assert runner.client.delete(f"/api/records/run_logged/{secret['record']}").status_code == 200
        assert SECRET not in runner.another().post().text
        assert LedgerFile(ledger).read().erased.keys() == {(runner.account, "run_logged", secret["record"])}
    finally:
        server.stop()
