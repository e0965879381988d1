"""Every knob an operator has: environment variables, each with a safe default (CONTRACT section 2)."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from evenstride.errors import CannotStart

PREFIX = "EVENSTRIDE_"

MAY_HOLD_A_PASSWORD = ("database_url", "rate_limit_store")


def _known_database(text: str) -> str:
    try:
        url = make_url(text)
    except ArgumentError:
        raise ValueError("is not a database URL") from None
    if url.drivername == "sqlite":
        if not url.database or url.database == ":memory:":
            raise ValueError("needs a file: sqlite:///data/evenstride.db")
    elif url.drivername != "postgresql+psycopg":
        raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
    return text


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("must be an origin such as https://train.example, with no path")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("must be an origin such as https://train.example, and nothing more")
    default_port = 443 if parts.scheme == "https" else 80
    port = "" if parts.port in (None, default_port) else f":{parts.port}"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _redis(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("redis", "rediss", "redis+unix"):
        raise ValueError("must start with redis://, rediss:// or redis+unix://")
    if not (parts.path if parts.scheme == "redis+unix" else parts.hostname):
        raise ValueError("must say where Redis is, such as redis://127.0.0.1:6379")
    _ = parts.port  # raises ValueError when it is none
    return text


def _networks(said: object) -> object:
    """Addresses and networks with commas between."""
    if not isinstance(said, str):
        return said
    try:
        return tuple(ip_network(part.strip()) for part in said.split(",") if part.strip())
    except ValueError as error:
        raise ValueError(f"must be addresses or networks such as 127.0.0.1,10.0.0.0/8: {error}") from None


Network = IPv4Network | IPv6Network


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    database_url: Annotated[str, AfterValidator(_known_database)] = "sqlite:///data/evenstride.db"
    """SQLite serves one club from one file; `postgresql+psycopg://…` at scale."""

    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    """The address to listen on. Only this machine, unless told otherwise."""

    port: Annotated[int, Field(ge=1, le=65_535)] = 8000

    base_url: Annotated[str, AfterValidator(_origin)] | None = None
    """The public origin: cookies are Secure when it is https, and only this Origin may change state.
    Unset, the Origin must match the Host that was asked."""

    registration: Literal["open", "invite", "closed"] = "open"

    workers: Annotated[int, Field(ge=1, le=64)] = 1
    """Server processes. Rate limits count per process, unless they have a store that all share."""

    rate_limits: Literal["on", "off"] = "on"
    """Off for load tests."""

    rate_limit_store: Annotated[str, AfterValidator(_redis)] | None = None
    """A Redis that several processes or machines count in together. Unset, each counts in its own memory."""

    trusted_proxies: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)] = ()
    """Whose X-Forwarded-For and X-Forwarded-Proto are believed. Nobody's, unless told otherwise: whoever is
    believed decides whose rate limits a request counts against."""

    ledger: Path | None = None
    """The file that remembers what was erased, whatever is restored. Unset, it lies beside the SQLite file,
    or in `data/` when the database is PostgreSQL."""

    key: Path | None = None
    """The file of the server's own key, drawn at the first start. Unset, it lies where the ledger would."""

    @property
    def ledger_file(self) -> Path:
        return self.ledger or self._beside_the_database(".ledger.jsonl")

    @property
    def key_file(self) -> Path:
        return self.key or self._beside_the_database(".key")

    def _beside_the_database(self, suffix: str) -> Path:
        url = make_url(self.database_url)
        if url.drivername == "sqlite" and url.database:
            return Path(url.database).with_suffix(suffix)
        return Path("data/evenstride").with_suffix(suffix)

    @property
    def is_https(self) -> bool:
        return self.base_url is not None and self.base_url.startswith("https://")

    @classmethod
    def read(cls) -> Self:
        """The settings of this environment. Raises CannotStart with one line that names the variable."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = PREFIX + str(first["loc"][0]).upper()
            why = first["msg"].removeprefix("Value error, ")
            # What may hold a password is not repeated.
            shown = "" if first["loc"][0] in MAY_HOLD_A_PASSWORD else f" ({first['input']!r})"
            raise CannotStart(f"{name}{shown}: {why[0].lower()}{why[1:]}") from None
