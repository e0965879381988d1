"""An account as the server holds it, known to a program that is signed in to it beside the phones."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Self

import httpx

from evenstride.training.entries import Entry
from tests.live import NO_CERTIFICATES
from tests.training.vector_log import LogWriter

BATCH = 200
DEVICE = "00000000000000a1"
FRESH: dict[str, Any] = {"epoch": None, "cursor": 0, "chain": None}


class Account:
    """Signed in for itself, so that what a phone does to its own cookie changes nothing here."""

    def __init__(self, client: httpx.Client, account: str, code: str) -> None:
        self.id = account
        self.code = code
        self._client = client

    @classmethod
    def made(cls, origin: str, entries: Sequence[Entry] = ()) -> Self:
        """A new account that holds the entries."""
        client = httpx.Client(base_url=origin, headers={"Origin": origin}, timeout=60, verify=NO_CERTIFICATES)
        made = client.post("/api/accounts", json={}).raise_for_status().json()
        account = cls(client, made["account"], made["recovery_code"])
        account.takes(entry._asdict() for entry in entries)
        return account

    def takes(self, entries: Iterable[dict[str, Any]]) -> None:
        """The server accepts all of them."""
        offered = list(entries)
        for first in range(0, len(offered), BATCH):
            answer = self._sync(FRESH, offered[first : first + BATCH])
            refused = [one for one in answer["results"] if one["status"] != "accepted"]
            assert not refused, refused

    def rows(self) -> list[dict[str, Any]]:
        """Every row, oldest first."""
        place, rows, more = FRESH, list[dict[str, Any]](), True
        while more:
            answer = self._sync(place, [])
            rows += answer["rows"]
            place = {"epoch": answer["epoch"], "cursor": answer["next"], "chain": answer["chain"]}
            more = answer["more"]
        return rows

    def sets(self) -> list[str]:
        """The records of the sets it holds, one for each row: a set stored twice would be here twice."""
        return [row["record"] for row in self.rows() if row["kind"] == "set_logged"]

    def kinds(self) -> set[str]:
        return {row["kind"] for row in self.rows()}

    def pairing_code(self) -> str:
        """What lets one phone in."""
        made: dict[str, Any] = self._client.post("/api/pairings", json={}).raise_for_status().json()
        return str(made["code"])

    def passkeys(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self._client.get("/api/account").raise_for_status().json()["passkeys"]
        return listed

    def keeps_only(self, label: str) -> None:
        """Of its passkeys, the one of this name."""
        for passkey in self.passkeys():
            if passkey["label"] != label:
                self._client.delete(f"/api/passkeys/{passkey['id']}").raise_for_status()

    def is_called(self, name: str, password: str) -> None:
        """Another way in."""
        named = {"name": name, "password": password}
        self._client.patch("/api/account", json=named).raise_for_status()

    def _sync(self, place: dict[str, Any], entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
        asked = {
            "proto": 1,
            "req_id": str(uuid.uuid4()),
            "account": self.id,
            "device": DEVICE,
            "build": "beside",
            **place,
            "entries": entries,
        }
        answer: dict[str, Any] = self._client.post("/api/sync", json=asked).raise_for_status().json()
        return answer

    def close(self) -> None:
        self._client.close()


def ready_to_train(for_days: int = 0) -> list[Entry]:
    """The log of a runner who set the app up so many days ago and trains today."""
    on = date.today()  # noqa: DTZ011 # the runner's own calendar
    began_on = (on - timedelta(days=for_days)).isoformat()
    log = LogWriter()
    for key, value in {
        "experience": "beginner",
        "strength_weekdays": sorted({on.isoweekday(), (on.isoweekday() + 2) % 7 + 1}),
    }.items():
        log.write("setting_changed", {"key": key, "value": value}, f"setting:{key}")
    log.write("screening_answered", {"answered_on": began_on, "answers": {"heart": False}, "cleared": True})
    log.write("plan_started", {"program": "base", "started_on": began_on, "experience": "beginner"})
    return log.entries
