"""What `/api/openapi.json` says beyond what FastAPI finds out: who may ask, and every way of being refused.

What a route's shape tells is added here to all of them; what only the route knows it says itself, with
`responses=refuses(NameTaken)`.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, get_args

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from evenstride.api.deps import Reader, SignedIn, Writer
from evenstride.api.gate import LIMITS
from evenstride.api.headers import cookie_name
from evenstride.api.problems import is_api
from evenstride.api.wiring import Wiring
from evenstride.errors import (
    BadRequest,
    BrokenGzip,
    CrossSite,
    Invalid,
    NotFound,
    NotJson,
    NotJsonContent,
    NotSignedIn,
    Problem,
    ScopeMissing,
    TooLarge,
    TooManyRequests,
    Unavailable,
)

Responses = dict[int | str, dict[str, Any]]

PROBLEM = "application/problem+json"
_WAITING = (TooManyRequests, Unavailable)
_CHANGING = (BadRequest, NotJson, BrokenGzip, CrossSite, TooLarge, NotJsonContent)
_FASTAPIS_OWN = ("HTTPValidationError", "ValidationError")

BY_TOKEN_OR_COOKIE: dict[str, Any] = {"security": [{"cookie": []}, {"token": []}]}
"""Of a route that asks who is calling by itself; a `Reader` or `Writer` tells."""

NOT_MODIFIED: Responses = {304: {"description": "The asker has that already: If-None-Match names it."}}


def refuses(*kinds: type[Problem]) -> Responses:
    """Of a route: the refusals its shape does not tell."""
    by_status: dict[int, list[type[Problem]]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind)
    return {status: _response(*of_one) for status, of_one in by_status.items()}


def sends(media_type: str, schema: dict[str, Any] | None = None, *, status: int = 200) -> Responses:
    """Of a route: what it answers when that is not what FastAPI would guess."""
    content = {media_type: {"schema": schema or {"type": "string"}}}
    return {status: {"description": "Successful Response", "content": content}}


def takes(schema: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    """The `openapi_extra` of a route that reads its body itself."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def describe(app: FastAPI) -> None:
    """Makes `app.openapi()` the whole description."""
    of_fastapi = app.openapi

    def openapi() -> dict[str, Any]:
        schema = of_fastapi()
        if "Problem" not in schema.get("components", {}).get("schemas", {}):
            _complete(schema, app)
        return schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's own way to extend it


def _complete(schema: dict[str, Any], app: FastAPI) -> None:
    wiring: Wiring = app.state.wiring
    parts = schema.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in _FASTAPIS_OWN:
        schemas.pop(name, None)
    schemas["Problem"] = _problem()
    parts["securitySchemes"] = {
        "cookie": {"type": "apiKey", "in": "cookie", "name": cookie_name(wiring.settings)},
        "token": {"type": "http", "scheme": "bearer"},
    }
    schema["info"]["description"] = (
        f"Every refusal is an `{PROBLEM}` document (RFC 9457). An address that is not listed here is a 404, "
        "a method that is not listed a 405 that names the others in Allow."
    )
    doors = {id(_dependency(Reader)): "reads", id(_dependency(Writer)): "writes"}
    doors[id(_dependency(SignedIn))] = "signed in"
    for context in iter_route_contexts(app.routes):
        path = getattr(context, "path_format", "")
        for method in getattr(context, "methods", None) or ():
            operation = schema["paths"].get(path, {}).get(method.lower())
            if operation is not None and is_api(path):
                calls = _calls(getattr(context, "dependant"))  # noqa: B009 # only a route of FastAPI has one
                access = {doors[id(call)] for call in calls if id(call) in doors}
                _complete_operation(operation, method, access)


def _complete_operation(operation: dict[str, Any], method: str, access: set[str]) -> None:
    kinds: list[type[Problem]] = list(_WAITING)
    reads_a_body = "requestBody" in operation
    if method != "GET":
        kinds += _CHANGING
    if method == "POST" and not reads_a_body:
        # What another site's form can send is refused, so even nothing is sent as JSON.
        operation |= takes({"description": "Any JSON, such as {}. It is not read."})
    if access:
        kinds += [NotSignedIn, ScopeMissing]
        operation["security"] = [{"cookie": []}] if "signed in" in access else BY_TOKEN_OR_COOKIE["security"]
    parameters = operation.get("parameters", ())
    if parameters or reads_a_body:
        kinds.append(Invalid)
    if any(parameter["in"] == "path" for parameter in parameters):
        kinds.append(NotFound)
    said = operation["responses"]
    if PROBLEM not in said.get("422", {}).get("content", {}):
        said.pop("422", None)
    for status, response in refuses(*kinds).items():
        _add(said, str(status), response)
    operation["responses"] = dict(sorted(said.items()))


def _add(said: dict[str, Any], status: str, response: dict[str, Any]) -> None:
    """Beside what the route says of the same status itself."""
    if PROBLEM not in said.get(status, {}).get("content", {}):
        said[status] = response
        return
    # A copy: the route's own words are shared by every app of this process.
    both = said[status] = deepcopy(said[status])
    codes = _codes(both)
    codes += [code for code in _codes(response) if code not in codes]
    both["description"] += f" {response['description']}"


def _codes(response: dict[str, Any]) -> list[str]:
    codes: list[str] = response["content"][PROBLEM]["schema"]["allOf"][1]["properties"]["code"]["enum"]
    return codes


def _response(*kinds: type[Problem]) -> dict[str, Any]:
    """The kinds share one status."""
    told = {
        "allOf": [
            {"$ref": "#/components/schemas/Problem"},
            {"properties": {"status": {"const": kinds[0].status}, "code": {"enum": [k.code for k in kinds]}}},
        ]
    }
    response: dict[str, Any] = {
        "description": " ".join(f"{kind.title}." for kind in kinds),
        "content": {PROBLEM: {"schema": told}},
    }
    if kinds[0] in _WAITING:
        seconds = {"schema": {"type": "integer", "minimum": 1}, "required": True}
        response["headers"] = {"Retry-After": {"description": "Seconds to wait.", **seconds}}
    return response


def _problem() -> dict[str, Any]:
    field = {
        "type": "object",
        "required": ["pointer", "detail"],
        "properties": {"pointer": {"type": "string"}, "detail": {"type": "string", "minLength": 1}},
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "description": "Why the answer is not the one asked for (RFC 9457).",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            "type": {"type": "string", "pattern": "^urn:evenstride:problem:[a-z_]+$"},
            "title": {"type": "string", "minLength": 1},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "minLength": 1},
            "code": {"type": "string", "enum": sorted({kind.code for kind in _kinds(Problem)})},
            "errors": {"type": "array", "items": field},
            "limits": {"type": "object", "properties": {name: {"type": "integer"} for name in LIMITS}},
        },
    }


def _kinds(kind: type[Problem]) -> Iterator[type[Problem]]:
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)


def _dependency(annotated: Any) -> Callable[..., Any] | None:
    depends = get_args(annotated)[1]
    call: Callable[..., Any] | None = depends.dependency
    return call


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)
