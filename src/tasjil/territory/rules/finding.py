"""Which school to propose to a family, in what order, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasjil.territory.rules.geometry import BORDER_M, depth_m, distance_m
from tasjil.territory.types import (
    Explanation,
    LocalityStop,
    Point,
    Proposal,
    Reason,
    SchoolStop,
    ZoneShape,
)


def propose(
    *,
    level: str,
    here: Point | None,
    locality: LocalityStop | None,
    zones: Sequence[ZoneShape],
    schools: Sequence[SchoolStop],
    limit: int,
) -> list[Proposal]:
    """Return up to `limit` schools, the surest reason first, each school once.

    `schools` are those of the commune (and the locality's), in the order of their names;
    `zones` those whose box is near the point. With nothing known of the address but the commune,
    its schools are named in that order.
    """
    chosen: dict[int, Proposal] = {}
    for proposal in (
        *_by_locality(level, locality, schools),
        *_by_zone(level, here, zones),
        *_by_distance(level, here or (locality.point if locality else None), schools),
        *_by_name(level, schools),
    ):
        chosen.setdefault(proposal.school_id, proposal)
    points = {stop.school_id: stop.point for stop in (*(z.school for z in zones), *schools)}
    answer: list[Proposal] = []
    for position, each in enumerate(list(chosen.values())[:limit], start=1):
        metres = each.distance_m
        if metres is None:
            metres = _metres(here, points.get(each.school_id))
        answer.append(replace(each, position=position, distance_m=metres))
    return answer


def explain(proposal: Proposal) -> Explanation:
    """Return the proposal's reason as a code and the parameters of its sentence.

    Codes: locality, zone, zone_border; nearest and commune for the first of an answer that knows
    no better, distance and another for those after it. A face (or `selectors.sentence_of`) words
    them. Distances are in metres, rounded as people speak of them.
    """
    match proposal.reason:
        case Reason.LOCALITY:
            return Explanation(
                "locality",
                {"name_ar": proposal.locality_name_ar, "name_fr": proposal.locality_name_fr},
            )
        case Reason.ZONE:
            code = "zone" if proposal.sure else "zone_border"
            return Explanation(
                code,
                {
                    "version": proposal.zone_version,
                    "since": proposal.zone_since,
                    "source": proposal.zone_source,
                },
            )
        case Reason.NEAREST:
            code = "nearest" if proposal.position == 1 else "distance"
            return Explanation(code, {"metres": spoken_distance(proposal.distance_m or 0)})
        case Reason.COMMUNE:
            return Explanation("commune" if proposal.position == 1 else "another")


def spoken_distance(metres: int) -> int:
    """Return a distance as people say it: to 50 m below a kilometre, to 100 m above."""
    step = 50 if metres < 1000 else 100
    return max(step, round(metres / step) * step)


def _serves(stop: SchoolStop, level: str) -> bool:
    # A list that does not tell the levels must not hide a school from families.
    return not stop.levels or level in stop.levels


def _by_locality(
    level: str, locality: LocalityStop | None, schools: Sequence[SchoolStop]
) -> Iterator[Proposal]:
    if locality is None:
        return
    for stop in schools:
        if stop.school_id == locality.school_id and _serves(stop, level):
            yield Proposal(
                stop.school_id,
                Reason.LOCALITY,
                locality.locality_id,
                None,
                True,
                locality_name_ar=locality.name_ar,
                locality_name_fr=locality.name_fr,
            )


def _by_zone(level: str, here: Point | None, zones: Sequence[ZoneShape]) -> Iterator[Proposal]:
    """Deepest zone first: where zones overlap or meet, the farther from the border the surer."""
    if here is None:
        return
    depths = [(depth_m(zone.polygon, here), zone) for zone in zones if _serves(zone.school, level)]
    for depth, zone in sorted(depths, key=lambda pair: (-pair[0], pair[1].zone_id)):
        if depth >= -BORDER_M:
            yield Proposal(
                zone.school.school_id,
                Reason.ZONE,
                zone.zone_id,
                None,
                depth > BORDER_M,
                zone_version=zone.version,
                zone_since=zone.since,
                zone_source=zone.source,
            )


def _by_distance(
    level: str, origin: Point | None, schools: Sequence[SchoolStop]
) -> Iterator[Proposal]:
    if origin is None:
        return
    near = [
        (distance_m(origin, stop.point), stop.school_id)
        for stop in schools
        if stop.point is not None and _serves(stop, level)
    ]
    for metres, school_id in sorted(near):
        yield Proposal(school_id, Reason.NEAREST, None, metres, False)


def _by_name(level: str, schools: Sequence[SchoolStop]) -> Iterator[Proposal]:
    for stop in schools:
        if _serves(stop, level):
            yield Proposal(stop.school_id, Reason.COMMUNE, None, None, False)


def _metres(here: Point | None, there: Point | None) -> int | None:
    return distance_m(here, there) if here and there else None
