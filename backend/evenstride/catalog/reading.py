"""From YAML files to one validated catalog. Each fault names the file, the id and the reason."""

import json
from collections.abc import Hashable
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import ValidationError

from evenstride.catalog.broken import CatalogBroken
from evenstride.training.catalog import Catalog

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader  # type: ignore[assignment] # same methods, no common type

PARTS_OF_FILE = {
    "vocabulary.yaml": ("version", "items", "scores", "skills", "dose_sources", "equipment"),
    "stages.yaml": ("stages",),
    "ladders.yaml": ("ladders",),
    "program.yaml": ("program", "extra_templates"),
    "gates.yaml": ("gates",),
    "rules.yaml": ("rules",),
    "tests.yaml": ("tests", "test_day"),
    "safety.yaml": ("safety",),
    "sources.yaml": ("sources",),
    "words.yaml": ("words",),
}
"""Every file but those of exercises/, and the fields of `Catalog` it holds."""

FILE_OF_PART = {part: file for file, parts in PARTS_OF_FILE.items() for part in parts}


def exercise_file(ladder: str) -> str:
    """Where the exercises of a ladder stand."""
    return f"exercises/{ladder}.yaml"


def read(folder: Traversable) -> Catalog:
    """The catalog of a folder, exercises in the order of the ladders; references are still unchecked."""
    refuse_strangers(folder)
    document: dict[str, Any] = {}
    for file, parts in PARTS_OF_FILE.items():
        document |= parts_of(folder, file, parts)
    files: list[str] = []
    document["exercises"] = []
    for name in yaml_names(folder.joinpath("exercises")):
        file = f"exercises/{name}"
        found = parts_of(folder, file, ("exercises",))["exercises"]
        if not isinstance(found, list):
            raise CatalogBroken(file, "-", "exercises is no list")
        document["exercises"] += found
        files += [file] * len(found)
    catalog = _validated(document, files)
    for exercise, file in zip(catalog.exercises, files, strict=True):
        if file != exercise_file(exercise.ladder):
            raise CatalogBroken(file, exercise.id, f"belongs into {exercise_file(exercise.ladder)}")
    return _in_ladder_order(catalog)


def _in_ladder_order(catalog: Catalog) -> Catalog:
    rungs = [rung for ladder in catalog.ladders for rung in ladder.rungs]
    place = {rung: number for number, rung in reversed(list(enumerate(rungs)))}
    exercises = sorted(catalog.exercises, key=lambda exercise: place.get(exercise.id, len(rungs)))
    return catalog.model_copy(update={"exercises": tuple(exercises)})


def refuse_strangers(folder: Traversable) -> None:
    for name in yaml_names(folder):
        if name not in PARTS_OF_FILE:
            raise CatalogBroken(name, "-", "is no file of the catalog")


def yaml_names(folder: Traversable) -> list[str]:
    if not folder.is_dir():
        raise CatalogBroken(folder.name, "-", "the folder is missing")
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith((".yaml", ".yml")))


def parts_of(folder: Traversable, file: str, parts: tuple[str, ...]) -> dict[str, Any]:
    """What the file holds: exactly these parts, as plain JSON, still unvalidated."""
    raw = _plain(_parsed(folder, file), file)
    if not isinstance(raw, dict):
        raise CatalogBroken(file, "-", f"holds no {' or '.join(parts)}")
    for part in parts:
        if part not in raw:
            raise CatalogBroken(file, "-", f"{part} is missing")
    for key in raw:
        if key not in parts:
            raise CatalogBroken(file, "-", f"{key} does not belong here")
    return raw


def _parsed(folder: Traversable, file: str) -> object:
    try:
        text = folder.joinpath(*file.split("/")).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CatalogBroken(file, "-", "the file is missing") from error
    except UnicodeDecodeError as error:
        raise CatalogBroken(file, "-", "the file is not UTF-8") from error
    try:
        return yaml.load(text, _PlainLoader)  # noqa: S506 # _PlainLoader is a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CatalogBroken(file, f"line {line}", error.problem or "is no YAML") from error
    except (yaml.YAMLError, ValueError) as error:
        raise CatalogBroken(file, "-", f"is no YAML: {error}") from error


class _PlainLoader(SafeLoader):
    """Safe YAML whose keys are words or whole numbers, each once in its mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key_node.tag not in KEY_TAGS:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key} is no plain word; put it in quotes", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


KEY_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:int"}


def _plain(raw: object, file: str) -> Any:
    """The same as JSON has it. What only YAML knows, an unquoted date say, becomes what no field accepts."""
    try:
        return json.loads(json.dumps(raw, default=lambda value: {"not plain": str(value)}))
    except ValueError as error:
        raise CatalogBroken(file, "-", "an anchor holds itself") from error


def _validated(document: dict[str, Any], exercise_files: list[str]) -> Catalog:
    """Strictly: by way of JSON a list is a tuple, yet a number in quotes or a float is a fault."""
    try:
        return Catalog.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        steps = first["loc"]
        file = FILE_OF_PART.get(str(steps[0])) or exercise_files[int(steps[1])]
        id, where = _named(document, steps)
        if id == "-" and steps[0] == "exercises":
            id = f"exercise {int(steps[1]) - exercise_files.index(file) + 1}"
            where = ".".join(str(step) for step in steps[2:]) or "record"
        reason = first["msg"].removeprefix("Value error, ")
        raise CatalogBroken(file, id, f"{where}: {reason}") from error


def _named(raw: object, steps: tuple[int | str, ...]) -> tuple[str, str]:
    """The id of the innermost record on the way to a fault, and the way from there on.

    The id is `-` and the way whole when no record on it has an id.
    """
    id, since = "-", 0
    for number, step in enumerate((*steps, None)):
        if isinstance(raw, dict):
            if "id" in raw:
                id, since = str(raw["id"]), number
            raw = raw.get(step)
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
        else:
            break
    return id, ".".join(str(step) for step in steps[since:])
