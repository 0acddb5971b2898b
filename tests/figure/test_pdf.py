"""PDF figures for those who hear them: tagged, with alternative text, a title and a language."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pandas as pd
import pytest

from routemap.figure import write_figure
from routemap.figure.pdf import finish_pdf
from routemap.routes import read_routes

pdfium = pytest.importorskip("pypdfium2")


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    return read_routes(io.StringIO("market,origin,destination,source\nheroin trade,Turkey,Norway,A report\n"))


def test_a_pdf_is_tagged_as_one_figure_with_its_words(routes: pd.DataFrame, tmp_path: Path) -> None:
    write_figure(routes, tmp_path / "x.pdf", width_mm=60, lang="fr")
    data = (tmp_path / "x.pdf").read_bytes()
    assert b"/Lang (fr)" in data
    assert b"/DisplayDocTitle true" in data
    document = pdfium.PdfDocument(data)
    told = document.get_metadata_dict()
    assert told["Title"] == "Trafic d’héroïne"
    assert told["Keywords"] == "heroin trade"
    assert told["CreationDate"] == ""
    raw = pdfium.raw
    assert raw.FPDFCatalog_IsTagged(document.raw)
    page = document[0]
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    assert raw.FPDF_StructTree_CountChildren(tree) == 1
    element = raw.FPDF_StructTree_GetChildAtIndex(tree, 0)
    text = ctypes.create_string_buffer(4000)
    length = raw.FPDF_StructElement_GetAltText(element, text, 4000)
    alt = text.raw[: length - 2].decode("utf-16-le")
    raw.FPDF_StructTree_Close(tree)
    assert alt == told["Subject"]
    assert "Turquie → Norvège" in alt


def test_tags_change_no_pixel_and_the_same_routes_give_the_same_bytes(
    routes: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_figure(routes, tmp_path / name, width_mm=60)
    tagged = (tmp_path / "a.pdf").read_bytes()
    assert tagged == (tmp_path / "b.pdf").read_bytes()
    monkeypatch.setattr("routemap.figure.writing.finish_pdf", lambda data, said, lang: data)
    write_figure(routes, tmp_path / "bare.pdf", width_mm=60)
    bare = (tmp_path / "bare.pdf").read_bytes()
    assert tagged.startswith(bare.rstrip())
    pictures = [pdfium.PdfDocument(data)[0].render(scale=2).to_numpy() for data in (tagged, bare)]
    assert (pictures[0] == pictures[1]).all()


def test_a_pdf_written_in_another_way_is_left_as_it_is() -> None:
    assert finish_pdf(b"%PDF-1.7 compressed", "said", "en") == b"%PDF-1.7 compressed"
