"""The example's cooperation: agreements with their acts, exchanges, emergency aid, support to partners, the outpost in Wuhan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from cresi_app.cooperation.service import CooperationService, NewAgreement
from cresi_app.core.changes import Actor
from cresi_app.core.money import Money
from cresi_app.example.days import Known
from cresi_app.example.story import Story
from cresi_app.example.texts import INVENTED, Entry, entries

TOLD = "Les jours, les montants et la suite sont inventés ; le fait est dans les textes fondateurs."


@dataclass(slots=True)
class Links:
    """What the entries refer to, by key, and what they made."""

    who: Actor
    service: CooperationService
    known: Known
    projects: Mapping[str, int]
    grants: Mapping[str, int]
    axes: Mapping[str, int]
    story: Story
    first: date
    agreements: dict[str, int] = field(default_factory=dict)

    def on(self, day: date, act: Callable[[], object]) -> None:
        """Do something on its day; what was before the library is written down on its first mornings."""
        self.story.on(max(day, self.first), act)

    def organisation(self, key: str) -> int:
        """Return an organisation of the example."""
        return self.known.organisations[key]

    def person(self, entry: Entry) -> int | None:
        """Return a person of the directory, None for somebody known by name alone."""
        return self.known.people.get((entry["of"], entry["name"])) if "of" in entry else None


def load_cooperation(links: Links) -> None:
    """Plan everything the desk knows; money and dossiers are linked when they are there."""
    links.on(links.first, partial(_organisations, links))
    for entry in entries("cooperation", "agreement"):
        links.on(links.first, partial(_agreement, links, entry))
        for act in entry.get("acts", ()):
            days: list[date] = [act[name] for name in ("on",) if name in act] or [act["signed"][0]]
            links.on(days[0], partial(_act, links, entry, act))
        for meeting in entry.get("meetings", ()):
            links.on(min(meeting["on"], date(2026, 11, 2)), partial(_meeting, links, entry, meeting))
        if "suspended" in entry:
            links.on(entry["suspended"][0], partial(_suspend, links, entry))
    for entry in entries("cooperation", "exchange"):
        links.on(links.first, partial(_exchange, links, entry))
    for entry in entries("cooperation", "support"):
        ended: date = entry["ends"]
        links.on(ended, partial(_support, links, entry))
    for entry in entries("cooperation", "outpost"):
        links.on(date(2026, 10, 20), partial(_outpost, links, entry))
    links.on(date(2026, 11, 3), partial(_linked, links))


def _note(entry: Entry) -> str:
    return f"{INVENTED} {TOLD}" if entry.get("told") else INVENTED


def _millionths(at: list[float]) -> dict[str, int]:
    return {"latitude_e6": round(at[0] * 1_000_000), "longitude_e6": round(at[1] * 1_000_000)}


def _organisations(links: Links) -> None:
    for entry in entries("cooperation", "organisation"):
        kind = entry.get("kind", "partner_authority")
        fields = {"country_code": entry["country"], "town": entry["town"], "note": INVENTED}
        made = links.service.directory.add_organisation(links.who, entry["name"], kind=kind, **fields)
        links.known.organisations[entry["key"]] = made.id


def _dates(entry: Entry) -> dict[str, Any]:
    """Return the days and numbers of an act as its record names them."""
    found: dict[str, Any] = {}
    if "deliberated" in entry:
        found |= {"deliberated_on": entry["deliberated"][0], "deliberation_number": entry["deliberated"][1]}
    if "signed" in entry:
        found |= {"signed_on": entry["signed"][0], "signed_place": entry["signed"][1]}
    names = {"transmitted": "transmitted_on", "starts": "starts_on", "ends": "ends_on", "notice": "notice_months"}
    found |= {names[name]: entry[name] for name in names if name in entry}
    return found | {name: entry[name] for name in ("renewal", "renewal_months", "originals") if name in entry}


def _agreement(links: Links, entry: Entry) -> None:
    service, who = links.service, links.who
    new = NewAgreement(
        entry["name"], entry["kind"], links.organisation(entry["authority"]), links.organisation(entry["partner"]),
        entry["country"], entry["partner_kind"],
    )  # fmt: skip
    made = service.add_agreement(
        who, new, object=entry["object"], group_name=entry.get("group", ""), place=entry["name"], note=_note(entry),
        steering=entry.get("steering", ""), **_millionths(entry["place"]), **_dates(entry),
    )  # fmt: skip
    links.agreements[entry["key"]] = made.id
    _sectors(links, made.id, entry)
    _roadmap(links, made.id, entry)
    for year, amount in entry.get("commitments", {}).items():
        service.set_commitment(who, made.id, int(year), Money(amount * 100), note=INVENTED)


def _sectors(links: Links, agreement_id: int, entry: Entry) -> None:
    if "sectors" in entry:
        shared = [(one[0], one[1], one[2] * 100 if len(one) > 2 else None) for one in entry["sectors"]]
        alone = [(code, words, 10_000) for code, words, _ in shared] if len(shared) == 1 else shared
        links.service.set_sectors(links.who, agreement_id, alone)


def _roadmap(links: Links, agreement_id: int, entry: Entry) -> None:
    if "roadmap" in entry:
        said = entry["roadmap"]
        links.service.add_roadmap(
            links.who, agreement_id, said["title"], is_action_plan=said.get("plan", False), starts_on=said["starts"],
            ends_on=said["ends"], content=said["content"], results=said.get("results", ""),
        )  # fmt: skip


def _act(links: Links, entry: Entry, act: Entry) -> None:
    root = links.agreements[entry["key"]]
    fields: dict[str, Any] = _dates(act) | {"note": _note(entry if act.get("relaunch") else {})}
    made = links.service.add_act(links.who, root, act["kind"], is_relaunch=act.get("relaunch", False), **fields)
    _sectors(links, made.id, act)
    _roadmap(links, made.id, act)


def _meeting(links: Links, entry: Entry, meeting: Entry) -> None:
    said = {name: meeting.get(name, "") for name in ("title", "place", "participants", "decisions")}
    links.service.add_meeting(links.who, links.agreements[entry["key"]], meeting["on"], **said)


def _suspend(links: Links, entry: Entry) -> None:
    day, reason = entry["suspended"]
    links.service.suspend(links.who, links.agreements[entry["key"]], None, day, reason)


def _exchange(links: Links, entry: Entry) -> None:
    authority = links.organisation(entry["authority"])
    note = " ".join(part for part in (entry.get("note", ""),) if part)
    links.service.set_partner_country(
        links.who, authority, entry["where"], partner_kind_code=entry["kind"], themes=entry["themes"], note=note
    )


def _support(links: Links, entry: Entry) -> None:
    service, who = links.service, links.who
    fields = {name: entry.get(name, "") for name in ("place", "objective", "results")}
    made = service.add_support(
        who, entry["title"], entry["kind"], links.organisation(entry["partner"]), entry["starts"], ends_on=entry.get("ends"),
        authority_id=links.organisation(entry.get("authority", "essonne")), country_code=entry["country"],
        agreement_id=links.agreements[entry["agreement"]], cost_minor=entry["cost"] * 100, note=INVENTED, **fields,
    )  # fmt: skip
    people: list[dict[str, object]] = []
    for person in entry.get("people", ()):
        known = links.person(person)
        people.append({"person_id": known, "name": "" if known else person["name"], "role": person["role"]})
    if people:
        service.set_support_people(who, made.id, people)
    if "items" in entry:
        items = [
            {"label": one["label"], "quantity": one["quantity"], "value_minor": one["value"] * 100}
            for one in entry["items"]
        ]
        service.set_support_items(who, made.id, items)


def _outpost(links: Links, entry: Entry) -> None:
    service, who = links.service, links.who
    made = service.add_outpost(
        who, entry["name"], links.organisation(entry["authority"]), entry["country"], host_id=links.organisation(entry["host"]),
        place=entry["place"], region=entry["region"], opened_on=entry["opened"], reason=entry["reason"], sectors=entry["sectors"],
        note=_note(entry), **_millionths(entry["at"]),
    )  # fmt: skip
    contacts = [(key, one["role"]) for one in entry["contacts"] if (key := links.person(one)) is not None]
    service.set_outpost_contacts(who, made.id, contacts)
    service.set_outpost_clusters(
        who, made.id, [(links.organisation(one["of"]), one["field"]) for one in entry["clusters"]]
    )
    for one in entry["meetings"]:
        company = {"organisation_id": links.organisation(one["of"])} if "of" in one else {"company": one["company"]}
        service.add_outpost_meeting(who, made.id, one["on"], subject=one["subject"], outcome=one["outcome"], **company)
    for one in entry["actions"]:
        more = {
            "ends_on": one["ends"],
            "description": one["description"],
            "result": one["result"],
            "cost_minor": one["cost"] * 100,
        }
        service.add_outpost_action(who, made.id, one["title"], one["starts"], **more)


def _linked(links: Links) -> None:
    """Tie agreements to dossiers and grants, and emergencies to theirs: all of them are written by now."""
    for entry in entries("cooperation", "agreement"):
        key = links.agreements[entry["key"]]
        for project in entry.get("projects", ()):
            links.service.link_project(links.who, key, links.projects[project])
        for grant in entry.get("grants", ()):
            links.service.link_grant(links.who, key, links.grants[grant])
    for entry in entries("cooperation", "crisis"):
        _crisis(links, entry)


def _crisis(links: Links, entry: Entry) -> None:
    service, who = links.service, links.who
    said = {name: entry.get(name, "") for name in ("summary", "needs", "achieved", "lessons")}
    made = service.add_crisis(
        who, entry["name"], entry["kind"], links.organisation(entry["authority"]), entry["on"], ended_on=entry["until"],
        axis_id=links.axes[entry["axis"]], note=_note(entry), **said,
    )  # fmt: skip
    places = [
        {"country_code": one["country"], "place": one["place"], **_millionths(one["at"])} for one in entry["places"]
    ]
    service.set_crisis_places(who, made.id, places)
    for one in entry["decisions"]:
        grant = service.funding.grant(links.grants[one["grant"]])
        service.add_decision(
            who, made.id, grant.organisation_id, one.get("on") or grant.voted_on or entry["on"], grant_id=grant.id,
            deliberation_number=one.get("number", grant.deliberation), object=one.get("object", grant.object),
            results=one.get("results", ""),
        )  # fmt: skip
