"""Writes activities as a file of the standard (IATI 2.03), every element in its place."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from cresi_app.core import clock
from cresi_app.core.money import Money
from cresi_app.funding.interchange.iati.node import LANG, Node
from cresi_app.funding.model.activity import (
    Activity,
    ActivityBudget,
    Document,
    Movement,
    Party,
    Place,
    Role,
    Transaction,
    Words,
)

_QUOTES: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_SECOND: Final = "seconds"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ILLEGAL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)])


def write(file: Path, activities: Iterable[Activity]) -> int:
    """Write the activities to `file` one by one; return how many."""
    count = 0
    with file.open("w", encoding="utf-8", newline="\n") as out:
        made = _instant(clock.now())
        out.write(f'{_HEAD}<iati-activities version="2.03" generated-datetime="{made}">\n')
        for activity in activities:
            out.write(text_of(node_of(activity)))
            count += 1
        out.write("</iati-activities>\n")
    return count


def text_of(node: Node, depth: int = 1) -> str:
    """Return an element as indented XML."""
    attributes = "".join(
        f' {name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")}="{_safe(value, _QUOTES)}"'
        for name, value in node.attributes.items()
    )
    blank = "  " * depth
    if node.children:
        inside = "".join(text_of(child, depth + 1) for child in node.children)
        return f"{blank}<{node.tag}{attributes}>\n{inside}{blank}</{node.tag}>\n"
    if node.text:
        return f"{blank}<{node.tag}{attributes}>{_safe(node.text)}</{node.tag}>\n"
    return f"{blank}<{node.tag}{attributes}/>\n"


def _safe(text: str, more: dict[str, str] | None = None) -> str:
    return escape(text.translate(_ILLEGAL), more or {})


def node_of(activity: Activity) -> Node:
    """Return an activity as an element of the standard."""
    node = Node("iati-activity", _attributes(activity))
    node.add("iati-identifier", activity.identifier)
    reporter = node.add("reporting-org", ref=activity.reporter.ref, type=activity.reporter.kind)
    reporter.add("narrative", activity.reporter.name)
    _words(node, "title", activity.title, activity.language)
    for kind, words in (("1", activity.description), ("2", activity.objectives), ("3", activity.target_groups)):
        _words(node, "description", words, activity.language, type=kind)
    for party in activity.parties:
        _party(node, "participating-org", party, has_role=True)
    if activity.own_number:
        node.add("other-identifier", ref=activity.own_number, type="A1")
    node.add("activity-status", code=activity.status.value)
    _dates(node, activity)
    if activity.scope:
        node.add("activity-scope", code=activity.scope)
    _where(node, activity)
    _what(node, activity)
    _how(node, activity)
    _money(node, activity)
    for document in activity.documents:
        _document(node, document, activity.language)
    for ref, kind in activity.related:
        node.add("related-activity", ref=ref, type=kind)
    return node


def _attributes(activity: Activity) -> dict[str, str]:
    attributes = {LANG: activity.language, "default-currency": activity.currency}
    if activity.updated_at is not None:
        attributes["last-updated-datetime"] = _instant(activity.updated_at)
    if activity.is_humanitarian:
        attributes["humanitarian"] = "1"
    if not activity.budgets:
        attributes["budget-not-provided"] = "3"
    return attributes


def _words(parent: Node, tag: str, words: Words, language: str, **attributes: str) -> None:
    written = {code: text.strip() for code, text in words.items() if text.strip()}
    if not written:
        return
    node = parent.add(tag, **attributes)
    # The activity's own language comes first and need not say so.
    for code in sorted(written, key=lambda one: one != language):
        narrative = node.add("narrative", written[code])
        if code != language:
            narrative.attributes[LANG] = code


def _party(parent: Node, tag: str, party: Party, *, has_role: bool = False) -> None:
    attributes = {"ref": party.ref, "type": party.kind, "role": party.role.value if has_role else ""}
    if has_role and party.role is Role.IMPLEMENTING:
        attributes["crs-channel-code"] = party.channel
    node = parent.add(tag)
    node.attributes = {name: value for name, value in attributes.items() if value}
    if party.name:
        node.add("narrative", party.name)


def _dates(node: Node, activity: Activity) -> None:
    for kind, day in (
        ("1", activity.starts_on), ("2", activity.started_on), ("3", activity.ends_on), ("4", activity.ended_on),
    ):  # fmt: skip
        if day is not None:
            node.add("activity-date", iso_date=day.isoformat(), type=kind)


def _percent(percent: Decimal | None) -> dict[str, str]:
    return {} if percent is None else {"percentage": f"{percent.normalize():f}"}


def _where(node: Node, activity: Activity) -> None:
    for country in activity.countries:
        node.add("recipient-country", code=country.code, **_percent(country.percent))
    for region in activity.regions:
        node.add("recipient-region", code=region.code, vocabulary="1", **_percent(region.percent))
    for place in activity.places:
        _place(node, place)


def _place(node: Node, place: Place) -> None:
    location = node.add("location")
    if place.name:
        location.add("name").add("narrative", place.name)
    if place.latitude is not None and place.longitude is not None:
        point = location.add("point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
        point.add("pos", f"{place.latitude} {place.longitude}")
        location.add("exactness", code="2")


def _what(node: Node, activity: Activity) -> None:
    vocabulary = "2" if activity.has_categories else "1"
    for sector in activity.sectors:
        node.add("sector", vocabulary=vocabulary, code=sector.code, **_percent(sector.percent))
    for goal in activity.goals:
        tag = node.add("tag", vocabulary="2", code=str(goal.number))
        for code, text in goal.name.items():
            narrative = tag.add("narrative", text)
            if code != activity.language:
                narrative.attributes[LANG] = code
    for code, significance in activity.markers.items():
        node.add("policy-marker", vocabulary="1", code=code, significance=significance)


def _how(node: Node, activity: Activity) -> None:
    for tag, code in (
        ("collaboration-type", activity.collaboration), ("default-flow-type", activity.flow), ("default-finance-type", activity.finance),
        ("default-aid-type", activity.aid_type), ("default-tied-status", activity.tied),
    ):  # fmt: skip
        if code:
            node.add(tag, code=code)


def _money(node: Node, activity: Activity) -> None:
    for budget in activity.budgets:
        _budget(node, budget)
    for transaction in activity.transactions:
        _transaction(node, transaction, activity.language)


def _value(node: Node, amount: Money, day: date) -> None:
    node.add("value", f"{amount.amount:f}", currency=amount.currency, value_date=day.isoformat())


def _budget(node: Node, budget: ActivityBudget) -> None:
    part = node.add("budget", type="1", status="2" if budget.is_committed else "1")
    part.add("period-start", iso_date=budget.starts_on.isoformat())
    part.add("period-end", iso_date=budget.ends_on.isoformat())
    _value(part, budget.amount, budget.starts_on)


def _transaction(node: Node, transaction: Transaction, language: str) -> None:
    part = node.add("transaction", **({"ref": transaction.ref} if transaction.ref else {}))
    part.add("transaction-type", code=Movement(transaction.movement).value)
    part.add("transaction-date", iso_date=transaction.day.isoformat())
    _value(part, transaction.amount, transaction.day)
    _words(part, "description", transaction.words, language)
    if transaction.provider:
        _party(part, "provider-org", transaction.provider)
    if transaction.receiver:
        _party(part, "receiver-org", transaction.receiver)


def _document(node: Node, document: Document, language: str) -> None:
    part = node.add("document-link", url=document.url, format=document.format)
    _words(part, "title", document.title, language)
    part.add("category", code=document.category)
    part.add("language", code=document.language)
    if document.dated_on:
        part.add("document-date", iso_date=document.dated_on.isoformat())


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec=_SECOND).replace("+00:00", "Z")
