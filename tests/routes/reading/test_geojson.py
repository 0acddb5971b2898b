"""GeoJSON: what is read, and everything that can be wrong with it."""

import json

import pytest

HEAD = '{"type":"FeatureCollection","features":['


def feature(geometry=None, id=None, **properties):  # noqa: A002
    given = {"market": "cocaine", "origin": "COL", "destination": "NOR", "source": "s"} | properties
    made = {"type": "Feature", "properties": given, "geometry": geometry}
    return made | ({} if id is None else {"id": id})


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | more)


def line(*positions):
    return {"type": "LineString", "coordinates": list(positions)}


@pytest.fixture
def told(said):
    return lambda content: said(content, name="r.geojson")


@pytest.fixture
def routes(check):
    def run(content):
        report = check(content, name="r.geojson")
        assert report.errors == ()
        return report.routes

    return run


def test_properties_are_read(routes):
    frame = routes(
        collection(feature(id="a", transit="NLD > DEU", quantity=5, directed=False, start=2021, vessel=None))
    )
    row = frame.iloc[0]
    assert (row["id"], row["transit"], row["quantity"], row["directed"], row["start"]) == (
        "a",
        "NLD > DEU",
        5,
        False,
        "2021",
    )
    assert row["vessel"] == ""


def test_the_property_id_wins_over_the_features(routes):
    assert routes(collection(feature(id="outer")))["id"].tolist() == ["outer"]
    both = feature(id="outer")
    both["properties"]["id"] = "inner"
    assert routes(collection(both))["id"].tolist() == ["inner"]
    assert routes(collection(feature(id=7)))["id"].tolist() == ["7"]


def test_a_list_of_stops_is_a_sequence(routes):
    assert routes(collection(feature(transit=["NLD", "DEU"])))["transit"].tolist() == ["NLD > DEU"]


def test_one_feature_and_no_feature(routes, check):
    assert len(routes(json.dumps(feature()))) == 1
    report = check(collection(), name="r.geojson")
    assert len(report.routes) == 0
    assert [problem.code for problem in report.problems] == ["rows-missing"]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\n\n"])
def test_features_line_by_line(routes, separator):
    assert routes(separator.join(json.dumps(feature(id=i)) for i in "abc") + "\n")["id"].tolist() == ["a", "b", "c"]


def test_text_sequences(routes):
    content = "".join(f"\x1e{json.dumps(feature(id=i), indent=1)}\n" for i in "ab")
    assert routes(content)["id"].tolist() == ["a", "b"]


def test_a_broken_line_among_features_is_named_with_its_line(told):
    content = f"{json.dumps(feature())}\n{{broken\n{json.dumps(feature(origin='Narnia'))}\n"
    assert [text.split(":")[0] for text in told(content)] == ["2", "feature 2"]


def test_problems_are_in_the_order_of_the_features(told):
    found = told(collection(feature(id="a", origin="Narnia"), 5, feature(id="c", quantity="~3")))
    assert [text.split(":")[0] for text in found] == ['feature 1 (id "a")', "feature 2", 'feature 3 (id "c")']


COL, NOR = [-73.0, 4.0], [9.0, 61.0]


def test_a_geometry_that_agrees_is_not_mentioned(told):
    assert told(collection(feature(line(COL, NOR)))) == []
    assert told(collection(feature(None))) == []


def test_a_geometry_that_agrees_in_its_ends_alone_has_a_course_of_its_own(told):
    said = "1: 1 line has a course of its own, which is not drawn (feature 1); --courses keep draws it"
    assert told(collection(feature(line(COL, [0, 40], NOR)))) == [f"feature {said}"]
    parts = {"type": "MultiLineString", "coordinates": [[COL, [0, 40]], [[0, 40], NOR]]}
    assert told(collection(feature(parts))) == [f"feature {said}"]


def test_a_geometry_that_disagrees_warns_and_the_codes_win(told, routes):
    content = collection(feature(line([100, 50], [110, 40])))
    assert told(content) == ["feature 1: the geometry does not lead from COL to NOR; the codes are used"]
    assert routes(content)["origin"].tolist() == ["COL"]


def test_swapped_and_reversed_geometries_have_messages_of_their_own(told):
    assert told(collection(feature(line(COL[::-1], NOR[::-1])))) == [
        "feature 1: longitude and latitude of the geometry are swapped; the codes are used; "
        "expected positions as (longitude, latitude)"
    ]
    assert told(collection(feature(line(NOR, COL)))) == [
        "feature 1: the geometry runs from NOR to COL, the codes from COL to NOR; the codes are used"
    ]


@pytest.mark.parametrize(
    "geometry",
    [
        [1, 2],
        {"type": "LineString"},
        {"type": "Curve", "coordinates": [[1, 2]]},
        line([1], ["a", "b"]),
        line([True, False]),
        {"type": "LineString", "coordinates": {"a": 1}},
        {"type": "LineString", "coordinates": [[[[[[1, 2]]]]]]},
    ],
)
def test_a_damaged_geometry_warns(told, geometry):
    assert told(collection(feature(geometry))) == [
        "feature 1: its geometry is damaged; geometry is made anew from the codes"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    ],
)
def test_wgs84_in_its_spellings_is_accepted(told, name):
    assert told(collection(feature(), crs={"type": "name", "properties": {"name": name}})) == []


@pytest.mark.parametrize(
    "crs", [{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}, {"type": "link"}, "EPSG:3857", 5]
)
def test_another_reference_system_is_an_error(check, crs):
    report = check(collection(feature(), crs=crs), name="r.geojson")
    assert [problem.code for problem in report.errors] == ["crs"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"type":"Topology","objects":{}}', "is TopoJSON, not GeoJSON"),
        ('{"geometryType":"esriGeometryPolyline","features":[]}', "is Esri's own JSON, not GeoJSON"),
        ('{"type":"LineString","coordinates":[]}', "is a bare LineString without properties"),
        ('{"type":"\\u001b[31mX"}', r"the JSON's type is '\x1b[31mX'"),
        ("{}", "the JSON has no member type"),
        ("[1,2]", "is a plain JSON list, not GeoJSON"),
        ("5", "the JSON is no object"),
        ('{"type":"FeatureCollection","features":{}}', "the FeatureCollection has no list of features"),
        ("", "the file is empty"),
        (HEAD, "the JSON ends too early; the file is cut short"),
        (HEAD + json.dumps(feature())[:50], "the JSON ends too early; the file is cut short"),
        ("[" * 100_000, "the JSON is nested too deep"),
        ('{"a":' * 100_000, "the JSON is nested too deep"),
        (
            HEAD + "{]}",
            "is not valid JSON at character 42 of the line (Expecting property name enclosed in double quotes)",
        ),
    ],
)
def test_a_file_that_is_no_geojson_of_features(check, content, message):
    (problem,) = check(content, name="r.geojson").errors
    assert problem.message == message


def test_invalid_json_is_named_with_its_line(told):
    assert told(HEAD + "\n" + json.dumps(feature()) + "\n" + json.dumps(feature()) + "]}")[0].startswith(
        "3: is not valid JSON"
    )


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ('"quantity":NaN', "holds NaN in quantity, which is no JSON"),
        ('"vessel":{"a":[-Infinity]}', "holds -Infinity in a, which is no JSON"),
        ('"quantity":' + "9" * 5000, "holds a number of 5,000 digits in quantity"),
        ('"origin":"PER"', "names 'origin' twice"),
        ('"vessel":' + "[" * 50 + "]" * 50, "its property 'vessel' is nested too deep"),
    ],
)
def test_what_json_does_not_allow_is_named_with_its_feature(check, inner, message):
    broken = json.dumps(feature(id="a")).replace('"origin"', f'{inner}, "origin"')
    report = check(f"{HEAD}{json.dumps(feature(id='b'))},{broken}]}}", name="r.geojson")
    assert [(p.where, p.message) for p in report.errors] == [
        ('feature 2 (id "a")' if '"id": "a"' in broken else "feature 2", message)
    ]


@pytest.mark.parametrize("outside", ['"x":NaN', '"type":"FeatureCollection"', '"x":' + "9" * 5000])
def test_what_json_does_not_allow_is_named_outside_of_features_too(check, outside):
    (problem,) = check(f'{{{outside},"type":"FeatureCollection","features":[{json.dumps(feature())}]}}').errors or (
        None,
    )
    assert problem is not None


def test_infinite_coordinates_are_named(check):
    content = collection(feature(line(COL, NOR))).replace("61.0", "Infinity")
    (problem,) = check(content, name="r.geojson").errors
    assert problem.message == "holds Infinity in coordinates, which is no JSON"


def test_a_lone_surrogate_is_refused_with_its_feature(told):
    assert told(collection(feature(source="a").copy()).replace('"a"', '"a\\ud800"')) == [
        r"feature 1: source 'a\ud800': holds half of a character (a lone surrogate) U+D800; expected readable text"
    ]


def test_values_of_the_wrong_type_are_named(told):
    assert told(collection(feature(quantity=True, unit="kg"))) == [
        "feature 1: quantity 'true': is true or false; expected a number"
    ]
    assert told(collection(feature(origin={"a": 1})))[0].startswith("feature 1: origin '{\"a\":1}': is an object")


def test_apostrophes_are_left_alone_in_geojson(routes):
    assert routes(collection(feature(note="'=1+1")))["note"].tolist() == ["'=1+1"]


@pytest.mark.parametrize("directed", [False, "no", "false", 0, "0", "No"])
def test_gis_software_may_write_no_in_many_ways(routes, directed):
    assert routes(collection(feature(directed=directed)))["directed"].tolist() == [False]


@pytest.mark.parametrize("block", [1, 2, 3, 7, 64])
def test_where_the_text_is_cut_into_blocks_changes_nothing(block, check, monkeypatch):
    """The window on the text ends anywhere: in a word, a number, an escape, between two letters."""
    good = collection(
        feature(line(COL, [0.5, 40.25e0], NOR), id="a", quantity=12345.678, directed=True, vessel=None),
        feature(None, id="b", note='é 毒 🙂 \\ " \ud83d\ude42'.encode("utf-16", "surrogatepass").decode("utf-16")),
        crs={"type": "name", "properties": {"name": "EPSG:4326"}},
        bbox=[-180, -90.5, 180, 90],
    )
    texts = [good, json.dumps(json.loads(good), indent=3, ensure_ascii=False), good[:-30], good.replace("12345", "1 5")]
    texts += ["\n".join(json.dumps(one, ensure_ascii=False) for one in json.loads(good)["features"]), "[1,2]", "nul"]
    whole = [check(text.encode(), name="r.geojson") for text in texts]
    monkeypatch.setattr("routemap.routes.reading.encodings._BLOCK", block)
    monkeypatch.setattr("routemap.routes.reading.json_stream._BLOCK", block)
    for text, before in zip(texts, whole, strict=True):
        report = check(text.encode(), name="r.geojson")
        assert report.problems == before.problems
        if before.routes is not None:
            assert report.routes.equals(before.routes)


def test_a_first_line_that_is_longer_than_a_block_is_one_of_many(routes):
    long = feature(line(*([lon / 1_000, 1.5] for lon in range(90_000))), id="a")
    assert routes("\n".join(map(json.dumps, (long, feature(id="b"), feature(id="c")))))["id"].tolist() == list("abc")


def test_features_that_name_properties_late_leave_the_earlier_ones_empty(routes):
    many = [feature(id=str(number)) for number in range(4_500)]
    frame = routes(collection(*many, feature(id="last", vessel="Aurora")))
    assert frame["vessel"].tolist() == [""] * 4_500 + ["Aurora"]


def test_json_is_refused_with_the_line_where_it_grows_too_large(told):
    (said,) = told(HEAD + "\n" + json.dumps(feature()) + ',\n{"x":[' + "[]," * 1_000_000 + "[]]}]}")
    assert said.startswith("3: a feature, or a value beside the features, holds more than 1,000,000 values")
