"""Protocol 1 as it was first spoken, replayed against the server of today.

A phone that was never updated sends these requests and understands these answers. So whatever a recorded
answer says, today's must say too; it may say more, which a phone of then passes over. The words of a `detail`
or a `title` are for people and may change. The phone's half is frontend/src/sync/wire_v1.test.ts.

Files are added, never edited: a test of its own holds that.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from evenstride.store.tables import accounts
from tests.live import Device, LiveServer

FOLDER = Path(__file__).parent / "wire_v1"
FILES = sorted(FOLDER.glob("*.json"))
FROM_THE_SERVER = [file for file in FILES if json.loads(file.read_text())["by"] == "server"]
EPOCH = "e0e0e0e0e0e0e0e0"
ACCOUNT = "0199c0de-0000-7000-8000-0000000000a1"
FOR_PEOPLE = ("detail", "title")

KEPT = {
    "between": "1072b71bf7b55775",
    "duplicates_and_conflicts": "e43fde826dee27dc",
    "erasures": "5fd12262ef4f0373",
    "every_kind": "8cf312cd5a5c315a",
    "from_a_later_phone": "dc3d4647246ecf9f",
    "from_a_later_server": "853fbb73ae95d536",
    "problems": "a65432a772476950",
    "push_and_pull": "66e80e0dcaa5aabd",
    "refusals": "35eed1754ccf567f",
    "resets": "e67d8f81dc6ba312",
}
"""File → the start of its sha256."""


@pytest.mark.parametrize("file", FROM_THE_SERVER, ids=lambda file: file.stem)
def test_a_phone_of_protocol_1_is_still_answered_as_it_was(own_server: LiveServer, file: Path) -> None:
    recorded = json.loads(file.read_text())
    runner = own_server.runner()
    own_server.clock.stopped_at_ms = recorded["clock_ms"]
    with own_server.database.write() as tx:
        tx.execute(update(accounts).values(epoch=EPOCH, **recorded["setup"]))
    for exchange in recorded["exchanges"]:
        response = replayed(runner, exchange)
        assert response.status_code == exchange["status"], (exchange["name"], response.text)
        if "answer" in exchange:
            today = json.loads(response.text.replace(runner.account, ACCOUNT))
            missing = list(less_than(exchange["answer"], today, "answer"))
            assert not missing, (exchange["name"], missing)


def replayed(runner: Device, exchange: dict[str, Any]) -> httpx.Response:
    client = runner.client if exchange.get("signed_in", True) else runner.server.client()
    headers = exchange.get("headers", {})
    if exchange["method"] == "DELETE":
        return client.delete(exchange["path"], headers=headers)
    content = sent(exchange).replace(ACCOUNT.encode(), runner.account.encode())
    return client.post(
        exchange["path"], content=content, headers={"Content-Type": "application/json"} | headers
    )


def sent(exchange: dict[str, Any]) -> bytes:
    if "request_base64" in exchange:
        return base64.b64decode(exchange["request_base64"])
    text: str = exchange.get("request_text") or json.dumps(exchange["request"])
    return text.encode()


def less_than(then: object, now: object, where: str) -> Iterator[str]:
    """What was said then and is not said now."""
    if isinstance(then, dict) and isinstance(now, dict):
        for field, value in then.items():
            if field in FOR_PEOPLE:
                if not now.get(field):
                    yield f"{where}.{field} says nothing"
            elif field not in now:
                yield f"{where}.{field} is gone"
            else:
                yield from less_than(value, now[field], f"{where}.{field}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for at, (old, new) in enumerate(zip(then, now, strict=True)):
            yield from less_than(old, new, f"{where}[{at}]")
    elif type(then) is not type(now) or then != now:
        yield f"{where} was {then!r} and is {now!r}"


def test_what_was_recorded_is_never_edited() -> None:
    """A file that is not here yet belongs into KEPT; one whose digest differs has to be put back."""
    assert {file.stem: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in FILES} == KEPT


def test_a_smaller_answer_would_be_noticed() -> None:
    then = {"rows": [{"seq": 1, "body": {"a": 1}}], "more": False, "detail": "x"}
    assert not list(less_than(then, {**then, "later": 1, "detail": "y"}, "answer"))
    for now in (
        {**then, "more": 0},
        {**then, "rows": []},
        {**then, "detail": ""},
        {**then, "rows": [{"seq": 1, "body": {"a": True}}]},
        {"rows": then["rows"], "detail": "x"},
    ):
        assert len(list(less_than(then, now, "answer"))) == 1
