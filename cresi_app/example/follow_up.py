"""What accompanies the example's dossiers: frameworks, people, opinions, tasks, exchanges, the holders' facts, advice."""

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import partial
from typing import Any, Final

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import Entry, entries, read
from cresi_app.projects.model import AdviceState, LogLevel
from cresi_app.projects.service import AmountEntry, ProjectService, YearEntry

FILE: Final = "follow-up"
FIRST_FORMS: Final = date(2025, 9, 8)
"""The day the holders filled the application form's first sections."""
_INDICATOR: Final = (
    "measure", "unit", "baseline_text", "baseline_year", "target_text", "target_year", "actual_text", "actual_on", "source",
)  # fmt: skip
_YEAR: Final = ("volunteers", "civic_volunteers", "employees", "subsidised", "members", "starts_on", "ends_on")


def of_dossier(key: str) -> Entry:
    """Return what accompanies a dossier, nothing when it stands alone."""
    return next((entry for entry in entries(FILE, "dossier") if entry["key"] == key), {})


def deepen(who: Actor, projects: ProjectService, project_id: int, entry: Entry) -> None:
    """Write what a dossier holds from its beginning: framework, people, places, rates, years."""
    for place in entry.get("places", ()):
        point = {f"{axis}_e6": round(place[axis] * 1_000_000) for axis in ("latitude", "longitude")}
        projects.add_place(
            who, project_id, place["name"], country_code=place["country"], note=place.get("note", ""), **point
        )
    for one in entry.get("means", ()):
        projects.add_means(who, project_id, one["kind"], **_means(one))
    for rate in entry.get("rates", ()):
        projects.set_rate(who, project_id, rate["currency"], rate["per_euro"], rate["on"], rate["source"])
    _frame(who, projects, project_id, entry.get("framework", ()))
    if "years" in entry:
        _spread(who, projects, project_id, entry["years"])


def _means(one: Entry) -> dict[str, object]:
    fields: dict[str, object] = {name: one[name] for name in ("name", "side", "people") if name in one}
    for name, column, unit in (
        ("hours", "hours_milli", 1000),
        ("posts", "posts_milli", 1000),
        ("rate", "rate_minor", 100),
    ):
        if name in one:
            fields[column] = round(one[name] * unit)
    return fields


def _frame(who: Actor, projects: ProjectService, project_id: int, rows: Any) -> None:
    for row in rows:
        cells = {name: row[name] for name in ("intervention", "hypotheses") if name in row}
        changes = projects.add_log_row(who, project_id, LogLevel(row["level"]), **cells)
        row_id = next(iter(changes.touched["project_logframe"]))
        for one in row.get("indicators", ()):
            _indicator(who, projects, project_id, {**one, "logframe_id": row_id})
        if row["level"] == LogLevel.RESULT:
            for activity in projects.dossier_data(project_id).activities:
                if activity.theme == row["theme"]:
                    projects.update_activity(who, activity.id, activity.version, result_id=row_id)


def _indicator(who: Actor, projects: ProjectService, project_id: int, one: Entry) -> None:
    fields: dict[str, object] = {name: one[name] for name in (*_INDICATOR, "logframe_id") if name in one}
    for name in ("baseline", "target", "actual"):
        if name in one:
            fields[f"{name}_milli"] = round(one[name] * 1000)
    projects.add_indicator(who, project_id, one["name"], **fields)


def _spread(who: Actor, projects: ProjectService, project_id: int, shares: Mapping[str, float]) -> None:
    """Spread every line over the years by the same shares, in whole euros; the last year takes the rest."""
    years = sorted(int(year) for year in shares)
    left = {line.id: line.amount_minor for line in projects.budget_lines(project_id)}
    whole = dict(left)
    for year in years:
        entries_of_year = []
        for line_id, amount in whole.items():
            part = left[line_id] if year == years[-1] else round(amount * shares[str(year)] / 100) * 100
            left[line_id] -= part
            entries_of_year.append(YearEntry(line_id, "amount_minor", part))
        projects.enter_year_amounts(who, project_id, year, entries_of_year)


def accompany(who: Actor, projects: ProjectService, made: Mapping[str, int], story: Story) -> None:
    """Plan what comes to the dossiers on later days: opinions, tasks, exchanges, changes after the submission."""
    for entry in entries(FILE, "dossier"):
        key = entry["key"]

        def act(run: Callable[..., object], one: Entry, key: str = key) -> Callable[[], object]:
            return lambda: run(who, projects, made[key], one)

        for opinion in entry.get("opinions", ()):
            story.on(opinion.get("given", opinion["asked"]), act(_opinion, opinion))
        for task in entry.get("tasks", ()):
            story.on(task["on"], act(_task, task))
        for exchange in entry.get("exchanges", ()):
            story.on(exchange["on"], act(_exchange, exchange))
        if "changes" in entry:
            story.on(entry["changes"]["on"], act(_change, entry["changes"]))


def _opinion(who: Actor, projects: ProjectService, project_id: int, one: Entry) -> None:
    fields = {"asked_on": one["asked"], "given_on": one.get("given"), "verdict_code": one.get("verdict")}
    projects.add_opinion(who, project_id, one["reviewer"], text=one.get("text", ""), **fields)


def _task(who: Actor, projects: ProjectService, project_id: int, one: Entry) -> None:
    staff = int(who.key) if who.key.isdecimal() else None
    projects.add_task(who, project_id, one["title"], due_on=one["due"], done_on=one.get("done"), staff_id=staff)


def _exchange(who: Actor, projects: ProjectService, project_id: int, one: Entry) -> None:
    fields = {"with_whom": one["with"], "subject": one["subject"], "text": one["text"], "happened_on": one["on"]}
    projects.add_exchange(who, project_id, one["kind"], is_incoming=one.get("incoming", False), **fields)


def _change(who: Actor, projects: ProjectService, project_id: int, one: Entry) -> None:
    projects.update_project(who, project_id, projects.project(project_id).version, None, context=one["context"])
    for line in projects.budget_lines(project_id):
        if line.line_code in one["lines"]:
            amount = line.amount_minor + one["lines"][line.line_code] * 100
            projects.update_budget_line(who, line.id, line.version, amount_minor=amount)


def revise(who: Actor, projects: ProjectService, project_id: int, entry: Entry) -> None:
    """Enter what a dossier under way revised and spent so far, in whole euros."""
    lines = {line.line_code: line.id for line in projects.budget_lines(project_id)}
    for name, field in (("revised", "revised_minor"), ("spent", "actual_minor")):
        told = [AmountEntry(code, lines[code], field, euros * 100) for code, euros in entry.get(name, {}).items()]
        if told:
            projects.enter_amounts(who, project_id, told)


def load_holders(who: Actor, projects: ProjectService, organisations: Mapping[str, int]) -> None:
    """Write what the application form asks of the holders."""
    names = ("networks", "is_public_utility", "pays_business_tax", "has_member_bodies", "member_bodies")
    for entry in entries(FILE, "holder"):
        organisation = organisations[entry["organisation"]]
        projects.set_holder_profile(who, organisation, None, **{name: entry[name] for name in names if name in entry})
        for one in entry["approvals"]:
            projects.add_approval(who, organisation, one["name"], given_by=one["given_by"], given_on=one["given_on"])
        year = entry["year"]
        people = {name: year[name] for name in _YEAR if name in year}
        projects.set_holder_year(
            who, organisation, year["year"], None, posts_milli=round(year["posts"] * 1000), **people
        )


def load_advice(
    who: Actor,
    services: tuple[ProjectService, CatalogueService],
    organisations: Mapping[str, int],
    made: Mapping[str, int],
    story: Story,
) -> None:
    """Plan the advice given, each on its day; an appointment is noted beforehand."""
    for entry in read(FILE)["advice"]:
        story.on(entry.get("noted", entry["on"]), partial(_advise, who, services, (organisations, made), entry))


def _advise(
    who: Actor,
    services: tuple[ProjectService, CatalogueService],
    known: tuple[Mapping[str, int], Mapping[str, int]],
    entry: Entry,
) -> None:
    (projects, catalogue), (organisations, made) = services, known
    fields: dict[str, object] = {name: entry[name] for name in ("minutes", "note", "next_step") if name in entry}
    fields |= {"mode_code": entry.get("mode", "centre"), "state": AdviceState(entry.get("state", "given"))}
    if "project" in entry:
        fields["project_id"] = made[entry["project"]]
    if "at" in entry:
        fields["starts_at"] = time.fromisoformat(entry["at"])
    changes = projects.add_advice(who, entry["subject"], organisations[entry["organisation"]], entry["on"], **fields)
    handed = [row.id for title in entry.get("documents", ()) for row in catalogue.search(title, limit=1).rows]
    if handed:
        projects.hand_out(who, changes.id, handed)
