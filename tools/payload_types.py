"""Write js/src/model/payload.ts from the payload's JSON Schema, so that both sides share one definition.

Run from the repository's root: ``python tools/payload_types.py`` (``--check`` only compares).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "src/routemap/webmap/payload.schema.json"
TARGET = ROOT / "js/src/model/payload.ts"

PLAIN = {"integer": "number", "number": "number", "string": "string", "null": "null", "object": "object"}


def type_of(node: dict[str, Any]) -> str:
    """Return the TypeScript type of one schema node."""
    if "$ref" in node:
        return str(node["$ref"]).rsplit("/", 1)[-1]
    if "const" in node:
        return json.dumps(node["const"])
    if "enum" in node:
        return " | ".join(json.dumps(value) for value in node["enum"])
    if "anyOf" in node:
        return " | ".join(type_of(choice) for choice in node["anyOf"])
    kind = node.get("type")
    if isinstance(kind, list):
        return " | ".join(PLAIN[k] for k in kind)
    if kind == "array":
        inner = type_of(node["items"])
        return f"readonly ({inner})[]" if "|" in inner or " " in inner else f"readonly {inner}[]"
    if kind == "object" and isinstance(node.get("additionalProperties"), dict):
        return f"Readonly<Record<string, {type_of(node['additionalProperties'])}>>"
    return PLAIN[str(kind)]


def declaration(name: str, node: dict[str, Any]) -> str:
    """Return the declaration of one named type, with its comments."""
    about = f"/** {node['description']} */\n" if "description" in node else ""
    if "properties" not in node:
        return f"{about}export type {name} = {type_of(node)};\n"
    lines = [f"{about}export interface {name} {{"]
    for key, value in node["properties"].items():
        if "description" in value:
            lines.append(f"  /** {value['description']} */")
        optional = "" if key in node.get("required", []) else "?"
        lines.append(f"  readonly {key}{optional}: {type_of(value)};")
    return "\n".join([*lines, "}", ""])


def typescript() -> str:
    """Return the whole module."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    parts = ["// Made by tools/payload_types.py from payload.schema.json; edit that instead.\n"]
    parts += [declaration(name, node) for name, node in schema["$defs"].items()]
    parts.append(declaration(schema["title"], schema))
    return "\n".join(parts)


if __name__ == "__main__":
    text = typescript()
    if "--check" in sys.argv:
        sys.exit(
            0
            if TARGET.read_text(encoding="utf-8") == text
            else "js/src/model/payload.ts is out of date: run tools/payload_types.py"
        )
    TARGET.write_text(text, encoding="utf-8")
