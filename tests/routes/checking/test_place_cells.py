"""The grammar of the place cells, and how alternatives become routes."""

import pytest

HEADER = "id,market,origin,transit,destination,source\n"


def routes_of(check, origin="", transit="", destination="", **more):
    return check(f'{HEADER}x,cocaine,"{origin}","{transit}","{destination}",s\n', **more)


def stops_of(report):
    return report.routes[["origin", "transit", "destination"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "text", ["NLD > DEU", "Netherlands>Germany", "NLD; DEU", "nld ; deu", "NLD → DEU", "NLD -> DEU"]
)
def test_a_sequence_is_kept_in_travel_order(check, text):
    assert stops_of(routes_of(check, "COL", text, "NOR")) == [["COL", "NLD > DEU", "NOR"]]


def test_alternatives_become_routes_of_one_statement(check):
    routes = routes_of(check, "", "NLD | DEU|Denmark", "NOR").routes
    assert routes["transit"].tolist() == ["NLD", "DEU", "DNK"]
    assert routes["statement"].tolist() == ["x", "x", "x"]
    assert routes["id"].tolist() == ["x.nld", "x.deu", "x.dnk"]


def test_alternatives_in_several_cells_are_a_cross_product(check):
    report = routes_of(check, "COL | PER", "ECU | PAN", "NOR | SWE")
    assert len(report.routes) == 8
    assert stops_of(report)[:3] == [["COL", "ECU", "NOR"], ["COL", "ECU", "SWE"], ["COL", "PAN", "NOR"]]
    assert report.routes["id"].iloc[0] == "x.col-ecu-nor"
    assert report.rows_read == 1
    assert report.problems == ()


def test_alternatives_may_hold_unknown(check):
    assert stops_of(routes_of(check, "COL", "NLD | unknown", "NOR")) == [["COL", "NLD", "NOR"], ["COL", "", "NOR"]]


@pytest.mark.parametrize("name", ["Bolivia, Plurinational State of", "Congo, Democratic Republic of the"])
def test_a_comma_never_separates(check, name):
    assert len(routes_of(check, name, "", "NOR").routes) == 1


def test_a_list_with_commas_is_an_error_that_says_how_to_divide(check):
    (problem,) = routes_of(check, "COL", "Germany, Sweden", "NOR").errors
    assert problem.hint == (
        "a comma never divides places: write Germany | Sweden for alternatives, Germany > Sweden for stops "
        "--values 'transit:Germany, Sweden=Germany | Sweden'"
    )


@pytest.mark.parametrize(
    "word", ["", "unknown", "Unknown", "?", "n/a", "N/A", "-", "Inconnu", "desconocido", "UKJENT", "N/D"]
)
def test_words_that_mean_unknown(check, word):
    report = routes_of(check, word, word, "NOR")
    assert stops_of(report) == [["", "", "NOR"]]
    assert report.problems == ()


def test_na_is_namibia(check):
    assert stops_of(routes_of(check, "NA", "", "NOR")) == [["NAM", "", "NOR"]]


def test_regions_are_places(check):
    assert stops_of(routes_of(check, "West Africa", "the Balkans", "NOR"))[0][0] == "west-africa"


def test_semicolons_divide_stops_also_in_a_file_of_semicolons(check):
    report = check('market;from;via;to;source\ncocaine;COL;"ECU; PAN";NOR;s\n')
    assert report.routes["transit"].tolist() == ["ECU > PAN"]


@pytest.mark.parametrize(
    ("origin", "transit", "code", "value"),
    [
        ("NLD > DEU", "", "cell-sequence", "NLD > DEU"),
        ("NLD; DEU", "", "cell-sequence", "NLD; DEU"),
        ("COL", "NLD > > DEU", "cell-empty-part", "NLD > > DEU"),
        ("COL", "NLD;", "cell-empty-part", "NLD;"),
        ("COL", "NLD |", "cell-empty-part", "NLD |"),
        ("COL", "NLD || DEU", "cell-empty-part", "NLD || DEU"),
        ("Norwya", "", "place-unknown", "Norwya"),
        ("COL", "NLD > Norwya", "place-unknown", "Norwya"),
        ("Congo", "", "place-ambiguous", "Congo"),
        ("USSR", "", "place-former", "USSR"),
        ("x" * 300, "", "place-unknown", "x" * 300),
    ],
)
def test_what_is_wrong_in_a_place_cell(check, origin, transit, code, value):
    assert [(p.code, p.value) for p in routes_of(check, origin, transit, "NOR").errors] == [(code, value)]


def test_each_wrong_part_of_a_cell_has_its_own_sentence(check):
    errors = routes_of(check, "COL", "Norwya > Swedeen | Congo", "NOR").errors
    assert [problem.value for problem in errors] == ["Norwya", "Swedeen", "Congo"]


def test_a_misspelt_name_is_an_error_with_the_near_ones(check):
    (problem,) = routes_of(check, "Norwya", "", "SWE").errors
    assert str(problem) == (
        "table.csv:2: origin 'Norwya': no place of this name; "
        "expected a country, an ISO code, a region, or unknown; did you mean Norway (NOR)? --values origin:Norwya=NOR"
    )


def test_mixing_sequences_and_alternatives_is_read_one_way_and_said(check):
    report = routes_of(check, "COL", "NLD > DEU | DNK", "NOR")
    assert [row[1] for row in stops_of(report)] == ["NLD > DEU", "DNK"]
    assert [problem.message for problem in report.problems] == ["mixes > and |, read as 'NLD > DEU' or 'DNK'"]


def test_the_same_alternative_twice_is_one(check):
    report = routes_of(check, "UK | GBR | FRA", "", "NOR")
    assert [row[0] for row in stops_of(report)] == ["GBR", "FRA"]
    assert [problem.code for problem in report.problems] == ["alternative-repeated"]


def test_an_unknown_stop_between_others_is_left_out_and_said(check):
    report = routes_of(check, "COL", "NLD > ? > DEU", "NOR")
    assert stops_of(report) == [["COL", "NLD > DEU", "NOR"]]
    assert [problem.code for problem in report.problems] == ["stop-unknown"]


@pytest.mark.parametrize(
    ("stops", "is_fine"),
    [
        (("NOR", "", "NOR"), True),
        (("COL", "NLD", "COL"), True),
        (("COL", "COL", "NOR"), False),
        (("COL", "NOR", "NOR"), False),
        (("COL", "NLD > NLD", "NOR"), False),
        (("", "NLD > NLD", ""), False),
        (("NOR", "NOR", "NOR"), False),
    ],
)
def test_a_stop_may_follow_itself_only_in_a_domestic_route(check, stops, is_fine):
    errors = routes_of(check, *stops).errors
    assert [problem.code for problem in errors] == ([] if is_fine else ["stop-repeated"])


def test_an_alternative_that_leads_to_itself_is_said(check):
    report = routes_of(check, "NLD | NOR", "", "NOR")
    assert [problem.message for problem in report.problems] == [
        "one of the row's alternatives leads from NOR to itself, read as domestic"
    ]


def test_too_many_alternatives_are_refused(check):
    codes = [
        "AFG",
        "ALB",
        "DZA",
        "AGO",
        "ARG",
        "ARM",
        "AUS",
        "AUT",
        "AZE",
        "BHS",
        "BHR",
        "BGD",
        "BRB",
        "BLR",
        "BEL",
        "BLZ",
        "BEN",
        "BTN",
        "BOL",
        "BIH",
        "BWA",
        "BRA",
        "BGR",
        "BFA",
        "BDI",
    ]
    many = " | ".join(codes)
    (problem,) = routes_of(check, many, many, many).errors
    assert problem.message == "the row's alternatives make 15,625 routes"


def test_a_route_without_any_place_is_an_error_also_as_an_alternative(check):
    assert [p.message for p in routes_of(check, "?", "", "unknown").errors] == ["the route names no place"]
    assert [p.message for p in routes_of(check, "NLD | ?", "", "").errors] == [
        "the route names no place, in one of its alternatives"
    ]


def test_a_wrong_name_is_not_also_called_missing(check):
    assert [problem.code for problem in routes_of(check, "Norwya", "", "").errors] == ["place-unknown"]


def test_nearest_names_are_looked_for_a_few_hundred_times_and_it_is_told_once(check, monkeypatch):
    from routemap.places import hints
    from routemap.routes.checking.place_cells import MOST_HINTED

    asked = []
    monkeypatch.setattr(hints, "suggest_places", lambda name: asked.append(name) or ())
    rows = "".join(f"r{number},cocaine,Qzx{number}ville,,NOR,s\n" for number in range(MOST_HINTED + 50))
    report = check(HEADER + rows)
    assert len(set(asked)) == len(asked) == MOST_HINTED
    assert len(report.errors) == MOST_HINTED + 50
    told = [problem for problem in report.errors if "from here on no nearest name is looked for" in problem.hint]
    assert [problem.line for problem in told] == [MOST_HINTED + 2]


def test_of_a_table_of_nothing_but_unknown_names_the_rest_is_not_looked_up_and_it_is_told(check, monkeypatch):
    from routemap.routes.checking import place_cells

    asked = []
    monkeypatch.setattr(place_cells, "MOST_EXPLAINED", 5)
    monkeypatch.setattr(place_cells, "MOST_LOOKED_UP", 10)
    resolve_many = place_cells.resolve_many
    monkeypatch.setattr(
        place_cells, "resolve_many", lambda names, **how: asked.append(how["explain"]) or resolve_many(names, **how)
    )
    rows = "".join(f"r{number},cocaine,Lagos x{number},,NOR,s\n" for number in range(30))
    report = check(HEADER + rows)
    assert asked.count(True) >= 5
    assert len(asked) <= 12
    assert [problem.code for problem in report.errors] == ["place-unknown"] * 30
    told = [problem for problem in report.errors if "from here on no such name is explained" in problem.hint]
    assert [problem.line for problem in told] == [7]
    assert [problem.value for problem in report.errors] == [f"Lagos x{number}" for number in range(30)]
    assert "in no other language" in report.errors[10].message
    assert "in no other language" not in report.errors[9].message


def test_the_places_of_a_list_are_looked_up_behind_any_number_of_unknown_ones(check, tmp_path, monkeypatch):
    from routemap.routes.checking import place_cells

    monkeypatch.setattr(place_cells, "MOST_LOOKED_UP", 3)
    places = "".join(f"{number},Nowhere {number}\n" for number in range(9))
    (tmp_path / "places.csv").write_text(f"id,name\n{places}9,Peru\n")
    rows = "".join(f"r{number},cocaine,{number},,9,s\n" for number in range(9))
    report = check(HEADER + rows, places_file=tmp_path / "places.csv")
    assert [problem.value for problem in report.errors] == [f"Nowhere {number}" for number in range(9)]


def test_what_is_not_explained_is_still_resolved():
    from routemap.places import resolve_many

    names = ["Norvège", "Republic of Kenya", "nor", "Lagos", "Norwya"]
    plain = resolve_many(names, explain=False)
    assert [found.code for found in plain.values()] == [found.code for found in resolve_many(names).values()]
    assert (plain["Lagos"].note, plain["Norwya"].candidates) == ("no place of this name", ())
    assert resolve_many(["Lagos"], explain=False, cities=True)["Lagos"].code == "NGA"
