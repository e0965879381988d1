"""Headers every answer carries: what the browser must not do, and the cookie when it rolls on."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evenstride.api.problems import is_api
from evenstride.settings import Settings
from evenstride.store.callers import MS_PER_DAY, SIGN_IN_DAYS

CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        # No text becomes a script or markup. One policy makes one address: the service worker's.
        "require-trusted-types-for 'script'",
        "trusted-types evenstride",
    )
)
NOBODYS = (
    *("accelerometer", "bluetooth", "camera", "clipboard-read", "display-capture", "encrypted-media"),
    *("gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "serial"),
    *("storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking"),
)
OURS = (
    "clipboard-write",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "web-share",
)
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NOBODYS), *(f"{name}=(self)" for name in OURS)])
"""What browsers know a name for, the app's own page included: it has no use for most of it."""

ALWAYS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
HSTS = "max-age=31536000"

CODINGS = ("zstd", "br", "gzip")
"""What an answer can be packed in, best first."""

WEIGHT = re.compile(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)")

COOKIE_AGE_S = SIGN_IN_DAYS * MS_PER_DAY // 1000


def cookie_name(settings: Settings) -> str:
    """`__Host-` makes the browser itself insist on https and on this one host."""
    return "__Host-evenstride" if settings.is_https else "evenstride"


def set_cookie(response: Response, settings: Settings, secret: str) -> None:
    response.set_cookie(
        cookie_name(settings),
        secret,
        max_age=COOKIE_AGE_S,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="strict",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.is_https, httponly=True, samesite="strict"
    )


class AnswerHeaders:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._of_all = Headers(ALWAYS).raw
        self._of_api = Headers({**ALWAYS, "Cache-Control": "no-store"}).raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                wanted = self._of_api if is_api(scope["path"]) else self._of_all
                message["headers"] = [*message["headers"], *(pair for pair in wanted if pair[0] not in said)]
                headers = MutableHeaders(scope=message)
                if self._settings.is_https or scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", HSTS)
                self._roll_on(headers, state.get("rolling_cookie"))
            await send(message)

        await self._app(scope, receive, with_headers)

    def _roll_on(self, headers: MutableHeaders, secret: str | None) -> None:
        if secret is None or "set-cookie" in headers:
            return
        carrier = Response()
        set_cookie(carrier, self._settings, secret)
        headers.append("set-cookie", carrier.headers["set-cookie"])


class Wish:
    """Leaves of Accept-Encoding what the client wants most: the compressor behind it looks at no weights."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            said = ",".join(Headers(scope=scope).getlist("accept-encoding"))
            if ";" in said or "*" in said:
                others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
                scope = {**scope, "headers": [*others, (b"accept-encoding", wished(said).encode())]}
        await self._app(scope, receive, send)


def wished(accept_encoding: str) -> str:
    """The codings of ours that weigh most; `identity` when plain weighs more or none is wanted (RFC 9110)."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = part.partition(";")
        weights[coding.strip()] = _weight(parameter)
    weight_of = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in CODINGS}
    most = max(weight_of.values())
    if most <= 0 or most < weights.get("identity", 0.0):
        return "identity"
    return ", ".join(coding for coding, weight in weight_of.items() if weight == most)


def _weight(parameter: str) -> float:
    """1 when none is given; 0, which is no, when it cannot be read."""
    if not parameter.strip():
        return 1.0
    found = WEIGHT.fullmatch(parameter.strip())
    return float(found[1]) if found else 0.0
