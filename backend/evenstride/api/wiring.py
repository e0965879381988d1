"""What every handler works with, joined once by `create_app`."""

from collections.abc import Callable
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


class Wiring(NamedTuple):
    settings: Settings
    database: Database
    catalog: Catalog
    catalog_json: bytes
    catalog_etag: str
    rules_version: str
    """Of catalog and training code: another one may decide otherwise on the same log."""
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
