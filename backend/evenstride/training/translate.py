"""The catalogue in another language: the same numbers and ids, other words.

An overlay has the shape of the catalogue's document and holds only what a runner reads. A list of texts has
a text for each; of a list of records it holds each by what tells it from the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from evenstride.training.catalog import Catalog

Overlay: TypeAlias = "str | Sequence[Overlay] | Mapping[str, Overlay]"

TOLD_APART_BY = ("id", "score", "weekday", "days_min")
"""The field that tells a record from the others of its list: the first of these that it has."""


def translated(catalog: Catalog, overlay: Overlay) -> Catalog:
    """The catalogue with the texts of the overlay; what the overlay leaves out stays as it was."""
    return Catalog.model_validate(_merged(catalog.model_dump(mode="json"), overlay))


def key_of(record: Mapping[str, Any]) -> str:
    """What tells a record from the others of its list; empty for one that nothing is read of."""
    return next((str(record[field]) for field in TOLD_APART_BY if field in record), "")


def _merged(part: Any, overlay: Overlay) -> Any:
    if not isinstance(overlay, Mapping):
        return overlay
    if isinstance(part, list):
        return [_merged(one, overlay.get(key_of(one), {})) for one in part]
    return {**part, **{name: _merged(part[name], inner) for name, inner in overlay.items()}}
