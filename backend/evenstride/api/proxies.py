"""Behind a proxy: the runner's own address and scheme, as told by proxies that the operator trusts."""

import ipaddress
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from evenstride.settings import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Proxies:
    """What a trusted peer says of a request counts; what anybody else says of himself does not."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self._app = app
        self._trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = _address((scope.get("client") or ("",))[0])
        if scope["type"] == "http" and peer is not None and self._trusts(peer):
            headers = Headers(scope=scope)
            client = self._client(peer, ",".join(headers.getlist("x-forwarded-for")))
            scope = {**scope, "client": (str(client), 0)}
            scheme = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
            if scheme in ("http", "https"):
                scope["scheme"] = scheme
        await self._app(scope, receive, send)

    def _client(self, peer: Address, forwarded_for: str) -> Address:
        """The rightmost that is no proxy of ours. Each appends whom it heard; the left is anybody's word.

        Where something stands that is no address, the chain ends: what is right of it is known.
        """
        client = peer
        for said in reversed(forwarded_for.split(",")):
            address = _address(said)
            if address is None:
                break
            client = address
            if not self._trusts(address):
                break
        return client

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _address(said: str) -> Address | None:
    """As proxies write it: with or without a port, IPv6 in brackets or not."""
    text = said.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
