"""What the log adds up to: `/api/plan`, `/api/today`, `/api/progress`, `/api/symmetry`,
`/api/sessions`.

The functions of `training` answer, the same as on the phone; here is only which day, and whether it is news.
"""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic.config import JsonDict
from starlette.responses import JSONResponse, Response

from evenstride import catalog, training
from evenstride.api.deps import In, Reader
from evenstride.api.described import NOT_MODIFIED
from evenstride.api.language import VARY, accepted_language
from evenstride.api.wiring import Wiring
from evenstride.errors import FieldError, Invalid, NotFound
from evenstride.store.log import look
from evenstride.training import Replayed
from evenstride.training.catalog import Catalog
from evenstride.training.entries import LocalDate
from evenstride.training.units import MS_PER_DAY, day_number

PLAN_DAYS = 28
PLAN_MAX_DAYS = 366

_DATE: JsonDict = {"format": "date"}
On = Annotated[
    LocalDate | None,
    Query(description="a local day, YYYY-MM-DD; today in UTC when left out", json_schema_extra=_DATE),
]
From = Annotated[
    LocalDate | None, Query(alias="from", description="the first local day", json_schema_extra=_DATE)
]
To = Annotated[LocalDate | None, Query(description="the last local day, included", json_schema_extra=_DATE)]

router = APIRouter(tags=["training"])


@router.get("/today", responses=NOT_MODIFIED)
def get_today(request: Request, caller: Reader, wiring: In, on: On = None) -> Response:
    """The next session on or after a day, and what is to be answered before it."""
    day = day_number(on) if on else _utc_day(wiring)
    return _answer(request, wiring, caller.account, day, training.today)


@router.get("/progress", responses=NOT_MODIFIED)
def get_progress(request: Request, caller: Reader, wiring: In, on: On = None) -> Response:
    """Phase, doors and, for each ladder, where it stands and the last verdict."""
    day = day_number(on) if on else _utc_day(wiring)
    return _answer(request, wiring, caller.account, day, training.progress)


@router.get("/symmetry", responses=NOT_MODIFIED)
def get_symmetry(request: Request, caller: Reader, wiring: In, on: On = None) -> Response:
    """Left against right, from tests and from the log: noise first, never a leg without confirmation."""
    day = day_number(on) if on else _utc_day(wiring)
    return _answer(request, wiring, caller.account, day, training.symmetry)


@router.get("/plan", responses=NOT_MODIFIED)
def get_plan(request: Request, caller: Reader, wiring: In, first: From = None, to: To = None) -> Response:
    """The days from `from` to `to`, as planned on the morning of `from`: four weeks unless told otherwise."""
    first_day = day_number(first) if first else _utc_day(wiring)
    last_day = day_number(to) if to else first_day + PLAN_DAYS - 1
    _refuse_span(first_day, last_day, PLAN_MAX_DAYS)
    return _answer(
        request,
        wiring,
        caller.account,
        first_day,
        lambda state, known: training.plan(state, known, first_day, last_day),
    )


@router.get("/sessions", responses=NOT_MODIFIED)
def get_sessions(request: Request, caller: Reader, wiring: In, first: From = None, to: To = None) -> Response:
    """Finished and open sessions in training order; all of them unless told otherwise."""
    # A runner east of Greenwich may already be in tomorrow.
    last_day = day_number(to) if to else _utc_day(wiring) + 1
    first_day = day_number(first) if first else min(0, last_day)
    _refuse_span(first_day, last_day, None)
    return _answer(
        request,
        wiring,
        caller.account,
        max(last_day, _utc_day(wiring)),
        lambda state, known: {"sessions": training.sessions(state, known, first_day, last_day)},
    )


@router.get("/sessions/{session}", responses=NOT_MODIFIED)
def get_session(session: str, request: Request, caller: Reader, wiring: In) -> Response:
    """One session by its record id, with its sets and verdicts."""

    def found(state: Replayed, known: Catalog) -> Any:
        one = training.session(state, known, session)
        if one is None:
            raise NotFound("There is no such session.")
        return one

    return _answer(request, wiring, caller.account, _utc_day(wiring) + 1, found)


def _answer(
    request: Request, wiring: Wiring, account: str, on: int, say: Callable[[Replayed, Catalog], Any]
) -> Response:
    """What `say` makes of the state on a day; 304, and nothing folded, when the asker has that already.

    The runner's language is a setting, so it changes with the head of the log.
    """
    accepted = accepted_language(request)
    with wiring.database.read() as tx:
        head = look(tx, account)
        asked = (request.url.path, request.url.query, on, accepted)
        etag = _etag(account, head.epoch, head.head, *asked, wiring.rules_version)
        headers = {"ETag": etag, "Cache-Control": "private, no-cache", **VARY}
        if has_it(request, etag):
            return Response(status_code=304, headers=headers)
        state = wiring.folded.at(tx, account, head, on)
    language = catalog.language_of(state.state.settings.get("language")) or accepted
    answer = say(state, wiring.published[language].catalog)
    return JSONResponse(answer, headers={**headers, "Content-Language": language})


def has_it(request: Request, etag: str) -> bool:
    """If-None-Match names the etag, or anything at all."""
    named = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    return any(tag in (etag, "*") for tag in named)


def _etag(*parts: object) -> str:
    digest = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
    return f'"{digest[:32]}"'


def _refuse_span(first: int, last: int, most: int | None) -> None:
    if last < first:
        fault = "must not be before from"
    elif most is not None and last - first >= most:
        fault = f"must be within {most} days of from"
    else:
        return
    raise Invalid(f"to {fault}.", fields=(FieldError("/to", fault),))


def _utc_day(wiring: Wiring) -> int:
    return wiring.now_ms() // MS_PER_DAY
