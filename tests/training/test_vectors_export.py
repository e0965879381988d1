"""Every case of `tests/vectors/export.json`: the lines of the tables a log is exported as."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenstride.catalog import load
from evenstride.training.entries import Entry, judge
from evenstride.training.spreadsheet import (
    FORMULA_STARTS,
    SETS,
    TESTS,
    Cell,
    csv_line,
    table_of_sets,
    table_of_tests,
)
from tests.training.vector_entry import raw_of

VECTORS = Path(__file__).parents[1] / "vectors" / "export.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_log_is_exported_as_these_lines(case: dict[str, Any]) -> None:
    judged = [judge(raw_of(one)) for one in case["given"]["entries"]]
    entries = [one for one in judged if isinstance(one, Entry)]
    assert len(entries) == len(judged)
    expected = case["expect"]
    assert [csv_line(row) for row in table_of_sets(entries)] == expected["sets"]
    assert [csv_line(row) for row in table_of_tests(entries, load())] == expected["tests"]
    assert [csv_line(SETS), csv_line(TESTS)] == expected.get("headers", [csv_line(SETS), csv_line(TESTS)])


texts = st.text(
    st.one_of(st.sampled_from(["'", '"', ",", ";", *FORMULA_STARTS]), st.characters(codec="utf-8"))
)
cells = st.one_of(st.none(), st.integers(), texts)


@given(st.lists(st.lists(cells, min_size=2, max_size=5), max_size=5))
def test_what_is_written_is_what_any_reader_of_csv_reads(table: list[list[Cell]]) -> None:
    table = [row for row in table if not all(cell in (None, "") for cell in row)]
    text = "".join(map(csv_line, table))
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[_unguarded(cell) for cell in row] for row in read] == [
        ["" if cell is None else _unguarded(str(cell)) for cell in row] for row in table
    ]
    assert not [
        cell
        for row, of in zip(read, table, strict=True)
        for cell, was in zip(row, of, strict=True)
        if isinstance(was, str) and cell.startswith(FORMULA_STARTS)
    ]


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
