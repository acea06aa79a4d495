"""The catalogue of grounds of refusal: laid down from the package, then the ministry's."""

import tomllib
from datetime import date
from importlib.resources import files

from django.db import transaction

from tasjil.applications.models import RefusalGround


def packaged_grounds() -> list[dict[str, str]]:
    """Return the packaged grounds: a stable `code`, the text in `ar` and in `fr`."""
    place = files("tasjil.applications").joinpath("catalogue", "grounds.toml")
    grounds: list[dict[str, str]] = tomllib.loads(place.read_text("utf-8"))["ground"]
    return grounds


@transaction.atomic
def lay_grounds(*, valid_from: date) -> None:
    """Write the packaged catalogue; repeatable. Texts already there stay the ministry's."""
    for position, ground in enumerate(packaged_grounds()):
        RefusalGround.objects.get_or_create(
            code=ground["code"],
            defaults={
                "text_ar": ground["ar"],
                "text_fr": ground["fr"],
                "position": position,
                "valid_from": valid_from,
            },
        )
