"""Phones that cost the machine little: prebuilt requests on open sockets, answers checked but not parsed.

A phone offers nothing before it holds the rows of what it offered last: each answer says where it goes on.
"""

import json
import re
import secrets
import selectors
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from tests.browser.server import Server

Json = dict[str, Any]

_TAIL_BYTES = 160
_TAIL = re.compile(rb'"next":(\d+),"chain":"([0-9a-f]{32})","more":(true|false),"head":\d+\}$')
_EPOCH = re.compile(rb'"epoch":"([0-9a-f]{16})"')
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: ([^;]+);", re.IGNORECASE)


def batches(log: Sequence[Json], size: int) -> list[bytes]:
    """The log as the texts of its batches."""
    return [json.dumps(log[start : start + size]).encode() for start in range(0, len(log), size)]


class Phone:
    """A new account's connection and its position in the log."""

    def __init__(self, server: Server) -> None:
        self._host = b"localhost:%d" % server.port
        self._origin = server.origin.encode()
        self._cookie = b""
        self.socket = socket.create_connection(("127.0.0.1", server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._send(b"POST", b"/api/accounts", b"{}")
        head, body = self._receive()
        self._cookie = _found(_COOKIE, head)
        self.account: str = json.loads(body)["account"]
        self._asking = json.dumps(
            {"account": self.account, "device": secrets.token_hex(8), "build": "bench", "proto": 1}
        ).encode()
        self._epoch: bytes | None = None
        self._cursor, self._chain = b"0", b"0" * 32

    def offer(self, batch: bytes) -> None:
        epoch = b"null" if self._epoch is None else b'"%s"' % self._epoch
        self._send(
            b"POST",
            b"/api/sync",
            b'%s,"req_id":"%s","epoch":%s,"cursor":%s,"chain":"%s","entries":%s}'
            % (self._asking[:-1], str(uuid4()).encode(), epoch, self._cursor, self._chain, batch),
        )

    def hear(self) -> bytes:
        """The answer, once it is here whole; the next offer goes on from it."""
        _, body = self._receive()
        self._cursor, self._chain, _ = _tail(body)
        self._epoch = self._epoch or _found(_EPOCH, body[:_TAIL_BYTES])
        return body

    def push(self, log: Iterable[bytes], size: int) -> list[float]:
        """Seconds from offering each batch to holding its rows."""
        answered_s = []
        for batch in log:
            begun = time.perf_counter()
            self.offer(batch)
            check(self.hear(), size)
            answered_s.append(time.perf_counter() - begun)
        return answered_s

    def pull_anew(self) -> int:
        """Rows of the whole log, read again from its start."""
        self._cursor, self._chain = b"0", b"0" * 32
        rows = 0
        while True:
            self.offer(b"[]")
            body = self.hear()
            rows += body.count(b'"seq":')
            if _tail(body)[2] == b"false":
                return rows

    def get(self, path: str) -> bytes:
        self._send(b"GET", path.encode(), b"")
        return self._receive()[1]

    def close(self) -> None:
        self.socket.close()

    def _send(self, method: bytes, path: bytes, body: bytes) -> None:
        self.socket.sendall(
            b"%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\n"
            b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (method, path, self._host, self._origin, self._cookie or b"a=b", len(body), body)
        )

    def _receive(self) -> tuple[bytes, bytes]:
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head, body = bytes(received[: end + 2]), received[end + 4 :]
        length = int(_found(_LENGTH, head))
        while len(body) < length:
            body += self._more()
        assert head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201")), head + body
        return head, bytes(body)

    def _more(self) -> bytes:
        some = self.socket.recv(1 << 18)
        assert some, "the server hung up"
        return some


def push_together(phones: Sequence[Phone], log: Sequence[bytes], size: int) -> list[float]:
    """Seconds of every batch, while all phones push the whole log at the same time."""
    answered_s: list[float] = []
    waiting: dict[int, tuple[Phone, Iterator[bytes], float]] = {}
    with selectors.DefaultSelector() as selector:
        for phone in phones:
            left = iter(log)
            phone.offer(next(left))
            waiting[phone.socket.fileno()] = (phone, left, time.perf_counter())
            selector.register(phone.socket, selectors.EVENT_READ)
        while waiting:
            for key, _ in selector.select():
                phone, left, begun = waiting.pop(key.fd)
                check(phone.hear(), size)
                answered_s.append(time.perf_counter() - begun)
                batch = next(left, None)
                if batch is None:
                    selector.unregister(phone.socket)
                else:
                    phone.offer(batch)
                    waiting[key.fd] = (phone, left, time.perf_counter())
    return answered_s


def check(answer: bytes, size: int) -> None:
    """Every offered entry was taken in, and its row came back."""
    assert answer.count(b'"status":"accepted"') == answer.count(b'"seq":') == size


def _tail(answer: bytes) -> tuple[bytes, bytes, bytes]:
    found = _TAIL.search(answer, max(0, len(answer) - _TAIL_BYTES))
    assert found, answer[:500]
    return found[1], found[2], found[3]


def _found(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    assert found, text
    return found[1]
