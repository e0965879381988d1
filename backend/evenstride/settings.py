"""Every knob an operator has: environment variables, each with a safe default (CONTRACT section 2)."""

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from evenstride.errors import CannotStart

PREFIX = "EVENSTRIDE_"


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
    """Server processes. Rate limits count per process."""

    rate_limits: Literal["on", "off"] = "on"
    """Off for load tests."""

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
            # A database URL may carry a password; it is not repeated.
            shown = "" if name.endswith("DATABASE_URL") else f" ({first['input']!r})"
            raise CannotStart(f"{name}{shown}: {why[0].lower()}{why[1:]}") from None
