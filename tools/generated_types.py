"""Write what the bundle's TypeScript shares with Python, so that neither is typed by hand twice.

Run from the repository's root: ``python tools/generated_types.py`` (``--check`` only compares). From
`routemap.webmap.payload_types` come ``payload.schema.json`` and ``js/src/model/payload.ts``, from
`routemap.review.payload_types` ``review.schema.json`` and ``js/src/review/model/payload.ts``, from `routemap.style`,
`routemap.routes` and `routemap.lines` the numbers and words of ``js/src/model/look.ts``.
"""

from __future__ import annotations

import json
import re
import sys
import types
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from routemap.lines import geodesic
from routemap.lines.layout import bow
from routemap.review.payload_types import Review
from routemap.routes.columns import NAMES
from routemap.routes.stops import KINDS
from routemap.scene.block_types import ALIASES, Length
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED
from routemap.style import CONFIDENCES, GROUND, MAGNITUDES, SUPPORTS, look
from routemap.webmap.payload_types import Payload

ROOT = Path(__file__).parent.parent
PAYLOAD = ROOT / "js/src/model/payload.ts"
# Each whole type, its schema, its module, and the module that has the types which it shares with the first.
BLOCKS = (
    (Payload, ROOT / "src/routemap/webmap/payload.schema.json", PAYLOAD),
    (Review, ROOT / "src/routemap/review/review.schema.json", ROOT / "js/src/review/model/payload.ts"),
)
SHARED = "../../model/payload"
# A list of numbers stands in one line.
_FLAT = re.compile(r"\[[^\[\]{}]*\]")
LOOK = ROOT / "js/src/model/look.ts"

JSON_TYPES = {int: "integer", float: "number", str: "string", type(None): "null", dict: "object"}
PLAIN = {"integer": "number", "number": "number", "string": "string", "null": "null", "object": "object"}
MADE_BY = "// Made by tools/generated_types.py from {}; edit that instead.\n"


def schema_of(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a type; what has a name of its own goes into `found`."""
    for name, alias in ALIASES.items():
        if kind == alias:
            found.setdefault(name, plain_schema(kind, found))
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(kind, type) and kind.__module__.startswith("routemap."):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            found[kind.__name__] = object_schema(kind, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return plain_schema(kind, found)


def plain_schema(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a type without a name."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        schema = schema_of(parts[0], found)
        for note in parts[1:]:
            schema |= (
                {"minItems": note.items, "maxItems": note.items} if isinstance(note, Length) else {"description": note}
            )
        return schema
    if origin is Literal:
        return {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
    if origin is list:
        return {"type": "array", "items": schema_of(parts[0], found)}
    if origin is dict:
        return {"type": "object"} if parts[1] is Any else {
            "type": "object",
            "additionalProperties": schema_of(parts[1], found),
        }  # fmt: skip
    if origin in (Union, types.UnionType):
        choices = [schema_of(part, found) for part in parts]
        plain = [choice["type"] for choice in choices if set(choice) == {"type"}]
        return {"type": plain} if len(plain) == len(choices) else {"anyOf": choices}
    return {"type": JSON_TYPES[kind]}


def object_schema(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a dictionary with known keys."""
    hints = get_type_hints(kind, include_extras=True)
    about = " ".join((kind.__doc__ or "").split())
    return {
        **({"description": about} if about and not about.startswith("dict(") else {}),
        "type": "object",
        "additionalProperties": False,
        "required": list(hints),
        "properties": {name: schema_of(hint, found) for name, hint in hints.items()},
    }


def whole_schema(kind: Any) -> dict[str, Any]:
    """Return the schema of a block of data."""
    found: dict[str, Any] = {}
    body = object_schema(kind, found)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.__name__, **body, "$defs": found}


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
        return " | ".join(PLAIN[k] for k in dict.fromkeys(kind))
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
        lines.append(f"  readonly {key}: {type_of(value)};")
    return "\n".join([*lines, "}", ""])


def types_module(kind: Any, schema: dict[str, Any], known: Collection[str]) -> str:
    """Return the module of a block's types; those that another module has already are imported from there."""
    parts = [MADE_BY.format(f"src/{kind.__module__.replace('.', '/')}.py")]
    declared = [declaration(name, node) for name, node in schema["$defs"].items() if name not in known]
    declared.append(declaration(schema["title"], schema))
    used = sorted(name for name in known if re.search(rf"\b{name}\b", "".join(declared)))
    if used:
        parts.append(f'import type {{ {", ".join(used)} }} from "{SHARED}";\n')
    return "\n".join([*parts, *declared])


def look_module() -> str:
    """Return the module of every number of the look, and of the words that columns hold as positions."""
    words = {"KINDS": KINDS, "CONFIDENCES": CONFIDENCES, "SUPPORTS": SUPPORTS, "MAGNITUDES": MAGNITUDES}
    words["COLUMNS"] = NAMES
    steps = {
        "step_km": geodesic.STEP_KM,
        "turn_deg": geodesic.TURN_DEG,
        "most_extra": geodesic.MOST_EXTRA_STEPS,
        "ring_km": geodesic.RING_RADIUS_KM,
        "ring_steps": geodesic.RING_STEPS,
    }
    bows = {
        "flattest": bow.FLATTEST,
        "fullest": bow.FULLEST,
        "long_px": bow.LONG_PX,
        "highest": bow.HIGHEST,
        "closer": bow.CLOSER,
    }
    lines = [f"export const {name} = {json.dumps(values)} as const;\n" for name, values in words.items()]
    numbers = _FLAT.sub(lambda found: " ".join(found[0].split()), json.dumps(look(), indent=2, ensure_ascii=False))
    roles = {"origin": ORIGIN, "transit": TRANSIT, "destination": DESTINATION, "undirected": UNDIRECTED}
    lines.append("/** What a place is in the routes: bits. */")
    lines.append(f"export const ROLE = {json.dumps(roles, indent=2)} as const;\n")
    lines.append(f"export const GROUND = {json.dumps(GROUND['light'], indent=2)} as const;\n")
    lines.append(f"export const LOOK = {numbers} as const;\n")
    lines.append("/** How the line of a route becomes vertices. */")
    lines.append(f"export const GEODESIC = {json.dumps(steps, indent=2)} as const;\n")
    lines.append("/** How a line rises over its chord where no layout has looked at the others. */")
    lines.append(f"export const BOW = {json.dumps(bows, indent=2)} as const;\n")
    return "\n".join([MADE_BY.format("src/routemap"), *lines])


def outputs() -> dict[Path, str]:
    """Return the text of each file."""
    made = {LOOK: look_module()}
    known: set[str] = set()
    for kind, path, module in BLOCKS:
        schema = whole_schema(kind)
        made[path] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        made[module] = types_module(kind, schema, known)
        known |= set(schema["$defs"])
    return made


if __name__ == "__main__":
    made = outputs()
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        sys.exit(f"{names} out of date: run tools/generated_types.py" if stale else 0)
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
