"""Answers come packed as the client wishes; what is small, or streams, comes plain."""

import gzip
import json
from typing import Any

import brotli  # type: ignore[import-untyped] # ships no types
import httpx
import pytest
import zstandard

from evenstride.api.headers import wished
from tests.live import Device, LiveServer
from tests.made import runs

UNPACK = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed),
}


def raw(device: Device, path: str, accept: str) -> tuple[httpx.Headers, bytes]:
    """The answer as it came over the wire."""
    with device.client.stream("GET", path, headers={"Accept-Encoding": accept}) as answer:
        assert answer.status_code == 200
        return answer.headers, b"".join(answer.iter_raw())


@pytest.fixture
def runner(server: LiveServer) -> Device:
    runner = server.runner()
    runner.sync(*runs(40))
    return runner


def without_time(text: bytes) -> Any:
    return {**json.loads(text), "exported_at": None}


@pytest.mark.parametrize("coding", UNPACK)
def test_each_coding_is_spoken_and_holds_the_same_answer(runner: Device, coding: str) -> None:
    _, plain = raw(runner, "/api/export.json", "identity")
    headers, packed = raw(runner, "/api/export.json", coding)
    assert headers["Content-Encoding"] == coding
    assert "accept-encoding" in headers["Vary"].lower()
    assert len(packed) * 2 < len(plain)
    assert without_time(UNPACK[coding](packed)) == without_time(plain)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip;q=1.0, br;q=0.5, zstd;q=0.1", "gzip"),
        ("br;q=0.9, gzip;q=0.8, zstd;q=0", "br"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0, *;q=0.5", "br"),
        ("deflate, gzip;q=0.2", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=0", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_the_wish_that_weighs_most_is_met(runner: Device, accept: str, coding: str | None) -> None:
    headers, _ = raw(runner, "/api/export.json", accept)
    assert headers.get("Content-Encoding") == coding


def test_a_weight_that_cannot_be_read_is_no_wish() -> None:
    assert wished("gzip;q=high, br;q=0.1") == "br"
    assert wished("*") == "zstd, br, gzip"
    assert wished("gzip;q=1;x, zstd;q=2") == "identity"


def test_a_sync_is_packed_and_a_small_one_is_not(runner: Device) -> None:
    new = runner.another()
    new.client.headers["Accept-Encoding"] = "gzip"
    first = new.post()
    assert first.headers["Content-Encoding"] == "gzip"
    assert len(first.json()["rows"]) == 40
    new.sync()
    again = new.post()
    assert "Content-Encoding" not in again.headers
    assert again.json()["rows"] == []


def test_an_unchanged_answer_is_304_whatever_packs_it(runner: Device) -> None:
    for coding in UNPACK:
        wish = {"Accept-Encoding": coding}
        catalog = runner.client.get("/api/catalog", headers=wish)
        assert catalog.headers["Content-Encoding"] == coding
        unchanged = {**wish, "If-None-Match": catalog.headers["ETag"]}
        again = runner.client.get("/api/catalog", headers=unchanged)
        assert (again.status_code, again.content) == (304, b"")
