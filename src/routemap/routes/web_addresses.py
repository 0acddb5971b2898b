"""Web addresses: which may become links, and the host that a browser would go to.

What a reader is shown of a link is its host. So the host is worked out as browsers do it, and where it is not plain
ASCII it is shown in the form that name servers know ("punycode"): letters of two alphabets can look the same.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from routemap.problems import Fault, show_value

# Nearly all addresses are this plain, and a million of them are read much faster so.
_PLAIN = re.compile(
    r"https?://((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)(?:/[\w./%?&=+#~,;:@!$()*-]*)?",
    re.ASCII,
)
_NEVER = re.compile(r"[\x00-\x20\x7f-\xa0\s<>\"\\^`{|}]")
_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_USUAL_PORT = {"http": 80, "https": 443}
_EXPECTED = "an address that begins with http:// or https://"


def web_host(address: str) -> str:
    """Return the host that a browser goes to for an address, with its port if that is not the usual one.

    Parameters
    ----------
    address
        Any text.

    Returns
    -------
    str
        In ASCII; empty where the text is no web address, hides its host behind a user name, or names a host that
        browsers would understand as another than is written.

    Examples
    --------
    >>> web_host("https://www.unodc.org/report?page=3"), web_host("https://xn--e1awd7f.com:8443")
    ('www.unodc.org', 'xn--e1awd7f.com:8443')
    >>> web_host("https://un\\u043edc.org"), web_host("https://stra\\u00dfe.de"), web_host("https://a@b.org")
    ('xn--undc-65d.org', 'xn--strae-oqa.de', '')
    """
    plain = _PLAIN.fullmatch(address)
    if plain:
        return plain[1]
    if _NEVER.search(address):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _USUAL_PORT or "@" in parts.netloc:
        return ""
    host = _host(parts)
    return f"{host}:{port}" if host and port not in (None, _USUAL_PORT[parts.scheme]) else host


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if parts.netloc.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(name).compressed}]"
        except ValueError:
            return ""
    if not name.isascii():
        name = _in_ascii(name)
    if not _NAME.fullmatch(name):
        return ""
    # A name that ends in a number is an address in disguise: browsers make 127.0.0.1 of 2130706433 and of 0x7f.1.
    if _NUMBER.fullmatch(name.rstrip(".").rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            return ""
    return name


def _in_ascii(name: str) -> str:
    """Return a host name as name servers know it, by the rules of browsers (UTS 46); empty if they have none."""
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""


def ascii_address(address: str) -> str:
    """Return a web address with its host as `web_host` shows it, so that a link leads where it says; else nothing.

    Examples
    --------
    >>> ascii_address("https://Un\\u043eDC.org/a"), ascii_address("javascript:alert(1)")
    ('https://xn--undc-65d.org/a', '')
    """
    host = web_host(address)
    if not host or address.isascii():
        return host and address
    return urlsplit(address)._replace(netloc=host).geturl()


def parse_url(text: str) -> tuple[str, Fault | None]:
    """Return the web address if it is http or https and could be a link.

    Examples
    --------
    >>> parse_url("https://example.org/report")
    ('https://example.org/report', None)
    >>> parse_url("javascript:alert(1)")[1].message
    'is not a web address: links of this kind are not allowed'
    """
    return (text, None) if web_host(text) else ("", _fault(text))


def _fault(text: str) -> Fault:
    """Return why a text is no address that may become a link."""
    try:
        parts = urlsplit(text)
    except ValueError:  # urlsplit's own refusal, such as of an unclosed bracket
        return Fault("url-invalid", "is not a web address", _EXPECTED)
    if _NEVER.search(text):
        return Fault("url-invalid", "holds characters that no web address has", f"one {_EXPECTED[3:]}")
    if parts.scheme in _USUAL_PORT:
        return _host_fault(text, parts)
    if re.match(r"(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/|$))", text, re.IGNORECASE):
        near = f"did you mean https://{show_value(text)}?"
        return Fault("url-invalid", "lacks its http:// or https://", _EXPECTED, near)
    if parts.scheme:
        return Fault("url-invalid", "is not a web address: links of this kind are not allowed", _EXPECTED)
    return Fault("url-invalid", "is not a web address", _EXPECTED)


def _host_fault(text: str, parts: SplitResult) -> Fault:
    if "@" in parts.netloc:
        message = "holds a user name before its host, behind which another address can hide"
        near = f"did you mean {show_value(text.replace(parts.netloc, parts.netloc.rpartition('@')[2], 1))}?"
        return Fault("url-invalid", message, "an address without one", near)
    if not parts.hostname:
        return Fault("url-invalid", "has no host name", _EXPECTED)
    try:
        _ = parts.port
    except ValueError:
        return Fault("url-invalid", "names a port that there is not", "a number up to 65535, or none")
    message = f"names a host, {show_value(parts.hostname)}, that browsers understand as another, or not at all"
    return Fault("url-invalid", message, "the name that a browser shows once the page is open")
