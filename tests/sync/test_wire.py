"""The door of `POST /api/sync`: what is no request at all, and how large one may be."""

import gzip
import json
import tracemalloc
import uuid
import zlib
from typing import Any

import brotli  # type: ignore[import-untyped] # ships no types
import httpx
import pytest
import zstandard
from starlette.requests import Request

from evenstride.api.gate import read_body
from evenstride.errors import TooLarge
from tests.live import Device, LiveServer, problem
from tests.made import run, runs

LIMIT_BYTES = 262_144


def post(runner: Device, content: bytes, **headers: str) -> httpx.Response:
    sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): v for name, v in headers.items()}
    return runner.client.post("/api/sync", content=content, headers=sent)


def filled(runner: Device, size: int) -> bytes:
    """A good request of exactly that many bytes, with entries that each fit."""
    return json.dumps(runner.request(*(run(extra="x" * 3000) for _ in range(70)))).encode().ljust(size)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"nope", b"\xff\xfe{}", b'{"proto": NaN}', b'{"cursor": Infinity}', b"{}{}",
     b"\xef\xbb\xbf{}", b'{"text": "raw \xed\xa0\x80"}', b"[" * 100_000, "{}".encode("utf-16")],
    ids=["empty", "cut", "word", "bytes", "nan", "infinity", "two", "bom", "raw surrogate", "deep", "utf-16"],
)  # fmt: skip
def test_what_is_not_json_is_400(server: LiveServer, content: bytes) -> None:
    problem(post(server.runner(), content), 400, "not_json")


def test_nan_anywhere_in_an_entry_is_400(server: LiveServer) -> None:
    runner = server.runner()
    asked = json.dumps(runner.request(run(extra=float("nan")))).encode()
    problem(post(runner, asked), 400, "not_json")
    assert runner.sync()["head"] == 0


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"req_id": "nope"}, "/req_id"),
        ({"req_id": 5}, "/req_id"),
        ({"account": None}, "/account"),
        ({"device": "8F3A5C7E9D1B2F40"}, "/device"),
        ({"device": "8f3a"}, "/device"),
        ({"build": 7}, "/build"),
        ({"build": "x" * 201}, "/build"),
        ({"epoch": 5}, "/epoch"),
        ({"chain": []}, "/chain"),
        ({"cursor": -1}, "/cursor"),
        ({"cursor": "0"}, "/cursor"),
        ({"cursor": 0.0}, "/cursor"),
        ({"cursor": True}, "/cursor"),
        ({"cursor": 2**53}, "/cursor"),
        ({"cursor": None}, "/cursor"),
        ({"entries": {}}, "/entries"),
        ({"entries": None}, "/entries"),
        ({"proto": "1"}, "/proto"),
        ({"proto": None}, "/proto"),
    ],
)
def test_a_request_of_the_wrong_shape_is_422_and_points(
    server: LiveServer, change: dict[str, Any], pointer: str
) -> None:
    runner = server.runner()
    document = problem(runner.post(run(), **change), 422, "invalid")
    assert [error["pointer"] for error in document["errors"]] == [pointer]
    assert document["errors"][0]["detail"]
    assert runner.sync()["head"] == 0


def test_every_field_of_a_request_must_be_there(server: LiveServer) -> None:
    runner = server.runner()
    for field in runner.request():
        asked = {name: value for name, value in runner.request().items() if name != field}
        document = problem(post(runner, json.dumps(asked).encode()), 422, "invalid")
        assert document["errors"][0]["pointer"] == f"/{field}"


@pytest.mark.parametrize("content", [b"[]", b"null", b"5", b'"text"'])
def test_json_that_is_no_object_is_422(server: LiveServer, content: bytes) -> None:
    problem(post(server.runner(), content), 422, "invalid")


@pytest.mark.parametrize("proto", [0, 2, -1, 2**60])
def test_another_protocol_is_426_whatever_else_it_says(server: LiveServer, proto: int) -> None:
    runner = server.runner()
    problem(post(runner, json.dumps({"proto": proto, "who": "knows"}).encode()), 426, "update_needed")


def test_fields_of_a_later_protocol_are_passed_over(server: LiveServer) -> None:
    assert server.runner().post(run(), later="field").status_code == 200


def test_200_entries_land_and_201_do_not(server: LiveServer) -> None:
    runner = server.runner()
    document = problem(runner.post(*runs(201)), 413, "too_large")
    assert document["limits"] == {"entries": 200, "bytes": LIMIT_BYTES, "body_bytes": 4096}
    assert runner.sync(*runs(200))["head"] == 200


def test_256_kib_land_and_a_byte_more_does_not(server: LiveServer) -> None:
    runner = server.runner()
    assert post(runner, filled(runner, LIMIT_BYTES)).status_code == 200
    other = server.runner()
    document = problem(post(other, filled(other, LIMIT_BYTES + 1)), 413, "too_large")
    assert document["limits"]["bytes"] == LIMIT_BYTES
    assert other.sync()["head"] == 0


def test_a_body_of_megabytes_is_still_answered(server: LiveServer) -> None:
    problem(post(server.runner(), b" " * 4_000_000), 413, "too_large")


def test_a_gzip_request_is_unpacked(server: LiveServer) -> None:
    runner = server.runner()
    packed = gzip.compress(json.dumps(runner.request(*runs(50))).encode())
    assert post(runner, packed, content_encoding="gzip").json()["head"] == 50


def test_the_limit_of_a_gzip_request_counts_unpacked_bytes(server: LiveServer) -> None:
    runner = server.runner()
    fits = gzip.compress(filled(runner, LIMIT_BYTES))
    assert post(runner, fits, content_encoding="gzip").status_code == 200
    over = gzip.compress(filled(runner, LIMIT_BYTES + 1))
    problem(post(runner, over, content_encoding="gzip"), 413, "too_large")


def test_a_gzip_bomb_does_not_go_off(server: LiveServer) -> None:
    bomb = gzip.compress(b" " * 200_000_000)
    assert len(bomb) < LIMIT_BYTES
    problem(post(server.runner(), bomb, content_encoding="gzip"), 413, "too_large")


def test_gzip_that_never_unpacks_to_anything_is_bounded_too(server: LiveServer) -> None:
    packer = zlib.compressobj(wbits=31)
    empty = packer.compress(b"") + b"".join(packer.flush(zlib.Z_FULL_FLUSH) for _ in range(10))
    nothing = empty + b"\x00\x00\x00\xff\xff" * 60_000
    problem(post(server.runner(), nothing, content_encoding="gzip"), 413, "too_large")


@pytest.mark.parametrize(
    "packed",
    [b"", b"nope", b"\x1f\x8b", gzip.compress(b"{}")[:-4], gzip.compress(b"{}") + b"more",
     gzip.compress(b"{}") + gzip.compress(b"{}"), zlib.compress(b"{}"),
     gzip.compress(b"{}")[:-8] + b"\x00" * 8],
    ids=["empty", "word", "magic", "cut", "trailing", "two", "zlib", "checksum"],
)  # fmt: skip
def test_broken_gzip_is_400(server: LiveServer, packed: bytes) -> None:
    problem(post(server.runner(), packed, content_encoding="gzip"), 400, "broken_gzip")


def test_good_gzip_of_no_json_is_400(server: LiveServer) -> None:
    problem(post(server.runner(), gzip.compress(b"{"), content_encoding="gzip"), 400, "not_json")


def test_an_encoding_we_do_not_know_is_415(server: LiveServer) -> None:
    problem(post(server.runner(), b"{}", content_encoding="br"), 415, "unsupported_media_type")


@pytest.mark.parametrize("encoding", ["zstd", "br", "gzip"])
def test_pages_are_compressed_as_the_device_likes(server: LiveServer, encoding: str) -> None:
    runner = server.runner()
    runner.sync(*runs(200))
    asked = json.dumps(runner.request(cursor=0, epoch=None, chain=None)).encode()
    headers = {"Accept-Encoding": encoding, "Content-Type": "application/json"}
    with runner.client.stream("POST", "/api/sync", content=asked, headers=headers) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == encoding
    unpack = {"zstd": _unzstd, "br": brotli.decompress, "gzip": gzip.decompress}[encoding]
    plain = unpack(packed)
    assert len(json.loads(plain)["rows"]) == 200
    assert len(packed) < len(plain) / 4


def _unzstd(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def test_without_a_cookie_or_token_it_is_401(server: LiveServer) -> None:
    runner = server.runner()
    answer = server.client().post("/api/sync", json=runner.request(run()))
    problem(answer, 401, "not_signed_in")
    assert runner.sync()["head"] == 0


def test_the_account_of_another_is_409_and_nothing_lands(server: LiveServer) -> None:
    mine, theirs = server.runner(), server.runner()
    problem(mine.post(run(), account=theirs.account), 409, "account_mismatch")
    problem(mine.post(run(), account=str(uuid.uuid4())), 409, "account_mismatch")
    assert (mine.sync()["head"], theirs.sync()["head"]) == (0, 0)


def test_a_deleted_account_is_410_for_its_cookies_and_tokens(server: LiveServer) -> None:
    runner = server.runner()
    other, token = runner.another(), runner.token("read", "write")
    runner.sync(run())
    assert runner.client.delete("/api/account").status_code == 204
    script = server.client(Authorization=f"Bearer {token}")
    for client in (runner.client, other.client, script):
        problem(client.post("/api/sync", json=runner.request(run())), 410, "account_deleted")
        problem(client.get("/api/account"), 401, "not_signed_in")


def test_a_token_syncs_and_needs_the_write_scope_to_push(server: LiveServer) -> None:
    runner = server.runner()
    reading = server.client(Authorization=f"Bearer {runner.token('read')}")
    writing = server.client(Authorization=f"Bearer {runner.token('read', 'write')}")
    assert writing.post("/api/sync", json=runner.request(run())).json()["head"] == 1
    assert len(reading.post("/api/sync", json=runner.request()).json()["rows"]) == 1
    problem(reading.post("/api/sync", json=runner.request(run())), 403, "scope_missing")
    assert runner.sync()["head"] == 1


async def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    bomb = gzip.compress(b" " * 100_000_000)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": bomb, "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/sync",
        "headers": [(b"content-encoding", b"gzip")],
    }
    tracemalloc.start()
    with pytest.raises(TooLarge):
        await read_body(Request(scope, receive))
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 4 * LIMIT_BYTES
