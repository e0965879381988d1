"""What we know, as data: exercises, ladders, program, rules, tests, safety, and the source of every number.

`load()` reads the YAML files of this package, validates them and checks every reference between them.
`python -m evenstride.catalog` prints the catalog as the JSON document that server and phone share, and
`python -m evenstride.catalog de` what German says otherwise; with `en`, all there is to translate.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from evenstride.catalog.broken import CatalogBroken
from evenstride.catalog.crosscheck import faults
from evenstride.catalog.reading import read
from evenstride.catalog.translating import languages_in, read_overlay, texts
from evenstride.training.catalog import Catalog
from evenstride.training.translate import translated

__all__ = ["ENGLISH", "LANGUAGES", "CatalogBroken", "language_of", "load", "load_from", "overlay"]

ENGLISH = "en"
LANGUAGES = (ENGLISH, *languages_in(files(__name__)))
"""English is what the catalog is written in; each other one is a folder of this package."""


@cache
def load(language: str = ENGLISH) -> Catalog:
    """The catalog of this package in a language, read once. Raises CatalogBroken."""
    if language == ENGLISH:
        return load_from(files(__name__))
    return translated(load(), overlay(language))


@cache
def overlay(language: str) -> dict[str, Any]:
    """What a language says otherwise than English; of English all it says. Raises CatalogBroken."""
    if language == ENGLISH:
        return texts(load())
    return read_overlay(files(__name__), language, load())


def language_of(tag: object) -> str | None:
    """The language of ours that a tag as de-AT asks for, if there is one."""
    language = str(tag).partition("-")[0].lower()
    return language if language in LANGUAGES else None


def load_from(folder: Traversable) -> Catalog:
    """The catalog of a folder, every reference checked. Raises CatalogBroken with the first fault."""
    catalog = read(folder)
    for fault in faults(catalog):
        raise CatalogBroken(*fault)
    return catalog
