"""`GET /api/catalog`: exercises, ladders, the program and the rules. Public, and the same for everybody who
accepts the same languages.
"""

import hashlib
import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from evenstride.api.deps import In
from evenstride.api.described import NOT_MODIFIED
from evenstride.api.language import VARY, accepted_language
from evenstride.api.training import has_it
from evenstride.api.wiring import Published
from evenstride.training.catalog import Catalog

router = APIRouter(tags=["catalog"])


@router.get("/catalog", responses=NOT_MODIFIED)
def get_catalog(request: Request, wiring: In) -> Response:
    language = accepted_language(request)
    published = wiring.published[language]
    headers = {"ETag": published.etag, "Cache-Control": "public, no-cache", **VARY}
    if has_it(request, published.etag):
        return Response(status_code=304, headers=headers)
    headers["Content-Language"] = language
    return Response(published.document, headers=headers, media_type="application/json")


def publish(catalog: Catalog) -> Published:
    """The catalog with its JSON and the etag of it."""
    text = json.dumps(catalog.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    document = text.encode()
    return Published(catalog, document, f'"{hashlib.sha256(document).hexdigest()}"')
