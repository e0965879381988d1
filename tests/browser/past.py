"""A past for a phone: an account whose log was written before the phone is switched on."""

import json
import urllib.request
import uuid
from collections.abc import Sequence
from typing import Any

from evenstride.training.entries import Entry

BATCH = 200
DEVICE = "0000000000000001"


def account_with(origin: str, entries: Sequence[Entry]) -> str:
    """Makes an account that holds the entries; its recovery code."""
    made, cookie = _post(origin, "/api/accounts", {}, None)
    for first in range(0, len(entries), BATCH):
        batch = [entry._asdict() for entry in entries[first : first + BATCH]]
        answer, _ = _post(origin, "/api/sync", _sync(made["account"], batch), cookie)
        refused = [one for one in answer["results"] if one["status"] != "accepted"]
        assert not refused, refused
    return str(made["recovery_code"])


def _sync(account: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "proto": 1,
        "req_id": str(uuid.uuid4()),
        "account": account,
        "device": DEVICE,
        "build": "past",
        "epoch": None,
        "cursor": 0,
        "chain": None,
        "entries": entries,
    }


def _post(origin: str, path: str, body: dict[str, Any], cookie: str | None) -> tuple[dict[str, Any], str]:
    headers = {"Content-Type": "application/json", "Origin": origin} | ({"Cookie": cookie} if cookie else {})
    request = urllib.request.Request(  # noqa: S310 # our own http origin
        origin + path, json.dumps(body).encode(), headers, method="POST"
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 # our own http origin
        parsed: dict[str, Any] = json.load(answer)
        return parsed, (answer.headers.get("Set-Cookie") or "").partition(";")[0]
