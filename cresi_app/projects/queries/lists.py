"""Reads of the desk's own code lists: stages, forms, papers, roles, goals."""

from typing import Final, TypeVar

from cresi_app.projects.model import (
    AdviceMode,
    BudgetRule,
    BudgetTemplate,
    CofundingStatus,
    ExchangeKind,
    MeansKind,
    Nomenclature,
    OpinionVerdict,
    PaperKind,
    PartnerRole,
    Sdg,
    Stage,
    StageRule,
    Step,
    SubtotalLine,
    TemplateLine,
    Workflow,
)
from cresi_app.store.library import Library
from cresi_app.store.records import Table

RowT = TypeVar("RowT")
STAGES: Final = Table("project_stage", Stage)
STEPS: Final = Table("project_step", Step)
RULES: Final = Table("project_stage_move", StageRule)
TEMPLATES: Final = Table("budget_template", BudgetTemplate)
TEMPLATE_LINES: Final = Table("budget_line_template", TemplateLine)
PAPER_KINDS: Final = Table("paper_kind", PaperKind)
SUBTOTALS: Final = Table("budget_subtotal", SubtotalLine)
BUDGET_RULES: Final = Table("budget_rule", BudgetRule)
MEANS_KINDS: Final = Table("means_kind", MeansKind)
VERDICTS: Final = Table("opinion_verdict", OpinionVerdict)
EXCHANGE_KINDS: Final = Table("exchange_kind", ExchangeKind)
ADVICE_MODES: Final = Table("advice_mode", AdviceMode)
STATUSES: Final = Table("cofunding_status", CofundingStatus)
ROLES: Final = Table("partner_role", PartnerRole)
SDGS: Final = Table("sdg", Sdg)


def workflow(library: Library) -> Workflow:
    """Return every stage, step and passage."""
    stages = STAGES.loads(library.query(f"SELECT {STAGES.select()} FROM project_stage ORDER BY position"))
    steps = STEPS.loads(library.query(f"SELECT {STEPS.select()} FROM project_step ORDER BY position"))
    rules = RULES.loads(library.query(f"SELECT {RULES.select()} FROM project_stage_move ORDER BY from_code, position"))
    return Workflow({stage.code: stage for stage in stages}, steps, rules)


def current_template(library: Library) -> str:
    """Return the code of the form's edition that new dossiers use."""
    sql = "SELECT code FROM budget_template WHERE is_current = 1 ORDER BY edition DESC, code DESC"
    return str(library.value(sql))


def nomenclature(library: Library, template_code: str) -> Nomenclature:
    """Return an edition of a form with its lines in order."""
    form = library.query(f"SELECT {TEMPLATES.select()} FROM budget_template WHERE code = ?", (template_code,))[0]
    sql = f"SELECT {TEMPLATE_LINES.select()} FROM budget_line_template WHERE template_code = ? ORDER BY position"
    lines = tuple(TEMPLATE_LINES.loads(library.query(sql, (template_code,))))
    sql = f"SELECT {SUBTOTALS.select()} FROM budget_subtotal WHERE template_code = ? ORDER BY position"
    subtotals = tuple(SUBTOTALS.loads(library.query(sql, (template_code,))))
    sql = f"SELECT {BUDGET_RULES.select()} FROM budget_rule WHERE template_code = ? ORDER BY position"
    rules = tuple(BUDGET_RULES.loads(library.query(sql, (template_code,))))
    return Nomenclature(TEMPLATES.load(form), lines, subtotals, rules)


def templates(library: Library) -> list[BudgetTemplate]:
    """Return the editions of forms, in their order."""
    return TEMPLATES.loads(library.query(f"SELECT {TEMPLATES.select()} FROM budget_template ORDER BY position, code"))


def matches(library: Library) -> dict[tuple[str, str, str], str]:
    """Return where each line of a form stands in each other form."""
    rows = library.query("SELECT template_code, line_code, other_code, other_line FROM budget_match")
    return {(row["template_code"], row["line_code"], row["other_code"]): row["other_line"] for row in rows}


def coded(library: Library, table: Table[RowT]) -> list[RowT]:
    """Return a small list of codes in its order."""
    return table.loads(library.query(f"SELECT {table.select()} FROM {table.name} ORDER BY position"))


def paper_kinds(library: Library) -> list[PaperKind]:
    """Return the kinds of papers in their order."""
    return PAPER_KINDS.loads(library.query(f"SELECT {PAPER_KINDS.select()} FROM paper_kind ORDER BY position"))


def cofunding_statuses(library: Library) -> list[CofundingStatus]:
    """Return the statuses of co-funding in their order."""
    return STATUSES.loads(library.query(f"SELECT {STATUSES.select()} FROM cofunding_status ORDER BY position"))


def partner_roles(library: Library) -> list[PartnerRole]:
    """Return the roles of partners in their order."""
    return ROLES.loads(library.query(f"SELECT {ROLES.select()} FROM partner_role ORDER BY position"))


def sdgs(library: Library) -> list[Sdg]:
    """Return the seventeen goals."""
    return SDGS.loads(library.query(f"SELECT {SDGS.select()} FROM sdg ORDER BY number"))
