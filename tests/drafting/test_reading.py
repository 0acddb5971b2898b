from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from routemap.drafting import read_document
from routemap.drafting.reading import judging
from routemap.errors import MissingDependency, ReadError, RouteError

PROSE = "Cocaine from Colombia is shipped to Antwerp. From there it is moved to Germany, and some of it to Norway. "

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def save(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return save


def codes(error: pytest.ExceptionInfo[ReadError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_hard_breaks_hyphens_and_page_gaps_are_mended(write: Write) -> None:
    text = (
        "DRUGS\nHeroin reaches the country through the Nether-\nlands and Ger-\nmany. A multi-\nagency team, based\n\n"
        "in Oslo, found it.\n"
    )
    document = read_document(write("a.txt", text.encode()))
    mended = (
        "Heroin reaches the country through the Netherlands and Germany. A multi-agency team, based in Oslo, found it."
    )
    assert document.text == f"DRUGS\n{mended}\n"
    assert [block.kind for block in document.blocks] == ["heading", "text"]
    assert {block.section for block in document.blocks} == {"DRUGS"}


def test_every_character_knows_its_place_in_the_file(write: Write) -> None:
    text = (
        "PEOPLE\r\nWomen are taken from Ro-\r\nmania to Italy\tand \u00ad Spain, by road.\r\n\r\nA new paragraph.\r\n"
    )
    document = read_document(write("a.txt", text.encode()))
    for at, letter in enumerate(document.text):
        if not letter.isspace():
            assert text[document.place_of(at).offset] == letter


def test_markdown_loses_its_marks_and_keeps_its_headings(write: Write) -> None:
    text = (
        "# Report\n\n## Cocaine\n\nIt comes **from** [Peru](https://example.org/a).\n\n```\nx = {}\n```\n\n- `Chile`\n"
    )
    document = read_document(write("a.md", text.encode()))
    assert "It comes from Peru." in document.text
    assert "x = {}" not in document.text
    assert document.blocks[-1].section == "Cocaine"
    at = document.text.index("Peru")
    assert text[document.place_of(at).offset :].startswith("Peru")


def test_html_gives_its_words_and_none_of_its_scripts(write: Write) -> None:
    text = (
        "<!doctype html><html><head><title>t</title><style>p{}</style></head><body><nav>Home</nav><h2>Heroin</h2>"
        "<p>Heroin from&nbsp;T&uuml;rkiye\n reaches <b>Bul</b>garia.</p><script>var a='Peru'</script>"
        "<table><tr><td>Spain</td><td>2 kg</td></tr></table></body></html>"
    )
    document = read_document(write("a.html", text.encode()))
    assert document.text == "Heroin\nHeroin from Türkiye reaches Bulgaria.\nSpain 2 kg\n"
    assert [block.kind for block in document.blocks] == ["heading", "text", "row"]
    assert text[document.place_of(document.text.index("garia")).offset :].startswith("garia")


def test_word_files_give_tables_and_footnotes_but_no_deleted_words(write: Write, paper: ModuleType) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Arms</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Pistols come from </w:t></w:r><w:del><w:r><w:delText>Austria</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Slovakia</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Serbia</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    note = "<w:footnote><w:p><w:r><w:t>Seen in Kosovo.</w:t></w:r></w:p></w:footnote>"
    notes = {"word/footnotes.xml": f"<w:footnotes XMLNS>{note}</w:footnotes>"}
    document = read_document(write("a.docx", paper.make_docx(body, notes)))
    assert document.text == "Arms\nPistols come from Slovakia.\nSerbia\nSeen in Kosovo.\n"
    assert [block.kind for block in document.blocks] == ["heading", "text", "row", "footnote"]


UNSEEN = "Heroin from Peru reaches Norway."
SEEN = "Cocaine from Colombia is shipped to Norway by sea, and it is sold there by small groups."


@pytest.mark.parametrize(
    "hidden",
    [
        '<p hidden>{}<p class="x">',
        '<div style="DISPLAY : none !important"><div>{}</div></div>',
        "<span style=visibility:hidden>{}</span>",
        "<p style='font-size:0.0em'>{}</p>",
        '<p style="color:#FFF; background: white">{}</p>',
        '<p style="color: red;background-color:red">{}</p>',
        '<p style="opacity:0">{}</p>',
        '<ul><li hidden="until-found">{}<li>',
        "<section hidden><p>{}<br></section>",
        '<p style="color:red;/* ; */display:n&#111;ne">{}</p>',
        "<table><tr><td hidden>{}<td>",
    ],
)
def test_words_that_a_page_hides_are_left_out_and_told(hidden: str, write: Write) -> None:
    text = f"<!doctype html><body>{hidden.format(UNSEEN)}{SEEN}</body>"
    document = read_document(write("a.html", text.encode()))
    assert document.text == f"{SEEN}\n"
    assert document.notes == (f"5 words that the page hides from its readers are left out: '{UNSEEN}'",)


@pytest.mark.parametrize(
    "shown",
    [
        '<p title="hidden" style="color:white">{}</p>',
        '<body style="visibility:hidden"><p style="font-size:0.5em">{}</p>',
        "<p hidden></p>{}",
        "<br hidden>{}",
        '<p style="opacity:0.9;color:inherit;background:inherit">{}</p>',
    ],
)
def test_words_that_a_page_shows_are_kept(shown: str, write: Write) -> None:
    document = read_document(write("a.html", f"<!doctype html>{shown.format(SEEN)}".encode()))
    assert (document.text, document.notes) == (f"{SEEN}\n", ())


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".x{display:none}", '<p class="x">{}</p>'),
        ("a.y, P.x:hover, p.x { color: red; DISPLAY: none !important }", '<p class="w x" style="display:block">{}</p>'),
        ("#x{visibility:hidden}", '<div id=x><p class="y">{}</p></div>'),
        (".x{font-size:0}", '<p class="x">{}</p>'),
        ("*{display:block} /* } */ .x{opacity:0}", '<p class="x">{}</p>'),
        ("@media screen { .x { display: none } }", '<p class="x">{}</p>'),
        ("@import 'a'; .x{display:block} .x.y{display:none", '<p class="x y">{}</p>'),
        ("@media print{.x{display:block}} .x{display:none} .x{color:red", '<p class="X">{}</p>'),
    ],
)
def test_words_that_the_sheet_of_a_page_hides_are_left_out_and_told(css: str, hidden: str, write: Write) -> None:
    css += "" if css.endswith("}") else "}"
    for text in (f"<style>{css}</style>{hidden.format(UNSEEN)}{SEEN}", f"{hidden.format(UNSEEN)}{SEEN}<style>{css}"):
        document = read_document(write("a.html", f"<!doctype html>{text}".encode()))
        assert document.text == f"{SEEN}\n"
        assert document.notes == (f"5 words that the page hides from its readers are left out: '{UNSEEN}'",)


@pytest.mark.parametrize(
    ("css", "shown"),
    [
        (".x{display:none} .x.open{display:block}", '<p class="x open">{}</p>'),
        (".x{display:none} #y{display:block}", '<p class="x" id="y">{}</p>'),
        (".x{display:none}", '<p class="x" style="display:block">{}</p>'),
        ("@media print{.x{display:none}} @media (max-width:9em){.x{display:none}}", '<p class="x">{}</p>'),
        (".y .x{display:none} .xx{display:none} x{display:none}", '<p class="x">{}</p>'),
        ("ul{font-size:0} li{font-size:1em}", "<ul><li>{}</ul>"),
        ("body{opacity:0}", "<body><p>{}</p>"),
        ("<!-- .x{display:none}", "<!-- <style>p{{display:none}}</style> --><p>{}</p>"),
    ],
)
def test_words_that_the_sheet_of_a_page_shows_are_kept(css: str, shown: str, write: Write) -> None:
    document = read_document(write("a.html", f"<!doctype html><style>{css}</style>{shown.format(SEEN)}".encode()))
    assert (document.text, document.notes) == (f"{SEEN}\n", ())


@pytest.mark.parametrize("mark", ["<w:vanish/>", '<w:vanish w:val="true"/>', '<w:sz w:val="1"/>'])
def test_words_that_word_hides_are_left_out_and_told(mark: str, write: Write, paper: ModuleType) -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format(mark, UNSEEN)}{run.format('', SEEN)}</w:p>"
    document = read_document(write("a.docx", paper.make_docx(body)))
    assert document.text == f"{SEEN}\n"
    assert document.notes == (f"5 words that the file hides from its readers are left out: '{UNSEEN}'",)


@pytest.mark.parametrize("mark", ['<w:vanish w:val="0"/>', "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"])
def test_words_that_word_shows_are_kept(mark: str, write: Write, paper: ModuleType) -> None:
    body = f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>{SEEN}</w:t></w:r></w:p>"
    document = read_document(write("a.docx", paper.make_docx(body)))
    assert (document.text, document.notes) == (f"{SEEN}\n", ())


LEFT = [
    "Cocaine from Colombia is shipped to",
    "the port of Antwerp; from there it is",
    "moved to Germany by lorry. It is a con-",
    "cern for other ports as well. Most of",
    "the heroin comes from Afghanistan by",
    "way of Iran and Turkey.",
]
RIGHT = [
    "Cannabis resin from Morocco enters by",
    "way of Spain. Firearms are smuggled out",
    "of the Western Balkans to Sweden and",
    "the Netherlands, hidden in cars. They",
    "are then sold to gangs. Some are sent",
    "on to Norway.",
]


def two_columns(paper: ModuleType, pages: int) -> bytes:
    made = []
    for number in range(1, pages + 1):
        words = [
            (60.0, 800.0, "THREAT ASSESSMENT 2024", 10),
            (60, 765, f"A heading of page {'x' * number} over both columns of it", 14),
        ]
        for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):  # the lines stand in the file row by row
            words += [(60, 730 - 14 * row, left, 10), (310, 730 - 14 * row, right, 10)]
        made.append([*words, (300, 30, str(number), 9)])
    return bytes(paper.make_pdf(made))


def test_a_pdf_is_read_column_by_column_without_its_running_heads(write: Write, paper: ModuleType) -> None:
    document = read_document(write("a.pdf", two_columns(paper, 4)))
    joined = " ".join(LEFT).replace("con- cern", "concern")
    assert document.text.count(joined) == 4
    assert document.text.count(" ".join(RIGHT)) == 4
    assert "THREAT ASSESSMENT" not in document.text
    assert document.pages == 4
    last = document.text.rindex("Firearms")
    assert document.place_of(last).page == 4


def test_a_pdf_of_2000_pages_is_read(write: Write, paper: ModuleType) -> None:
    page = [(60.0, 700.0, PROSE.strip(), 6)]
    document = read_document(write("a.pdf", paper.make_pdf([page] * 2000)))
    assert document.pages == 2000
    assert document.place_of(len(document.text) - 2).page == 2000


def test_pages_without_text_are_named_and_a_scan_is_refused(write: Write, paper: ModuleType) -> None:
    page: list[object] = [(60.0, 700.0, PROSE.strip(), 8)]
    document = read_document(write("a.pdf", paper.make_pdf([page, [], page, []])))
    assert document.notes == ("no text layer on page 2, 4",)
    with pytest.raises(ReadError) as error:
        read_document(write("b.pdf", paper.make_pdf([[], []])))
    assert codes(error) == ["report-scanned"]
    assert "all 2 pages" in str(error.value)


def test_a_missing_package_is_named_with_its_pip_line(
    write: Write, paper: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(MissingDependency, match=r"pip install 'routemap\[pdf\]'"):
        read_document(write("a.pdf", paper.make_pdf([[(60, 700, PROSE, 8)]])))


FRENCH = (
    "La cocaïne arrive en France par le port du Havre et elle est ensuite transportée vers les Pays-Bas "
    "par des groupes qui sont aussi actifs dans le trafic de cannabis. "
)
SPANISH = (
    "La cocaína llega a España desde Colombia y Ecuador por los puertos de Algeciras y Valencia, y una "
    "parte de ella se envía a los países del norte de Europa. "
)
GERMAN = (
    "Das Kokain kommt aus Kolumbien und wird mit Schiffen in den Hafen von Hamburg gebracht, von dem es "
    "nach Polen und in die Niederlande weiter verteilt wird. "
)
RUSSIAN = (
    "Героин из Афганистана поступает в Россию через Таджикистан и Казахстан, а затем распространяется по всей стране. "
)
ARABIC = "يصل الهيروين من أفغانستان إلى تركيا عبر إيران ثم ينقل إلى أوروبا عبر البلقان في شاحنات. "
CODE = "def main():\n    for (i = 0; i < n; i++) { x[i] = a->b(c); }\n    return {'a': 1};\n" * 12


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "report-empty"),
        ("a.txt", b" \r\n\t\n", "report-empty"),
        ("a.txt", b"--- 12 34 ---", "report-empty"),
        ("a.txt", FRENCH.encode() * 3, "report-language"),
        ("a.txt", SPANISH.encode() * 3, "report-language"),
        ("a.txt", GERMAN.encode() * 3, "report-language"),
        ("a.txt", RUSSIAN.encode() * 3, "report-language"),
        (
            "a.txt",
            b"Kokain wird aus Kolumbien nach Spanien gebracht und dann in den Niederlanden verkauft.",
            "report-language",
        ),
        (
            "a.txt",
            "La cocaïne est acheminée de la Colombie vers les ports du sud de l’Espagne.".encode(),
            "report-language",
        ),
        ("a.txt", ARABIC.encode() * 3, "report-direction"),
        ("a.txt", CODE.encode(), "report-code"),
        ("a.txt", Path(__file__).read_bytes(), "report-code"),
        ("a.txt", Path(judging.__file__).read_bytes(), "report-code"),
        ("a.txt", "Coca\xefne from Peru".encode("latin-1"), "report-encoding"),
        ("a.txt", b"text \0\0\0\0 more" * 9, "report-kind"),
        ("a.docx", b"PK\x03\x04 no archive at all", "report-damaged"),
        ("a.pdf", b"%PDF-1.7 cut off", "report-damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "report-kind"),
        ("a.rtf", b"{\\rtf1 words}", "report-kind"),
        ("a.xlsx", b"anything", "report-kind"),
    ],
)
def test_what_is_nothing_to_draft_from_is_refused_with_a_sentence(
    write: Write, name: str, data: bytes, code: str
) -> None:
    with pytest.raises(ReadError) as error:
        read_document(write(name, data))
    assert codes(error) == [code]
    assert "expected" in str(error.value)


def test_names_of_other_languages_do_not_make_a_report_foreign(write: Write) -> None:
    text = "The Cártel de los Soles ships cocaine from La Guaira to El Salvador and Las Palmas de Gran Canaria. " * 4
    assert read_document(write("a.txt", text.encode())).text


def test_an_encoding_is_taken_at_its_word_and_a_wrong_one_is_named(write: Write) -> None:
    path = write("a.txt", "Cocaine enters the region through Curaçao.".encode("windows-1252"))
    assert "Curaçao" in read_document(path, encoding="windows-1252").text
    with pytest.raises(RouteError, match="there is no encoding 'klingon'"):
        read_document(path, encoding="klingon")


@pytest.mark.parametrize("entity", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_a_word_file_with_entities_of_its_own_is_refused(write: Write, entity: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"{entity}<x>&a;</x>")
    with pytest.raises(ReadError) as error:
        read_document(write("a.docx", buffer.getvalue()))
    assert codes(error) == ["report-damaged"]


def test_a_word_file_that_unpacks_to_gigabytes_is_refused(write: Write, paper: ModuleType) -> None:
    data = paper.make_docx("<w:p><w:r><w:t>" + "a" * 80_000_000 + "</w:t></w:r></w:p>")
    assert len(data) < 100_000
    with pytest.raises(ReadError) as error:
        read_document(write("a.docx", data))
    assert codes(error) == ["report-large"]


def test_a_word_file_nested_without_end_is_refused(write: Write, paper: ModuleType) -> None:
    with pytest.raises(ReadError) as error:
        read_document(write("a.docx", paper.make_docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000)))
    assert codes(error) == ["report-large"]


def test_signs_that_turn_the_direction_are_no_part_of_a_report(write: Write) -> None:
    text = "Her\u200boin from \u202eyekruT\u202c and \u2067Iran\u2069 reaches\u200f Bulgaria.\n"
    document = read_document(write("a.txt", text.encode()))
    assert document.text.strip() == "Heroin from yekruT and Iran reaches Bulgaria."


def test_small_words_and_unseen_signs_are_looked_up_once_not_for_every_word(write: Write) -> None:
    """Both once made a report of 200,000 letters take nine seconds; counted, since time is not steady."""
    from routemap.drafting.reading import judging
    from routemap.routes.texts import UNSEEN, UNSEEN_CLASS

    judging._small_words.cache_clear()
    read_document(write("a.txt", (PROSE * 100).encode()))
    assert judging._small_words.cache_info().misses == 1
    assert len(UNSEEN) > 4000
    assert len(UNSEEN_CLASS) < 100
