"""The routes as a network: places are nodes, legs are edges; for Gephi, NetworkX, igraph and others of their kind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import shapely

from routemap.errors import MissingDependency
from routemap.gis.layers import places_layer
from routemap.gis.markup import printable
from routemap.routes.stops import legs, route_kinds

if TYPE_CHECKING:
    import networkx
    import pandas as pd

Values = dict[str, Any]
"""What is known of a node or an edge: text, whole number, float or bool by name; nothing for what is not known."""

# What both formats call the types of Python.
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
# Names that the edges have of their own.
_OWN = ("leg", "kind")


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges.

    Parameters
    ----------
    nodes
        By the place's code: its name, kind (country or region), lon and lat in degrees, and in how many routes it is
        origin, transit, destination, domestic, the only place (role), or an end without direction (undirected).
    edges
        For each leg of each route the codes of its ends with the route's columns, the number of the leg within its
        route from 0, and the kind of the route. A domestic route is an edge from a place to itself; a route of one
        known place alone has no edge, and is counted at its node.
    """

    nodes: dict[str, Values]
    edges: list[tuple[str, str, Values]]


def make_network(routes: pd.DataFrame) -> Network:
    """Return the places and legs of routes.

    Parameters
    ----------
    routes
        As `routemap.read_routes` gives them.
    """
    layer = places_layer(routes)
    columns = {name: values.tolist() for name, values in layer.columns.items() if name != "code"}
    places = shapely.get_coordinates(layer.geometry)
    nodes = {
        str(code): {
            **_known({name: values[row] for name, values in columns.items()}),
            "lon": float(places[row, 0]),
            "lat": float(places[row, 1]),
        }
        for row, code in enumerate(layer.columns["code"].tolist())
    }
    return Network(nodes, list(_edges(routes)))


def _edges(routes: pd.DataFrame) -> Iterator[tuple[str, str, Values]]:
    cells = {str(name): routes[name].tolist() for name in routes.columns}
    kinds = route_kinds(routes).tolist()
    found = legs(routes)
    ends = [(row, leg, a, b) for row, leg, a, b in found.itertuples(index=False, name=None)]
    ends += [(row, 0, cells["origin"][row], cells["origin"][row]) for row, k in enumerate(kinds) if k == "domestic"]
    for row, leg, start, end in sorted(ends):
        own = {"leg": int(leg), "kind": kinds[row]}
        yield start, end, _known({name: values[row] for name, values in cells.items() if name not in _OWN}) | own


def _known(values: Values) -> Values:
    """Return what says something, as types of Python alone."""
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, bool | int)
        or (isinstance(value, str) and value)
        or (isinstance(value, float) and not math.isnan(value))
    }


def to_network(routes: pd.DataFrame) -> networkx.MultiDiGraph:
    """Return the routes as a NetworkX graph: a node per place, an edge per leg of each route.

    Nodes are codes of places, with ``name``, ``kind``, ``lon``, ``lat`` in degrees and counts of their roles. Edges
    carry the columns of their route, ``leg`` (from 0) and ``kind``; those of a route without direction run both ways in
    what they mean and have ``directed`` False. A domestic route is a loop; a route of one known place has no edge.

    Parameters
    ----------
    routes
        As `routemap.read_routes` gives them; not changed.

    Raises
    ------
    ReadError
        If the table holds drafts that nobody has decided on.
    MissingDependency
        If networkx is not installed.

    Examples
    --------
    >>> graph = to_network(routes)
    >>> graph.nodes["NOR"]["name"]
    'Norway'
    """
    try:
        import networkx
    except ImportError as error:
        raise MissingDependency("networks need networkx: pip install 'routemap[network]'") from error
    from routemap.routes.deciding import decided_routes

    network = make_network(decided_routes(routes, include_drafts=False).routes)
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(network.nodes.items())
    graph.add_edges_from(network.edges)
    return graph


def to_graphml(network: Network) -> bytes:
    """Return a network as GraphML 1.0.

    Every edge is one of a directed graph, since readers such as NetworkX take no other kind beside them; whether a
    route has a direction stands in the edge's ``directed``.
    """
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    keys: dict[tuple[str, str], str] = {}
    for group, rows in _groups(network).items():
        for name, kind in _types(rows).items():
            keys[group, name] = f"d{len(keys)}"
            about = {"id": keys[group, name], "for": group, "attr.name": printable(name), "attr.type": _TYPES[kind]}
            ET.SubElement(root, "key", about)
    graph = ET.SubElement(root, "graph", {"id": "routes", "edgedefault": "directed"})

    def add(group: str, about: Mapping[str, str], values: Values) -> None:
        element = ET.SubElement(graph, group, dict(about))
        for name, value in values.items():
            ET.SubElement(element, "data", {"key": keys[group, name]}).text = _text(value)

    for code, values in network.nodes.items():
        add("node", {"id": code}, values)
    for number, (start, end, values) in enumerate(network.edges):
        add("edge", {"id": f"e{number}", "source": start, "target": end}, values)
    return _written(root)


def to_gexf(network: Network) -> bytes:
    """Return a network as GEXF 1.3, for Gephi: edges of routes without direction are undirected ones."""
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    graph = ET.SubElement(root, "graph", {"mode": "static", "defaultedgetype": "directed"})
    keys: dict[tuple[str, str], str] = {}
    for group, rows in _groups(network).items():
        attributes = ET.SubElement(graph, "attributes", {"class": group})
        for name, kind in _types(rows).items():
            keys[group, name] = f"{len(keys)}"
            about = {"id": keys[group, name], "title": printable(name), "type": _TYPES[kind]}
            ET.SubElement(attributes, "attribute", about)

    def add(parent: ET.Element, group: str, about: Mapping[str, str], values: Values) -> None:
        element = ET.SubElement(parent, group, dict(about))
        shown = ET.SubElement(element, "attvalues")
        for name, value in values.items():
            ET.SubElement(shown, "attvalue", {"for": keys[group, name], "value": _text(value)})

    nodes = ET.SubElement(graph, "nodes")
    for code, values in network.nodes.items():
        add(nodes, "node", {"id": code, "label": printable(values["name"])}, values)
    edges = ET.SubElement(graph, "edges")
    for number, (start, end, values) in enumerate(network.edges):
        way = "directed" if values["directed"] else "undirected"
        about = {"id": f"{number}", "source": start, "target": end, "type": way, "label": printable(values["market"])}
        add(edges, "edge", about, values)
    return _written(root)


def _groups(network: Network) -> dict[str, list[Values]]:
    return {"node": list(network.nodes.values()), "edge": [values for _, _, values in network.edges]}


def _types(rows: list[Values]) -> dict[str, type]:
    """Return the names that any of some rows has, in order, with their types."""
    return {name: type(value) for values in rows for name, value in values.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return printable(value) if isinstance(value, str) else repr(value)


def _written(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
