"""The app itself, for every address no route has: its files, and `index.html` for its deep links."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from evenstride.api.problems import is_api
from evenstride.errors import NotFound

NOT_BUILT = (
    "The app is not built. Run `make run`, or in frontend/: npm ci && npm run build.\n"
    "The API works: see /api/docs.\n"
)


class Shell:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = StaticFiles(directory=folder, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise HTTPException(404)
        if is_api(scope["path"]):
            raise NotFound("There is nothing at this address.")
        response = await self._response(scope)
        await response(scope, receive, send)

    async def _response(self, scope: Scope) -> Response:
        """Hashed names never change; everything else is asked for anew, so that an update is found."""
        if not (self._folder / "index.html").is_file():
            return PlainTextResponse(NOT_BUILT, 503, {"Retry-After": "60"})
        path = self._files.get_path(scope)
        if path == ".":
            path = "index.html"
        try:
            response = await self._files.get_response(path, scope)
        except HTTPException as error:
            # A path with a dot is a file's, and a missing file is not the app.
            if error.status_code != 404 or "." in scope["path"]:
                raise
            path = "index.html"
            response = await self._files.get_response(path, scope)
        is_hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response
