"""The server's own key: drawn at the first start, kept in a file that only its owner reads.

It makes hashes of what is too short to be hashed alone, such as a pairing code: whoever reads the database
without this file cannot try them all. Losing it costs the codes of the last minutes and nothing else.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from evenstride.errors import CannotStart

KEY_BYTES = 32
OWNER_ALONE = 0o600


def server_key(file: Path) -> bytes:
    """The key in the file, drawn anew when there is none. Raises CannotStart with one line."""
    try:
        if not file.exists():
            _draw(file)
        key = bytes.fromhex(file.read_text("ascii").strip())
    except OSError as error:
        raise CannotStart(f"{file}: {error.strerror}") from None
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise CannotStart(f"{file} holds no key. Put the right one back, or delete it: a new one is drawn.")
    return key


def _draw(file: Path) -> None:
    """Whole or not at all, and of several processes that start together the first one's stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "w") as drawn:
            drawn.write(secrets.token_hex(KEY_BYTES) + "\n")
            drawn.flush()
            os.fsync(drawn.fileno())
        with suppress(FileExistsError):
            os.link(half, file)
    finally:
        half.unlink(missing_ok=True)


def keyed_hash(key: bytes, purpose: str, secret: str) -> str:
    """Hex. The same text for another purpose is another hash."""
    return hmac.new(key, f"{purpose}:{secret}".encode(), hashlib.sha256).hexdigest()
