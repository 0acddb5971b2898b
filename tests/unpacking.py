"""What pages carry deflated, read back; by the standard library's base 85, whose letters are others."""

import base64
import json
import re
import zlib
from typing import Any

_OWN = bytes(range(40, 125)).translate(bytes.maketrans(b"<>\\.:", b"#$%!}"))
_USUAL = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def from_letters(letters: str) -> bytes:
    """Return the bytes that stand behind letters."""
    return base64.b85decode(letters.encode("ascii").translate(bytes.maketrans(_OWN, _USUAL)))


def inflate(letters: str) -> str:
    """Return the text that stands behind the letters of a block."""
    return zlib.decompress(from_letters(letters)).decode("utf-8", "surrogatepass")


def inflated(page: str) -> list[str]:
    """Return the text of each deflated block of a page."""
    return [inflate(letters) for letters in re.findall(r'"deflate":"([^"]+)"', page)]


def block(page: str, name: str) -> Any:
    """Return what a page carries in the block of that id, deflated or plain."""
    (text,) = re.findall(rf'id="{name}">(.*?)</script>', page, re.DOTALL)
    held = json.loads(text)
    return json.loads(inflate(held["deflate"])) if "deflate" in held else held
