"""What every handler works with, joined once by `create_app`."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from starlette.requests import Request

from evenstride.api.folded import Folded
from evenstride.api.hashing import Hashing
from evenstride.api.limiting import Limits
from evenstride.api.together import Together
from evenstride.api.watch import Watch
from evenstride.settings import Settings
from evenstride.store.database import Database
from evenstride.training.catalog import Catalog


class Published(NamedTuple):
    """The catalog in one language, as it is sent."""

    catalog: Catalog
    document: bytes
    etag: str


class Wiring(NamedTuple):
    settings: Settings
    database: Database
    catalog: Catalog
    published: Mapping[str, Published]
    """The catalog in every language there is."""
    rules_version: str
    """Of catalogs and training code: another one may decide otherwise on the same log."""
    folded: Folded
    limits: Limits
    hashing: Hashing
    key: bytes
    """The server's own, for `keyed_hash`."""
    watch: Watch
    syncs: Together
    now_ms: Callable[[], int]


def wiring_of(request: Request) -> Wiring:
    wiring: Wiring = request.app.state.wiring
    return wiring
