from routemap.problems import Problem


def test_an_endless_clause_loses_its_middle_and_keeps_its_end() -> None:
    chain = " > ".join(["NOR"] * 500)
    problem = Problem("geometry-reversed", f"the geometry runs from USA to {chain}; the codes are used", line=3)
    said = str(problem)
    assert len(said) < 600
    assert said.startswith("3: the geometry runs from USA to NOR > NOR")
    assert said.endswith("; the codes are used")
    assert problem.to_dict()["message"] == problem.message
