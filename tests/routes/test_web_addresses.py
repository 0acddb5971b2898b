"""Which addresses may become links, and which host a reader is shown for them."""

import pytest

from routemap.routes.web_addresses import ascii_address, parse_url, web_host


@pytest.mark.parametrize(
    "text", ["https://example.org", "HTTP://example.org/a?b=c#d", "https://xn--bcher-kva.example/ä"]
)
def test_web_addresses(text):
    assert parse_url(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//x.org",
        "https://",
        "https:///path",
        "http://[::1",
        "https://a b.org",
        'https://a.org/"onclick',
        "https://a.org/<b>",
        "https://a.org\\@b.org",
        "word",
        "mailto:a@b.org",
        "https://a.org | https://b.org",
        "java\tscript:alert(1)",
    ],
)
def test_what_is_no_web_address(text):
    address, fault = parse_url(text)
    assert address == ""
    assert fault.code == "url-invalid"


def test_an_address_without_its_beginning_gets_a_hint():
    assert parse_url("www.example.org/a")[1].hint == "did you mean https://www.example.org/a?"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.unodc.org/a?b=https://evil.example#@c", "www.unodc.org"),
        ("HTTPS://UNODC.org:443", "unodc.org"),
        ("http://unodc.org:8080/", "unodc.org:8080"),
        ("https://unodc.org:443@evil.example", ""),
        ("https://un\u043edc.org/", "xn--undc-65d.org"),
        ("https://\u0430\u0440\u0440le.com", "xn--le-6kc8da.com"),
        ("https://unodc\u3002org", "unodc.org"),
        ("https://\uff55\uff4eodc.org", "unodc.org"),
        ("https://stra\u00dfe.de", "xn--strae-oqa.de"),
        ("https://bl\u00e5skjell.no", "xn--blskjell-b0a.no"),
        ("https://unodc.org\u2044.evil.example", ""),
        ("https://unodc.org%2f.evil.example", ""),
        ("https://unodc.org%2eevil.example", ""),
        ("http://2130706433/", ""),
        ("http://0x7f.1/", ""),
        ("http://127.1/", ""),
        ("http://192.0.2.7/a", "192.0.2.7"),
        ("http://[2001:DB8::1]:80/", "[2001:db8::1]"),
        ("http://[::1", ""),
        ("https://a.org:99999", ""),
        ("https://a.org:8\u0660", ""),
        ("https://a..org", ""),
        ("https://.org", ""),
        ("https://a_b.example.org", "a_b.example.org"),
        ("ftp://a.org", ""),
        ("unodc.org", ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_goes_to(address, host):
    assert web_host(address) == host
    assert (parse_url(address)[1] is None) == bool(host)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://unodc.org@evil.example/a", "holds a user name before its host"),
        ("https://a.org:99999", "names a port that there is not"),
        ("http://2130706433/", "names a host, 2130706433, that browsers understand as another"),
        ("https://unodc.org%2eevil.example", "that browsers understand as another"),
    ],
)
def test_a_host_that_deceives_is_refused_with_the_reason(address, message):
    fault = parse_url(address)[1]
    assert message in fault.message
    assert fault.expected


def test_a_link_leads_where_it_says():
    assert ascii_address("https://un\u043edc.org/\u00e4?q=1") == "https://xn--undc-65d.org/\u00e4?q=1"
    assert ascii_address("https://unodc.org/a#b?") == "https://unodc.org/a#b?"
    assert ascii_address("https://a@b.org") == ""


def test_what_is_expected_of_an_address_with_a_space_is_one_sentence():
    _, fault = parse_url("https://a.org/x https://b.org")
    assert fault.expected == "one address that begins with http:// or https://"
