"""Commands merge equal routes of large tables, say so, and write the same with DuckDB and without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).parent / "routemap"
ROWS = 20_004


def routemap(*arguments: object, folder: Path, without_duckdb: bool = False) -> subprocess.CompletedProcess[str]:
    (folder / "blocked").mkdir(exist_ok=True)
    (folder / "blocked" / "duckdb.py").write_text("raise ImportError")
    more = {"PYTHONPATH": os.pathsep.join([str(folder / "blocked"), os.environ.get("PYTHONPATH", "")])}
    return subprocess.run(
        [str(COMMAND), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, **(more if without_duckdb else {})},
    )


def test_build_figure_and_export_write_the_same_with_duckdb_and_without(tmp_path: Path) -> None:
    lines = [f"cocaine,COL,{('NOR', 'SWE', 'DNK')[i % 3]},{i % 5 / 10},kg,S,2021-0{1 + i % 9}" for i in range(ROWS)]
    table = "market,from,to,quantity,unit,source,date\n" + "\n".join(lines) + "\n"
    (tmp_path / "raw.csv").write_text(table)
    made = []
    for without in (False, True):
        out = tmp_path / f"out{without}"
        options = {"folder": tmp_path, "without_duckdb": without}
        said = routemap("build", "raw.csv", "--out", out / "maps", **options)  # type: ignore[arg-type]
        assert "20,004 routes are too many to draw one by one" in said.stderr
        assert ("while DuckDB read the table" in said.stderr) != without
        assert "read 20,004 routes, equal ones merged into 3: 3 drawn" in said.stdout
        out_files = [out / name for name in ("figure.svg", "routes.geojson", "routes.csv")]
        routemap("figure", "raw.csv", "--out", out_files[0], **options)  # type: ignore[arg-type]
        routemap("export", "raw.csv", "--out", out_files[1], "--out", out_files[2], **options)  # type: ignore[arg-type]
        made.append({path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()})
    assert len(made[0]) > 6
    assert made[0] == made[1]
