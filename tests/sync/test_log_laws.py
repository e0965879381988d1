"""Random histories against a model of the log that is too simple to be wrong."""

import hashlib
import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from evenstride.store.accounts import create
from evenstride.store.database import Database
from evenstride.store.log import Position, Reset, Synced, as_json, erase, page, sync
from evenstride.store.offers import read_offers
from tests.made import erasure, run, stamp

NOW_MS = 1_795_200_000_000
IDS = [f"00000000-0000-4000-8000-{n:012d}" for n in range(6)]
RECORDS = [f"00000000-0000-4000-9000-{n:012d}" for n in range(3)]
ERASURES = [f"erase:00000000-0000-4000-a000-{n:012d}" for n in range(2)]

offered_runs = st.builds(
    lambda id, record, seconds, counter: run(
        id=id, record=record, duration_s=seconds, hlc=stamp(NOW_MS, counter)
    ),
    st.sampled_from(IDS), st.sampled_from(RECORDS), st.integers(0, 2), st.integers(0, 1),
)  # fmt: skip
retractions = offered_runs.map(lambda entry: {**entry, "body": None})
refused = st.sampled_from([None, run(duration_s=-1), run(kind="nope"), run(hlc=stamp(NOW_MS + 10**9))])
offered_erasures = st.builds(
    lambda id, name, record: erasure("run_logged", record, NOW_MS, id=id, record=name),
    st.sampled_from(IDS), st.sampled_from(ERASURES), st.sampled_from(RECORDS),
)  # fmt: skip
batches = st.lists(st.one_of(offered_runs, retractions, refused, offered_erasures), max_size=6)


class Model:
    """The rows as a plain list, and what was erased."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.erased: set[tuple[str, str]] = set()

    def offer(self, entry: Any) -> str:
        if entry is None or entry["kind"] == "nope" or (entry["body"] or {}).get("duration_s") == -1:
            return "rejected"
        for row in self.rows:
            if row["id"] == entry["id"]:
                return self._met(row, entry)
        if entry["hlc"] > stamp(NOW_MS + 86_400_000):
            return "rejected"
        if (entry["kind"], entry["record"]) in self.erased:
            self.rows.append({**entry, "body": None, "erased": True})
            return "erased"
        self.rows.append({**entry, "erased": False})
        if entry["kind"] == "record_erased":
            self.erase(entry["body"]["kind"], entry["body"]["record"])
        return "accepted"

    def _met(self, row: dict[str, Any], entry: dict[str, Any]) -> str:
        if row["erased"]:
            return "erased"
        same = all(row[field] == entry[field] for field in ("record", "kind", "v", "body"))
        return "duplicate" if same else "rejected"

    def erase(self, kind: str, record: str) -> None:
        self.erased.add((kind, record))
        for row in self.rows:
            if (row["kind"], row["record"]) == (kind, record):
                row |= {"body": None, "erased": True}


def rows_of(outcome: Synced) -> list[dict[str, Any]]:
    """The rows as a device reads them."""
    rows: list[dict[str, Any]] = json.loads(f"[{outcome.rows}]")
    return rows


class LogMachine(RuleBasedStateMachine):
    """Devices that push, pull and erase in any order, on the database of the class below."""

    database: Database
    devices = Bundle("devices")

    @initialize()
    def begin(self) -> None:
        self.model = Model()
        with self.database.write() as tx:
            self.account, _ = create(tx, None, None, NOW_MS)

    @rule(target=devices)
    def new_device(self) -> dict[str, Any]:
        return {"position": Position(None, 0, None), "read": []}

    @rule(device=devices, batch=batches)
    def push(self, device: dict[str, Any], batch: list[Any]) -> None:
        with self.database.write() as tx:
            outcome = sync(tx, self.account, device["position"], read_offers(batch), NOW_MS)
            assert isinstance(outcome, Synced)
            lie = page(tx, self.account, device["position"].cursor, outcome.head)
        assert outcome.rows == ",".join(map(as_json, lie))
        assert [result.status for result in outcome.results] == [self.model.offer(entry) for entry in batch]
        rows = rows_of(outcome)
        assert [row["seq"] for row in rows] == list(range(len(device["read"]) + 1, outcome.next + 1))
        device["read"] += [row["id"] for row in rows]
        device["position"] = Position(outcome.epoch, outcome.next, outcome.chain)
        assert device["read"] == [row["id"] for row in self.model.rows][: outcome.next]

    @rule(device=devices, epoch=st.none() | st.just("0" * 16), chain=st.none() | st.just("e" * 32))
    def ask_from_nowhere(self, device: dict[str, Any], epoch: str | None, chain: str | None) -> None:
        if device["position"].cursor == 0:
            return
        position = Position(epoch, device["position"].cursor, chain)
        with self.database.write() as tx:
            assert isinstance(sync(tx, self.account, position, read_offers([run()]), NOW_MS), Reset)

    @rule(record=st.sampled_from(RECORDS))
    def erase_one(self, record: str) -> None:
        of_record = [row for row in self.model.rows if (row["kind"], row["record"]) == ("run_logged", record)]
        if not of_record:
            return
        with self.database.write() as tx:
            erase(tx, self.account, "run_logged", record, NOW_MS)
        if not all(row["erased"] for row in of_record):
            self.model.rows.append({"kind": "record_erased", "record": record, "erased": False})
            self.model.erase("run_logged", record)
            with self.database.read() as tx:
                outcome = sync(tx, self.account, Position(None, 0, None), [], NOW_MS)
            assert isinstance(outcome, Synced)
            self.model.rows[-1] |= rows_of(outcome)[-1]

    @invariant()
    def the_log_is_the_models(self) -> None:
        if not hasattr(self, "account"):
            return
        with self.database.read() as tx:
            outcome = sync(tx, self.account, Position(None, 0, None), [], NOW_MS)
            assert isinstance(outcome, Synced)
            stored = page(tx, self.account, 0, outcome.head)
        assert outcome.rows == ",".join(map(as_json, stored))
        chain = "0" * 32
        told = zip(rows_of(outcome), stored, self.model.rows, strict=True)
        for seq, (row, lies, expected) in enumerate(told, start=1):
            chain = hashlib.sha256((chain + row["id"]).encode()).hexdigest()[:32]
            assert (row["seq"], lies.seq, lies.chain) == (seq, seq, chain)
            assert all(row[field] == expected[field] for field in ("id", "record", "kind", "hlc", "body"))
        assert (outcome.head, outcome.chain) == (len(self.model.rows), chain)


def test_any_history_agrees_with_the_model(database: Database) -> None:
    class OnThisDatabase(LogMachine):
        pass

    OnThisDatabase.database = database
    case = OnThisDatabase.TestCase
    case.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
    case("runTest").runTest()
