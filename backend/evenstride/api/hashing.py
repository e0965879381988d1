"""Passwords are hashed a few at a time, and whoever waits for it holds no thread.

A hash takes a processor for some 30 ms and 19 MiB. Were every sign-in of a flood to begin at once, they would
take the memory and the threads that everybody else's sets are synced with.
"""

import os
from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from evenstride.errors import Unavailable

AT_ONCE = max(1, min(2, (os.cpu_count() or 1) // 2))
"""Of this process. Half the processors at most stay with it, however many knock."""

WAITING_MAX = 200
"""Some six seconds' worth. Who comes later is better told than kept."""

RETRY_AFTER_S = 10

T = TypeVar("T")


class Hashing:
    def __init__(self) -> None:
        self._turns = CapacityLimiter(AT_ONCE)

    async def run(self, job: Callable[[], T]) -> T:
        """What the job gives, which may hash, in a thread, when it is its turn. Raises Unavailable."""
        if self._turns.statistics().tasks_waiting >= WAITING_MAX:
            raise Unavailable("Too many are signing in right now.", RETRY_AFTER_S)
        return await anyio.to_thread.run_sync(job, limiter=self._turns)
