"""What a user sees: our files opened by a real QGIS, where there is one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

# QGIS's bindings belong to the system's Python, not to the one of the project.
_PYTHON = "/usr/bin/python3"
_OPEN = """
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (
    QgsApplication, QgsExpressionContextUtils, QgsMapSettings, QgsProject, QgsRenderContext, QgsVectorLayer
)
application = QgsApplication([], False)
application.initQgis()
found = {}
for uri in sys.argv[1:]:
    layer = QgsVectorLayer(uri, "layer", "ogr")
    layer.loadDefaultStyle()
    renderer = layer.renderer()
    context = QgsRenderContext.fromMapSettings(QgsMapSettings())
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    renderer.startRender(context, layer.fields())
    faults = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        symbol = renderer.symbolForFeature(feature, context)
        for part in symbol.symbolLayers():
            for key in part.dataDefinedProperties().propertyKeys():
                prop = part.dataDefinedProperties().property(key)
                value, ok = prop.value(context.expressionContext(), "wrong")
                if not ok or value == "wrong":
                    faults.append(prop.asExpression())
    renderer.stopRender(context)
    found[uri] = {
        "valid": layer.isValid(), "features": layer.featureCount(), "crs": layer.crs().isGeographic(),
        "renderer": renderer.type(), "faults": faults, "time": layer.temporalProperties().isActive(),
        "layers": sorted({part.layerType() for s in renderer.symbols(context) for part in s.symbolLayers()}),
    }
project = QgsProject.instance()
found["project"] = {
    "read": project.read(os.environ["PROJECT"]), "crs": project.crs().authid(), "title": project.title(),
    "layers": [(one.id(), one.isValid()) for one in project.layerTreeRoot().layerOrder()],
    "sheets": [(one.name(), sorted(type(item).__name__ for item in one.items() if hasattr(item, "uuid")))
               for one in project.layoutManager().layouts()],
}
print(json.dumps(found))
sys.stdout.flush()
os._exit(0)
"""


def _has_qgis() -> bool:
    try:
        return subprocess.run([_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


pytestmark = pytest.mark.skipif(
    not _has_qgis(), reason="QGIS is not installed here (apt install python3-qgis): its view of the files is not tested"
)


@pytest.fixture(scope="module")
def opened(written: Mapping[str, Path]) -> dict[str, Any]:
    uris = {suffix: str(written[suffix]) for suffix in (".geojson", ".fgb", ".shp", ".csv")}
    uris |= {name: f"{written['.gpkg']}|layername={name}" for name in ("routes", "legs", "places", "areas")}
    project = os.environ | {"PROJECT": f"geopackage:{written['.gpkg']}?projectName=map"}
    run = subprocess.run(
        [_PYTHON, "-c", _OPEN, *uris.values()], capture_output=True, text=True, check=True, env=project
    )
    found = json.loads(run.stdout.strip().splitlines()[-1])
    return {name: found[uri] for name, uri in uris.items()} | {"project": found["project"]}


def test_the_project_opens_with_its_layers_and_its_sheet(opened: dict[str, Any]) -> None:
    found = opened["project"]
    assert found["read"]
    assert found["crs"] == "EPSG:8857"
    names = ("places", "legs", "routes", "areas", "borders", "land")
    assert found["layers"] == [[f"routemap_{name}", True] for name in names]
    items = ["QgsLayoutItemLabel"] * 3 + ["QgsLayoutItemLegend", "QgsLayoutItemMap", "QgsLayoutItemPage"]
    assert found["sheets"] == [["A4", items]]


@pytest.mark.parametrize("name", [".geojson", ".fgb", ".shp", ".csv", "routes", "legs"])
def test_lines_open_styled_by_market_with_heads_and_on_the_time_axis(name: str, opened: dict[str, Any]) -> None:
    layer = opened[name]
    assert layer["valid"]
    assert layer["crs"]
    assert layer["features"] == 5
    assert layer["renderer"] == "categorizedSymbol"
    assert layer["layers"] == ["MarkerLine", "SimpleLine"]
    assert layer["time"]


@pytest.mark.parametrize("name", [".geojson", ".fgb", ".shp", ".csv", "routes", "legs", "places", "areas"])
def test_every_expression_of_the_style_gives_a_value_for_every_feature(name: str, opened: dict[str, Any]) -> None:
    assert opened[name]["valid"]
    assert opened[name]["faults"] == []
