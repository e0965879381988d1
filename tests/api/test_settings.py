"""Settings: safe defaults, and one clear line for a wrong value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evenstride.errors import CannotStart
from evenstride.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("EVENSTRIDE_"):
            monkeypatch.delenv(name)


def test_the_defaults_are_safe() -> None:
    settings = Settings.read()
    assert settings.database_url == "sqlite:///data/evenstride.db"
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert (settings.base_url, settings.is_https) == (None, False)
    assert (settings.registration, settings.rate_limits) == ("open", "on")
    assert (settings.rate_limit_store, settings.trusted_proxies) == (None, ())


WRONG = [
    ("DATABASE_URL", "mysql://x"),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "postgresql://x/y"),
    ("DATABASE_URL", ""),
    ("HOST", ""),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "eighty"),
    ("BASE_URL", "train.example"),
    ("BASE_URL", "ftp://train.example"),
    ("BASE_URL", "https://train.example/app"),
    ("BASE_URL", "https://user@train.example"),
    ("BASE_URL", "https://train.example?x=1"),
    ("BASE_URL", "https://train.example:nope"),
    ("REGISTRATION", "maybe"),
    ("WORKERS", "0"),
    ("WORKERS", "many"),
    ("RATE_LIMITS", "true"),
    ("RATE_LIMIT_STORE", ""),
    ("RATE_LIMIT_STORE", "memcached://cache"),
    ("RATE_LIMIT_STORE", "redis://"),
    ("RATE_LIMIT_STORE", "redis://cache:nope"),
    ("RATE_LIMIT_STORE", "redis+unix://"),
    ("TRUSTED_PROXIES", "proxy.example"),
    ("TRUSTED_PROXIES", "10.0.0.1/8"),
    ("TRUSTED_PROXIES", "127.0.0.1 10.0.0.1"),
    ("TRUSTED_PROXIES", "*"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"EVENSTRIDE_{name}", value)
    with pytest.raises(CannotStart) as stopped:
        Settings.read()
    line = str(stopped.value)
    assert line.startswith(f"EVENSTRIDE_{name}")
    assert "\n" not in line


@pytest.mark.parametrize("name", ["DATABASE_URL", "RATE_LIMIT_STORE"])
def test_a_password_in_a_wrong_url_is_not_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"EVENSTRIDE_{name}", "mysql://root:hunter2@db/x")
    with pytest.raises(CannotStart) as stopped:
        Settings.read()
    assert "hunter2" not in str(stopped.value)


@pytest.mark.parametrize("given", ["127.0.0.1,10.0.0.0/8", " 127.0.0.1 , 10.0.0.0/8, ", "::1,fd00::/8"])
def test_trusted_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("EVENSTRIDE_TRUSTED_PROXIES", given)
    assert len(Settings.read().trusted_proxies) == 2


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://train.example", "https://train.example"),
        ("https://train.example/", "https://train.example"),
        ("https://TRAIN.example:443", "https://train.example"),
        ("http://localhost:8123", "http://localhost:8123"),
        ("http://[::1]:80/", "http://[::1]"),
    ],
)
def test_a_base_url_becomes_the_origin_browsers_send(
    monkeypatch: pytest.MonkeyPatch, given: str, origin: str
) -> None:
    monkeypatch.setenv("EVENSTRIDE_BASE_URL", given)
    assert Settings.read().base_url == origin


@pytest.mark.parametrize("command", [["serve"], ["migrate"]])
def test_a_command_with_a_wrong_setting_stops_with_that_line(tmp_path: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evenstride.cli", *command],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"EVENSTRIDE_PORT": "eighty", "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == [done.stderr.strip()]
    assert "EVENSTRIDE_PORT" in done.stderr
