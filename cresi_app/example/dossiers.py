"""The example's project dossiers: written, submitted, decided on their days."""

from collections.abc import Mapping
from functools import partial

from cresi_app.core.changes import Actor
from cresi_app.core.money import precision
from cresi_app.example import follow_up
from cresi_app.example.story import Story
from cresi_app.example.texts import INVENTED, Entry, entries
from cresi_app.projects.model import PaperState, StageMove
from cresi_app.projects.service import AmountEntry, ProjectService

_FIELDS = (
    "call_name", "summary", "context", "general_objective", "specific_objective", "beneficiaries_note", "human_means",
    "education_here", "communication", "risks", "sustainability", "evaluation", "grant_use", "place", "starts_on",
    "ends_on", "direct_beneficiaries", "indirect_beneficiaries", "deadline_on", "addressee", "addressee_kind", "material_means",
)  # fmt: skip


def load_dossiers(
    who: Actor, projects: ProjectService, organisations: Mapping[str, int], story: Story
) -> dict[str, int]:
    """Plan every dossier; the ids by key are there once the story is told."""
    made: dict[str, int] = {}
    story.on(follow_up.FIRST_FORMS, partial(follow_up.load_holders, who, projects, organisations))
    for entry in entries("projects", "project"):
        story.on(entry["opened"], partial(_write, who, projects, organisations, (entry, made)))
        for stage in entry.get("stages", ()):
            story.on(stage["on"], partial(_move, who, projects, entry, (stage, made)))
    follow_up.accompany(who, projects, made, story)
    return made


def _write(
    who: Actor, projects: ProjectService, organisations: Mapping[str, int], what: tuple[Entry, dict[str, int]]
) -> None:
    entry, made = what
    fields: dict[str, object] = {name: entry[name] for name in _FIELDS if name in entry}
    fields |= {"country_code": entry["country"], "internal_note": INVENTED}
    fields |= {f"{axis}_e6": round(entry[axis] * 1_000_000) for axis in ("latitude", "longitude")}
    changes = projects.add_project(who, entry["title"], organisations[entry["holder"]], entry["year"], **fields)
    project_id = made[entry["key"]] = changes.id
    if "currency" in entry:
        projects.set_currency(who, project_id, entry["currency"])
    if "template" in entry:
        projects.set_template(who, project_id, entry["template"])
    projects.set_sectors(who, project_id, [(code, share) for code, share in entry["sectors"]])
    projects.set_goals(who, project_id, entry["goals"])
    _write_parts(who, projects, organisations, (entry, project_id))
    _write_budget(who, projects, organisations, (entry, project_id))
    follow_up.deepen(who, projects, project_id, follow_up.of_dossier(entry["key"]))
    for paper in projects.papers(project_id):
        if paper.paper.kind_code in entry["papers"]:
            projects.set_paper(
                who, paper.paper.id, paper.paper.version, state_code=PaperState.RECEIVED, dated_on=entry["opened"]
            )


def _write_parts(
    who: Actor, projects: ProjectService, organisations: Mapping[str, int], what: tuple[Entry, int]
) -> None:
    entry, project_id = what
    for one in entry.get("partners", ()):
        projects.add_partner(
            who, project_id, organisations[one["organisation"]], one["role"], contribution=one["contribution"]
        )
    for one in entry.get("activities", ()):
        own = {name: one[name] for name in ("theme", "rhythm", "responsible", "quantity") if name in one}
        projects.add_activity(who, project_id, one["title"], starts_month=one["starts"], ends_month=one["ends"], **own)
    for one in entry.get("groups", ()):
        own = {name: one[name] for name in ("women", "men", "people", "change") if name in one}
        projects.add_beneficiary(who, project_id, one["name"], is_direct=one["direct"], **own)


def _write_budget(
    who: Actor, projects: ProjectService, organisations: Mapping[str, int], what: tuple[Entry, int]
) -> None:
    entry, project_id = what
    unit = 10 ** precision(entry.get("currency", "EUR"))
    amounts = [AmountEntry(code, None, "amount_minor", whole * unit) for code, whole in entry["charges"].items()]
    projects.enter_amounts(who, project_id, amounts)
    if "spent" in entry:
        spent = [AmountEntry(code, None, "actual_minor", whole * unit) for code, whole in entry["spent"].items()]
        projects.enter_amounts(who, project_id, spent)
    names = projects.directory.organisation_names(organisations.values())
    funders = {name: key for key, name in names.items()}
    for one in entry["products"]:
        fields: dict[str, object] = {"amount_minor": one["amount"] * unit, "is_requested": one.get("requested", False)}
        if "label" in one:
            fields |= {"label": one["label"], "organisation_id": funders.get(one["label"])}
        if "status" in one:
            fields |= {"status_code": one["status"]}
        projects.add_budget_line(who, project_id, one["line"], **fields)


def _move(who: Actor, projects: ProjectService, entry: Entry, what: tuple[Entry, dict[str, int]]) -> None:
    stage, made = what
    project_id = made[entry["key"]]
    decision = entry.get("decision", {})
    decided = projects.workflow.stages[stage["to"]].is_decision
    granted = decision.get("granted")
    move = StageMove(
        stage["to"],
        motive=entry.get("motive", "") if decided else "",
        on=stage["on"],
        granted_minor=granted * 100 if decided and granted is not None else None,
        decision_number=decision.get("number", "") if decided else "",
    )
    projects.set_stage(who, project_id, projects.project(project_id).version, move)
    if decided:
        follow_up.revise(who, projects, project_id, follow_up.of_dossier(entry["key"]))
