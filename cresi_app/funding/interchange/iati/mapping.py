"""From an activity of a file to a proposal: the words of its best language, its parties, places, sectors and payments."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.core.money import precision
from cresi_app.funding.interchange.iati import facts
from cresi_app.funding.interchange.iati.checking import Checker
from cresi_app.funding.interchange.iati.codes import Lists
from cresi_app.funding.interchange.iati.node import LANG, Node
from cresi_app.funding.interchange.iati.reading import ActivityFile
from cresi_app.funding.model.activity import Movement, Role
from cresi_app.funding.model.findings import Finding, Level
from cresi_app.funding.model.incoming import (
    ActivityReject,
    IncomingActivity,
    IncomingParty,
    IncomingPayment,
    shares_of,
)

_LANGUAGES: Final = ("fr", "", "en")
_MOVEMENTS: Final = {one.value: one for one in Movement}
_LARGEST: Final = Decimal(10) ** 13


def read(file: ActivityFile, lists: Lists | None = None) -> Iterator[IncomingActivity | ActivityReject]:
    """Give the activities of a file as proposals, or as rejects with their reasons; every finding goes with its activity."""
    checker = Checker(lists or {})
    for record, node in enumerate(file.activities(), start=1):
        findings = (*checker.check(node), *_critical(node))
        identifier = _text(node.first("iati-identifier"))
        if any(one.level is Level.CRITICAL for one in findings):
            yield ActivityReject(record, node.line, identifier, findings)
        else:
            yield _activity(record, node, identifier, findings)


def open_activities(path: Path) -> ActivityFile:
    """Return the file, to be read with `read`."""
    return ActivityFile(path)


def _critical(node: Node) -> Iterator[Finding]:
    if not words(node.first("title"), node):
        yield Finding(
            Level.CRITICAL,
            "no_title",
            N_("L'activité n'a pas de titre : on ne saurait pas de quoi il s'agit."),
            {},
            node.line,
        )
    parties = [node.first("reporting-org"), *node.all("participating-org")]
    if not any(words(one, node) for one in parties):
        yield Finding(Level.CRITICAL, "no_organisation", N_("L'activité ne nomme aucune organisation."), {}, node.line)


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if node else ""


def words(node: Node | None, activity: Node) -> str:
    """Return the text of an element in French, else in the activity's language, else in English, else any."""
    if node is None:
        return ""
    found: dict[str, str] = {}
    for one in node.all("narrative"):
        text = "\n".join(" ".join(line.split()) for line in one.text.strip().splitlines())
        if text:
            found.setdefault(one.get(LANG).lower()[:2] or activity.get(LANG).lower()[:2], text)
    return next((found[code] for code in _LANGUAGES if code in found), next(iter(found.values()), ""))


def _activity(record: int, node: Node, identifier: str, findings: tuple[Finding, ...]) -> IncomingActivity:
    descriptions = {one.get("type") or "1": words(one, node) for one in reversed(node.all("description"))}
    days = {one.get("type"): facts.day(one.get("iso-date")) for one in node.all("activity-date")}
    starts, ends = days.get("2") or days.get("1"), days.get("4") or days.get("3")
    status = node.first("activity-status")
    location = node.first("location")
    latitude, longitude = _point(location)
    return IncomingActivity(
        record=record,
        line=node.line,
        identifier=identifier,
        title=words(node.first("title"), node).replace("\n", " ")[:300],
        reporter=_party(node.first("reporting-org"), node) or IncomingParty(""),
        description=descriptions.get("1", "") or next(iter(descriptions.values()), ""),
        objectives=descriptions.get("2", ""),
        status=status.get("code") if status else "",
        starts_on=starts,
        ends_on=ends if ends and (starts is None or ends >= starts) else None,
        parties=tuple(party for one in node.all("participating-org") if (party := _party(one, node))),
        countries=tuple(one.get("code").upper() for one in node.all("recipient-country") if one.get("code")),
        sectors=_sectors(node),
        goals=_goals(node),
        place=words(location.first("name"), node)[:120] if location else "",
        latitude_e6=latitude,
        longitude_e6=longitude,
        payments=tuple(payment for one in node.all("transaction") if (payment := _payment(one, node))),
        is_humanitarian=node.get("humanitarian") in {"1", "true"},
        findings=findings,
    )


def _party(node: Node | None, activity: Node) -> IncomingParty | None:
    if node is None:
        return None
    name, ref = words(node, activity).replace("\n", " ")[:200], node.get("ref").strip()
    roles = {one.value: one for one in Role}
    return IncomingParty(name, ref, node.get("type"), roles.get(node.get("role"))) if name or ref else None


def _sectors(node: Node) -> tuple[tuple[str, int | None], ...]:
    """Return the OECD's sectors with whole shares: five figures when there are, else categories."""
    for vocabularies, length in (({"", "1"}, 5), ({"2"}, 3)):
        found = [
            one
            for one in node.all("sector")
            if one.get("vocabulary") in vocabularies and len(one.get("code")) == length
        ]
        if found:
            shares = [(one.get("code"), facts.number(one.get("percentage"))) for one in found]
            return shares_of([(code, None if value is None else float(value)) for code, value in dict(shares).items()])
    return ()


def _goals(node: Node) -> tuple[int, ...]:
    codes = [one.get("code") for one in node.all("tag") if one.get("vocabulary") == "2"]
    return tuple(
        dict.fromkeys(
            int(one) for one in codes if one.isascii() and one.isdecimal() and len(one) < 3 and 1 <= int(one) <= 17
        )
    )


def _point(location: Node | None) -> tuple[int | None, int | None]:
    position = location.first("point", "pos") if location else None
    parts = position.text.split() if position else []
    if len(parts) != 2:
        return None, None
    try:
        latitude, longitude = (Decimal(part) for part in parts)
    except InvalidOperation:
        return None, None
    if not (latitude.is_finite() and longitude.is_finite() and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None, None
    return round(latitude.scaleb(6)), round(longitude.scaleb(6))


def _payment(node: Node, activity: Node) -> IncomingPayment | None:
    kind, day, value = node.first("transaction-type"), node.first("transaction-date"), node.first("value")
    movement = _MOVEMENTS.get(kind.get("code")) if kind else None
    when = facts.day(day.get("iso-date")) if day else None
    amount = facts.number(value.text) if value else None
    if movement is None or when is None or amount is None or abs(amount) > _LARGEST:
        return None
    currency = (value.get("currency") if value else "") or activity.get("default-currency")
    minor = round(amount.scaleb(precision(currency) if len(currency) == 3 else 2))
    described = words(node.first("description"), activity).replace("\n", " ")
    return IncomingPayment(
        movement,
        when,
        minor,
        currency,
        described,
        _party(node.first("provider-org"), activity),
        _party(node.first("receiver-org"), activity),
    )
