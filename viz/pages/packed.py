"""Files of a visitor's own, in the address of a page: their data, compressed; read back within bounds, by the strict
reader of files alone. A link is all that is needed: nothing of them is kept on the server.

`yaml~…` is a scenario, `city~…` a city: after the sign stands zlib of JSON in the letters that addresses may have.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

from ...messages import phrase
from ...scenarios.yaml_reader import Document, Fault, SpecError, decoded, read_text

SCENARIO, CITY = "yaml~", "city~"
FILE_BYTES = 64_000  # of a file, and of what an address unpacks to
LONGEST_NAME = 80  # characters of a file's name that are told


def is_packed(words: str) -> bool:
    """Whether words of an address hold a file."""
    return words.startswith((SCENARIO, CITY))


def packed(kind: str, data: Any) -> str:
    """Data of a file as words of an address."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return kind + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(words: str, shown: str) -> Document:
    """What `packed` put in; SpecError where it was cut, changed or made to swell."""
    letters = words.partition("~")[2]
    try:
        raw = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        stream = zlib.decompressobj()
        inside = stream.decompress(raw, FILE_BYTES + 1)
    except (ValueError, binascii.Error, zlib.error):
        raise SpecError([Fault(shown, _cut())]) from None
    if len(inside) > FILE_BYTES:
        raise SpecError([Fault(shown, too_large())])
    if not stream.eof or stream.unused_data:
        raise SpecError([Fault(shown, _cut())])
    return read_text(decoded(inside, shown), shown=shown)


def opened_file(content: bytes, size: int, shown: str) -> Document:
    """The data of a file that was dropped in: its first bytes, and how many it has."""
    if max(size, len(content)) > FILE_BYTES:
        raise SpecError([Fault(shown, too_large())])
    return read_text(decoded(content, shown), shown=shown)


def too_large() -> Any:
    """Said of a file, or of an address, that holds more than a page reads."""
    return phrase("page.large", "is larger than the {size} that a page reads", size=f"{FILE_BYTES // 1000} kB")


def _cut() -> Any:
    what = "cannot be read: the address was cut or changed; open the whole link, or drop the file in again"
    return phrase("page.cut", what)
