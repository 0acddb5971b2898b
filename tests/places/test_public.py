from __future__ import annotations

import subprocess
import sys

import routemap.places


def test_the_public_list_is_what_is_there():
    assert sorted(routemap.places.__all__) == routemap.places.__all__
    assert all(hasattr(routemap.places, name) for name in routemap.places.__all__)


def test_importing_places_loads_nothing_heavy():
    program = (
        "import sys, routemap.places as p; p.anchor('NOR'); p.outlines_json('small');"
        "print(*{m.split('.')[0] for m in sys.modules} & {'pandas', 'numpy', 'shapely', 'pycountry'})"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
