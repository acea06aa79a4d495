"""A right is one rule: what the check allows is what the list shows."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tasjil.accounts.policies import declare, holds_anywhere, holds_at, within_reach
from tasjil.accounts.types import Action, Role
from tasjil.console.management.commands.rights import Command
from tasjil.core.types import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant
from tasjil.territory.models import Academy, Commune, Directorate, Locality, Province, School
from tasjil.territory.types import Place, ScopeKind

ACTION = declare("test.right", {Role.HEAD, Role.DIRECTORATE}, own=True, machine="test:right")
CLOSED = declare("test.closed", {Role.MINISTRY})


def place_of(locality: Locality) -> Place:
    """Return where a locality stands: it has a directorate by its commune, and maybe a school."""
    directorate, school = locality.commune.directorate, locality.school
    assert directorate is not None
    return Place(
        directorate_id=directorate.pk,
        academy_id=directorate.academy_id,
        commune_id=school.commune_id if school else None,
        school_id=school.pk if school else None,
        main_school_id=school.main_id if school else None,
    )


@st.composite
def countries(draw: st.DrawFn) -> list[Locality]:
    """Plant a country in the database; return its localities, which stand for requests."""

    def some(most: int, *parents: list[object]) -> list[tuple[object, ...]]:
        choice = st.tuples(*(st.sampled_from(parent) for parent in parents))
        return draw(st.lists(choice, min_size=1, max_size=most))

    academies = Academy.objects.bulk_create(
        Academy(name_ar="ا", code=f"{n}") for n in range(draw(st.integers(1, 3)))
    )
    province = Province.objects.create(name_ar="ا", code="1", academy=academies[0])
    directorates = Directorate.objects.bulk_create(
        Directorate(name_ar="ا", code=f"{n}", academy=academy, province=province)
        for n, (academy,) in enumerate(some(4, academies))
    )
    communes = Commune.objects.bulk_create(
        Commune(
            name_ar="ا", code=f"{n}", province=province, directorate=directorate, milieu="urban"
        )
        for n, (directorate,) in enumerate(some(4, directorates))
    )
    mains = School.objects.bulk_create(
        School(
            name_ar="ا",
            code=f"{n}",
            kind="school",
            directorate=directorate,
            commune=commune,
            milieu="rural",
        )
        for n, (directorate, commune) in enumerate(some(4, directorates, communes))
    )
    satellites = School.objects.bulk_create(
        School(name_ar="ا",
            code=f"s{n}", kind="satellite", parent=main, directorate=main.directorate,
            commune=commune, milieu="rural",
        )
        for n, (main, commune) in enumerate(some(3, mains, communes))
    )  # fmt: skip
    return Locality.objects.bulk_create(
        Locality(name_ar="ا", commune=commune, school=school, kind="douar", skeleton=f"{n}")
        for n, (commune, school) in enumerate(some(6, communes, [None, *mains, *satellites]))
    )


def units() -> dict[ScopeKind, list[int | None]]:
    """Return every unit on every floor, and one id that is nowhere."""
    models = {
        ScopeKind.ACADEMY: Academy,
        ScopeKind.DIRECTORATE: Directorate,
        ScopeKind.COMMUNE: Commune,
        ScopeKind.SCHOOL: School,
    }
    return {
        ScopeKind.COUNTRY: [None],
        **{
            kind: [*model.objects.values_list("pk", flat=True), 0] for kind, model in models.items()
        },
    }


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    """Return anybody: staff with any grants, a machine, a guardian, the system, nobody."""
    whole = units()
    kind = draw(st.sampled_from(ActorKind))
    grant = st.one_of(
        st.builds(
            Grant,
            st.sampled_from([role.value for role in Role]),
            st.just(floor.value),
            st.sampled_from(ids),
        )
        for floor, ids in whole.items()
    )
    scopes = draw(st.sets(st.sampled_from(["test:right", "test:other"])))
    return Actor(kind, 1, tuple(draw(st.lists(grant, max_size=3))), frozenset(scopes))


def check_agreement(actor: Actor, action: Action, localities: list[Locality]) -> None:
    """Compare what the check allows, one by one, with what the filter lists."""
    checked = {one.pk for one in localities if holds_at(actor, action, place_of(one))}
    reach = within_reach(actor, action, school="school", directorate="commune__directorate")
    listed = list(Locality.objects.filter(reach).values_list("pk", flat=True))
    assert sorted(checked) == sorted(listed)  # and none of them twice
    assert not checked or holds_anywhere(actor, action)


@pytest.mark.django_db
@settings(
    deadline=None,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],  # a country is small; shrinking one takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_the_check_and_the_list_filter_agree_everywhere(data: st.DataObject) -> None:
    with transaction.atomic():
        localities = data.draw(countries())
        for floor, ids in units().items():  # each unit of this country alone
            for unit in ids:
                check_agreement(staff(Role.HEAD, floor, unit), ACTION, localities)
        for _ in range(4):  # anybody, with any mixture of grants
            action = data.draw(st.sampled_from([ACTION, CLOSED]))
            check_agreement(data.draw(actors()), action, localities)
        transaction.set_rollback(True)


PLACE = Place(directorate_id=3, academy_id=2, commune_id=4, school_id=6, main_school_id=5)


def staff(role: Role, kind: ScopeKind, unit: int | None = None) -> Actor:
    """Return somebody with one role."""
    return Actor(ActorKind.STAFF, 1, (Grant(role.value, kind.value, unit),))


@pytest.mark.parametrize(
    ("actor", "held"),
    [
        (staff(Role.HEAD, ScopeKind.SCHOOL, 6), True),
        (staff(Role.HEAD, ScopeKind.SCHOOL, 5), True),  # the main school's head, for its satellite
        (staff(Role.HEAD, ScopeKind.SCHOOL, 7), False),
        (staff(Role.DIRECTORATE, ScopeKind.DIRECTORATE, 3), True),
        (staff(Role.DIRECTORATE, ScopeKind.DIRECTORATE, 2), False),
        (staff(Role.ACADEMY, ScopeKind.ACADEMY, 2), False),  # in place, but not this role
        (staff(Role.AUDITOR, ScopeKind.COUNTRY), False),
        (
            Actor(
                ActorKind.MACHINE, 1, (Grant("machine", "academy", 2),), frozenset({"test:right"})
            ),
            True,
        ),
        (
            Actor(
                ActorKind.MACHINE, 1, (Grant("machine", "academy", 9),), frozenset({"test:right"})
            ),
            False,
        ),
        (
            Actor(ActorKind.MACHINE, 1, (Grant("machine", "country"),), frozenset({"test:other"})),
            False,
        ),
        (Actor(ActorKind.GUARDIAN, 1), False),
        (ANONYMOUS, False),
        (SYSTEM, True),
    ],
)
def test_a_right_is_held_by_role_and_place(actor: Actor, held: bool) -> None:
    assert holds_at(actor, ACTION, PLACE) is held


def test_a_machine_s_scope_opens_only_actions_that_ask_for_one() -> None:
    machine = Actor(ActorKind.MACHINE, 1, (Grant("machine", "country"),), frozenset({"test:right"}))
    assert not holds_at(machine, CLOSED, PLACE)
    assert not holds_anywhere(machine, CLOSED)


def test_a_guardian_holds_what_is_the_family_s_own() -> None:
    guardian = Actor(ActorKind.GUARDIAN, 1)
    assert holds_anywhere(guardian, ACTION)
    assert not holds_anywhere(guardian, CLOSED)


def test_an_action_is_declared_once() -> None:
    assert declare("test.closed", [Role.MINISTRY]) == Action(
        "test.closed", frozenset({Role.MINISTRY})
    )
    with pytest.raises(ValueError, match="declared twice"):
        declare("test.closed", [Role.HEAD])


@pytest.mark.parametrize("options", [[], ["--markdown"]])
def test_the_table_of_rights_has_a_row_for_each_action(options: list[str]) -> None:
    out = StringIO()
    call_command(Command(), *options, stdout=out)
    lines = out.getvalue().splitlines()
    row = next(line for line in lines if "test.right" in line)
    columns = [cell for cell in row.replace("|", " ").split() if cell]
    assert columns == ["test.right", "x", "x", "x", "test:right"]
    assert any("staff.manage" in line for line in lines)
    assert lines[0].replace("|", " ").split() == [
        "action",
        *(r.value for r in Role),
        "own",
        "machine",
    ]
