"""The example's Europe desk: programmes and calls, and the applications Climate and Cinessonne."""

from datetime import date
from functools import partial

from cresi_app.example.money import Purse
from cresi_app.example.texts import INVENTED, Entry, entries
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment, Vote


def load_europe(purse: Purse) -> None:
    """Plan programmes, calls and applications."""
    calls: dict[str, int] = {}
    for entry in entries("funding", "programme"):
        purse.on(purse.first, partial(_programme, purse, entry, calls))
    for entry in entries("funding", "application"):
        made: dict[str, int] = {}
        purse.on(entry["opened"], partial(_open, purse, entry, (calls, made)))
        if "submitted" in entry:
            purse.on(entry["submitted"], partial(_stage, purse, made, ("submitted", entry["submitted"], "")))
        if "result" in entry:
            said = entry["result"]
            purse.on(said["on"], partial(_stage, purse, made, (said["stage"], said["on"], said["note"])))
        if "grant" in entry:
            purse.on(entry["result"]["on"], partial(_grant, purse, entry, made))
            for place, one in enumerate(entry["grant"]["plan"], start=1):
                if "paid" in one:
                    purse.on(one["paid"], partial(_receive, purse, entry, place))
        if "running" in entry:
            purse.on(entry["running"], partial(_stage, purse, made, ("running", entry["running"], "")))


def _programme(purse: Purse, entry: Entry, calls: dict[str, int]) -> None:
    funding, who = purse.funding, purse.who
    programme = funding.add_programme(
        who, entry["name"], acronym=entry["acronym"], funder_id=purse.organisations["commission"],
        starts_year=entry["starts"], ends_year=entry["ends"], summary=entry["summary"],
    ).id  # fmt: skip
    for one in entry["calls"]:
        amounts = {f"{name}_minor": one[name] * 100 for name in ("least", "most") if name in one}
        call = funding.add_call(
            who, programme, one["title"], reference=one["reference"], opens_on=one["opens"], deadline_on=one["deadline"],
            deadline_time=one["time"], rate_percent=one.get("rate"), who_may=one["who"], costs_note=one["costs"],
            advice=one["advice"], summary=INVENTED, **amounts,
        ).id  # fmt: skip
        calls[one["key"]] = call
        for label, detail, is_required in one["criteria"]:
            funding.add_criterion(who, call, label, detail=detail, is_required=is_required)


def _open(purse: Purse, entry: Entry, known: tuple[dict[str, int], dict[str, int]]) -> None:
    calls, made = known
    funding, who, organisations = purse.funding, purse.who, purse.organisations
    fields: dict[str, object] = {f"{name}_minor": entry[name] * 100 for name in ("total", "requested") if name in entry}
    fields |= {name: entry[name] for name in ("starts_on", "ends_on") if name in entry}
    fields |= {
        "acronym": entry["acronym"],
        "summary": entry["summary"],
        "call_id": calls[entry["call"]],
        "note": INVENTED,
    }
    lead = organisations[entry["lead"]]
    application = made["id"] = funding.add_application(who, entry["title"], lead, entry["year"], **fields).id
    funding.set_application_stage(who, application, None, "drafting", entry["opened"])
    for key, role in entry["partners"]:
        funding.add_partner(who, application, organisations[key], role)
    for label, key, amount, asked in entry.get("lines", ()):
        more = {"asked_minor": asked * 100, "organisation_id": organisations[key]}
        funding.add_line(who, application, label, amount * 100, **more)
    criteria = funding.criteria(calls[entry["call"]])
    for place, is_met in entry["answers"]:
        funding.answer(who, application, criteria[place].id, is_met)


def _stage(purse: Purse, made: dict[str, int], what: tuple[str, date, str]) -> None:
    stage, on, note = what
    said = {"result_note": note} if note else {}
    purse.funding.set_application_stage(purse.who, made["id"], None, stage, on, **said)


def _grant(purse: Purse, entry: Entry, made: dict[str, int]) -> None:
    said, funding, who = entry["grant"], purse.funding, purse.who
    grant_id = funding.grant_from_application(who, made["id"], note=INVENTED).id
    purse.grants[entry["key"]] = grant_id
    funding.update_application(who, made["id"], None, obtained_minor=said["amount"] * 100)
    funding.vote(who, grant_id, None, Vote(said["amount"] * 100, entry["result"]["on"]))
    plan = [
        PlannedInstalment(
            one["label"], one["amount"] * 100, one.get("due", one.get("paid")), is_balance=one.get("balance", False)
        )
        for one in said["plan"]
    ]
    funding.plan(who, grant_id, plan)


def _receive(purse: Purse, entry: Entry, place: int) -> None:
    one = entry["grant"]["plan"][place - 1]
    paid = PaymentEntry(None, one["paid"], one["order"])
    purse.funding.pay(purse.who, purse.instalment(entry["key"], place), paid)
