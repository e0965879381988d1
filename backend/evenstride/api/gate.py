"""The first layer every /api request meets: where it comes from, and how large it is.

Behind it a body is plain, complete and at most BODY_MAX_BYTES long, whatever encoding it arrived in. Only
the routes of READ_LATE read their own, with a bound of their own, once they know who is asking: what they
take is too large to be held for anybody.
"""

import zlib
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evenstride.api.problems import is_api, render
from evenstride.errors import BrokenGzip, CrossSite, NotFound, NotJsonContent, Problem, TooLarge
from evenstride.settings import Settings

BODY_MAX_BYTES = 262_144
"""After decompression (CONTRACT section 4)."""

DRAINED_MAX_BYTES = 8_388_608
"""How much of a refused body is still read, so that its sender can hear the refusal instead of a reset."""

READ_LATE = frozenset({"/api/import"})

LIMITS = {"entries": 200, "bytes": BODY_MAX_BYTES, "body_bytes": 4096}

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
GZIP_WINDOW = 16 + zlib.MAX_WBITS


class Gate:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "\0" in scope["path"]:
            # No id has it, and PostgreSQL breaks at it.
            await render(NotFound("There is nothing at this address."), scope["path"])(scope, receive, send)
            return
        if scope["type"] != "http" or not is_api(scope["path"]) or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            refuse_cross_site(headers, self._settings, must_say=False)
            if scope["path"] in READ_LATE:
                await self._app(scope, receive, send)
                return
            body = await read_body(Request(scope, receive))
        except ClientDisconnect:
            return
        except Problem as problem:
            await render(problem, scope["path"])(scope, receive, send)
            return
        await self._app(_with_plain(body, scope), _replay(body, receive), send)


def refuse_cross_site(headers: Headers, settings: Settings, *, must_say: bool) -> None:
    """Raises CrossSite when the browser names another origin; with `must_say` also when it names none."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None and must_say:
        raise CrossSite("A change made with a cookie must say its Origin.")
    if site not in (None, "same-origin"):
        raise CrossSite("Changes are only taken from this site's own pages.")
    if origin is not None and not _is_own(origin, headers.get("host", ""), settings):
        raise CrossSite("The Origin is not this site's.")


def _is_own(origin: str, host: str, settings: Settings) -> bool:
    """Behind a proxy the Host may be anything, so a base URL, where there is one, decides alone."""
    if settings.base_url is not None:
        return origin == settings.base_url
    try:
        return origin != "null" and urlsplit(origin).netloc == host
    except ValueError:  # of "http://["
        return False


def refuse_other_than_json(request: Request) -> None:
    """Another site's form cannot send JSON. Not asked of tokens: no form can send those either."""
    headers = request.headers
    is_json = headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    is_bare_delete = request.method == "DELETE" and headers.get("content-length", "0") == "0"
    if not (is_json or is_bare_delete):
        raise NotJsonContent("The body must be application/json.")


async def read_body(request: Request, max_bytes: int = BODY_MAX_BYTES) -> bytes:
    """The whole body, unpacked. Raises TooLarge, BrokenGzip or NotJsonContent."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        raise NotJsonContent("A body may be plain or gzip.")
    body = bytearray()
    unpack = zlib.decompressobj(GZIP_WINDOW) if encoding == "gzip" else None
    packed_bytes = 0
    stream = request.stream()
    async for chunk in stream:
        packed_bytes += len(chunk)
        body += chunk if unpack is None else _unpacked(unpack, chunk, max_bytes + 1 - len(body))
        if len(body) > max_bytes or packed_bytes > max_bytes:
            drained_bytes = 0
            async for more in stream:
                drained_bytes += len(more)
                if drained_bytes > DRAINED_MAX_BYTES:
                    break
            raise too_large(f"The body is over {max_bytes // 1024} KiB.", max_bytes)
    if unpack is not None and not unpack.eof:
        raise BrokenGzip("The gzip body ends too early.")
    return bytes(body)


def _unpacked(unpack: "zlib._Decompress", chunk: bytes, at_most: int) -> bytes:
    """Never more than `at_most`, so a bomb does not go off."""
    if unpack.eof and chunk:
        raise BrokenGzip("Something follows the gzip body.")
    try:
        plain = unpack.decompress(chunk, at_most)
    except zlib.error:
        raise BrokenGzip("The body says it is gzip and is not.") from None
    if unpack.unused_data:
        raise BrokenGzip("Something follows the gzip body.")
    return plain


def too_large(detail: str, max_bytes: int = BODY_MAX_BYTES) -> TooLarge:
    return TooLarge(detail, more={"limits": {**LIMITS, "bytes": max_bytes}})


def _with_plain(body: bytes, scope: Scope) -> Scope:
    changed = (b"content-encoding", b"content-length", b"transfer-encoding")
    kept = [pair for pair in scope["headers"] if pair[0] not in changed]
    return {**scope, "headers": [*kept, (b"content-length", b"%d" % len(body))]}


def _replay(body: bytes, receive: Receive) -> Receive:
    is_told = False

    async def replayed() -> Message:
        nonlocal is_told
        if is_told:
            return await receive()
        is_told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
