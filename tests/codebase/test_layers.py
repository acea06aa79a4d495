"""What the import linter cannot see: string foreign keys, reverse names, writes, templates."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tasjil"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS: list[str] = next(
    contract["layers"]
    for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
    if contract["name"] == "Packages import downwards only"
)
# The same floors as in the contract: package -> height.
HEIGHT = {
    name.strip(" ()"): height
    for height, floor in enumerate(reversed(LAYERS))
    for name in floor.split("|")
}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
# Packages that are faces or ground: `core` writes trail and outbox, `demo` and `console` are tools.
MAY_WRITE = {"core", "demo"}


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("tasjil.")]


def package_of(module: str) -> str:
    return module.split(".")[1]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_foreign_keys_point_downwards_and_have_no_way_back(model) -> None:
    here = package_of(model.__module__)
    for field in model._meta.get_fields(include_hidden=False):
        if not field.is_relation or field.auto_created or field.related_model is None:
            continue
        there = package_of(field.related_model.__module__)
        assert HEIGHT[there] <= HEIGHT[here], f"{model.__name__}.{field.name} points upwards"
        if there != here:
            assert field.remote_field.related_name == "+", (
                f"{model.__name__}.{field.name} needs related_name='+'"
            )


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def is_query_write(node: ast.Call) -> bool:
    """A call such as X.objects.create(...), rows.update(...) on something that is a queryset."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITES:
        return False
    text = ast.unparse(node.func.value)
    return ".objects" in text or node.func.attr in {
        "save",
        "bulk_create",
        "bulk_update",
        "get_or_create",
        "update_or_create",
    }


def test_only_services_and_importing_write() -> None:
    found = []
    for path in python_files():
        parts = path.relative_to(SOURCE).parts
        rooms = {part.removesuffix(".py") for part in parts[1:]}
        if parts[0] in MAY_WRITE or rooms & {"services", "importing"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and is_query_write(node):
                found.append(
                    f"{path.relative_to(SOURCE)}:{node.lineno} {ast.unparse(node.func)[-60:]}"
                )
    assert not found, "writes outside services:\n" + "\n".join(found)


def test_no_save_override() -> None:
    for model in own_models():
        assert "save" not in vars(model), f"{model.__name__} overrides save()"


TEMPLATE_TAG = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")


def templates() -> list[Path]:
    return list((ROOT / "templates").rglob("*.html"))


def test_a_portals_templates_use_only_their_own_and_the_shared_ones() -> None:
    for path in templates():
        here = path.relative_to(ROOT / "templates").parts[0]
        for used in TEMPLATE_TAG.findall(path.read_text()):
            assert used.split("/")[0] in {here, "layout", "components"}, f"{path} uses {used}"


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text() for path in [*python_files(), *templates()])
    unused = [
        str(path.relative_to(ROOT / "templates"))
        for path in templates()
        if f'"{path.relative_to(ROOT / "templates")}"' not in code
    ]
    assert not unused
