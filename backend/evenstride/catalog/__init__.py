"""What we know, as data: exercises, ladders, program, rules, tests, safety, and the source of every number.

`load()` reads the YAML files of this package, validates them and checks every reference between them.
`python -m evenstride.catalog` prints the catalog as the JSON document that server and phone share.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from evenstride.catalog.broken import CatalogBroken
from evenstride.catalog.crosscheck import faults
from evenstride.catalog.reading import read
from evenstride.training.catalog import Catalog

__all__ = ["CatalogBroken", "load", "load_from"]


@cache
def load() -> Catalog:
    """The catalog of this package, read once. Raises CatalogBroken."""
    return load_from(files(__name__))


def load_from(folder: Traversable) -> Catalog:
    """The catalog of a folder, every reference checked. Raises CatalogBroken with the first fault."""
    catalog = read(folder)
    for fault in faults(catalog):
        raise CatalogBroken(*fault)
    return catalog
