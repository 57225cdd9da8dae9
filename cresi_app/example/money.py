"""The example's money: what two authorities voted, gave and paid, year by year, and what the Europe desk seeks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import INVENTED, Entry, entries
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment, Vote
from cresi_app.funding.service import FundingService


@dataclass(slots=True)
class Purse:
    """What the money of the example refers to and what it made: ids by key, filled while the story is told."""

    who: Actor
    funding: FundingService
    organisations: Mapping[str, int]
    projects: Mapping[str, int]
    story: Story
    first: date
    axes: dict[str, int] = field(default_factory=dict)
    grants: dict[str, int] = field(default_factory=dict)
    exercises: dict[tuple[str, int], int] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    def on(self, day: date, act: Callable[[], object]) -> None:
        """Do something on its day; what was before the library is written down on its first morning."""
        self.story.on(max(day, self.first), act)

    def instalment(self, key: str, place: int) -> int:
        """Return the id of a grant's instalment by its place, from 1."""
        return self.funding.grant_sheet(self.grants[key]).instalments[place - 1].instalment.id


def load_money(purse: Purse) -> dict[str, int]:
    """Plan everything about money; return the grants by key, there once the story is told."""
    purse.on(purse.first, partial(_axes, purse))
    for entry in entries("funding", "exercise"):
        purse.on(entry["open_on"] if "open_on" in entry else entry["voted_on"], partial(_exercise, purse, entry))
    for entry in entries("funding", "grant"):
        _plan_grant(purse, entry)
    for entry in entries("funding", "exercise"):
        for one in entry.get("transfers", ()):
            purse.on(one["on"], partial(_transfer, purse, entry, one))
        if "close_on" in entry:
            purse.on(entry["close_on"], partial(_close_year, purse, entry))
    return purse.grants


def _axes(purse: Purse) -> None:
    for entry in entries("funding", "axis"):
        fields: dict[str, object] = {"short_name": entry["short"], "is_emergency": entry.get("emergency", False)}
        if "colour" in entry:
            fields["colour"] = entry["colour"]
        authority = purse.organisations[entry["authority"]]
        purse.holders[entry["key"]] = entry["authority"]
        purse.axes[entry["key"]] = purse.funding.add_axis(purse.who, authority, entry["name"], **fields).id
    for entry in entries("funding", "rate"):
        purse.funding.add_rate(purse.who, entry["currency"], entry["on"], entry["units_micro"], entry["source"])


def _exercise(purse: Purse, entry: Entry) -> None:
    funding, who = purse.funding, purse.who
    authority = purse.organisations[entry["authority"]]
    said = {"voted_on": entry["voted_on"], "deliberation": entry.get("deliberation", ""), "note": INVENTED}
    found = funding.set_exercise(who, authority, entry["year"], budget_minor=entry["budget"] * 100, **said).id
    purse.exercises[entry["authority"], entry["year"]] = found
    decided = {name: said[name] for name in ("deliberation",)} | {"decided_on": entry["voted_on"]}
    for key, amount in entry["votes"].items():
        funding.add_credit(who, found, purse.axes[key], amount * 100, **decided)
    for one in entry.get("reserves", ()):
        funding.add_credit(who, found, None, one["amount"] * 100, label=one["label"], **decided)


def _transfer(purse: Purse, entry: Entry, one: Entry) -> None:
    exercise = purse.exercises[entry["authority"], entry["year"]]
    axes = purse.axes[one["from"]], purse.axes[one["to"]]
    purse.funding.propose_transfer(purse.who, exercise, axes, one["amount"] * 100, one["reason"])


def _close_year(purse: Purse, entry: Entry) -> None:
    exercise = purse.exercises[entry["authority"], entry["year"]]
    purse.funding.close_exercise(purse.who, exercise, None, entry["close_on"])


# --- grants ---


def _plan_grant(purse: Purse, entry: Entry) -> None:
    vote = entry.get("vote", {})
    first = entry.get("committee") or entry.get("refuse")
    opened: date = first["on"] if first else entry["opened"] if "opened" in entry else _before(vote["on"])
    purse.on(opened, partial(_open, purse, entry))
    if "committee" in entry:
        purse.on(entry["committee"]["on"], partial(_committee, purse, entry))
    if vote:
        purse.on(vote["on"], partial(_vote, purse, entry))
    if "sign" in entry:
        purse.on(entry["sign"]["on"], partial(_sign, purse, entry))
    for place, paper in enumerate(entry.get("papers", ())):
        for step in ("asked", "received", "checked"):
            if step in paper:
                purse.on(paper[step], partial(_paper, purse, entry, (place, step)))
    for place, instalment in enumerate(entry.get("plan", ()), start=1):
        if "paid" in instalment:
            purse.on(instalment["paid"], partial(_pay, purse, entry, place))
    if "refuse" in entry:
        purse.on(entry["refuse"]["on"], partial(_refuse, purse, entry))
    if "close" in entry:
        purse.on(entry["close"], partial(_close, purse, entry))
    if "repay" in entry:
        purse.on(entry["repay"]["on"], partial(_repay, purse, entry))


def _before(day: date) -> date:
    """Return when a grant was asked for: the autumn before a spring vote, a fortnight before any other."""
    return date(day.year - 1, 11, 20) if day.month < 6 else day.replace(day=1)


def _open(purse: Purse, entry: Entry) -> None:
    funding, who = purse.funding, purse.who
    if "project" in entry:
        changes = funding.grant_from_project(who, purse.projects[entry["project"]], purse.axes[entry["axis"]])
    else:
        asked: dict[str, object] = {"requested_minor": entry["asked"] * 100} if "asked" in entry else {}
        holder = purse.organisations[entry["holder"]]
        axis = purse.axes[entry["axis"]]
        changes = funding.add_grant(who, entry["title"], holder, entry["year"], axis_id=axis, **asked)
    purse.grants[entry["key"]] = changes.id
    fields: dict[str, object] = {
        "note": INVENTED,
        "country_code": entry["country"],
        "sector_code": entry["sector"],
        "purpose_code": entry.get("purpose", "project"),
    }
    if "object" in entry:
        fields["object"] = entry["object"]
    if "minimis" in entry:
        fields |= {"is_minimis": True, "minimis_elsewhere_minor": entry["minimis"] * 100}
    funding.update_grant(who, changes.id, None, None, **fields)


def _committee(purse: Purse, entry: Entry) -> None:
    said = entry["committee"]
    more = {"committee_on": said["on"], "committee_note": said.get("note", "")}
    purse.funding.bring_to_committee(purse.who, purse.grants[entry["key"]], None, said["amount"] * 100, **more)


def _vote(purse: Purse, entry: Entry) -> None:
    said, grant_id = entry["vote"], purse.grants[entry["key"]]
    vote = Vote(
        amount_minor=said["amount"] * 100,
        on=said["on"],
        deliberation=said["number"],
        excess_reason=said.get("excess", ""),
        needs_agreement=said.get("agreement"),
    )
    purse.funding.vote(purse.who, grant_id, None, vote)
    purse.funding.plan(purse.who, grant_id, [_planned(one) for one in entry["plan"]])
    for paper in entry.get("papers", ()):
        place = purse.instalment(entry["key"], paper["instalment"]) if "instalment" in paper else None
        fields = {"instalment_id": place, "due_on": paper.get("due")}
        if paper["kind"] == "final_report":
            known = purse.funding.grant_sheet(grant_id).papers
            (report,) = [view.paper for view in known if view.paper.kind_code == "final_report"]
            purse.funding.update_paper(purse.who, report.id, None, **fields)
        else:
            purse.funding.add_paper(purse.who, grant_id, paper["kind"], paper.get("label", ""), **fields)


def _planned(one: Entry) -> PlannedInstalment:
    due = one.get("due", one.get("paid"))
    return PlannedInstalment(one["label"], one["amount"] * 100, due, one.get("terms", ""), one.get("balance", False))


def _sign(purse: Purse, entry: Entry) -> None:
    said = entry["sign"]
    purse.funding.sign(purse.who, purse.grants[entry["key"]], None, said["on"], said.get("number", ""))


def _paper(purse: Purse, entry: Entry, what: tuple[int, str]) -> None:
    place, step = what
    said = entry["papers"][place]
    grant_id, funding, who = purse.grants[entry["key"]], purse.funding, purse.who
    papers = [
        view for view in funding.grant_sheet(grant_id).papers if _is(view.paper.kind_code, view.paper.label, said)
    ]
    paper_id, on = papers[0].paper.id, said[step]
    if step == "asked":
        funding.ask_papers(who, grant_id, [paper_id], "email", on)
        if "remind" in said:
            funding.update_paper(who, paper_id, None, reminder_on=said["remind"])
    elif step == "received":
        funding.receive_paper(who, paper_id, None, on)
    else:
        funding.check_report(who, paper_id, None, (said["spent"] * 100, said["justified"] * 100), on)


def _is(kind: str | None, label: str, said: Entry) -> bool:
    return (kind, label) == (said["kind"], said.get("label", ""))


def _pay(purse: Purse, entry: Entry, place: int) -> None:
    said = entry["plan"][place - 1]
    paid = PaymentEntry(None, said["paid"], said["order"])
    purse.funding.pay(purse.who, purse.instalment(entry["key"], place), paid)


def _refuse(purse: Purse, entry: Entry) -> None:
    said = entry["refuse"]
    purse.funding.refuse(purse.who, purse.grants[entry["key"]], None, said["motive"], said["on"])


def _close(purse: Purse, entry: Entry) -> None:
    purse.funding.close_grant(purse.who, purse.grants[entry["key"]], None, entry["close"])


def _repay(purse: Purse, entry: Entry) -> None:
    said = entry["repay"]
    grant_id = purse.grants[entry["key"]]
    purse.funding.repay(purse.who, grant_id, said["amount"] * 100, said["reason"], said["on"], said["number"])
