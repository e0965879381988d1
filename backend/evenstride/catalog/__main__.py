"""Prints the catalog as JSON, or the overlay of the language named: compact, the same bytes every time."""

import json
import sys

from evenstride.catalog import CatalogBroken, load, overlay

try:
    document = overlay(sys.argv[1]) if sys.argv[1:] else load().model_dump(mode="json")
except CatalogBroken as broken:
    sys.exit(str(broken))
text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
sys.stdout.buffer.write(text.encode() + b"\n")
