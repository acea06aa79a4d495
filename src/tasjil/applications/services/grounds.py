"""The catalogue of grounds of refusal: laid down from the package, then the ministry's."""

import tomllib
from datetime import date
from importlib.resources import files

from django.db import transaction

from tasjil.applications.models import RefusalGround


@transaction.atomic
def lay_grounds(*, valid_from: date) -> None:
    """Write the packaged catalogue; repeatable. Texts already there stay as the ministry set them."""
    packaged = files("tasjil.applications").joinpath("catalogue", "grounds.toml").read_text("utf-8")
    for position, ground in enumerate(tomllib.loads(packaged)["ground"]):
        RefusalGround.objects.get_or_create(
            code=ground["code"],
            defaults={
                "text_ar": ground["ar"],
                "text_fr": ground["fr"],
                "position": position,
                "valid_from": valid_from,
            },
        )
