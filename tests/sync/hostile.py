"""Bodies nobody should send: whole requests as bytes, drawn from a seed, made of good ones gone wrong."""

import gzip
import json
import random
import re
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from tests.training.malformed import NASTY

NUMBERS = (
    b"1e999",
    b"-1e999",
    b"1e-999",
    b"-0",
    b"1.0",
    b"9007199254740993",
    b"NaN",
    b"Infinity",
    b"0x10",
    b"01",
    b"+1",
    b"1" * 400,
    b"9" * 20_000,
    b"1e" + b"9" * 5_000,
    b"0." + b"1" * 9_000,
    b"- 1",
    b"1_000",
    b"\xd9\xa1",
)

TEXTS = (
    b'"\x00"',
    rb'"\u0000"',
    rb'"\ud800"',
    rb'"\udc00\ud800"',
    b'"\xed\xa0\x80"',
    b'"\xc0\xaf"',
    b'"\xff"',
    b'"\xf8\x88\x80\x80\x80"',
    rb'"\u12"',
    rb'"\x41"',
    b'"\n"',
    b'"\x7f"',
    "\u2028".encode(),
    b'"' + b"a" * 100_000 + b'"',
    b'"' + "\U0001f600".encode() * 2_000 + b'"',
    b'"' + rb"\u0041" * 3_000 + b'"',
    b'"__proto__"',
    b'"\'; DROP TABLE entry; --"',
    b'"%s%n{0.__class__}"',
    b'"../../etc/passwd"',
    b'"=1+1"',
    b"'a'",
)

LITERALS = (
    b"null",
    b"true",
    b"nul",
    b"True",
    b"undefined",
    b"",
    b"{}",
    b"[]",
    b"[,]",
    b"{,}",
    b"[1,]",
    b'{"a":1,}',
    b"/**/1",
)

ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "cp500")

TYPES = (
    b"application/json",
    b"application/json; charset=utf-16",
    b"text/plain",
    b"text/csv",
    b"multipart/form-data",
    b"application/x-www-form-urlencoded",
    b"",
    b"application/json/json",
    b"\xff",
)

CODINGS = (b"gzip", b"identity", b"GZIP ", b"deflate", b"br", b"zstd", b"gzip, gzip", b"x-gzip", b"\xff")


class Sent(NamedTuple):
    """One request. `length` is what it says its length is; None: what it is."""

    how: str
    body: bytes
    coding: bytes | None = None
    media_type: bytes = b"application/json"
    length: int | None = None
    chunked: bool = False

    def as_bytes(self, path: str, headers: dict[str, str]) -> bytes:
        said = {name.encode(): value.encode() for name, value in headers.items()}
        said[b"Content-Type"] = self.media_type
        if self.coding is not None:
            said[b"Content-Encoding"] = self.coding
        if self.chunked:
            said[b"Transfer-Encoding"] = b"chunked"
        else:
            said[b"Content-Length"] = str(len(self.body) if self.length is None else self.length).encode()
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in said.items())
        return b"POST %s HTTP/1.1\r\n%s\r\n%s" % (path.encode(), lines, self.body)

    @property
    def is_framed(self) -> bool:
        """The server can tell where it ends."""
        return self.length is None and not self.chunked


def hostile(chance: random.Random, good: list[bytes]) -> Sent:
    """One of them, `good` being what the address takes."""
    how, make = chance.choices(WAYS, WEIGHTS)[0]
    made = make(chance, chance.choice(good))
    return (made if isinstance(made, Sent) else Sent(how, made))._replace(how=how)


def flipped(chance: random.Random, good: bytes) -> bytes:
    body = bytearray(good)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return bytes(body)


def cut(chance: random.Random, good: bytes) -> bytes:
    return good[: chance.randrange(len(good))]


def spliced(chance: random.Random, good: bytes) -> bytes:
    start, end, at = sorted(chance.randrange(len(good)) for _ in range(3))
    return chance.choice((good[:start] + good[end:], good[:at] + good[start:end] * 3 + good[at:]))


def replaced(chance: random.Random, good: bytes) -> bytes:
    """Some value of it is something else; often not even JSON."""
    places = [match.span(1) for match in re.finditer(rb'[:,\[] ?(-?\d+|"[^"]*"|null|true|false)', good)]
    body = good
    for start, end in sorted(chance.sample(places, min(len(places), chance.choice((1, 1, 3)))), reverse=True):
        body = body[:start] + chance.choice((*NUMBERS, *TEXTS, *LITERALS)) + body[end:]
    return body


def retyped(chance: random.Random, good: bytes) -> bytes:
    """JSON still, of a wrong shape somewhere."""
    tree = json.loads(good)
    for _ in range(chance.choice((1, 1, 2, 5))):
        tree = _with_another_node(chance, tree)
    return json.dumps(tree).encode()


def _with_another_node(chance: random.Random, tree: Any) -> Any:
    if isinstance(tree, dict) and tree and chance.random() < 0.85:
        key = chance.choice(list(tree))
        match chance.randrange(5):
            case 0:
                return {name: value for name, value in tree.items() if name != key}
            case 1:
                return {
                    **tree,
                    chance.choice(("", "__proto__", "é", "x" * 300, "\ud800", key.upper())): tree[key],
                }
            case _:
                return {**tree, key: _with_another_node(chance, tree[key])}
    if isinstance(tree, list) and tree and chance.random() < 0.85:
        at = chance.randrange(len(tree))
        return [*tree[:at], _with_another_node(chance, tree[at]), *tree[at + 1 :]]
    return chance.choice(NASTY)


def deep(chance: random.Random, good: bytes) -> bytes:
    depth = chance.choice((8, 100, 500, 999, 1_001, 5_000, 60_000))
    left, right = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]"), (b"[", b"")))
    nest = left * depth + b"1" + right * depth
    if chance.random() < 0.3:
        return nest
    at = chance.choice([match.end() for match in re.finditer(rb"[:\[,]", good)] or [0])
    return good[:at] + nest + b"," + good[at:]


def doubled(chance: random.Random, good: bytes) -> bytes:
    """A key twice in one object, or many times."""
    key = chance.choice(re.findall(rb'"[a-z_]+"(?=:)', good) or [b'"a"'])
    value = chance.choice((*NUMBERS[:6], *LITERALS[:2], b'""'))
    pair = key + b":" + value + b","
    return good.replace(b"{", b"{" + pair * chance.choice((1, 2, 2_000)), 1)


def crowded(chance: random.Random, good: bytes) -> bytes:
    """Very many small things."""
    many = chance.choice((201, 5_000, 60_000))
    thing = chance.choice((b"null", b"0", b"{}", b"[]", b'""'))
    tree = json.loads(good)
    if chance.random() < 0.5:
        keys = b",".join(b'"%d":0' % n for n in range(many // 4))
        return good.replace(b"{", b"{" + keys + b",", 1)
    tree["entries"] = ["HERE"]
    return json.dumps(tree).encode().replace(b'"HERE"', b",".join([thing] * many))


def large(chance: random.Random, good: bytes) -> bytes:
    size = chance.choice((262_143, 262_144, 262_145, 300_000, 1_000_000))
    return good.ljust(size, chance.choice((b" ", b"\n", b"0", b"[", b"\x00")))


def reencoded(chance: random.Random, good: bytes) -> bytes:
    return good.decode().encode(chance.choice(ENCODINGS), "replace")


def garbage(chance: random.Random, _: bytes) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 2, 7, 100, 5_000)))


def packed(chance: random.Random, good: bytes) -> Sent:
    """gzip, whole or broken."""
    body = gzip.compress(good, 1)
    match chance.randrange(8):
        case 0:
            body = body[: chance.randrange(len(body))]
        case 1:
            body = flipped(chance, body)
        case 2:
            body += chance.choice((b"x", body, gzip.compress(b""), b"\x00" * 100))
        case 3:
            body = good
        case 4:
            body = gzip.compress(body, 1)
        case 5:
            body = zlib.compress(good)
        case 6:
            body = body[:-8] + chance.randbytes(8)
    return Sent("", body, coding=b"gzip")


def bomb(chance: random.Random, good: bytes) -> Sent:
    """Small on the wire, up to 64 MiB unpacked."""
    stuffing = chance.choice((b" ", b"[", b"0", b'{"a":'))
    return Sent("", _packed_bomb(stuffing, chance.choice((300_000, 4_000_000, 64_000_000))), coding=b"gzip")


@cache
def _packed_bomb(stuffing: bytes, size: int) -> bytes:
    return gzip.compress(stuffing * (size // len(stuffing)), 9)


def misnamed(chance: random.Random, good: bytes) -> Sent:
    """Good, and said to be something else."""
    coding = chance.choice((None, *CODINGS))
    return Sent("", good, coding=coding, media_type=chance.choice(TYPES))


def misframed(chance: random.Random, good: bytes) -> Sent:
    """Its length is not what it says, or its chunks are none."""
    match chance.randrange(4):
        case 0:
            return Sent("", good, length=max(0, len(good) - chance.choice((1, 10, len(good)))))
        case 1:
            return Sent("", good, length=len(good) + chance.choice((1, 1_000, 1 << 40)))
        case 2:
            chunk = b"%x\r\n%s\r\n" % (len(good), good)
            end = chance.choice(
                (b"", b"0\r\n", b"zz\r\n", b"-1\r\n", b"ffffffffffffffffff\r\n", b"0\r\nx: y\r\n\r\n")
            )
            return Sent("", chunk + end, chunked=True)
        case _:
            size = chance.choice((b"", b"xyz", b"7fffffffffffffff", b"-5", b"1" * 100))
            return Sent("", size + b"\r\n" + good + b"\r\n0\r\n\r\n", chunked=True)


Way = Callable[[random.Random, bytes], bytes | Sent]

_WAYS: tuple[tuple[Way, float], ...] = (
    (flipped, 14),
    (cut, 6),
    (spliced, 8),
    (replaced, 20),
    (retyped, 22),
    (deep, 5),
    (doubled, 4),
    (crowded, 1),
    (large, 0.5),
    (reencoded, 2),
    (garbage, 4),
    (packed, 8),
    (bomb, 1),
    (misnamed, 4),
    (misframed, 1.5),
)
WAYS: list[tuple[str, Way]] = [(way.__name__, way) for way, _ in _WAYS]
WEIGHTS = [weight for _, weight in _WAYS]
