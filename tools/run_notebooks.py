"""Execute the notebooks of examples/ and keep what they say.

    .venv/bin/python tools/run_notebooks.py [--check]

No Jupyter: each cell is run as plain Python in one namespace, in a folder with a copy of examples/ and of what
`routemap new practice --examples` writes. What it prints is its output; the value of its last line is shown as text, a
figure as a small picture. ``--check`` runs them too, and compares code and texts with what is committed; pictures it
only wants to be there.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def run(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the outputs of a cell, as a notebook keeps them."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    said, value = io.StringIO(), None
    with contextlib.redirect_stdout(said):
        exec(compile(tree, "cell", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if said.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": said.getvalue().splitlines(keepends=True)})
    if value is not None and not source.rstrip().endswith(";"):
        outputs.append({"data": shown(value), "metadata": {}, "output_type": "display_data"})
    return outputs


def shown(value: Any) -> dict[str, Any]:
    """Return how a value is shown: a figure as a picture and a name, anything else as its text."""
    if type(value).__name__ != "Figure":
        return {"text/plain": repr(value).splitlines(keepends=True)}
    from PIL import Image

    drawn, picture = io.BytesIO(), io.BytesIO()
    value.savefig(drawn, format="png", dpi=80)
    Image.open(drawn).convert("RGB").quantize(128, Image.Quantize.FASTOCTREE).save(picture, "PNG", optimize=True)
    return {"image/png": base64.b64encode(picture.getvalue()).decode(), "text/plain": ["<Figure>"]}


def executed(path: Path) -> str:
    """Return a notebook with its cells run anew."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
            cell["outputs"] = run("".join(cell["source"]), names)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def texts(notebook: str) -> list[Any]:
    """Return what has to be the same on every machine: all but pictures, of which it is told that they are there."""
    cells = json.loads(notebook)["cells"]
    for cell in cells:
        for output in cell.get("outputs", ()):
            if "image/png" in output.get("data", {}):
                output["data"]["image/png"] = "a picture"
    return cells


def main() -> None:
    """Run all, and write them or say which is not what it was."""
    from typer.testing import CliRunner

    from routemap.cli import app

    os.environ["MPLBACKEND"] = "agg"
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(EXAMPLES, scratch, dirs_exist_ok=True)
        os.chdir(scratch)
        CliRunner().invoke(app, ["new", "practice", "--examples"])
        for path in sorted(EXAMPLES.glob("*.ipynb")):
            after = executed(path)
            if "--check" not in sys.argv:
                path.write_text(after, encoding="utf-8")
            elif texts(after) != texts(path.read_text(encoding="utf-8")):
                raise SystemExit(f"examples/{path.name} says something else now: run python tools/run_notebooks.py")
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
