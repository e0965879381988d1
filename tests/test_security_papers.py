"""docs/security.md has a line for every requirement and names what is there; the dependencies are current."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LEVELS: dict[str, int] = json.loads((ROOT / "tests" / "asvs_5.0.0.json").read_text())
"""Every requirement of OWASP ASVS 5.0.0 up to level 2, with its level."""

VERDICTS = {"met", "in part", "not met", "the host", "does not apply"}
FILE = re.compile(
    r"`((?:backend|frontend|tests|docs|migrations)/[\w/.-]+|[\w.-]+\.(?:lock|md|toml|yaml)|Dockerfile)`"
)


class Line(NamedTuple):
    id: str
    level: int
    what: str
    verdict: str
    where: str


def lines(page: str) -> list[Line]:
    found = re.findall(r"^\| (V[\d.]+) \| (\d) \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    return [Line(number, int(level), *rest) for number, level, *rest in found]


PAGE = (ROOT / "docs" / "security.md").read_text()


def test_every_requirement_has_one_line_with_a_verdict_and_a_reason() -> None:
    told = lines(PAGE)
    assert [(line.id, line.level) for line in told] == list(LEVELS.items())
    assert len(LEVELS) == 253
    assert {line.verdict for line in told} <= VERDICTS
    for line in told:
        assert line.what, line.id
        assert line.where, line.id


def test_the_page_counts_its_own_lines_right() -> None:
    told = [line.verdict for line in lines(PAGE)]
    counted = [told.count(verdict) for verdict in ("met", "in part", "not met", "the host", "does not apply")]
    said = re.search(
        r"^(\d+) in all: (\d+) met, (\d+) in part, (\d+) not met, (\d+) for the host, (\d+) do", PAGE, re.M
    )
    assert said
    assert list(map(int, said.groups())) == [len(told), *counted]


def test_what_is_met_is_named_and_everything_named_is_there() -> None:
    for paper in ("docs/security.md", "SECURITY.md"):
        named = set(FILE.findall((ROOT / paper).read_text()))
        missing = {file for file in named if not (ROOT / file).exists()}
        assert not missing, f"{paper} names {sorted(missing)}"


def test_the_dependencies_are_those_of_the_lock_files() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    day = re.search(r"as they were on (\d{4}-\d\d-\d\d)", page)
    assert day
    made = subprocess.run(
        [sys.executable, ROOT / ".ci" / "dependencies", day[1]], capture_output=True, text=True, check=True
    ).stdout
    # Not the licences: a package for another kind of machine is not installed here and cannot be asked.
    assert versions(page) == versions(made), "run .ci/dependencies"
    assert len(versions(page)) > 100


def versions(page: str) -> list[str]:
    return re.findall(r"^(?:## .*|\| \S+ \| \S+)", page, re.MULTILINE)
