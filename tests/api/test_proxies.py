"""Whose word counts for where a request comes from."""

import pytest

from tests.conftest import Serve
from tests.live import LiveServer

ME = "127.0.0.1"

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def address_seen(server: LiveServer, **headers: str) -> str:
    """Where the runner is told that an account was made from."""
    client = server.client(**headers)
    assert client.post("/api/accounts", json={}).status_code == 201
    (event,) = client.get("/api/activity").json()["events"]
    address: str = event["address"]
    return address


@one_engine
def test_nobody_is_believed_unless_the_operator_says_so(own_server: LiveServer) -> None:
    assert address_seen(own_server, **{"X-Forwarded-For": "203.0.113.7", "X-Real-Ip": "203.0.113.7"}) == ME


@one_engine
def test_a_peer_that_is_no_trusted_proxy_is_not_believed(serve: Serve) -> None:
    server = serve(trusted_proxies="10.0.0.0/8,192.0.2.1")
    assert address_seen(server, **{"X-Forwarded-For": "203.0.113.7"}) == ME


@one_engine
@pytest.mark.parametrize(
    ("forwarded_for", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7, 10.1.2.3", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7, 10.1.2.3, 127.0.0.1", "203.0.113.7"),
        ("127.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("10.9.9.9", "10.9.9.9"),
        ("10.9.9.9, 10.1.2.3", "10.9.9.9"),
        ("203.0.113.7, nonsense", ME),
        ("203.0.113.7, nonsense, 10.1.2.3", "10.1.2.3"),
        ("203.0.113.7, unknown", ME),
        ("203.0.113.7,", ME),
        ("", ME),
        ("'; DROP TABLE account; --", ME),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
        ("2001:db8::1, 10.1.2.3", "2001:db8::/64"),
        ("0x7f.1", ME),
        ("1.1.1.1\t,\t203.0.113.7", "203.0.113.7"),
    ],
)
def test_the_rightmost_that_is_no_proxy_is_the_client(serve: Serve, forwarded_for: str, address: str) -> None:
    server = serve(trusted_proxies="127.0.0.1,10.0.0.0/8")
    assert address_seen(server, **{"X-Forwarded-For": forwarded_for}) == address


@one_engine
def test_a_runner_who_invents_addresses_gains_no_tries(serve: Serve) -> None:
    """The proxy appends the real one, whatever came before it."""
    server = serve(rate_limits="on", trusted_proxies="127.0.0.1")
    for number in range(30):
        invented = {"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.7"}
        assert server.client(**invented).post("/api/accounts", json={}).status_code == 201
    again = server.client(**{"X-Forwarded-For": "198.51.100.99, 203.0.113.7"})
    assert again.post("/api/accounts", json={}).status_code == 429
    neighbour = server.client(**{"X-Forwarded-For": "198.51.100.99, 203.0.113.8"})
    assert neighbour.post("/api/accounts", json={}).status_code == 201


@one_engine
@pytest.mark.parametrize(
    ("trusted", "proto", "is_https"),
    [
        ("127.0.0.1", "https", True),
        ("127.0.0.1", "http", False),
        ("127.0.0.1", "https, http", False),
        ("127.0.0.1", "gopher", False),
        ("192.0.2.1", "https", False),
        ("", "https", False),
    ],
)
def test_https_is_believed_of_a_trusted_proxy_alone(
    serve: Serve, trusted: str, proto: str, is_https: bool
) -> None:
    server = serve(trusted_proxies=trusted)
    answer = server.client(**{"X-Forwarded-Proto": proto}).get("/health/live")
    assert ("strict-transport-security" in answer.headers) is is_https
