"""Prints what a phone keeps of the catalog as JSON, or the overlay of a language: always the same bytes.

Where the numbers come from a phone asks the server when somebody wants to know.
"""

import json
import sys

from evenstride.catalog import CatalogBroken, load, overlay

try:
    document = overlay(sys.argv[1]) if sys.argv[1:] else load().model_dump(mode="json", exclude={"sources"})
except CatalogBroken as broken:
    sys.exit(str(broken))
text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
sys.stdout.buffer.write(text.encode() + b"\n")
