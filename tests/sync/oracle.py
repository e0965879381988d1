"""What the server must answer, by CONTRACT section 4 alone: plain lists, one pass, nothing of the product.

It is the law for the lives of test_server_laws.py. What chance makes (ids of erasures, epochs) is told to it
once it has been seen; everything else it says beforehand, but for the words of a `detail`.
"""

import hashlib
import json
from typing import Any, NamedTuple

PAGE_ROWS = 1000
BODY_MAX_BYTES = 4096
DAY_MS = 86_400_000
ZEROS = "0" * 32

RETRY = {
    "malformed": "after_fix",
    "too_large": "after_fix",
    "quota": "after_fix",
    "id_conflict": "never",
    "unknown_kind": "after_update",
    "unknown_version": "after_update",
    "hlc_future": "now",
}


class Offered(NamedTuple):
    """What is sent as one entry. `fault`: the code it was built to be refused with, whatever is held."""

    raw: Any
    fault: str | None = None


class Row(NamedTuple):
    id: str
    record: str
    kind: str
    v: int
    hlc: str
    text: str
    """The body, canonical."""
    erased: bool = False

    def said(self, seq: int) -> dict[str, Any]:
        entry = {**self._asdict(), "body": json.loads(self.text), "seq": seq}
        return {field: value for field, value in entry.items() if field not in ("text", "erased")}


class Place(NamedTuple):
    epoch: str | None
    cursor: int
    chain: str | None


START = Place(None, 0, None)
Record = tuple[str, str]
"""Kind and record."""

Credential = tuple[str, str]
"""The header that opens an account, and what it says."""


def canonical(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def clock_of(hlc: str) -> int:
    return int(hlc[:12], 16)


class Log:
    """Of one account."""

    def __init__(self, epoch: str, quota: int) -> None:
        self.epoch = epoch
        self.quota = quota
        self.rows: list[Row] = []
        self.chains = [ZEROS]
        self.erasures: dict[Record, int] = {}

    def copy(self) -> "Log":
        other = Log(self.epoch, self.quota)
        other.rows, other.chains, other.erasures = [*self.rows], [*self.chains], {**self.erasures}
        return other

    def answer(self, req_id: str, place: Place, offered: list[Offered], now_ms: int) -> dict[str, Any]:
        """The 200, but for the words of a `detail` and of a `reason`."""
        said = {"req_id": req_id, "server_time": now_ms, "epoch": self.epoch}
        if not self.knows(place):
            return {**said, "reset": True}
        results = [self.offer(each, now_ms) for each in offered]
        end = min(place.cursor + PAGE_ROWS, len(self.rows))
        return {
            **said,
            "results": results,
            "rows": [self.rows[seq - 1].said(seq) for seq in range(place.cursor + 1, end + 1)],
            "next": end,
            "chain": self.chains[end],
            "more": end < len(self.rows),
            "head": len(self.rows),
        }

    def knows(self, place: Place) -> bool:
        """Whether the place is one of this history. At the start a phone need not know of which."""
        if place.cursor == 0:
            return place.epoch in (None, self.epoch) and place.chain in (None, ZEROS)
        is_reached = place.cursor <= len(self.rows)
        return is_reached and (place.epoch, place.chain) == (self.epoch, self.chains[place.cursor])

    def offer(self, offered: Offered, now_ms: int) -> dict[str, Any]:
        raw, code = offered.raw, offered.fault or self._fault(offered.raw, now_ms)
        if code is not None:
            sent_id = raw.get("id") if isinstance(raw, dict) else None
            return {"id": sent_id, "status": "rejected", "code": code, "retry": RETRY[code]}
        before = self._row(raw["id"])
        if before is not None:
            return {"id": raw["id"], "status": "erased" if before.erased else "duplicate"}
        is_erased = self._covers((raw["kind"], raw["record"]), raw["hlc"])
        text = "null" if is_erased else canonical(raw["body"])
        self.append(Row(raw["id"], raw["record"], raw["kind"], raw["v"], raw["hlc"], text, erased=is_erased))
        if raw["kind"] == "record_erased":
            body = raw["body"]
            what = (body["kind"], body["record"])
            self.blank(what, max(min(body["erased_at"], now_ms + DAY_MS), self.erasures.get(what, 0)))
        return {"id": raw["id"], "status": "erased" if is_erased else "accepted"}

    def _fault(self, raw: dict[str, Any], now_ms: int) -> str | None:
        """Of an entry that is well formed."""
        if len(canonical(raw["body"]).encode()) > BODY_MAX_BYTES:
            return "too_large"
        before = self._row(raw["id"])
        if before is not None:
            same = (raw["record"], raw["kind"], raw["v"], canonical(raw["body"])) == (
                before.record, before.kind, before.v, before.text
            )  # fmt: skip
            return None if same or before.erased else "id_conflict"
        if clock_of(raw["hlc"]) > now_ms + DAY_MS:
            return "hlc_future"
        if raw["kind"] == "record_erased" and raw["body"]["kind"] == "record_erased":
            return "malformed"
        return "quota" if len(self.rows) >= self.quota else None

    def _row(self, entry_id: str) -> Row | None:
        return next((row for row in self.rows if row.id == entry_id), None)

    def _covers(self, what: Record, hlc: str) -> bool:
        """A setting may be chosen anew after its erasure; any other record is never written again."""
        if what not in self.erasures:
            return False
        return not what[1].startswith("setting:") or clock_of(hlc) <= self.erasures[what]

    def append(self, row: Row) -> None:
        self.rows.append(row)
        self.chains.append(hashlib.sha256((self.chains[-1] + row.id).encode()).hexdigest()[:32])

    def blank(self, what: Record, erased_at: int) -> None:
        self.erasures[what] = erased_at
        self.rows = [
            row._replace(text="null", erased=True)
            if (row.kind, row.record) == what and self._covers(what, row.hlc)
            else row
            for row in self.rows
        ]

    def erasing(self, what: Record, now_ms: int) -> tuple[dict[str, Any], bool] | None:
        """What DELETE answers, and whether it appends a row; None where there is no such record."""
        versions = [row for row in self.rows if (row.kind, row.record) == what]
        if not versions or what[0] == "record_erased":
            return None
        appends = not all(row.erased for row in versions)
        latest = max(now_ms, *(clock_of(row.hlc) for row in versions))
        erased_at = latest if appends else self.erasures[what]
        told = {"kind": what[0], "record": what[1], "erased_at": erased_at, "entries": len(versions)}
        return told, appends


class World:
    """Every account, and what opens it."""

    def __init__(self) -> None:
        self.logs: dict[str, Log] = {}
        self.opens: dict[Credential, tuple[str, frozenset[str]]] = {}
        """Credential → account and scopes."""
        self.gone: dict[Credential, str] = {}
        """Credentials of deleted accounts."""

    def copy(self) -> "World":
        other = World()
        other.logs = {account: log.copy() for account, log in self.logs.items()}
        other.opens, other.gone = {**self.opens}, {**self.gone}
        return other

    def delete(self, account: str) -> None:
        del self.logs[account]
        theirs = [credential for credential, (of, _) in self.opens.items() if of == account]
        self.gone |= {credential: self.opens.pop(credential)[0] for credential in theirs}
