"""The shipped catalog, to break."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped catalog with its translations, that a test may break."""
    with as_file(files("evenstride.catalog")) as shipped:
        shutil.copytree(shipped, tmp_path / "catalog", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "catalog"
