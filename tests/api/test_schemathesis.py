"""What the OpenAPI document says is what the server does, for requests nobody would think of.

All of schemathesis: examples, the borders of every schema, random requests and chains of them, with every
check it has. `EVENSTRIDE_SCHEMATHESIS=20` makes twenty times as many random ones.
"""

import os
import random
from collections import Counter
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from tests.live import Device, LiveServer
from tests.made import run

TIMES = int(os.environ.get("EVENSTRIDE_SCHEMATHESIS", "1"))

ENDLESS = "/api/events"
"""A stream never ends, and schemathesis waits for the end. tests/sync/test_events.py reads it."""

KNOWS_MORE = {
    "POST /api/sync": "a whole number is written without a point, and an entry fits into the request",
    "POST /api/accounts": "which passwords are too common",
    "PATCH /api/account": "which passwords are too common, and whether the account has a name",
    "POST /api/session": "name and password, or a recovery code, and not both",
    "POST /api/pairings/look": "what a code looks like",
    "POST /api/pairings/redeem": "what a code looks like",
    "POST /api/passkeys/register": "what a browser signs",
    "GET /api/plan": "which of two days is the later one",
    "GET /api/sessions": "which of two days is the later one",
}
"""What a route refuses although its schema cannot say so: 413 and 422 are right answers there."""


class SignedIn:
    """A runner's own device; another runner's, once the account was deleted or the device signed out."""

    def __init__(self, server: LiveServer) -> None:
        self._server = server
        self._runner: Device | None = None

    def get(self, case: Any, context: Any) -> str:
        if self._runner is None or self._runner.client.get("/api/account").status_code != 200:
            self._runner = self._server.runner()
            self._runner.sync(run())
        cookie: str = self._runner.client.cookies["evenstride"]
        return cookie

    def set(self, case: Any, data: str, context: Any) -> None:
        case.cookies["evenstride"] = data


def test_every_answer_is_as_the_openapi_document_says(server: LiveServer) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    faults, answers = explored(server, seed)
    print(f"{answers.total()} requests: {dict(sorted(answers.items()))}")
    assert not faults, "\n\n".join(faults.values())
    assert answers.total() > 500
    assert answers[2], "nothing was ever answered as asked"


def explored(server: LiveServer, seed: int) -> tuple[dict[str, str], Counter[int]]:
    """What is wrong, each fault once, and how many answers of each hundred there were."""
    faults: dict[str, str] = {}
    answers: Counter[int] = Counter()
    for event in from_schema(schema_of(server, seed)).execute():
        if isinstance(event, events.ScenarioFinished):
            told = event.recorder.interactions.values()
            answers.update(one.response.status_code // 100 for one in told if one.response is not None)
            for check in (check for checks in event.recorder.checks.values() for check in checks):
                if check.failure_info is not None:
                    failure, how = check.failure_info.failure, check.failure_info.code_sample
                    name = f"{failure.operation} {check.name}"
                    faults.setdefault(name, f"{name}: {failure.title}\n{failure.message}\n{how[:2000]}")
        elif isinstance(event, events.NonFatalError):
            faults.setdefault(event.label, f"{event.label}: {event.value!r}")
        elif isinstance(event, events.FatalError):
            raise event.exception
    return faults, answers


def schema_of(server: LiveServer, seed: int) -> Any:
    config = SchemathesisConfig.from_dict(
        {
            "base-url": server.origin,
            "headers": {"Origin": server.origin},
            "seed": seed,
            "generation": {"max-examples": 5 * TIMES, "database": "none", "no-shrink": True},
            "continue-on-failure": True,
            "request-timeout": 30,
            # 413 and 426 refuse what is against the schema, as 422 does.
            "checks": {
                "negative_data_rejection": {
                    "expected-statuses": [400, 401, 403, 404, 405, 413, 415, 422, 426]
                }
            },
            "operations": [
                {
                    "include-name": name,
                    "checks": {
                        "positive_data_acceptance": {
                            "expected-statuses": ["2xx", 401, 403, 404, 409, 413, 422]
                        }
                    },
                }
                for name in KNOWS_MORE
            ],
        }
    )
    schema = schemathesis.openapi.from_dict(server.app.openapi(), config=config)

    class Here(SignedIn):
        def __init__(self) -> None:
            super().__init__(server)

    schema.auth(refresh_interval=None)(Here)
    return schema.exclude(path=ENDLESS)
