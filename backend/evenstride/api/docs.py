"""`/api/docs`: the routes as one plain page, from our own OpenAPI and without anything from elsewhere."""

from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

router = APIRouter()


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """This page."""
    schema: dict[str, Any] = request.app.openapi()
    routes = "".join(
        _route(method, path, operation)
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    )
    title = escape(f"{schema['info']['title']} {schema['info']['version']}")
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f'<body><h1>{title}</h1><p>For tools: <a href="openapi.json">openapi.json</a></p>'
        f"<dl>{routes}</dl></body></html>"
    )


def _route(method: str, path: str, operation: dict[str, Any]) -> str:
    says = operation.get("description") or operation.get("summary", "")
    takes = ", ".join(parameter["name"] for parameter in operation.get("parameters", []))
    return (
        f"<dt><code>{escape(method.upper())} {escape(path)}</code></dt>"
        f"<dd>{escape(says)}{escape(f' Parameters: {takes}.' if takes else '')}</dd>"
    )
