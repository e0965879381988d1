"""The server's key is drawn once, is its owner's alone, and a broken file is one clear line."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evenstride.errors import CannotStart
from evenstride.store.server_key import KEY_BYTES, keyed_hash, server_key


def test_it_is_drawn_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "evenstride.key"
    key = server_key(file)
    assert len(key) == KEY_BYTES
    assert server_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_two_servers_draw_two_keys(tmp_path: Path) -> None:
    assert server_key(tmp_path / "one") != server_key(tmp_path / "two")


def test_those_who_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starts:
        keys = set(starts.map(lambda _: server_key(tmp_path / "key"), range(32)))
    assert len(keys) == 1


@pytest.mark.parametrize("content", ["", "no hex\n", "ab" * 31, "ab" * 33, "\x00"])
def test_a_file_that_holds_no_key_is_never_replaced(tmp_path: Path, content: str) -> None:
    file = tmp_path / "key"
    file.write_text(content)
    with pytest.raises(CannotStart, match="holds no key"):
        server_key(file)
    assert file.read_text() == content


def test_a_folder_that_takes_nothing_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="file"):
        server_key(tmp_path / "file" / "key")


def test_purposes_do_not_share_hashes() -> None:
    key = b"k" * KEY_BYTES
    assert keyed_hash(key, "pairing", "ABC") == keyed_hash(key, "pairing", "ABC")
    assert keyed_hash(key, "pairing", "ABC") != keyed_hash(key, "name", "ABC")
    assert keyed_hash(key, "pairing", "ABC") != keyed_hash(b"l" * KEY_BYTES, "pairing", "ABC")
