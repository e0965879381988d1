"""For operators: `/health/live`, `/health/ready`."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from evenstride.api.deps import In
from evenstride.errors import Problem
from evenstride.store.schema import is_current

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live")
def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@router.get("/ready", responses={503: {"description": "Not ready, and why.", "model": dict[str, str]}})
def ready(wiring: In) -> JSONResponse:
    """The database answers and its schema is this build's; 503 and the reason otherwise."""
    try:
        with wiring.database.read() as tx:
            why_not = None if is_current(tx) else "the schema is not current: run evenstride migrate"
    except Problem as problem:
        why_not = problem.detail
    if why_not is None:
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "not ready", "reason": why_not}, 503)
