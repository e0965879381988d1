"""`GET /api/events`: a device that is open hears within a second that another one wrote. Server-sent events.

event: head                  the log ends there now; what is new comes by POST /api/sync
data: {"epoch":"…","head":7}

event: end                   signed_out and crowded: do not come back by yourself; restart: come back
data: {"why":"signed_out"}
"""

from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from evenstride.api.deps import In, Reader
from evenstride.api.described import sends
from evenstride.api.limiting import STREAMS
from evenstride.api.watch import Stream, Watch
from evenstride.store.heads import Place

HEARTBEAT_S = 20
"""Below the minute after which proxies and phones give a silent connection up."""

COME_BACK_MS = 3000

router = APIRouter(tags=["sync"])


@router.get("/events", response_class=StreamingResponse, responses=sends("text/event-stream"))
async def watch_log(caller: Reader, wiring: In) -> StreamingResponse:
    """Says where the account's log ends, now and whenever it has grown. Nothing of what is in it."""
    await run_in_threadpool(wiring.limits.count, STREAMS, caller.account)  # which may ask Redis
    stream = await wiring.watch.open(caller.account, caller.sign_in or caller.token or "")
    return _Events(wiring.watch, stream)


class _Events(StreamingResponse):
    def __init__(self, watch: Watch, stream: Stream) -> None:
        unbuffered = {"X-Accel-Buffering": "no"}
        super().__init__(_text(stream), headers=unbuffered, media_type="text/event-stream")
        self._watch = watch
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Gives the place up however it ends, also when it ends before the first word."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._watch.close(self._stream)


async def _text(stream: Stream) -> AsyncIterator[str]:
    yield f"retry: {COME_BACK_MS}\n\n"
    while True:
        news = await stream.next(HEARTBEAT_S)
        if news is None:
            yield ": still here\n\n"
        elif isinstance(news, Place):
            yield f'event: head\ndata: {{"epoch":"{news.epoch}","head":{news.head}}}\n\n'
        else:
            yield f'event: end\ndata: {{"why":"{news}"}}\n\n'
            return
