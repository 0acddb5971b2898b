"""The origins that a page may load from, besides itself: of an address of the user's, scheme, host and port alone.

A content security policy is one text, in which a space, a comma or a semicolon begins the next rule. So nothing of an
address is put into it as it stands.
"""

from __future__ import annotations

import re

from routemap.errors import RouteError
from routemap.problems import sentence, show_value
from routemap.routes.web_addresses import web_host

_ADDRESS = re.compile(r"(https?)://([^/?#]*)([/?#].*)?", re.IGNORECASE)
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\s;,'\"`<>\\|^]")
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][A-Za-z0-9_-]*\}")
# Where a page may be tried with tiles of this very machine, which have no certificate.
_LOCAL = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9_.:\[\]-]+")


def is_origin(text: str) -> bool:
    """Return whether a text may stand in a policy as an origin.

    Examples
    --------
    >>> is_origin("https://*.tile.example"), is_origin("https://a.example; script-src *")
    (True, False)
    """
    return _ORIGIN.fullmatch(text) is not None


def origin_of(address: str) -> str:
    """Return the origin of an address that tiles, scripts or styles are loaded from.

    Parameters
    ----------
    address
        May hold Leaflet's placeholders, such as ``{z}``, in its path, and ``{s}`` at the beginning of its host.

    Raises
    ------
    RouteError
        If it is no whole https address (or http, of this machine), or holds what could add to a policy.

    Examples
    --------
    >>> origin_of("https://{s}.tile.example.org:8443/{z}/{x}/{y}.png")
    'https://*.tile.example.org:8443'
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise _refusal(address, "is no web address")
    if _ODD.search(address):
        raise _refusal(address, "holds a space, quote, comma, semicolon or another sign that could add to the policy")
    scheme, netloc, path = found[1].lower(), found[2], found[3] or ""
    first, dot, rest = netloc.partition(".")
    is_wild = "{s}" in first
    if re.search("[{}]", first.replace("{s}", "") + rest + _PLACEHOLDER.sub("", path)):
        raise _refusal(address, "holds a brace that is no placeholder of Leaflet's")
    host = web_host(f"{scheme}://{first.replace('{s}', 'a')}{dot}{rest}/")
    above = host.partition(".")[2]
    if not host or (is_wild and "." not in above):
        raise _refusal(address, "names no host that a policy could allow")
    if scheme == "http" and not _LOCAL.fullmatch(host):
        raise _refusal(address, "is not encrypted: anybody on the way could change what it sends")
    return f"{scheme}://*.{above}" if is_wild else f"{scheme}://{host}"


def _refusal(address: str, why: str) -> RouteError:
    expected = "expected a whole address such as https://tile.example.org/{z}/{x}/{y}.png"
    return RouteError(sentence(f"a page cannot load from '{show_value(address)}': it {why}", expected))
