"""The catalogue of grounds of refusal: laid down from the package, then the ministry's to change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tasjil.applications.models import RefusalGround


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: a stable code and its text in Arabic and in French."""

    code: str
    text_ar: str
    text_fr: str


# Dossier section 2: the ministry's own list was not found; these follow what its texts allow.
GROUNDS: tuple[Ground, ...] = (
    Ground("age_below_rule", "سن الطفل(ة) أقل من السن المحددة لهذا المستوى", "L'âge de l'enfant est inférieur à l'âge fixé pour ce niveau"),
    Ground("dispensation_no_seat", "لا يوجد مقعد شاغر للاستفادة من استثناء السن", "Aucune place disponible pour une dérogation d'âge"),
    Ground("outside_zone", "مقر السكنى خارج منطقة المؤسسة", "Le lieu de résidence est hors de la zone de l'établissement"),
    Ground("school_full", "بلغت المؤسسة طاقتها الاستيعابية", "L'établissement a atteint sa capacité d'accueil"),
    Ground("data_mismatch", "المعطيات لا تطابق وثيقة الحالة المدنية", "Les données ne correspondent pas à l'acte d'état civil"),
    Ground("already_enrolled", "الطفل(ة) مسجل(ة) سابقا ويتوفر على رقم مسار: المطلوب هو طلب انتقال", "L'enfant est déjà inscrit et possède un code Massar : c'est un transfert qu'il faut demander"),
    Ground("duplicate", "يوجد طلب آخر لنفس الطفل(ة)", "Une autre demande existe pour le même enfant"),
    Ground("wrong_level", "المستوى المطلوب غير متوفر بهذه المؤسسة", "Le niveau demandé n'existe pas dans cet établissement"),
)  # fmt: skip


@transaction.atomic
def lay_grounds(*, valid_from: date, grounds: Iterable[Ground] = GROUNDS) -> None:
    """Write the catalogue; repeatable. Texts already there are left as the ministry set them."""
    for position, ground in enumerate(grounds):
        RefusalGround.objects.get_or_create(
            code=ground.code,
            defaults={
                "text_ar": ground.text_ar,
                "text_fr": ground.text_fr,
                "position": position,
                "valid_from": valid_from,
            },
        )
