"""Random lives of a server and its phones, over HTTP, on both databases.

Against oracle.py: every answer must be the one it says, to the last field, and every log the one it holds.

EVENSTRIDE_LAWS says how many times the usual number of lives is lived; `make soak` asks for more.
"""

import gzip
import hashlib
import json
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from evenstride.store.tables import QUOTA_ENTRIES
from tests.live import problem
from tests.sync.oracle import START, ZEROS, Credential, Log, Offered, Place, Row, World, clock_of
from tests.sync.site import Site
from tests.sync.sketches import (
    EVERY_WAY_TO_BE_WRONG,
    TARGETS,
    WRONG_REQUESTS,
    Sketch,
    batches,
    fresh_runs,
    long_batches,
)

THOROUGH = int(os.environ.get("EVENSTRIDE_LAWS", "1"))
LIVES = 8 * THOROUGH
STEPS = 40
BEGIN_MS = 1_795_200_000_000
HOUR_MS = 3_600_000
JSON = {"Content-Type": "application/json"}
BOTH = frozenset({"read", "write"})

Said = dict[str, Any] | tuple[int, str]
"""A whole answer, or the status and code of a problem."""


class Phone:
    """A device, or a script with a token: what it may open and how far it has read."""

    def __init__(self, number: int, account: str, credential: Credential) -> None:
        self.name = f"phone {number}"
        self.device = f"{number:016x}"
        self.account = account
        self.credential = credential
        self.place = START
        self.been = [START]

    def __repr__(self) -> str:
        return self.name

    def moved_to(self, place: Place) -> None:
        self.place = place
        self.been.append(place)


class ServerLife(RuleBasedStateMachine):
    site: Site
    counted: Counter[str]
    phones = Bundle("phones")

    @initialize(target=phones, is_long=st.integers(0, 5).map(lambda n: n == 5))
    def begin(self, is_long: bool) -> Any:
        self.site.forget_everything()
        self.site.turn_clock(BEGIN_MS)
        self.latest_ms = BEGIN_MS
        self.is_long = is_long
        self.world = World()
        self.outside: dict[tuple[str, str, str], int] = {}
        self.deleted: set[str] = set()
        self.first: dict[str, Credential] = {}
        self.recovery: dict[str, str] = {}
        self.sent: dict[str, list[Any]] = {}
        self.epochs: set[str] = set()
        self.kept: list[tuple[Any, World]] = []
        self.backups: list[tuple[Path, World]] = []
        self.number = 0
        self.returns = 0
        self.counted["lives"] += 1
        one = self._runner()
        self._exchange(one, one.place, self._drawn(one, EVERY_WAY_TO_BE_WRONG))
        return multiple(one, self._signed_in(one.account))

    # Accounts and what opens them

    @rule(target=phones)
    @precondition(lambda self: len(self.first) < 2)
    def make_another_account(self) -> Phone:
        return self._runner()

    @rule(
        target=phones,
        beside=phones,
        scopes=st.sampled_from([None, None, ["read"], ["read", "write"], ["write"]]),
    )
    @precondition(lambda self: self.number < 6)
    def sign_in_elsewhere_or_give_a_script_a_token(self, beside: Phone, scopes: list[str] | None) -> Phone:
        if beside.account not in self.world.logs:
            self.site.client.cookies.clear()
            code = {"recovery_code": self.recovery[beside.account]}
            problem(self.site.client.post("/api/session", json=code), 401, "wrong_credentials")
            return beside
        if scopes is None:
            return self._signed_in(beside.account)
        first = self.first[beside.account]
        made = self.site.call(first, "POST", "/api/tokens", json={"name": "script", "scopes": scopes})
        assert made.status_code == 201, made.text
        credential = ("Authorization", f"Bearer {made.json()['token']}")
        self.world.opens[credential] = (beside.account, frozenset(scopes))
        return self._phone(beside.account, credential)

    @rule(phone=phones)
    @precondition(lambda self: self.number > 2)
    def sign_out(self, phone: Phone) -> None:
        if phone.credential in (self.first[phone.account], *self.world.gone) or _is_token(phone.credential):
            return
        assert self.site.call(phone.credential, "DELETE", "/api/session").status_code in (204, 401)
        self.world.opens.pop(phone.credential, None)

    @rule(phone=phones)
    @precondition(lambda self: len(self.first) > 1 and not self.deleted)
    def delete_account(self, phone: Phone) -> None:
        if phone.account not in self.world.logs:
            return
        answer = self.site.call(self.first[phone.account], "DELETE", "/api/account")
        assert answer.status_code == 204, answer.text
        self.world.delete(phone.account)
        self.deleted.add(phone.account)
        self.counted["accounts deleted"] += 1

    # Syncs

    @rule(phone=phones, batch=batches, packed=st.booleans())
    def push(self, phone: Phone, batch: list[Sketch], packed: bool) -> None:
        self._exchange(phone, phone.place, self._drawn(phone, batch), packed=packed)

    @rule(phone=phones, batch=long_batches)
    def push_what_has_piled_up(self, phone: Phone, batch: list[Sketch]) -> None:
        self._exchange(phone, phone.place, self._drawn(phone, batch))

    @rule(phone=phones, at=st.integers(0, 200), many=st.integers(1, 30), restamp=st.booleans())
    def offer_again(self, phone: Phone, at: int, many: int, restamp: bool) -> None:
        """What any phone of this account has ever sent."""
        sent = self.sent[phone.account]
        some = [*sent[at % (len(sent) + 1) :], *sent][:many]
        if restamp:
            some = [sketch._replace(ahead_ms=3) if sketch.fault is None else sketch for sketch in some]
        self._exchange(phone, phone.place, self._drawn(phone, some, remember=False))

    @rule(phone=phones, at=st.integers(0, 50), batch=st.just([]) | batches)
    def read_again_from_earlier(self, phone: Phone, at: int, batch: list[Sketch]) -> None:
        self._exchange(phone, phone.been[at % len(phone.been)], self._drawn(phone, batch))

    @rule(
        phone=phones, batch=batches, cursor=st.sampled_from([0, 1, -1, 5, 2**53 - 1]),
        epoch=st.sampled_from(["own", None, "", "0123456789abcdef", "\ud800"]),
        chain=st.sampled_from(["own", None, "", ZEROS, "f" * 32]),
    )  # fmt: skip
    def ask_from_elsewhere(
        self, phone: Phone, batch: list[Sketch], cursor: int, epoch: str | None, chain: str | None
    ) -> None:
        own = phone.place
        at = min(max(0, own.cursor + cursor), 2**53 - 1)
        place = Place(own.epoch if epoch == "own" else epoch, at, own.chain if chain == "own" else chain)
        self._exchange(phone, place, self._drawn(phone, batch))

    @rule(phone=phones, how=st.sampled_from(sorted(WRONG_REQUESTS)))
    def ask_wrongly(self, phone: Phone, how: str) -> None:
        if phone.account not in self.world.logs or self.world.opens.get(phone.credential) != (
            phone.account,
            BOTH,
        ):
            return
        status, code, wrong = WRONG_REQUESTS[how]
        problem(self._post(phone, wrong(self._request(phone, phone.place, []))), status, code)
        self.counted[f"problem {code}"] += 1

    @rule(
        one=phones,
        other=phones,
        batch=batches,
        batch_too=batches,
        erased=st.none() | st.sampled_from(TARGETS),
    )
    def at_the_same_moment(
        self, one: Phone, other: Phone, batch: list[Sketch], batch_too: list[Sketch],
        erased: tuple[str, str] | None,
    ) -> None:  # fmt: skip
        """Two pushes, or a push and an erasure: as if one had come after the other."""
        account = one.account
        able = [self.world.opens.get(phone.credential) == (account, BOTH) for phone in (one, other)]
        if one is other or account not in self.world.logs or not all(able):
            return
        log, now_ms = self.world.logs[account], self.site.now_ms
        offered, offered_too = self._drawn(one, batch), self._drawn(other, batch_too)
        first = self._request(one, one.place, offered)
        second = self._request(other, other.place, offered_too)
        with ThreadPoolExecutor(2) as pool:
            pushing = pool.submit(self._post_apart, one, first)
            if erased is None:
                beside = pool.submit(self._post_apart, other, second)
            else:
                beside = pool.submit(self._erase_apart, other, erased)
            told, told_too = _plain(pushing.result()), _plain(beside.result())
        made = self._rows_made_by_the_server(account) if erased else []

        def push_first(log: Log) -> Any:
            return log.answer(first["req_id"], one.place, offered, now_ms)

        def then(log: Log) -> Any:
            if erased is not None:
                return self._erased(log, erased, made)
            return log.answer(second["req_id"], other.place, offered_too, now_ms)

        outcomes = []
        for is_turned in (False, True):
            after = log.copy()
            said_too = then(after) if is_turned else None
            said = push_first(after)
            outcomes.append((after, (said, said_too if is_turned else then(after))))
        fits = [after for after, said in outcomes if said == (told, told_too)]
        assert fits, (told, told_too, [said for _, said in outcomes])
        self.world.logs[account] = fits[0]
        self._absorb(one, told)
        if erased is None:
            self._absorb(other, told_too)
        self._note_erasures(account)
        self.counted["pairs at once"] += 1

    @rule(phone=phones, seed=st.integers(1, 1000))
    @precondition(lambda self: self.is_long)
    def come_back_after_a_long_absence(self, phone: Phone, seed: int) -> None:
        """With more than a page."""
        self.is_long = False
        for part in range(6):
            self._exchange(phone, phone.place, self._drawn(phone, fresh_runs(180, seed * 10 + part)))

    # Erasures

    @rule(
        phone=phones, what=st.sampled_from([*TARGETS, ("set_logged", TARGETS[0][1]), ("record_erased", "x")])
    )
    def erase(self, phone: Phone, what: tuple[str, str]) -> None:
        answer = self._erase_apart(phone, what)
        if phone.credential not in self.world.opens:
            problem(answer, 401, "not_signed_in")
            return
        account, scopes = self.world.opens[phone.credential]
        if "write" not in scopes:
            problem(answer, 403, "scope_missing")
            return
        said = self._erased(self.world.logs[account], what, self._rows_made_by_the_server(account))
        if said is None:
            problem(answer, 404, "not_found")
            return
        assert answer.json() == said
        self._note_erasures(account)
        self.counted["erasures"] += 1

    # The operator, and the clock

    @rule()
    @precondition(lambda self: len(self.backups) < 2 and any(log.rows for log in self.world.logs.values()))
    def back_up(self) -> None:
        self.backups.append((self.site.back_up(), self.world.copy()))

    @rule()
    @precondition(lambda self: len(self.kept) < 2 and any(log.rows for log in self.world.logs.values()))
    def copy_by_hand(self) -> None:
        self.kept.append((self.site.copy_by_hand(), self.world.copy()))

    @rule(at=st.integers(0, 1))
    @precondition(lambda self: self.backups and self.returns < 3)
    def restore(self, at: int) -> None:
        self.returns += 1
        file, then = self.backups[at % len(self.backups)]
        self.site.restore(file)
        self.world = then.copy()
        self._remember_what_was_erased()
        for log in self.world.logs.values():
            log.epoch = ""
        self._learn_epochs()
        self.counted["restores"] += 1

    @rule(at=st.integers(0, 1))
    @precondition(lambda self: self.kept and self.returns < 3)
    def put_an_old_copy_back_without_a_word(self, at: int) -> None:
        self.returns += 1
        kept, then = self.kept[at % len(self.kept)]
        self.site.put_back_by_hand(kept)
        self.world = then.copy()
        self._remember_what_was_erased()
        self.counted["old copies put back"] += 1

    @rule(phone=phones, room=st.sampled_from([0, 1, 3, *[QUOTA_ENTRIES] * 3]))
    def change_the_quota(self, phone: Phone, room: int) -> None:
        log = self.world.logs.get(phone.account)
        if log is not None:
            log.quota = len(log.rows) + room
            self.site.set_quota(phone.account, log.quota)

    @rule(by_ms=st.sampled_from([1, 60_000, 25 * HOUR_MS, 40 * 24 * HOUR_MS, -60_000, -30 * HOUR_MS]))
    def turn_the_clock(self, by_ms: int) -> None:
        self.site.turn_clock(max(BEGIN_MS - 48 * HOUR_MS, self.site.now_ms + by_ms))
        self.latest_ms = max(self.latest_ms, self.site.now_ms)

    # What is always so

    @invariant()
    def every_log_is_the_oracles_from_first_to_last(self) -> None:
        for account, log in self.world.logs.items():
            place, seqs, chain = START, [], ZEROS
            while True:
                req_id = str(uuid.uuid4())
                asked = self._body(req_id, account, "a" * 16, place, [])
                response = self._send(self.first[account], json.dumps(asked))
                said = log.answer(req_id, place, [], self.site.now_ms)
                assert _plain(response) == said
                _assert_canonical(response.text, log.rows[place.cursor : said["next"]])
                for row in response.json()["rows"]:
                    seqs.append(row["seq"])
                    chain = hashlib.sha256((chain + row["id"]).encode()).hexdigest()[:32]
                place = Place(said["epoch"], said["next"], said["chain"])
                if not said["more"]:
                    break
            assert seqs == list(range(1, len(log.rows) + 1))
            assert chain == said["chain"]
            assert all(clock_of(row.hlc) <= self.latest_ms + 24 * HOUR_MS for row in log.rows)

    @invariant()
    def the_export_is_the_log(self) -> None:
        for account, log in self.world.logs.items():
            response = self.site.call(self.first[account], "GET", "/api/export.json")
            rows = [row.said(seq) for seq, row in enumerate(log.rows, start=1)]
            assert response.json() == {
                "format": "evenstride-log", "v": 1, "account": account, "exported_at": self.site.now_ms,
                "entries": [{field: row[field] for field in row if field != "seq"} for row in rows],
            }  # fmt: skip
            _assert_canonical(response.text, log.rows)

    @invariant()
    def the_doctor_finds_nothing(self) -> None:
        self.counted["steps"] += 1
        self.site.assert_well(self.latest_ms + 1)

    # How the rules do it

    def _runner(self) -> Phone:
        self.site.client.cookies.clear()
        made = self.site.client.post("/api/accounts", json={})
        assert made.status_code == 201, made.text
        account: str = made.json()["account"]
        credential = _cookie(made)
        self.first[account], self.recovery[account] = credential, made.json()["recovery_code"]
        self.sent[account] = []
        self.world.opens[credential] = (account, BOTH)
        self.world.logs[account] = Log("", QUOTA_ENTRIES)
        self._learn_epochs()
        return self._phone(account, credential)

    def _signed_in(self, account: str) -> Phone:
        self.site.client.cookies.clear()
        answer = self.site.client.post("/api/session", json={"recovery_code": self.recovery[account]})
        assert answer.json() == {"account": account}
        self.world.opens[_cookie(answer)] = (account, BOTH)
        return self._phone(account, _cookie(answer))

    def _phone(self, account: str, credential: Credential) -> Phone:
        self.number += 1
        return Phone(self.number, account, credential)

    def _drawn(self, phone: Phone, batch: list[Sketch], *, remember: bool = True) -> list[Offered]:
        offered = [sketch.drawn(self.site.now_ms) for sketch in batch]
        if remember:
            self.sent[phone.account] += [
                Sketch(each.raw, fault=each.fault) for each in offered if _is_erasure(each) is None
            ]
        return offered

    def _body(
        self, req_id: str, account: str, device: str, place: Place, offered: list[Offered]
    ) -> dict[str, Any]:
        return {
            "proto": 1, "req_id": req_id, "account": account, "device": device, "build": "laws",
            **place._asdict(), "entries": [each.raw for each in offered], "later": {"field": [1]},
        }  # fmt: skip

    def _request(self, phone: Phone, place: Place, offered: list[Offered]) -> dict[str, Any]:
        return self._body(str(uuid.uuid4()), phone.account, phone.device, place, offered)

    def _post(self, phone: Phone, asked: dict[str, Any], *, packed: bool = False) -> httpx.Response:
        return self._send(phone.credential, json.dumps(asked), packed=packed)

    def _send(self, credential: Credential, text: str, *, packed: bool = False) -> httpx.Response:
        content, headers = (
            (gzip.compress(text.encode()), {"Content-Encoding": "gzip"}) if packed else (text, {})
        )
        return self.site.call(credential, "POST", "/api/sync", content=content, headers={**JSON, **headers})

    def _post_apart(self, phone: Phone, asked: dict[str, Any]) -> httpx.Response:
        return self._apart(phone, "POST", "/api/sync", content=json.dumps(asked), headers=JSON)

    def _erase_apart(self, phone: Phone, what: tuple[str, str]) -> httpx.Response:
        return self._apart(phone, "DELETE", f"/api/records/{what[0]}/{what[1]}")

    def _apart(self, phone: Phone, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {phone.credential[0]: phone.credential[1], **more.pop("headers", {})}
        client = self.site.server.client()
        response = client.request(method, path, headers=headers, **more)
        client.close()
        return response

    def _exchange(self, phone: Phone, place: Place, offered: list[Offered], *, packed: bool = False) -> None:
        asked = self._request(phone, place, offered)
        response = self._post(phone, asked, packed=packed)
        said = self._said(phone, asked, place, offered)
        if isinstance(said, tuple):
            problem(response, *said)
            self.counted[f"problem {said[1]}"] += 1
            return
        told = _plain(response)
        assert told == said, f"\n{told}\n{said}"
        self._absorb(phone, told)
        self._note_erasures(phone.account)

    def _said(self, phone: Phone, asked: dict[str, Any], place: Place, offered: list[Offered]) -> Said:
        if phone.credential in self.world.gone:
            return 410, "account_deleted"
        if phone.credential not in self.world.opens:
            return 401, "not_signed_in"
        account, scopes = self.world.opens[phone.credential]
        if "read" not in scopes or (offered and "write" not in scopes):
            return 403, "scope_missing"
        return self.world.logs[account].answer(asked["req_id"], place, offered, self.site.now_ms)

    def _absorb(self, phone: Phone, told: dict[str, Any]) -> None:
        if told.get("reset"):
            self.counted["resets"] += 1
            phone.moved_to(Place(told["epoch"], 0, None))
            return
        phone.moved_to(Place(told["epoch"], told["next"], told["chain"]))
        for result in told["results"]:
            self.counted[result.get("code", result["status"])] += 1

    def _erased(self, log: Log, what: tuple[str, str], made: list[Row]) -> dict[str, Any] | None:
        """What DELETE answers; `made`: rows at the end that only the server can have made."""
        erasing = log.erasing(what, self.site.now_ms)
        if erasing is None:
            return None
        told, appends = erasing
        if appends:
            row = self._erasure_of(told, made)
            if row is None:
                return {"no erasure was made of": told}
            log.append(row)
            log.blank(what, told["erased_at"])
        return told

    def _erasure_of(self, told: dict[str, Any], made: list[Row]) -> Row | None:
        body = {field: told[field] for field in ("kind", "record", "erased_at")}
        row = next((row for row in made if json.loads(row.text) == body), None)
        if row is None:
            return None
        assert uuid.UUID(row.id).version == 4
        assert row.record.startswith("erase:")
        assert (row.kind, row.v) == ("record_erased", 1)
        # Just after what it erases, so that nothing written once it has been read is covered.
        assert row.hlc > f"{told['erased_at']:012x}-ffff"
        return row

    def _rows_made_by_the_server(self, account: str) -> list[Row]:
        """The erasures among the rows, as they are told: chance made their ids."""
        asked = self._body(str(uuid.uuid4()), account, "a" * 16, START, [])
        rows: list[Row] = []
        while True:
            told = self._send(self.first[account], json.dumps(asked)).json()
            rows += [_row(said) for said in told["rows"] if said["kind"] == "record_erased"]
            if not told["more"]:
                known = {row.id for row in self.world.logs[account].rows}
                return [row for row in rows if row.id not in known]
            asked |= {"epoch": told["epoch"], "cursor": told["next"], "chain": told["chain"]}

    def _note_erasures(self, account: str) -> None:
        """The ledger outside the database knows what the one inside knows."""
        for (kind, record), at in self.world.logs[account].erasures.items():
            what = (account, kind, record)
            self.outside[what] = max(at, self.outside.get(what, 0))

    def _remember_what_was_erased(self) -> None:
        """The ledger is held against a log that is older than it, and every device is told by an entry."""
        for account in self.deleted & self.world.logs.keys():
            self.world.delete(account)
        for account, log in self.world.logs.items():
            made = self._rows_made_by_the_server(account)
            for (of, kind, record), at in sorted(self.outside.items()):
                if of == account and at > log.erasures.get((kind, record), -1):
                    told = {"kind": kind, "record": record, "erased_at": at}
                    row = self._erasure_of(told, made)
                    assert row is not None, told
                    log.append(row)
                    self.counted["erasures carried out again"] += 1
                    log.blank((kind, record), at)

    def _learn_epochs(self) -> None:
        for account, log in self.world.logs.items():
            if log.epoch:
                continue
            asked = self._body(str(uuid.uuid4()), account, "a" * 16, START, [])
            log.epoch = self._send(self.first[account], json.dumps(asked)).json()["epoch"]
            assert log.epoch not in self.epochs
            assert len(log.epoch) == 16
            int(log.epoch, 16)
            self.epochs.add(log.epoch)


def _is_erasure(offered: Offered) -> bool | None:
    """True of a well-formed one, whose moment is already set."""
    return True if offered.fault is None and offered.raw["kind"] == "record_erased" else None


def _row(said: dict[str, Any]) -> Row:
    text = json.dumps(said["body"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Row(said["id"], said["record"], said["kind"], said["v"], said["hlc"], text)


def _plain(response: httpx.Response) -> Any:
    """The answer without words that are nobody's to rely on, which must be there all the same."""
    if response.status_code == 404:
        problem(response, 404, "not_found")
        return None
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    for result in told.get("results", []):
        assert ("code" in result) == (result["status"] == "rejected")
        assert result.pop("detail", "") or result["status"] != "rejected"
    if "reset" in told:
        assert told.pop("reason")
    return told


def _assert_canonical(text: str, rows: list[Row]) -> None:
    """Every body lies in the text in its one form, in order."""
    at = 0
    for row in rows:
        found = text.find(f'"body":{row.text}', at)
        assert found >= 0, row
        at = found + 1


def _cookie(response: httpx.Response) -> Credential:
    return "Cookie", response.headers["Set-Cookie"].partition(";")[0]


def _is_token(credential: Credential) -> bool:
    return credential[0] == "Authorization"


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Site]:
    site = Site(database_url, tmp_path)
    yield site
    site.stop()


def test_whatever_happens_every_answer_and_every_log_is_the_oracles(site: Site, engine: str) -> None:
    """SURVIVE 1, 3, 7 to 10, 13, 14, 20, 24 and 32, in any order and together."""
    counted: Counter[str] = Counter()

    class Life(ServerLife):
        pass

    Life.site, Life.counted = site, counted
    case = Life.TestCase
    case.settings = settings(
        max_examples=LIVES, stateful_step_count=STEPS, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
        # A step is a dozen requests: shrinking a life takes minutes, and its steps are printed anyway.
        phases=[Phase.generate],
    )  # fmt: skip
    case("runTest").runTest()
    print(engine, dict(sorted(counted.items())))
