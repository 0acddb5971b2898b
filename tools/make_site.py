"""Lay the documentation out as pages of a site: those of docs/, and the read-mes and rules that stand elsewhere.

Run by ``make site`` before Zensical. Links between pages are turned to where the pages are on the site; what is no page
of it (source files, folders) stays as text, since a site that opens offline has no repository beside it.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

import routemap

ROOT = Path(__file__).parent.parent
PAGES = ROOT / ".site" / "pages"

# Pages that stand outside docs/, by their name on the site.
OUTSIDE = {
    "README.md": "index.md",
    "CHANGELOG.md": "changes.md",
    "CODE_OF_CONDUCT.md": "code-of-conduct.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security-policy.md",
    "benchmarks/README.md": "benchmarks.md",
    "data/README.md": "data.md",
    "examples/README.md": "examples.md",
    "tests/README.md": "tests.md",
}
PICTURES = ("docs/*.png", "docs/images/*", "maps/*.png")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|``.*?``|`[^`\n]*`", re.DOTALL)
# What lets the search work in pages opened from a disk comes from a host; ours stands in its place: browsers start no
# worker there, so a frame runs the worker's script.
SHIM = re.compile(r"""<script[^>]*src=["']?https://[^>]*iframe-worker[^>]*></script>""")
FRAME_FOR_WORKER = """<script>
if (location.protocol === "file:") window.Worker = class {
  constructor(url) {
    this.frame = document.body.appendChild(Object.assign(document.createElement("iframe"), { hidden: true }));
    this.waiting = [];
    this.frame.contentWindow.postMessage = (data) =>
      setTimeout(() => this.onmessage?.({ data: structuredClone(data) }));
    const script = this.frame.contentDocument.createElement("script");
    script.src = new URL(url, location.href).href;
    script.onload = () => { this.loaded = true; this.waiting.forEach((data) => this.postMessage(data)); };
    this.frame.contentDocument.body.append(script);
  }
  postMessage(data) {
    if (this.loaded) this.frame.contentWindow.onmessage({ data: structuredClone(data) }); else this.waiting.push(data);
  }
  terminate() { this.frame.remove(); }
};
</script>"""
STYLE = """:root, [data-md-color-scheme="default"] { --md-primary-fg-color: #24465f; --md-primary-bg-color: #fff; }
[data-md-color-scheme="slate"] { --md-primary-fg-color: #16303f; --md-primary-bg-color: #fff; }
.md-typeset table:not([class]) { font-size: .68rem; }
.md-typeset img { border-radius: 4px; }
"""


def homes() -> dict[str, str]:
    """Return where each page and picture of the repository is on the site."""
    pages = {path.relative_to(ROOT).as_posix(): path.name for path in sorted((ROOT / "docs").glob("*.md"))}
    pictures = {
        path.relative_to(ROOT).as_posix(): f"pictures/{path.name}"
        for pattern in PICTURES
        for path in sorted(ROOT.glob(pattern))
        if path.is_file()
    }
    return pages | OUTSIDE | pictures


def turned(text: str, page: str, known: dict[str, str]) -> str:
    """Return a page's text with its links turned to the site."""

    def turn(match: re.Match[str]) -> str:
        mark, label, address = match.groups()
        target, hash_sign, anchor = address.partition("#")
        if "://" in address or not target:
            return match[0]
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        if wanted not in known:
            if not (ROOT / wanted).exists():
                raise SystemExit(f"{page}: {address} leads nowhere")
            return label
        return f"{mark}[{label}]({known[wanted]}{hash_sign}{anchor})"

    # What stands in code is no link: it is set aside, and put back. A link's label may be code.
    aside: list[str] = []

    def keep(match: re.Match[str]) -> str:
        aside.append(match[0])
        return f"\0{len(aside) - 1}\0"

    linked = LINK.sub(turn, CODE.sub(keep, text))
    return re.sub("\0([0-9]+)\0", lambda match: aside[int(match[1])], linked)


def python_page() -> str:
    """Return the page of all public names, each with its docstring."""
    names = [name for name in routemap.__all__ if not name.startswith("_")]
    functions = [name for name in names if name[0].islower()]
    classes = [
        name for name in names if name[0].isupper() and not name.endswith("Error") and name != "MissingDependency"
    ]
    errors = [name for name in names if name not in functions and name not in classes]
    parts = [
        "# Python",
        "What `import routemap` offers; [all functions](functions.md) lists those of its rooms, too.",
        "",
    ]
    for title, group in (("Functions", functions), ("Classes", classes), ("Errors", errors)):
        parts += [f"# {title}" if title != "Functions" else "", *(f"::: routemap.{name}" for name in group)]
    return "\n\n".join(parts) + "\n"


def finish() -> None:
    """Take out of the built pages what would ask a network; say what still would, and which link leads nowhere."""
    site = ROOT / "site"
    (site / "404.html").unlink(missing_ok=True)  # for servers alone, and linked as on one
    pages = sorted(site.rglob("*.html"))
    ids = {path: set(re.findall(r"""\bid=["']?([^"'\s>]+)""", path.read_text(encoding="utf-8"))) for path in pages}
    for path in pages:
        text = SHIM.sub(lambda _: FRAME_FOR_WORKER, path.read_text(encoding="utf-8"))
        asked = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?(https?:[^"'> ]+)""", text)
        if asked:
            raise SystemExit(f"{path.relative_to(ROOT)} asks {', '.join(sorted(set(asked)))}")
        for target, anchor in re.findall(r"""<a[^>]+href=["']?(?!https?:|mailto:)([^"'#>\s]*)#?([^"'>\s]*)""", text):
            led_to = (path.parent / unquote(target)).resolve() if target not in ("", ".") else path
            led_to = led_to / "index.html" if led_to.is_dir() else led_to
            if not led_to.exists() or (anchor and unquote(anchor) not in ids.get(led_to, {unquote(anchor)})):
                raise SystemExit(f"{path.relative_to(ROOT)}: {target}#{anchor} leads nowhere")
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write the pages anew."""
    if "--finish" in sys.argv:
        finish()
        return
    shutil.rmtree(PAGES.parent, ignore_errors=True)
    (PAGES / "pictures").mkdir(parents=True)
    known = homes()
    for source, home in known.items():
        path = ROOT / source
        if path.suffix == ".md":
            (PAGES / home).write_text(turned(path.read_text(encoding="utf-8"), source, known), encoding="utf-8")
        else:
            shutil.copyfile(path, PAGES / home)
    (PAGES / "python.md").write_text(python_page(), encoding="utf-8")
    (PAGES / "site.css").write_text(STYLE, encoding="utf-8")


if __name__ == "__main__":
    main()
