"""What a package index shows of the project: README.md with links that hold there, and the addresses of the project.

Hatchling runs this whenever it builds the package. Where the repository is public stands once, in pyproject.toml
(``address``). While it is empty nothing stays that a stranger could not follow: a link becomes its words, and a picture
is left out.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

# Code is taken along so that what stands in it is no link; a link may have a picture for its words.
TOKEN = re.compile(
    r"(?P<code>^```.*?^```$|`[^`\n]*`)|(?P<picture>!?)\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)",
    re.DOTALL | re.MULTILINE,
)


class IndexPage(MetadataHookInterface):
    """Gives the package its description and its addresses."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set what pyproject.toml calls dynamic."""
        address = str(self.config["address"]).rstrip("/")
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": holding(text, address, metadata["version"]),
        }
        metadata["urls"] = addresses(address)


def addresses(address: str) -> dict[str, str]:
    """Return the addresses of the project by what they are; none while the repository has none."""
    if not address:
        return {}
    pages = {"Documentation": "/tree/main/docs", "Changes": "/blob/main/CHANGELOG.md", "Issues": "/issues"}
    return {"Source": address} | {name: address + page for name, page in pages.items()}


def holding(text: str, address: str, version: str) -> str:
    """Return the text of a page at the repository's root with links and pictures that hold wherever it is shown."""

    def turn(found: re.Match[str]) -> str:
        target = found["target"]
        if found["code"] or "://" in target or target.startswith("#"):
            return found[0]
        if not address:
            return "" if found["picture"] else found["words"]
        words = TOKEN.sub(turn, found["words"]) if not found["picture"] else found["words"]
        kind = "raw" if found["picture"] else "blob"
        return f"{found['picture']}[{words}]({address}/{kind}/v{version}/{posixpath.normpath(target)})"

    return re.sub(r"\n{3,}", "\n\n", TOKEN.sub(turn, text))
