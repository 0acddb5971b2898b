"""File names made from names of markets: safe on every system, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from routemap.files.windows import is_device_name

_SLUG_LENGTH = 80
_MOST_BYTES = 255


def safe_slug(text: str, *, keep: str = "") -> str:
    """Return a file name's stem that is safe on every system: lower-case letters, digits and hyphens.

    Parameters
    ----------
    text
        Any text, such as the name of a market.
    keep
        Further characters that may stay.

    Examples
    --------
    >>> safe_slug("Cannabis trade"), safe_slug("../../etc/passwd"), safe_slug("CON"), safe_slug("毒品")
    ('cannabis-trade', 'etc-passwd', 'con-1', 'map')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(rf"[^a-z0-9{re.escape(keep)}]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or "map"
    return f"{slug}-1" if is_device_name(slug) else slug


def unique_slugs(names: Iterable[str], *, reserved: Iterable[str] = ()) -> dict[str, str]:
    """Return a safe slug for each name; no two are alike, also where case does not count.

    Parameters
    ----------
    names
        Earlier names keep the plain slug; later ones that would collide get a number.
    reserved
        Slugs that are taken.

    Examples
    --------
    >>> unique_slugs(["Cocaine trade", "cocaine-trade", "index"], reserved=["index"])
    {'Cocaine trade': 'cocaine-trade', 'cocaine-trade': 'cocaine-trade-2', 'index': 'index-2'}
    """
    taken, slugs = set(reserved), {}
    for name in names:
        base = safe_slug(name)
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        slugs[name] = slug
    return slugs


def is_plain_name(name: str) -> bool:
    """Tell whether a text is a file name, without a folder, that is safe on every system.

    Examples
    --------
    >>> is_plain_name("heroin-trade.html"), is_plain_name("../x.html"), is_plain_name("nul.html")
    (True, False, False)
    """
    is_safe = re.fullmatch(r"[a-z0-9][a-z0-9.-]*", name) is not None and not name.endswith((".", "-"))
    return is_safe and len(name) <= _MOST_BYTES and not is_device_name(name)
