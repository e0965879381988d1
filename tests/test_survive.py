"""Every case of docs/survive.md is named by a test, and every test the page names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = range(1, 39)
NUMBERS = re.compile(r"SURVIVE:?\s+((?:\d+(?:\s*(?:,|and|to|\u2013|-)\s*)?)+)")


def test_each_of_the_thirty_eight_cases_is_named_by_a_test() -> None:
    named = set().union(*(numbers(text) for text in sources().values()))
    missing = [case for case in CASES if case not in named]
    assert not missing, f"no test says SURVIVE {', '.join(map(str, missing))}"


def test_the_page_names_tests_that_exist_and_has_every_case() -> None:
    page = (ROOT / "docs" / "survive.md").read_text()
    tests = sources()
    for file, name in re.findall(r"`((?:tests|frontend)/[\w/.]+)(?:::(\w+))?`", page):
        assert file in tests or (ROOT / file).exists(), f"docs/survive.md names {file}, which is not there"
        assert not name or f"def {name}(" in tests[file], (
            f"docs/survive.md names {name}, which is not in {file}"
        )
    on_the_page = {
        case for row in re.findall(r"^\| ([\d, \u2013-]+) \|", page, re.MULTILINE) for case in spread(row)
    }
    missing = [case for case in CASES if case not in on_the_page]
    assert not missing, f"docs/survive.md has no row for {', '.join(map(str, missing))}"


def sources() -> dict[str, str]:
    """Path → text of every test."""
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "frontend" / "src").rglob("*.ts*")]
    here = Path(__file__).resolve()
    is_test = re.compile(r"^tests/|\.test\.tsx?$|/testing/")
    paths = {file.relative_to(ROOT).as_posix(): file for file in files if file != here}
    return {path: file.read_text() for path, file in paths.items() if is_test.search(path)}


def numbers(text: str) -> set[int]:
    return {case for said in NUMBERS.findall(text) for case in spread(said)}


def spread(said: str) -> set[int]:
    """`7 to 9, 12 and 13` → 7, 8, 9, 12, 13."""
    spans = re.findall(r"(\d+)(?:\s*(?:to|\u2013|-)\s*(\d+))?", said)
    return {case for first, last in spans for case in range(int(first), int(last or first) + 1)}


def test_ranges_and_lists_of_cases_are_understood() -> None:
    assert numbers("SURVIVE 7 to 9, 12 and 13: x. SURVIVE 1") == {7, 8, 9, 12, 13, 1}
    assert numbers("SURVIVE: 4,\n5") == {4, 5}
