"""What needs a package that is not installed says so in one sentence, and writes nothing."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TABLE = "market,from,to,quantity,unit\nheroin trade,Poland,Norway,5,kg\n"
_SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/workbook.xml": f"<workbook {_SPREADSHEET}><sheets/></workbook>",
}
# As where the packages of all extras are missing; the interpreter that runs the tests may have them.
WITHOUT = """
import sys
sys.modules |= dict.fromkeys(("openpyxl", "pyarrow", "duckdb", "pyspark", "grpc", "pypdfium2"))
from routemap.cli import main
sys.exit(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "table.parquet").write_bytes(b"PAR1" * 4)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in WORKBOOK.items():
            archive.writestr(name, text)
    (tmp_path / "table.xlsx").write_bytes(buffer.getvalue())
    return tmp_path


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("check table.xlsx", "excel"),
        ("check table.parquet", "parquet"),
        ("draft report.pdf --source Report --out drafts.csv", "pdf"),
        ("export table.csv --out routes.parquet", "parquet"),
        ("aggregate table.csv --market heroin --out routes.csv", "scale"),
    ],
)
def test_what_needs_an_extra_says_so_in_one_sentence(command: str, extra: str, folder: Path) -> None:
    before = sorted(folder.iterdir())
    arguments = [sys.executable, "-c", WITHOUT, *command.split()]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=folder, encoding="utf-8")
    assert done.returncode != 0
    assert done.stdout == ""
    told = [line for line in done.stderr.splitlines() if "pip install" in line]
    assert len(told) == 1, done.stderr
    assert told[0].endswith(f"pip install 'routemap[{extra}]'")
    assert "Traceback" not in done.stderr
    assert sorted(folder.iterdir()) == before


def test_what_needs_no_extra_runs_without(folder: Path) -> None:
    arguments = [sys.executable, "-c", WITHOUT, "build", "table.csv", "--out", "maps"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=folder, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert list(folder.glob("maps/*.html"))
