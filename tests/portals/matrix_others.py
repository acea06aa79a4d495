"""Who gets what at every other address: of families, of everybody, of machines.

A cell is the status expected; DOOR stands for a redirect to the family's door. "Own" and "other"
speak of the family whose draft or request the address names; a key reads decisions.
"""

from typing import Final

DOOR: Final = 1302

COLUMNS: Final = ("anonymous", "own family", "other family", "head", "api key")

# url name -> (method, cells in the order of the columns)
MATRIX: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    "public:home": ("get", (200,) * 5),
    "public:eligibility": ("get", (200,) * 5),
    "public:schools": ("get", (200,) * 5),
    "public:track": ("get", (200,) * 5),
    "public:help": ("get", (200,) * 5),
    "public:privacy": ("get", (200,) * 5),
    "public:accessibility": ("get", (200,) * 5),
    "guardian:start": ("get", (200, 302, 302, 200, 200)),
    "guardian:code": ("get", (DOOR,) * 5),
    "guardian:again": ("get", (302,) * 5),
    "guardian:leave": ("get", (DOOR,) * 5),
    "guardian:requests": ("get", (DOOR, 200, 200, DOOR, DOOR)),
    "guardian:new": ("get", (DOOR, 303, 303, DOOR, DOOR)),
    "guardian:section": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:review": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:discard": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:request": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:receipt": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:correct": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:correct_section": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:answer": ("get", (DOOR, 303, 404, DOOR, DOOR)),
    "guardian:withdraw": ("get", (DOOR, 200, 404, DOOR, DOOR)),
    "guardian:appeal": ("get", (DOOR, 303, 404, DOOR, DOOR)),
    "api-v1:openapi-json": ("get", (200,) * 5),
    "api-v1:openapi-view": ("get", (200,) * 5),
    "api-v1:academies": ("get", (200,) * 5),
    "api-v1:directorates": ("get", (200,) * 5),
    "api-v1:communes": ("get", (422,) * 5),
    "api-v1:schools": ("get", (200,) * 5),
    "api-v1:school": ("get", (200,) * 5),
    "api-v1:track": ("post", (422,) * 5),
    "api-v1:workflow": ("get", (200,) * 5),
    "api-v1:decisions": ("get", (401, 401, 401, 401, 200)),
    "api-v1:api-root": ("get", (404,) * 5),
    "healthz": ("get", (200,) * 5),
    "readyz": ("get", (200,) * 5),
    "metrics": ("get", (200,) * 5),
}
