"""Where a request comes from, as a runner recognises it."""

from fastapi import Request

from evenstride.api.device_label import device_label
from evenstride.api.limiting import household
from evenstride.store.activity import Whence


def address_of(request: Request) -> str:
    """The household of the peer; of nobody, when the server cannot tell."""
    return household(request.client.host) if request.client else "unknown"


def whence(request: Request) -> Whence:
    return Whence(device_label(request), address_of(request))
