"""Entries made for tests: valid unless a test changes a field."""

import time
import uuid
from typing import Any

DEVICE = "8f3a5c7e9d1b2f40"


def stamp(at_ms: int | None = None, counter: int = 0, device: str = DEVICE) -> str:
    """A hybrid logical clock's stamp; now when no instant is given."""
    at_ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    return f"{at_ms:012x}-{counter:04x}-{device}"


def run(**changed: Any) -> dict[str, Any]:
    """An entry of a run. A changed field that is a field of its body changes the body."""
    body: dict[str, Any] = {
        "performed_on": "2026-11-20",
        "started_at": 1_795_000_000_000,
        "type": "easy",
        "duration_s": 1800,
        "distance_m": 5000,
    }
    entry: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "record": str(uuid.uuid4()),
        "kind": "run_logged",
        "v": 1,
        "hlc": stamp(),
        "body": body,
    }
    for field, value in changed.items():
        (entry if field in entry else body)[field] = value
    return entry


def runs(how_many: int) -> list[dict[str, Any]]:
    return [run(duration_s=n) for n in range(how_many)]


def units(value: str, **changed: Any) -> dict[str, Any]:
    """An entry of the setting that says kilograms or pounds."""
    return (
        run(kind="setting_changed", record="setting:units", body={"key": "units", "value": value}) | changed
    )


def erasure(of_kind: str, of_record: str, erased_at: int, **changed: Any) -> dict[str, Any]:
    """What the server makes of an erasure, as a phone offers it again."""
    body = {"kind": of_kind, "record": of_record, "erased_at": erased_at}
    made = run(kind="record_erased", record=f"erase:{uuid.uuid4()}", hlc=stamp(erased_at), body=body)
    return made | changed
