"""Every number says where it comes from, and every tag is a known source."""

from collections.abc import Iterator

from pydantic import BaseModel

from evenstride.catalog.broken import Fault
from evenstride.catalog.reading import FILE_OF_PART, exercise_file
from evenstride.training.catalog import Catalog, Exercise, Sourced


def source_faults(catalog: Catalog) -> Iterator[Fault]:
    """The numbers without a source and the tags without an entry in sources.yaml."""
    for part, file in FILE_OF_PART.items():
        yield from _faults_in(getattr(catalog, part), file, part, catalog)
    for exercise in catalog.exercises:
        yield from _faults_in(exercise, exercise_file(exercise.ladder), exercise.id, catalog)
    for part, tags in catalog.dose_sources.items():
        yield from _unknown(tags, FILE_OF_PART["dose_sources"], part, catalog)
    for tag, source in catalog.sources.items():
        if tag.startswith("F") and not (source.url or "").startswith(("http://", "https://")):
            yield Fault(FILE_OF_PART["sources"], tag, "a page that was read has a url")


def _faults_in(value: object, file: str, id: str, catalog: Catalog) -> Iterator[Fault]:
    """The faults of a value and everything below it; `id` is the innermost id and the fields since."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _faults_in(inner, file, id, catalog)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _faults_in(inner, file, f"{id}.{key}", catalog)
    elif isinstance(value, BaseModel):
        id = str(getattr(value, "id", id))
        for tags in _tag_lists(value):
            yield from _unknown(tags, file, id, catalog)
        if isinstance(value, Sourced):
            yield from (Fault(file, id, reason) for reason in _unsourced(value))
        if not isinstance(value, Exercise):
            for field in type(value).model_fields:
                yield from _faults_in(getattr(value, field), file, f"{id}.{field}", catalog)


def _tag_lists(model: BaseModel) -> Iterator[tuple[str, ...]]:
    for field in ("source", "noise_source"):
        tags = getattr(model, field, ())
        yield from tags.values() if isinstance(tags, dict) else (tags,)


def _unknown(tags: tuple[str, ...], file: str, id: str, catalog: Catalog) -> Iterator[Fault]:
    for tag in tags:
        if tag not in catalog.sources:
            yield Fault(file, id, f"source {tag} is not in {FILE_OF_PART['sources']}")


def _unsourced(model: Sourced) -> Iterator[str]:
    fields = set(type(model).model_fields) - {"source"}
    for field in sorted(set(model.source) - fields):
        yield f"source names {field}, which is no field"
    for field in sorted(fields - set(model.source)):
        if _holds_number(getattr(model, field)):
            yield f"{field} has no source"


def _holds_number(value: object) -> bool:
    """Whether a number stands in a value itself; records below it speak for themselves."""
    if isinstance(value, tuple):
        return any(_holds_number(inner) for inner in value)
    if isinstance(value, dict):
        return any(_holds_number(inner) for inner in value.values())
    return isinstance(value, int) and not isinstance(value, bool)
