"""How often one may knock. Counts live in memory, so they are per process and start anew with it."""

import ipaddress
import math
import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from evenstride.errors import TooManyRequests

# CONTRACT section 5
NEW_ACCOUNTS = RateLimitItemPerHour(30, namespace="accounts")
SIGN_INS = RateLimitItemPerMinute(30, namespace="sign-ins")
WRONG_TRIES = RateLimitItemPerMinute(5, 15, namespace="wrong-tries")
SYNCS = RateLimitItemPerMinute(240, namespace="syncs")

STREAMS = RateLimitItemPerMinute(60, namespace="streams")
"""Openings. A phone that is taken out of the pocket opens one."""

IMPORTS = RateLimitItemPerHour(20, namespace="imports")
"""A look and an import each count. Each may be years of training."""

IPV6_PREFIX = 64
"""What one household has; single addresses in it are free to change."""


class Limits:
    def __init__(self, *, are_on: bool) -> None:
        self._are_on = are_on
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def count(self, limit: RateLimitItem, whose: str) -> None:
        """Counts one more. Raises TooManyRequests, with the wait, once the limit is used up."""
        if self._are_on and not self._window.hit(limit, whose):
            raise self._refusal(limit, whose)

    def refuse_if_used_up(self, limit: RateLimitItem, whose: str) -> None:
        """As `count`, but counts nothing."""
        if self._are_on and not self._window.test(limit, whose):
            raise self._refusal(limit, whose)

    def _refusal(self, limit: RateLimitItem, whose: str) -> TooManyRequests:
        wait_s = self._window.get_window_stats(limit, whose).reset_time - time.time()
        return TooManyRequests("Wait a little, then try again.", max(1, math.ceil(wait_s)))


def household(address: str) -> str:
    """What an address is counted as."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
