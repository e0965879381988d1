"""From the YAML files of a language to its overlay, checked against the English catalog text by text.

A language is a folder beside the English files and has the same files, with only what a runner reads in them.
Sources stay as they are: they name what was read.
"""

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from evenstride.catalog.broken import CatalogBroken, Fault
from evenstride.catalog.reading import (
    FILE_OF_PART,
    PARTS_OF_FILE,
    exercise_file,
    parts_of,
    refuse_strangers,
    yaml_names,
)
from evenstride.training.catalog import Catalog
from evenstride.training.translate import key_of

READ = {
    *("name", "label", "text", "word", "words"),
    *("setup", "how", "cue", "cues", "faults", "checklist", "scores", "rule", "easier"),
    *("equipment", "entry_text", "microsteps", "change", "focus", "definition", "expect", "warmup_then"),
    *("protocol", "stop", "noise_text", "caution", "checks", "disclaimer", "if_yes"),
    *("stop_today", "see_professional", "urgent"),
}
"""The fields whose texts a runner reads, wherever they stand."""

UNREAD = {"source", "sources", "dose_sources", "noise_source"}
"""Below these nothing is read: tags and the titles of what was read."""

SLOT = re.compile(r"\{(\w+)\}")


def texts(catalog: Catalog) -> dict[str, Any]:
    """What a runner reads of the catalog, as an overlay: translated by it, a catalog stays as it is."""
    found: dict[str, Any] = _texts(catalog.model_dump(mode="json"), is_read=False)
    return found


def languages_in(folder: Traversable) -> list[str]:
    """The languages a folder holds beside English."""
    inside = sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    return [entry.name for entry in inside if entry.joinpath(FILE_OF_PART["words"]).is_file()]


def read_overlay(folder: Traversable, language: str, catalog: Catalog) -> dict[str, Any]:
    """The overlay of a language, complete. Raises CatalogBroken with the first fault."""
    english = texts(catalog)
    home = folder.joinpath(language)
    if not home.is_dir():
        raise CatalogBroken(language, "-", "the folder is missing")
    overlay: dict[str, Any] = {}
    try:
        refuse_strangers(home)
        for file, parts in PARTS_OF_FILE.items():
            wanted = tuple(part for part in parts if part in english)
            if wanted:
                overlay |= parts_of(home, file, wanted)
            elif home.joinpath(file).is_file():
                raise CatalogBroken(file, "-", "has nothing a runner reads")
        overlay["exercises"] = _exercises(home)
        for fault in _faults(overlay, english, catalog):
            raise CatalogBroken(*fault)
    except CatalogBroken as broken:
        raise CatalogBroken(f"{language}/{broken.fault.file}", *broken.fault[1:]) from broken
    return overlay


def _exercises(home: Traversable) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in yaml_names(home.joinpath("exercises")):
        file = f"exercises/{name}"
        exercises = parts_of(home, file, ("exercises",))["exercises"]
        if not isinstance(exercises, dict):
            raise CatalogBroken(file, "-", "exercises are named by their ids")
        for id in exercises:
            if id in found:
                raise CatalogBroken(file, id, "stands in another file already")
        found |= exercises
    return found


def _texts(part: Any, *, is_read: bool) -> Any:
    """The texts of a part in the form of an overlay; None where there is none."""
    if isinstance(part, str):
        return part if is_read else None
    if isinstance(part, list):
        if all(isinstance(one, str) for one in part):
            return part if is_read and part else None
        records = {key_of(one): _texts(one, is_read=False) for one in part if isinstance(one, dict)}
        return {key: inner for key, inner in records.items() if inner is not None} or None
    if not isinstance(part, dict):
        return None
    found = {
        name: _texts(inner, is_read=is_read or name in READ)
        for name, inner in part.items()
        if name not in UNREAD
    }
    return {name: inner for name, inner in found.items() if inner is not None} or None


def _faults(overlay: Mapping[str, Any], english: Mapping[str, Any], catalog: Catalog) -> Iterator[Fault]:
    for part, inner in english.items():
        if part != "exercises":
            found = _faults_in(overlay.get(part), inner, part)
            yield from (Fault(FILE_OF_PART[part], where, reason) for where, reason in found)
    for where, reason in _faults_in(overlay["exercises"], english["exercises"], ""):
        known = catalog.exercise_by_id.get(where.split(".")[0])
        yield Fault(exercise_file(known.ladder) if known else "exercises", where, reason)


def _faults_in(part: Any, english: Any, where: str) -> Iterator[tuple[str, str]]:
    """Where a part says less, more or otherwise than the English one."""
    if isinstance(english, str):
        if not isinstance(part, str) or not part.strip():
            yield where, "is no text"
        elif _slots(part) != _slots(english):
            yield where, f"must fill {_listed(_slots(english))} and fills {_listed(_slots(part))}"
    elif isinstance(english, list):
        if not isinstance(part, list) or len(part) != len(english):
            yield where, f"must be a list of {len(english)} texts"
        else:
            for number, pair in enumerate(zip(part, english, strict=True)):
                yield from _faults_in(*pair, f"{where}.{number}")
    elif not isinstance(part, dict):
        yield where, f"must say {', '.join(english)}"
    else:
        yield from _faults_of_names(part, english, where)


def _faults_of_names(
    part: Mapping[str, Any], english: Mapping[str, Any], where: str
) -> Iterator[tuple[str, str]]:
    for name, inner in english.items():
        below = f"{where}.{name}".removeprefix(".")
        if name in part:
            yield from _faults_in(part[name], inner, below)
        else:
            yield below, "is missing"
    for name in part:
        if name not in english:
            yield f"{where}.{name}".removeprefix("."), "is nothing the English catalog has"


def _slots(text: str) -> set[str]:
    """The facts a template asks for, each at least once; at the start of a sentence a leg has a capital."""
    return {name.lower() for name in SLOT.findall(text)}


def _listed(slots: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(slots)) or "nothing"
