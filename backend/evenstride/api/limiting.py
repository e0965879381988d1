"""How often one may knock.

Counts live in this process's memory and start anew with it, or in a Redis that several processes share. When
that Redis goes away, each process goes on counting in its own memory until it is back: nobody is locked out
by a broken Redis, and nobody gets in without limits. Counts are kept under keyed hashes, never under names.
"""

import ipaddress
import logging
import math
import time
from collections.abc import Callable
from typing import TypeVar

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from evenstride.api.counting import Memory
from evenstride.errors import CannotStart, TooManyRequests
from evenstride.store.server_key import keyed_hash

_log = logging.getLogger("evenstride")

# CONTRACT section 5
NEW_ACCOUNTS = RateLimitItemPerHour(30, namespace="accounts")
SIGN_INS = RateLimitItemPerMinute(30, namespace="sign-ins")
WRONG_TRIES = RateLimitItemPerMinute(5, 15, namespace="wrong-tries")
SYNCS = RateLimitItemPerMinute(240, namespace="syncs")

WRONG_PAIRINGS = RateLimitItemPerMinute(5, 10, namespace="wrong-pairings")

WRONG_PAIRINGS_OF_ALL = RateLimitItemPerMinute(1000, 10, namespace="wrong-pairings-of-all")
"""Of all households together. While one code of 40 bits is open at any time, whoever guesses from ever so
many addresses needs 20 000 years; thousands of runners who add a phone do not mistype as often."""

EVERYBODY = "everybody"

NEW_PAIRINGS = RateLimitItemPerHour(30, namespace="pairings")

CHALLENGES = RateLimitItemPerMinute(60, namespace="challenges")
"""For passkeys to sign. A sign-in takes one, and a prompt that is closed wastes one."""

WRONG_CODES = RateLimitItemPerMinute(5, 15, namespace="wrong-codes")
"""Recovery codes that open nothing, per address. Nobody guesses 150 bits; who mistypes is shown the wait."""

CONFIRMATIONS = RateLimitItemPerMinute(5, 15, namespace="confirmations")
"""Wrong current passwords, per account. Not counted with the tries to sign in: those are anybody's."""

NAME_CHANGES = RateLimitItemPerHour(10, namespace="name-changes")
"""Per account, taken names included: an account is no tool to find out who else is here."""

STREAMS = RateLimitItemPerMinute(60, namespace="streams")
"""Openings. A phone that is taken out of the pocket opens one."""

IMPORTS = RateLimitItemPerHour(20, namespace="imports")
"""A look and an import each count. Each may be years of training."""

IPV6_PREFIX = 64
"""What one household has; single addresses in it are free to change."""

REDIS_PATIENCE_S = 0.25
"""For one count, which takes Redis a fraction of a millisecond. Syncs wait behind it."""

REDIS_AGAIN_S = 5.0
"""How long a Redis that failed is left alone."""

T = TypeVar("T")


class Limits:
    def __init__(self, *, are_on: bool, key: bytes, store: str | None = None) -> None:
        self._are_on = are_on
        self._key = key
        self._own = MovingWindowRateLimiter(Memory())
        self._shared = None if store is None else MovingWindowRateLimiter(_redis(store))
        self._away_until_s = 0.0

    def count(self, limit: RateLimitItem, whose: str) -> None:
        """Counts one more. Raises TooManyRequests, with the wait, once the limit is used up."""
        if self._are_on and not self._asked(lambda window: window.hit(limit, self._hashed(whose))):
            raise self._refusal(limit, whose)

    def refuse_if_used_up(self, limit: RateLimitItem, whose: str) -> None:
        """As `count`, but counts nothing."""
        if self._are_on and not self._asked(lambda window: window.test(limit, self._hashed(whose))):
            raise self._refusal(limit, whose)

    def forget(self, limit: RateLimitItem, whose: str) -> None:
        """What was counted so far turned out to be harmless."""
        if self._are_on:
            self._asked(lambda window: window.clear(limit, self._hashed(whose)))

    def _refusal(self, limit: RateLimitItem, whose: str) -> TooManyRequests:
        stats = self._asked(lambda window: window.get_window_stats(limit, self._hashed(whose)))
        # At the very edge the window has emptied since: then its end is no wait at all.
        wait_s = 0.0 if stats.remaining > 0 else stats.reset_time - time.time()
        # Beyond whole seconds: the oldest still counts at the instant when it is as old as the window.
        return too_many(max(1, math.floor(wait_s) + 1))

    def _hashed(self, whose: str) -> str:
        return keyed_hash(self._key, "limit", whose)

    def _asked(self, question: Callable[[MovingWindowRateLimiter], T]) -> T:
        if self._shared is not None and time.monotonic() >= self._away_until_s:
            try:
                return question(self._shared)
            except redis_error() as error:
                self._away_until_s = time.monotonic() + REDIS_AGAIN_S
                _log.warning("Redis does not count: %s. This process counts for itself meanwhile.", error)
        return question(self._own)


def too_many(wait_s: int) -> TooManyRequests:
    minutes = math.ceil(wait_s / 60)
    if wait_s == 1:
        wait = "a second"
    elif wait_s <= 120:
        wait = f"{wait_s} seconds"
    else:
        wait = f"{wait_s} seconds, which is about {minutes} minutes"
    return TooManyRequests(f"That was too often. Wait {wait}, then try again.", wait_s)


def refuse_unless_reachable(store: str) -> None:
    """Raises CannotStart with one line that holds no password."""
    try:
        _redis(store).storage.ping()
    except redis_error() as error:
        why = str(error).partition("\n")[0]
        raise CannotStart(f"EVENSTRIDE_RATE_LIMIT_STORE: Redis does not answer: {why}") from None


def redis_error() -> type[Exception]:
    """Asked for where Redis is used and not before: its library takes five megabytes."""
    from redis.exceptions import RedisError

    return RedisError


def _redis(store: str) -> RedisStorage:
    """No second tries: a count that came twice would be one too many, and another one follows soon."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return RedisStorage(
        store,
        key_prefix="evenstride",
        socket_timeout=REDIS_PATIENCE_S,
        socket_connect_timeout=REDIS_PATIENCE_S,
        retry=Retry(NoBackoff(), 0),  # type: ignore[arg-type] # is passed on to redis.Redis, which takes one
    )


def household(address: str) -> str:
    """What an address is counted as."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
