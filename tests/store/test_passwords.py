"""Which passwords are refused."""

import os
import subprocess
import sys

import pytest

from evenstride.store.passwords import COMMON, MONOTONOUS, OF_YOUR_NAME, why_no_good


@pytest.mark.parametrize(
    "password",
    ["Password2024!", "passwordpassword", "qwerty123456", "iloveyou2015!!", "SUNSHINE12", "trustno1trustno1",
     "1q2w3e4r5t", "P@ssw0rd123", "extraordinary1", "!!!baseball!!!", "understanding", "basketball"],
)  # fmt: skip
def test_what_many_people_chose_is_refused(password: str) -> None:
    assert why_no_good(password, "Ada") == COMMON


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaa", "abababababab", "1234567890", "12345678901", "0987654321", "abcdefghij", "qwertyuiop",
     "QWERTZUIOP", "poiuytrewq", "11-22-11-22-11"],
)  # fmt: skip
def test_rows_and_repeated_signs_are_refused(password: str) -> None:
    assert why_no_good(password, None) == MONOTONOUS


@pytest.mark.parametrize(
    ("password", "name"),
    [("ada lovelace", "ADA LOVELACE"), ("EvenStride1", None),
     ("evenstride Ada!", "ada"), ("ADA-LOVELACE-1815", "ada-lovelace"), ("Strasse-Strasse", "Straße")],
)  # fmt: skip
def test_a_password_built_of_names_is_refused(password: str, name: str | None) -> None:
    assert why_no_good(password, name) == OF_YOUR_NAME


@pytest.mark.parametrize(
    ("password", "name"),
    [("a long enough sentence", "a"), ("a long enough sentence", None), ("ten signs!", None),
     ("sentence" * 128, "Ada"), ("correct horse battery", "Ada"), ("Ada runs through the forest", "Ada"),
     ("kY7#pQ2!xZ", "Ada"), ("monkey,letmein", None), ("пароль из трёх слов", None),
     ("love8427301958", None)],
)  # fmt: skip
def test_words_of_ones_own_are_welcome(password: str, name: str | None) -> None:
    assert why_no_good(password, name) is None


def test_looking_through_the_list_leaves_no_memory_behind() -> None:
    """Importing zxcvbn keeps 14 MB of tables."""
    program = """
import sys
from evenstride.store.passwords import why_no_good
resident_kb = lambda: int(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1])
before_kb = resident_kb()
for number in range(20):
    why_no_good(f"some words of mine {number}", "Ada")
assert "zxcvbn" not in sys.modules
print(resident_kb() - before_kb)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert int(done.stdout) < 4000
