"""A server with its database, its ledger and its operator: backed up, restored, put back by hand."""

import shutil
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import make_url

from evenstride.settings import Settings
from evenstride.store.backup import write_backup
from evenstride.store.database import Database
from evenstride.store.examine import examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.restore import Restored, hold_to_ledger, restore
from evenstride.store.tables import METADATA, accounts
from tests.live import LiveServer


class Site:
    def __init__(self, database_url: str, folder: Path) -> None:
        self._url = database_url
        self._folder = folder
        self._ledger = LedgerFile(folder / "ledger.jsonl")
        self._backups = 0
        self.now_ms = 0
        self.start()

    def start(self) -> None:
        settings = Settings(database_url=self._url, rate_limits="off", ledger=self._ledger.path)
        self.server = LiveServer(settings)
        self.turn_clock(self.now_ms)
        self.client = self.server.client()

    def stop(self) -> None:
        self.server.stop()

    def turn_clock(self, now_ms: int) -> None:
        self.now_ms = self.server.clock.stopped_at_ms = now_ms

    def call(self, credential: tuple[str, str], method: str, path: str, **more: Any) -> httpx.Response:
        """With this cookie or token and no other."""
        self.client.cookies.clear()
        headers = {credential[0]: credential[1], **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def set_quota(self, account: str, quota: int) -> None:
        with self.server.database.write() as tx:
            tx.execute(update(accounts).where(accounts.c.id == account).values(quota=quota))

    def assert_well(self, latest_ms: int) -> None:
        report = examine(self.server.database, self._ledger, latest_ms)
        assert report.is_well, report

    def forget_everything(self) -> None:
        with self.server.database.write() as tx:
            for table in reversed(METADATA.sorted_tables):
                tx.execute(delete(table))
        self._ledger.path.unlink(missing_ok=True)

    def back_up(self) -> Path:
        self._backups += 1
        file = self._folder / f"{self._backups}.backup"
        write_backup(self.server.database, file, self.now_ms)
        return file

    def restore(self, file: Path) -> Restored:
        """As `evenstride restore`. On SQLite the server has to be stopped, on PostgreSQL it runs on."""
        if self._is_sqlite:
            self.server.stop()
        database = Database(self._url)
        told = restore(database, file, self._ledger, replace=True)
        database.close()
        if self._is_sqlite:
            self.start()
        return told

    def copy_by_hand(self) -> Any:
        if not self._is_sqlite:
            with self.server.database.read() as tx:
                return [list(tx.execute(select(table)).mappings()) for table in METADATA.sorted_tables]
        self._backups += 1
        copy = self._folder / f"{self._backups}.db"
        with self.server.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0
            connection.exec_driver_sql("BEGIN")
        shutil.copy(self._file, copy)
        return copy

    def put_back_by_hand(self, kept: Any) -> None:
        """Without a word to the server, which then starts as always: with a look at its ledger."""
        self.server.stop()
        if self._is_sqlite:
            for left in ("-wal", "-shm"):
                self._file.with_name(self._file.name + left).unlink(missing_ok=True)
            shutil.copy(kept, self._file)
        database = Database(self._url, self._ledger)
        if not self._is_sqlite:
            with database.write() as tx:
                for table in reversed(METADATA.sorted_tables):
                    tx.execute(delete(table))
                for table, rows in zip(METADATA.sorted_tables, kept, strict=True):
                    if rows:
                        tx.execute(insert(table), [dict(row) for row in rows])
        hold_to_ledger(database, self._ledger)
        database.close()
        self.start()

    @property
    def _is_sqlite(self) -> bool:
        return self._url.startswith("sqlite")

    @property
    def _file(self) -> Path:
        return Path(make_url(self._url).database or "")
