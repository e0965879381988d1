"""What `limits` counts in when it counts in memory."""

import threading
import time
from collections import deque
from typing import NamedTuple

from limits.storage import MemoryStorage

SWEEP_S = 60.0


class _Knocks(NamedTuple):
    at_s: deque[float]
    """Oldest first; only those within the window."""
    expiry_s: int


class Memory(MemoryStorage):
    """A moving window as the library's own, for many thousand keys.

    The library looks through all keys a hundred times a second while requests come in, and keeps every one it
    ever saw. Here a count touches its own key, and once a minute the empty ones are dropped.
    """

    STORAGE_SCHEME = ["evenstride"]  # noqa: RUF012 # as the library declares it

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._knocks: dict[str, _Knocks] = {}
        self._swept_at_s = 0.0

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether there was room; if so it is taken."""
        now_s = time.time()
        with self._lock:
            self._sweep(now_s)
            knocks = self._knocks.setdefault(key, _Knocks(deque(), expiry))
            _drop_old(knocks, now_s)
            if len(knocks.at_s) + amount > limit:
                return False
            knocks.at_s.extend([now_s] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest came that still counts, and how many do."""
        now_s = time.time()
        with self._lock:
            knocks = self._knocks.get(key)
            if knocks is None:
                return now_s, 0
            _drop_old(knocks, now_s)
            return (knocks.at_s[0] if knocks.at_s else now_s), len(knocks.at_s)

    def clear(self, key: str) -> None:
        with self._lock:
            self._knocks.pop(key, None)

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._knocks)

    def _sweep(self, now_s: float) -> None:
        if 0 <= now_s - self._swept_at_s < SWEEP_S:
            return
        self._swept_at_s = now_s
        for key, knocks in list(self._knocks.items()):
            _drop_old(knocks, now_s)
            if not knocks.at_s:
                del self._knocks[key]


def _drop_old(knocks: _Knocks, now_s: float) -> None:
    while knocks.at_s and knocks.at_s[0] < now_s - knocks.expiry_s:
        knocks.at_s.popleft()
