"""What becomes of each offered entry, judged alone (CONTRACT section 4). Pure: the log is an argument."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal, NamedTuple

import orjson

from evenstride.training.entries import SETTING_PREFIX, Entry, Odd, Read, judge_read, read

BODY_MAX_BYTES = 4096
"""Of canonical text. A session with forty prescribed ladders needs less."""

CLOCK_AHEAD_MAX_MS = 86_400_000
"""A stamp a day ahead is a wrong clock, not a time zone."""

BLANK = "null"
"""The body of a retracted or an erased entry."""

ERASURE = "record_erased"

Status = Literal["accepted", "duplicate", "rejected", "erased"]
RefusalCode = Literal[
    "malformed", "unknown_kind", "unknown_version", "too_large", "hlc_future", "id_conflict", "quota"
]
RETRY: dict[RefusalCode, str] = {
    "malformed": "after_fix",
    "too_large": "after_fix",
    "quota": "after_fix",
    "id_conflict": "never",
    "unknown_kind": "after_update",
    "unknown_version": "after_update",
    "hlc_future": "now",
}


class Result(NamedTuple):
    """`id` is what was sent as one, whatever it was; None when there was none."""

    id: object
    status: Status
    code: RefusalCode | None = None
    detail: str | None = None


class Stored(NamedTuple):
    """What the log holds under an id, or is about to; `body` is canonical."""

    id: str
    record: str
    kind: str
    v: int
    hlc: str
    body: str
    erased: bool


_stored: Callable[[tuple[Any, ...]], Stored] = partial(tuple.__new__, Stored)
_result_of: Callable[[tuple[Any, ...]], Result] = partial(tuple.__new__, Result)
"""As `_make`, in a third of the time: once for each entry of every push."""

Ledger = dict[tuple[str, str], int]
"""(kind, record) → when it was erased, in ms."""


class Unfit(NamedTuple):
    """An offer that is no entry, and why. `id` is what was sent as one."""

    id: object
    code: RefusalCode
    detail: str


Offer = Entry | Unfit


class Settled(NamedTuple):
    results: list[Result]
    fresh: list[Stored]
    erasures: Ledger


def read_offers(sent: Iterable[object]) -> list[Offer]:
    """Of parsed JSON."""
    return offers_of(map(read, sent))


def offers_of(reads: Iterable[Read]) -> list[Offer]:
    """Of what `PLAIN_OR_ODD` has read."""
    offers: list[Offer] = []
    for one in reads:
        judged = judge_read(one)
        offers.append(judged if type(judged) is Entry else Unfit(_sent_id(one), *judged))
    return offers


def settle(offers: list[Offer], known: dict[str, Stored], ledger: Ledger, room: int, now_ms: int) -> Settled:
    """A result per offer, in order, and the rows and erasures that follow.

    `room` is how many rows may be added. An offer sees what the offers before it have added.
    """
    known, ledger = dict(known), dict(ledger)
    latest = f"{now_ms + CLOCK_AHEAD_MAX_MS:012x}-~"
    results, fresh, erasures = settled = Settled([], [], {})
    for offer in offers:
        if isinstance(offer, Unfit):
            results.append(Result(offer.id, "rejected", offer.code, offer.detail))
            continue
        entry_id, record, kind, v, hlc, body = offer
        text = canonical(body)
        before = known.get(entry_id)
        result = _result(offer, text, before, ledger, room - len(fresh), latest)
        results.append(result)
        if result.status == "rejected" or before is not None:
            continue
        is_erased = result.status == "erased"
        row = _stored((entry_id, record, kind, v, hlc, BLANK if is_erased else text, is_erased))
        fresh.append(row)
        known[entry_id] = row
        if kind == ERASURE and body is not None:
            what = (body["kind"], body["record"])
            erased_at = min(body["erased_at"], now_ms + CLOCK_AHEAD_MAX_MS)
            ledger[what] = erasures[what] = max(erased_at, ledger.get(what, 0))
    return settled


def _result(entry: Entry, text: str, before: Stored | None, ledger: Ledger, room: int, latest: str) -> Result:
    # Text of one byte a character knows its length; any other is measured.
    if (len(text) if text.isascii() else len(text.encode())) > BODY_MAX_BYTES:
        return _refused(entry, "too_large", f"the body is over {BODY_MAX_BYTES} bytes")
    if before is not None:
        return _met_again(entry, text, before, ledger)
    if entry.hlc > latest:  # of fixed width, so the order of text is the order of time
        return _refused(entry, "hlc_future", "the stamp is more than 24 hours ahead of the server")
    if entry.kind == ERASURE and entry.body is not None and entry.body["kind"] == ERASURE:
        return _refused(entry, "malformed", "an erasure cannot be erased")
    if room <= 0:
        return _refused(entry, "quota", "the account is full")
    is_erased = ledger and _is_erased(entry.kind, entry.record, entry.hlc, ledger)
    return _result_of((entry.id, "erased" if is_erased else "accepted", None, None))


def _met_again(entry: Entry, text: str, before: Stored, ledger: Ledger) -> Result:
    """The stamp is no part of the content: a phone with a mended clock gives an entry another one."""
    # An erasure may have come between the two within one request; then the row is not blanked yet.
    if before.erased or _is_erased(before.kind, before.record, before.hlc, ledger):
        return Result(entry.id, "erased")
    if (entry.record, entry.kind, entry.v, text) == (before.record, before.kind, before.v, before.body):
        return Result(entry.id, "duplicate")
    return _refused(entry, "id_conflict", "the id belongs to another entry")


def _is_erased(kind: str, record: str, hlc: str, ledger: Ledger) -> bool:
    erased_at = ledger.get((kind, record))
    return erased_at is not None and is_covered(record, hlc, erased_at)


def is_covered(record: str, hlc: str, erased_at: int) -> bool:
    """True when an erasure of the record holds for a version stamped `hlc`.

    A UUID is never written anew, so every version is covered. A setting's record is a fixed id and may be
    chosen again later: only versions up to the erasure are covered.
    """
    return not record.startswith(SETTING_PREFIX) or clock_ms(hlc) <= erased_at


def canonical(body: dict[str, Any] | None) -> str:
    """The one text of a body: keys sorted, no spaces, UTF-8 unescaped.

    Raises TypeError on what `judge` refuses: text that is none, or a number past 64 bits.
    """
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()


def clock_ms(hlc: str) -> int:
    return int(hlc[:12], 16)


def _refused(entry: Entry, code: RefusalCode, detail: str) -> Result:
    return Result(entry.id, "rejected", code, detail)


def _sent_id(one: Read) -> object:
    """An id that is no text or whole number is not repeated: it could be of any size and depth."""
    raw = one.raw if isinstance(one, Odd) else one
    sent = raw.get("id") if isinstance(raw, dict) else None
    return sent if isinstance(sent, str | int) else None
