"""Who gets what at every address of the administration: published, and tested as it stands.

A cell is the status expected; SIGN_IN stands for a redirect to the sign-in page. "Inside" and
"outside" speak of the request or unit that the address names.
"""

from typing import Any, Final

SIGN_IN: Final = 1302

COLUMNS: Final = (
    "anonymous",
    "guardian",
    "head inside",
    "head outside",
    "directorate inside",
    "directorate outside",
    "academy",
    "ministry",
    "auditor",
)

# url name -> (method, cells in the order of the columns)
MATRIX: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    "staff:sign_in": ("get", (200, 200, 302, 302, 302, 302, 302, 302, 302)),
    "staff:sign_out": ("post", (SIGN_IN,) * 9),
    "staff:home": ("get", (SIGN_IN, SIGN_IN, 302, 302, 302, 302, 302, 302, 200)),
    "school:desk": ("get", (SIGN_IN, SIGN_IN, 200, 200, 403, 403, 403, 403, 403)),
    "school:request": ("get", (SIGN_IN, SIGN_IN, 200, 404, 200, 404, 404, 404, 404)),
    "school:take_up": ("post", (SIGN_IN, SIGN_IN, 302, 404, 403, 404, 404, 404, 404)),
    "school:ask": ("get", (SIGN_IN, SIGN_IN, 200, 404, 403, 404, 404, 404, 404)),
    "school:accept": ("get", (SIGN_IN, SIGN_IN, 200, 404, 403, 404, 404, 404, 404)),
    "school:refuse": ("get", (SIGN_IN, SIGN_IN, 200, 404, 403, 404, 404, 404, 404)),
    "office:board": ("get", (SIGN_IN, SIGN_IN, 403, 403, 200, 200, 200, 200, 403)),
    "office:board_unit": ("get", (SIGN_IN, SIGN_IN, 403, 403, 200, 404, 200, 200, 403)),
    "office:requests": ("get", (SIGN_IN, SIGN_IN, 403, 403, 200, 200, 403, 403, 403)),
}

# The member of staff of `tests.factories.Country` who stands in each column.
STAFF: Final[dict[str, str]] = {
    "head inside": "head",
    "head outside": "neighbour",
    "directorate inside": "officer",
    "directorate outside": "far",
    "academy": "academy",
    "ministry": "ministry",
    "auditor": "auditor",
}


def cells() -> list[Any]:
    """Return (url name, method, column, expected status) for every cell."""
    return [
        (name, method, column, status)
        for name, (method, row) in MATRIX.items()
        for column, status in zip(COLUMNS, row, strict=True)
    ]
