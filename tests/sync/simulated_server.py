"""The server of the simulation: the real log, judgement, erasure ledger, backup and restore, without sockets.

It runs the phones (TypeScript, `frontend/src/sync/testing/simulation`) as its child and answers what they
ask, one line of JSON each way. The clock is the simulation's, and so is every draw of chance.

    python -m tests.sync.simulated_server BUNDLES FIRST COUNT [more arguments for the phones]
"""

import json
import random
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from pydantic import TypeAdapter
from sqlalchemy import event, select, update

from evenstride.api import gate
from evenstride.api import sync as door
from evenstride.api.problems import render
from evenstride.errors import AccountMismatch, NotFound, NotSignedIn, Problem, Unavailable
from evenstride.store import log
from evenstride.store.accounts import create, new_epoch
from evenstride.store.backup import write_backup
from evenstride.store.database import Database
from evenstride.store.examine import examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.offers import read_offers
from evenstride.store.restore import hold_to_ledger, restore
from evenstride.store.schema import migrate
from evenstride.store.tables import accounts
from evenstride.training import entries as vocabulary

LATER_KIND = "stretch_logged"
"""A kind of a later version: phones write it before the server is updated."""

Message = dict[str, Any]


class SimulatedServer:
    """One server, emptied for each seed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger = LedgerFile(folder / "ledger.jsonl")
        self._database = Database(f"sqlite:///{folder / 'log.db'}", self._ledger)
        event.listen(self._database.engine, "connect", _no_waiting_for_the_disk)
        migrate(self._database)
        self._empty = self._copy()
        self._started = self._empty
        self._copies: list[sqlite3.Connection] = []
        self._limits = dict(gate.LIMITS)
        self._chance = random.Random(0)

    def begin(self, seed: int, now: int, count: int) -> Message:
        self._chance.seed(seed)
        self._ledger.path.unlink(missing_ok=True)
        for copy in self._copies:
            copy.close()
        self._copies = []
        self._put_back(self._empty)
        self.update(known=False)
        self.squeeze(None, None, None)
        with self._database.write() as tx:
            made = [create(tx, None, None, now)[0] for _ in range(count)]
        self._started = self._copy()
        self._copies.append(self._started)
        return {"accounts": made}

    def sync(self, signed_in: str | None, body: str, now: int, fails: bool) -> Message:
        """As `api/sync.py` answers, with a commit that may fail."""
        try:
            if len(body.encode()) > self._bytes_max:
                raise gate.too_large("The body is too large.")
            if signed_in is None:
                raise NotSignedIn
            asked = door.read_request(body.encode())
            if asked.account != signed_in:
                raise AccountMismatch("You are signed in to another account.")
            offers = read_offers(asked.entries)
            position = log.Position(asked.epoch, asked.cursor, asked.chain)
            with self._database.write() if offers else self._database.read() as tx:
                outcome = log.sync(tx, signed_in, position, offers, now)
                if fails:
                    raise Unavailable("The disk is full.")
        except Problem as problem:
            answer = render(problem, "/api/sync")
            text = bytes(answer.body).decode()
            return {"status": answer.status_code, "text": text, "retry": answer.headers.get("retry-after")}
        return {"status": 200, "text": door._as_text(asked.req_id, now, outcome), "retry": None}

    def erase(self, account: str, kind: str, record: str, now: int) -> Message:
        try:
            with self._database.write() as tx:
                return {"erased": log.erase(tx, account, kind, record, now)["erased_at"]}
        except NotFound:
            return {"erased": None}

    def backup(self, now: int) -> Message:
        """The database's file copied by hand, and the operator's own backup."""
        self._copies.append(self._copy())
        write_backup(self._database, self._backup_of(len(self._copies) - 1), now)
        return {}

    def restore(self, which: int, how: str, forgets: bool) -> Message:
        """`how`: the file copied back by hand (`copied`), the same and told (`announced`), or our own way."""
        if forgets:
            self._ledger.path.unlink(missing_ok=True)
        which = min(which, len(self._copies) - 1)
        if how == "restored" and which > 0:
            restore(self._database, self._backup_of(which), self._ledger, replace=True)
            return {}
        self._put_back(self._copies[which])
        if how != "copied":
            with self._database.write() as tx:
                for account in tx.execute(select(accounts.c.id)).scalars().all():
                    tx.execute(update(accounts).where(accounts.c.id == account).values(epoch=new_epoch()))
        hold_to_ledger(self._database, self._ledger)
        return {}

    def update(self, known: bool = True) -> Message:
        """The server gets to know the kinds and versions of a later app."""
        vocabulary.KNOWN_VERSION = 2 if known else 1
        if known:
            vocabulary.BODIES[LATER_KIND] = TypeAdapter(dict[str, Any])  # type: ignore[index]
        else:
            vocabulary.BODIES.pop(LATER_KIND, None)  # type: ignore[attr-defined]
        return {}

    def squeeze(self, page_rows: int | None, entries_max: int | None, bytes_max: int | None) -> Message:
        log.PAGE_ROWS = page_rows or 1000
        gate.LIMITS["entries"] = entries_max or self._limits["entries"]
        self._bytes_max = bytes_max or gate.BODY_MAX_BYTES
        return {}

    def look(self, now: int) -> Message:
        """Everything the server holds, and what `evenstride doctor` says of it."""
        logs: dict[str, list[Any]] = {}
        heads: dict[str, Any] = {}
        with self._database.read() as tx:
            for account in tx.execute(select(accounts.c.id).order_by(accounts.c.id)).scalars().all():
                head = log.look(tx, account)
                heads[account] = {"epoch": head.epoch, "cursor": head.head, "chain": head.chain}
                logs[account] = [
                    json.loads(log.as_json(row))
                    for at in range(0, head.head, log.PAGE_ROWS)
                    for row in log.page(tx, account, at, head.head)
                ]
        report = examine(self._database, self._ledger, now)
        faults = [f"{one.account}: {found.says()}" for one in report.accounts for found in one.findings]
        return {"logs": logs, "heads": heads, "doctor": [*report.general, *faults]}

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def chance(self) -> Iterator[None]:
        """Ids, epochs and the like are drawn from the seed until the block ends."""

        def uuid4() -> uuid.UUID:
            return uuid.UUID(int=self._chance.getrandbits(128), version=4)

        def token_hex(width: int | None = None) -> str:
            return self._chance.randbytes(width or 32).hex()

        with mock.patch.object(uuid, "uuid4", uuid4), mock.patch.object(secrets, "token_hex", token_hex):
            yield

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:")
        with self._raw() as raw:
            raw.backup(copy)
        return copy

    def _put_back(self, copy: sqlite3.Connection) -> None:
        with self._raw() as raw:
            copy.backup(raw)

    @contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        lent = self._database.engine.raw_connection()
        try:
            raw = lent.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            yield raw
        finally:
            lent.close()

    def _backup_of(self, which: int) -> Path:
        return self._folder / f"{which}.backup"


def _no_waiting_for_the_disk(connection: sqlite3.Connection, _record: object) -> None:
    """No power is cut here; what a cut leaves behind is what other tests are for."""
    connection.execute("PRAGMA synchronous=OFF")


def serve(bundles: Path, arguments: list[str], hear: Callable[[Message], None]) -> None:
    """Runs the phones and answers them until they are done; `hear` gets what they report."""
    node = shutil.which("node")
    assert node is not None, "the simulation needs Node"
    command = [node, "--enable-source-maps", str(bundles / "main.mjs"), str(bundles / "tab.js"), *arguments]
    with tempfile.TemporaryDirectory() as folder:
        server = SimulatedServer(Path(folder))
        with (
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as phones,
            server.chance(),
        ):
            assert phones.stdin is not None
            assert phones.stdout is not None
            for line in phones.stdout:
                asked = json.loads(line)
                what = asked.pop("do")
                if what == "report":
                    hear(asked)
                    answer: Message = {}
                else:
                    answer = getattr(server, what)(**asked)
                phones.stdin.write(json.dumps(answer) + "\n")
                phones.stdin.flush()
        server.close()
        assert phones.returncode == 0, "the phones died; their error is above"


def main() -> None:
    def say(report: Message) -> None:
        print(json.dumps(report), flush=True)

    serve(Path(sys.argv[1]), sys.argv[2:], say)


if __name__ == "__main__":
    main()
