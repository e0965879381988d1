"""What `POST /api/sync` takes and answers, for tools (CONTRACT section 4). The code that judges is sync's."""

from typing import Any

from evenstride.api.gate import LIMITS
from evenstride.store.offers import RETRY
from evenstride.training.units import SAFE_INT_MAX

Shape = dict[str, Any]

_UUID: Shape = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"}
_COUNT: Shape = {"type": "integer", "minimum": 0, "maximum": SAFE_INT_MAX}
_EPOCH: Shape = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_CHAIN: Shape = {"type": "string", "pattern": "^[0-9a-f]{32}$"}


def _object(said: str, **properties: Shape) -> Shape:
    return {
        "type": "object",
        "description": said,
        "required": list(properties),
        "properties": properties,
    }


ENTRY = _object(
    "One version of a record. Wrong ones are refused alone, so the request itself takes anything here.",
    id=_UUID,
    record={"type": "string", "pattern": "^[a-z0-9:_-]{1,64}$"},
    kind={"type": "string"},
    v={"type": "integer", "minimum": 1},
    hlc={"type": "string", "pattern": "^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}$"},
    body={"type": ["object", "null"], "description": "The kind's fields; null retracts the record."},
)

REQUEST = _object(
    "From where this device stands, and what it has to offer.",
    proto={"const": 1},
    req_id=_UUID,
    account=_UUID,
    device=_EPOCH,
    build={"type": "string", "maxLength": 200},
    epoch={"type": ["string", "null"]},
    cursor=_COUNT,
    chain={"type": ["string", "null"]},
    entries={"type": "array", "maxItems": LIMITS["entries"], "items": {"anyOf": [ENTRY, {}]}},
)

_RESULT: Shape = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"description": "As it was sent; null when there was none."},
        "status": {"enum": ["accepted", "duplicate", "rejected", "erased"]},
        "code": {"enum": list(RETRY)},
        "detail": {"type": "string"},
        "retry": {"enum": sorted(set(RETRY.values()))},
    },
    "if": {"properties": {"status": {"const": "rejected"}}},
    "then": {"required": ["code", "detail", "retry"]},
    "additionalProperties": False,
}

_ROW = {**ENTRY, "required": [*ENTRY["required"], "seq"]}
_ROW["properties"] = {**ENTRY["properties"], "seq": {**_COUNT, "minimum": 1}}

_PAGE = _object(
    "What became of each entry, in order, and the page after the cursor.",
    req_id=_UUID,
    server_time=_COUNT,
    epoch=_EPOCH,
    results={"type": "array", "items": _RESULT},
    rows={"type": "array", "maxItems": 1000, "items": _ROW},
    next=_COUNT,
    chain=_CHAIN,
    more={"type": "boolean"},
    head=_COUNT,
)
_RESET = _object(
    "The position is not of this history: offer everything again, from the start. Nothing was stored.",
    req_id=_UUID,
    server_time=_COUNT,
    epoch=_EPOCH,
    reset={"const": True},
    reason={"type": "string"},
)

ANSWER: Shape = {
    "oneOf": [{**_PAGE, "additionalProperties": False}, {**_RESET, "additionalProperties": False}]
}
