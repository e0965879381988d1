"""How the catalog says no."""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong, in which file, at which id (`-` where nothing has one)."""

    file: str
    id: str
    reason: str


class CatalogBroken(Exception):  # noqa: N818 # says what is true, as every error here does
    """A catalog that cannot be used. Its message is one line: file, id and reason."""

    def __init__(self, file: str, id: str, reason: str) -> None:
        one_line = " ".join(reason.split())
        super().__init__(f"{file}: {id}: {one_line}")
        self.fault = Fault(file, id, one_line)
