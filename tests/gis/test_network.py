"""Routes as a network: every leg an edge, every place a node, read back by NetworkX."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from routemap import MissingDependency, ReadError, export, to_network
from routemap.routes import legs, place_totals

networkx = pytest.importorskip("networkx", reason="needs networkx: pip install 'routemap[network]'")

TABLE = '''market,commodity,from,via,to,directed,quantity,unit,start,Ref no
cocaine,,COL,ESP > NLD,NOR,,2.5,kg,2021-03,a
cocaine,,COL,DEU | DNK,NOR,,,,,
cannabis,,SWE,,NOR,no,,,,"b <&> ""c"""
cannabis,,NOR,,NOR,,,,,
heroin,,,,NOR,,,,,
heroin,,the Balkans,,NOR,,,,,
'''


@pytest.fixture
def routes(make: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    return make(TABLE)


def test_edges_are_the_legs_and_domestic_loops_and_nodes_have_the_counts(routes: pd.DataFrame) -> None:
    graph = to_network(routes)
    expected = [*legs(routes)[["origin", "destination"]].itertuples(index=False, name=None), ("NOR", "NOR")]
    assert sorted(graph.edges()) == sorted(expected)
    totals = place_totals(routes).set_index("place")
    assert set(graph) == set(totals.index)
    for code, values in graph.nodes(data=True):
        assert {name: values[name] for name in totals.columns} == totals.loc[code].to_dict()
    assert (graph.nodes["balkans"]["kind"], graph.nodes["NOR"]["name"]) == ("region", "Norway")
    assert graph.nodes["NOR"]["lat"] == pytest.approx(61.5)


def test_edges_carry_their_route(routes: pd.DataFrame) -> None:
    graph = to_network(routes)
    (first,) = graph["ESP"]["NLD"].values()
    assert (first["leg"], first["kind"], first["quantity"], first["unit"]) == (1, "flow", 2.5, "kg")
    assert (first["start"], first["Ref no"], first["directed"]) == ("2021-03", "a", True)
    (both,) = graph["SWE"]["NOR"].values()
    assert (both["directed"], both["kind"], "quantity" in both) == (False, "undirected", False)
    assert graph["NOR"]["NOR"][0]["kind"] == "domestic"


def test_graphml_reads_back_as_the_same_graph(routes: pd.DataFrame, tmp_path: Path) -> None:
    export(routes, tmp_path / "r.graphml")
    read, made = networkx.read_graphml(tmp_path / "r.graphml", force_multigraph=True), to_network(routes)
    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))

    def rows(graph: Any) -> list[tuple[str, str, list[tuple[str, object]]]]:
        return sorted((a, b, sorted(values.items())) for a, b, values in graph.edges(data=True))

    assert rows(read) == rows(made)


def test_gexf_says_which_edges_have_no_direction(routes: pd.DataFrame, tmp_path: Path) -> None:
    export(routes, tmp_path / "r.gexf")
    space = {"g": "http://gexf.net/1.3"}
    edges = ET.parse(tmp_path / "r.gexf").findall("g:graph/g:edges/g:edge", space)
    ways = {(edge.get("source"), edge.get("target")): edge.get("type") for edge in edges}
    assert [ends for ends, way in ways.items() if way == "undirected"] == [("SWE", "NOR")]
    assert len(edges) == len(to_network(routes).edges)
    directed = export(routes[routes["directed"]], tmp_path / "d.gexf")[0].read_bytes()
    assert sorted(networkx.read_gexf(io.BytesIO(directed))) == sorted(to_network(routes[routes["directed"]]))


def test_text_is_text(make: Callable[[str], pd.DataFrame], tmp_path: Path) -> None:
    routes = make('market,from,to,note,"<x a=""1"">"\ncocaine,COL,NOR,"</data><y/>","]]>"\n')
    routes.loc[0, "note"] += "\x0b\ufffe"  # what no XML can hold
    for suffix in ("graphml", "gexf"):
        export(routes, tmp_path / f"r.{suffix}")
        assert not ET.parse(tmp_path / f"r.{suffix}").findall(".//{*}y")
    (edge,) = networkx.read_graphml(tmp_path / "r.graphml").edges(data=True)
    assert (edge[2]["note"], edge[2]['<x a="1">']) == ("</data><y/>", "]]>")


def test_a_table_without_routes_is_a_network_without_nodes(routes: pd.DataFrame, tmp_path: Path) -> None:
    for path in export(routes[:0], tmp_path / "r.graphml", tmp_path / "r.gexf"):
        assert not ET.parse(path).findall(".//{*}node")


def test_drafts_are_refused(make: Callable[[str], pd.DataFrame]) -> None:
    with pytest.raises(ReadError, match="draft"):
        to_network(make("market,from,to,status,rule\ncocaine,COL,NOR,draft,from-to\n"))


def test_without_networkx_a_sentence_says_what_to_install(routes: pd.DataFrame, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['networkx'] = None\n"
        "import pandas as pd, routemap\n"
        "rows = pd.DataFrame({'market': ['cocaine'], 'origin': ['COL'], 'destination': ['NOR']})\n"
        "routes = routemap.read_routes(rows)\n"
        f"routemap.export(routes, {str(tmp_path / 'r.graphml')!r})\n"
        "try: routemap.to_network(routes)\n"
        "except routemap.MissingDependency as error: print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "networks need networkx: pip install 'routemap[network]'\n"
    assert issubclass(MissingDependency, ImportError)
