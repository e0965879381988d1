"""Which passwords are no good: those that are tried first, since many people chose them or they follow a row.

The list is the one that zxcvbn ships: passwords found in breaches, and names and words that often are one.
Its file is read when a password is set and not kept: it is a megabyte that is rarely needed.
"""

import re
import unicodedata
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

PASSWORD_MIN_CHARS = 10
PASSWORD_MAX_CHARS = 1024
"""Room for any sentence; a bound, because hashing is slow."""

PRODUCT = "evenstride"

DIFFERENT_SIGNS_MIN = 5
FEW_TIMES = 4

ROWS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
)

LIST_FILE = "frequency_lists.py"

COMMON = "This is one of the passwords that are tried first. Take a few words of your own."
OF_YOUR_NAME = (
    "It is little more than your name or the app's. Take a few words that have nothing to do with either."
)
MONOTONOUS = "It repeats too few different signs, or follows a row of them. Take a few words of your own."


def why_no_good(password: str, name: str | None) -> str | None:
    """A sentence for the runner; None for a password that may do."""
    plain = _plain(password)
    if len(set(plain)) < DIFFERENT_SIGNS_MIN or _follows_a_row(plain):
        return MONOTONOUS
    if len(_without(plain, [_plain(name or ""), PRODUCT])) < PASSWORD_MIN_CHARS:
        return OF_YOUR_NAME
    return COMMON if _is_common(plain) else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _follows_a_row(plain: str) -> bool:
    signs = "".join(sign for sign in plain if sign.isalnum())
    return any(signs in row * 2 or signs[::-1] in row * 2 for row in ROWS)


def _without(plain: str, words: Iterable[str]) -> str:
    """What of it is the runner's own: a short name may well be part of a longer word or sentence."""
    for word in words:
        if word:
            plain = plain.replace(word, "")
    return plain


def _is_common(plain: str) -> bool:
    """As it is, or as a common word with fewer signs around it than a password needs by itself."""
    once = _said_once(plain)
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", once)
    around = len(once) - len(core)
    return _is_listed(once) or (around < PASSWORD_MIN_CHARS and _is_listed(core))


def _said_once(plain: str) -> str:
    """What is said over and over, a few times, is no better than said once."""
    unit = plain[: (plain + plain).index(plain, 1)]
    return unit if len(plain) <= FEW_TIMES * len(unit) else plain


def _is_listed(word: str) -> bool:
    """Whether one of the lists has it. In the file its words stand between commas and quotes."""
    if not word or "," in word or '"' in word:
        return False
    return re.search(f'[",]{re.escape(word)}[",]', _list_file().read_text()) is not None


def _list_file() -> Path:
    """Found without importing the package: that builds tables of all of it, which then stay."""
    package = find_spec("zxcvbn")
    if package is None or package.origin is None:
        raise FileNotFoundError("zxcvbn is not installed, and with it the list of common passwords")
    return Path(package.origin).with_name(LIST_FILE)
