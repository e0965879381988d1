"""`GET /api/catalog`: exercises, ladders, the program and the rules. Public, and the same for everybody."""

import hashlib
import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from evenstride.api.deps import In
from evenstride.api.described import NOT_MODIFIED
from evenstride.api.training import has_it
from evenstride.training.catalog import Catalog

router = APIRouter(tags=["catalog"])


@router.get("/catalog", responses=NOT_MODIFIED)
def get_catalog(request: Request, wiring: In) -> Response:
    headers = {"ETag": wiring.catalog_etag, "Cache-Control": "public, no-cache"}
    if has_it(request, wiring.catalog_etag):
        return Response(status_code=304, headers=headers)
    return Response(wiring.catalog_json, headers=headers, media_type="application/json")


def as_document(catalog: Catalog) -> tuple[bytes, str]:
    """The catalog as JSON, and its etag."""
    text = json.dumps(catalog.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    document = text.encode()
    return document, f'"{hashlib.sha256(document).hexdigest()}"'
