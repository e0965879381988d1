"""What holds for every log, whatever the network, the phones and the runner's corrections did to it."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from evenstride import cli, explain
from evenstride.training.entries import Entry, judge
from evenstride.training.fold import DAY_FIELD, TOO_LATE, LeftOut
from evenstride.training.units import local_date
from tests.training.histories import _odd_value
from tests.training.law_logs import (
    CATALOG,
    LOGS,
    SEEDS,
    Told,
    everything,
    folded,
    is_dated_after,
    of_logs,
    rewritten,
    told,
)

ENTRY_IDS = ("id", "because", "left_out")
"""What an answer says with the ids of entries; records keep theirs."""


@of_logs(30)
@given(LOGS, SEEDS)
def test_the_order_of_arrival_never_matters(one: Told, chance: int) -> None:
    rng = random.Random(chance)
    shuffled = rng.sample(one.entries, len(one.entries))
    assert everything(one.with_entries(shuffled)) == everything(one)


@of_logs(30)
@given(LOGS, SEEDS, st.integers(1, 5))
def test_entries_that_come_again_in_any_batches_change_nothing(one: Told, chance: int, phones: int) -> None:
    """Every phone offers some of the log in batches of its own; each entry comes at least once."""
    rng = random.Random(chance)
    offered = [[one_entry for one_entry in one.entries if rng.random() < 0.5] for _ in range(phones)]
    offered.append(list(one.entries))
    batches = []
    for entries in offered:
        rng.shuffle(entries)
        size = rng.randint(1, 200)
        batches += [entries[at : at + size] for at in range(0, len(entries), size)]
    rng.shuffle(batches)
    assert everything(one.with_entries(entry for batch in batches for entry in batch)) == everything(one)


@of_logs(40)
@given(LOGS, SEEDS, st.integers(1, 3))
def test_an_edit_gives_the_state_as_if_it_had_always_been_so(one: Told, chance: int, edits: int) -> None:
    rng = random.Random(chance)
    edited, always = list(one.entries), list(one.entries)
    for number in range(edits):
        written = [entry for entry in always if entry.body is not None]
        if not written:
            return
        entry = rng.choice(written)
        edit = _edited(rng, entry, number)
        if edit is None or is_dated_after(edit, one.on):
            continue
        edited.append(edit)
        always = [other for other in always if (other.kind, other.record) != (edit.kind, edit.record)]
        always.append(edit)
    assert everything(one.with_entries(edited)) == everything(one.with_entries(always))


def _edited(rng: random.Random, entry: Entry, number: int) -> Entry | None:
    """A later version that says something else, perhaps something odd; None where it would not be valid."""
    assert entry.body is not None
    body = dict(entry.body)
    for name in rng.sample(sorted(body), min(len(body), rng.randint(1, 2))):
        body[name] = _odd_value(rng, name, body[name], CATALOG)
    if not isinstance(judge({**entry._asdict(), "body": body}), Entry):
        return None
    return rewritten(entry, body, number)


@of_logs(30)
@given(LOGS, SEEDS, st.integers(1, 5))
def test_a_retraction_gives_the_state_as_if_it_had_never_been(one: Told, chance: int, count: int) -> None:
    rng = random.Random(chance)
    gone = [rng.choice(one.entries) for _ in range(min(count, len(one.entries)))]
    retracted = [rewritten(entry, None, number) for number, entry in enumerate(gone)]
    retracted = [entry for entry in retracted if entry.kind != "record_erased"]
    records = {(entry.kind, entry.record) for entry in retracted}
    never = [entry for entry in one.entries if (entry.kind, entry.record) not in records]
    later = [*one.entries, *retracted]
    rng.shuffle(later)
    assert everything(one.with_entries(later)) == everything(one.with_entries(never))


@of_logs(30)
@given(LOGS, SEEDS)
def test_an_edit_that_dates_a_record_later_takes_it_out_of_the_days_before(one: Told, chance: int) -> None:
    """CONTRACT.md 3: the current state of a record is its entry with the greatest stamp, and no other."""
    rng = random.Random(chance)
    dated = [entry for entry in one.entries if entry.body is not None and entry.kind in DAY_FIELD]
    if not dated:
        return
    entry = rng.choice(dated)
    moved = rewritten(entry, {**(entry.body or {}), DAY_FIELD[entry.kind]: local_date(one.on + 1)}, 1)
    never = [other for other in one.entries if (other.kind, other.record) != (entry.kind, entry.record)]
    edited, always = one.with_entries([*one.entries, moved]), one.with_entries([*never, moved])
    assert everything(edited) == everything(always)
    assert LeftOut(moved.id, TOO_LATE) in folded(edited).state.left_out


@of_logs(20)
@given(LOGS, SEEDS, st.integers(1, 5))
def test_a_correction_taken_back_leaves_no_trace(one: Told, chance: int, count: int) -> None:
    """Retracted, then written as before: only the ids of the entries that speak are new ones."""
    rng = random.Random(chance)
    wanted = [_winner(one.entries, entry) for entry in rng.sample(one.entries, min(count, len(one.entries)))]
    wanted = [entry for entry in wanted if entry.kind != "record_erased"]
    gone = [rewritten(entry, None, number) for number, entry in enumerate(wanted)]
    back = [rewritten(entry, entry.body, 100 + number) for number, entry in enumerate(wanted)]
    again = everything(one.with_entries([*one.entries, *gone, *back]))
    assert _without_ids(again) == _without_ids(everything(one))


def _without_ids(answers: str) -> Any:
    """The answers without the ids of entries, which are the one thing that a rewriting changes."""

    def strip(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: strip(value) for key, value in part.items() if key not in ENTRY_IDS}
        return [strip(value) for value in part] if isinstance(part, list) else part

    return strip(json.loads(answers))


def _winner(entries: list[Entry], of: Entry) -> Entry:
    same = [entry for entry in entries if (entry.kind, entry.record) == (of.kind, of.record)]
    return max(same, key=lambda entry: (entry.hlc, entry.id))


@of_logs(20)
@given(LOGS, st.integers(0, 60))
def test_what_is_dated_after_the_day_asked_is_left_out_and_changes_nothing(one: Told, days: int) -> None:
    asked = one.asked_on(one.on - days)
    later = {(e.kind, e.record) for e in one.entries if is_dated_after(e, asked.on)}
    kept = [e for e in one.entries if (e.kind, e.record) not in later or _winner(one.entries, e) == e]
    said, wanted = (json.loads(everything(asked.with_entries(some))) for some in (one.entries, kept))
    assert said == wanted
    unspoken = [entry for entry in kept if is_dated_after(entry, asked.on)]
    assert {entry.id for entry in unspoken} <= {entry_id for entry_id, _why in said["left_out"]}


def _written(one: Told, file: Path) -> None:
    entries = [entry._asdict() for entry in one.entries]
    log = {"format": explain.FORMAT, "v": 1, "account": None, "exported_at": 0, "entries": entries}
    file.write_text(json.dumps(log, ensure_ascii=False), "utf-8")


@of_logs(20)
@given(one=LOGS)
def test_a_log_survives_the_round_trip_through_a_file(
    one: Told, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("log") / "log.json"
    _written(one, file)
    entries, left_out = explain.read_log(file)
    assert (entries, left_out) == (one.entries, [])
    assert everything(one.with_entries(entries)) == everything(one)


@of_logs(8)
@given(one=LOGS)
def test_explain_answers_from_the_file_what_the_log_says(
    one: Told, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("log") / "log.json"
    _written(one, file)
    ran = CliRunner().invoke(cli.app, ["explain", str(file), "--on", local_date(one.on), "--json"])
    assert ran.exit_code == 0, ran.stderr
    assert json.loads(ran.stdout) == explain.answers(one.entries, CATALOG, one.on)
    page = CliRunner().invoke(cli.app, ["explain", str(file), "--on", local_date(one.on)])
    assert page.exit_code == 0, page.stderr
    assert page.stdout.startswith(local_date(one.on))


@given(SEEDS)
@of_logs(10)
def test_the_same_seed_tells_the_same_history(seed: int) -> None:
    assert told(seed).entries == told(seed).entries
