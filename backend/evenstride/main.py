"""The only place that joins the rooms: settings and catalog in, an app out."""

import ctypes
import hashlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from starlette_compress import CompressMiddleware, remove_compress_type

import evenstride
from evenstride import catalog
from evenstride import training as training_rules
from evenstride.api import (
    accounts,
    activity,
    described,
    devices,
    docs,
    events,
    export,
    health,
    imports,
    pairings,
    passkeys,
    problems,
    records,
    sync,
    tokens,
    training,
)
from evenstride.api import catalog as catalog_route
from evenstride.api.folded import Folded
from evenstride.api.gate import Gate
from evenstride.api.hashing import Hashing
from evenstride.api.headers import AnswerHeaders, Wish
from evenstride.api.limiting import Limits
from evenstride.api.proxies import Proxies
from evenstride.api.shell import Shell
from evenstride.api.together import Together
from evenstride.api.watch import Watch
from evenstride.api.wiring import Wiring
from evenstride.settings import Settings
from evenstride.store.database import Database
from evenstride.store.ledger import LedgerFile
from evenstride.store.presence import serving
from evenstride.store.server_key import server_key

M_ARENA_MAX = -8
"""Its name in glibc's malloc.h."""

HEAPS = 2

STATIC = Path(evenstride.__file__).parent / "static"


def wall_clock_ms() -> int:
    return time.time_ns() // 1_000_000


def create_app(
    settings: Settings, *, now_ms: Callable[[], int] = wall_clock_ms, static: Path = STATIC
) -> FastAPI:
    """The whole server. Opens its database; the app's end closes it."""
    wiring = _wire(settings, now_ms)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with serving(settings.database_url):
            async with wiring.watch.running():
                yield
        wiring.syncs.close()
        wiring.database.close()

    app = FastAPI(
        title="Evenstride",
        version=_version(),
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        strict_content_type=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # not even asked for on every request
    )
    app.state.wiring = wiring
    problems.install(app)
    # Routes are tried in this order, and nothing is asked for as often as a sync.
    for noun in (
        sync,
        accounts,
        passkeys,
        devices,
        pairings,
        tokens,
        activity,
        events,
        records,
        training,
        export,
        imports,
        catalog_route,
        docs,
    ):
        app.include_router(noun.router, prefix=problems.API)
    app.include_router(health.router)
    app.router.default = Shell(static)
    described.describe(app)
    # The last one added is the first one met.
    app.add_middleware(sync.SyncDoor)
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(problems.CatchAll)
    app.add_middleware(CompressMiddleware)
    remove_compress_type("text/event-stream")  # forty bytes now and then; a compressor for each costs more
    app.add_middleware(Wish)
    app.add_middleware(AnswerHeaders, settings=settings)
    if settings.trusted_proxies:
        app.add_middleware(Proxies, trusted=settings.trusted_proxies)
    return app


def app_of_environment() -> FastAPI:
    """What a worker process starts."""
    _share_heaps()
    return create_app(Settings.read())


def _share_heaps() -> None:
    """glibc gives threads heaps of their own, up to eight a core, and each keeps the room that the largest
    log or body took in it. Two are enough where one thread at a time runs Python. Other systems have no such
    call.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(M_ARENA_MAX, HEAPS)


def _wire(settings: Settings, now_ms: Callable[[], int]) -> Wiring:
    known = catalog.load()
    database = Database(settings.database_url, LedgerFile(settings.ledger_file))
    published = {language: catalog_route.publish(catalog.load(language)) for language in catalog.LANGUAGES}
    key = server_key(settings.key_file)
    return Wiring(
        settings=settings,
        database=database,
        catalog=known,
        published=published,
        rules_version="".join(one.etag for one in published.values()) + _digest_of_rules(),
        folded=Folded(known),
        limits=Limits(are_on=settings.rate_limits == "on", key=key, store=settings.rate_limit_store),
        hashing=Hashing(),
        key=key,
        watch=Watch(database),
        syncs=Together(database),
        now_ms=now_ms,
    )


def _digest_of_rules() -> str:
    sources = sorted(Path(training_rules.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _version() -> str:
    try:
        return version("evenstride")
    except PackageNotFoundError:
        return "0"  # a checkout that was never installed
