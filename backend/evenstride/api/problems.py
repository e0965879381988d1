"""Every error under /api as `application/problem+json` (RFC 9457), plain text elsewhere; no stack traces."""

import json
import logging
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evenstride.errors import (
    BadRequest,
    Broken,
    FieldError,
    Invalid,
    MethodNotAllowed,
    NotFound,
    NotJson,
    Problem,
    Unavailable,
)

_log = logging.getLogger("evenstride")
API = "/api"


OF_A_SHAPE = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no field of this name here.",
    "string_type": "This must be text.",
    "string_too_short": "Write at least {min_length} signs.",
    "string_too_long": "Keep it to {max_length} signs.",
    "string_pattern_mismatch": "This holds a sign that does not belong here.",
    "bool_type": "This must be true or false.",
    "bool_parsing": "This must be true or false.",
    "int_type": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than_equal": "This must be {le} or less.",
    "literal_error": "This must be {expected}.",
    "list_type": "This must be a list.",
    "tuple_type": "This must be a list.",
    "too_short": "The list must hold at least {min_length}.",
    "too_long": "The list may hold at most {max_length}.",
    "model_type": "This must be an object with named fields.",
    "model_attributes_type": "This must be an object with named fields.",
}
"""By pydantic's types of errors: its own sentences are for whoever wrote the model."""


def is_api(path: str) -> bool:
    return path == API or path.startswith(API + "/")


def render(problem: Problem, path: str) -> Response:
    """The answer a problem becomes."""
    if not is_api(path):
        return PlainTextResponse(problem.detail + "\n", problem.status, problem.headers)
    document: dict[str, Any] = {
        "type": f"urn:evenstride:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        **problem.more,
    }
    if problem.fields:
        document["errors"] = [field._asdict() for field in problem.fields]
    headers = {"Cache-Control": "no-store", **problem.headers}
    # ASCII: a detail may repeat a lone surrogate, which UTF-8 cannot carry.
    text = json.dumps(document)
    return Response(text, problem.status, headers, media_type="application/problem+json")


def told(problem: Problem, path: str) -> Response:
    """The same; what the operator should know of it is a line in the log."""
    if isinstance(problem, Unavailable):
        _log.warning("%s %s", problem.detail, problem.__cause__)
    return render(problem, path)


def fields_of(errors: Iterable[Any], *, skip: int = 0) -> tuple[FieldError, ...]:
    """Pydantic's errors as pointers; `skip` leaves out that many leading steps, such as `body`."""
    return tuple(FieldError(pointer(error["loc"][skip:]), _sentence(error)) for error in errors)


def _sentence(error: Any) -> str:
    sentence = OF_A_SHAPE.get(error["type"])
    if sentence is None:
        told: str = error["msg"].removeprefix("Value error, ")
        return told
    return sentence.format_map(error.get("ctx", {}))


def pointer(steps: Iterable[object]) -> str:
    """The RFC 6901 pointer of these steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def install(app: FastAPI) -> None:
    """Makes every error that FastAPI or a handler raises a problem."""

    @app.exception_handler(Problem)
    async def of_ours(request: Request, problem: Problem) -> Response:
        return told(problem, request.url.path)

    @app.exception_handler(HTTPException)
    async def of_the_router(request: Request, error: HTTPException) -> Response:
        return render(_from_router(error, request), request.url.path)

    @app.exception_handler(RequestValidationError)
    async def of_a_model(request: Request, error: RequestValidationError) -> Response:
        return render(_from_model(error), request.url.path)


def _from_router(error: HTTPException, request: Request) -> Problem:
    headers = dict(error.headers or {})
    if error.status_code == NotFound.status:
        return NotFound("There is nothing at this address.", headers=headers)
    if error.status_code == MethodNotAllowed.status:
        said = "This address does not answer to that method."
        return MethodNotAllowed(said, headers={"Allow": ", ".join(_allowed(request))})
    # What FastAPI raises besides those two is a body it could not read.
    return BadRequest(error.detail, headers=headers)


def _allowed(request: Request) -> list[str]:
    """Of every route at this very address: the router itself names only those of the first it meets."""
    path = request.scope["path"]
    here = [one for one in iter_route_contexts(request.app.routes) if one.path_regex.match(path)]
    by_name = [one for one in here if one.path == path]
    return sorted({method for one in by_name or here for method in one.methods or ()})


def _from_model(error: RequestValidationError) -> Problem:
    errors = error.errors()
    if any(one["type"] == "json_invalid" for one in errors):
        return NotJson("The body cannot be parsed as JSON.")
    return Invalid("Some fields are missing or wrong.", fields=fields_of(errors, skip=1))


class CatchAll:
    """A bug becomes a line in the log and a 500 problem. Outside FastAPI, so that it gets our headers too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_started = False

        async def watched(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:  # the last door: whatever broke becomes a problem document and a line in the log
            if scope["type"] != "http" or has_started:
                raise
            _log.exception("%s %s broke", scope["method"], scope["path"])
            problem = Broken("The server met a bug. It is in the server's log.")
            await render(problem, scope["path"])(scope, receive, send)
