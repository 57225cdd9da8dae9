"""What a budget says of itself: balanced or not, by how much, and what the form would object to."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.core.money import format_number
from cresi_app.projects.model.budget import ASKED, Budget, BudgetRow, figures_of
from cresi_app.projects.model.checks import Check, Level
from cresi_app.projects.model.entry import has_cents
from cresi_app.projects.model.form import UNPLACED, LineRole, Nomenclature

BEFORE_DECISION: Final = frozenset({"request_not_asked"})
"""Remarks that only matter until the dossier is decided."""


def balance_of(budget: Budget) -> Check:
    """Say in one sentence whether the budget balances, and by how much it does not."""
    total = budget.money(budget.products.total.forecast)
    if budget.is_empty:
        return Check("budget_empty", Level.INFO, N_("Aucun montant saisi"))
    if budget.gap > 0:
        data = {"gap": budget.money(budget.gap)}
        return Check("products_missing", Level.WARNING, N_("Écart : il manque {gap} de produits"), data)
    if budget.gap < 0:
        data = {"gap": budget.money(-budget.gap)}
        return Check("charges_missing", Level.WARNING, N_("Écart : {gap} de produits en trop"), data)
    if budget.volunteer_gap:
        data = {"gap": budget.money(abs(budget.volunteer_gap))}
        return Check("volunteer_gap", Level.WARNING, N_("Comptes 86 et 87 : {gap} d'écart"), data)
    return Check("balanced", Level.OK, N_("Équilibré : {total}"), {"total": total})


def budget_checks(budget: Budget, form: Nomenclature | None = None) -> tuple[Check, ...]:
    """Return every remark about the budget, the balance first; the shares a `form` allows are checked when it is given."""
    return (balance_of(budget), *_other_checks(budget), *(_rule_checks(budget, form) if form is not None else ()))


def _other_checks(budget: Budget) -> Iterable[Check]:
    yield from _volunteer_checks(budget)
    yield from _request_checks(budget)
    yield from _line_checks(budget)


def _rule_checks(budget: Budget, form: Nomenclature) -> Iterable[Check]:
    """Say which line takes more than its share: contingency at most 5 % of the direct costs, overheads at most 7 %."""
    for rule in form.rules:
        part = figures_of(budget.charges.rows, rule.line_code).forecast
        whole = figures_of(budget.charges.rows, rule.of_codes).forecast
        if part * 1000 > whole * rule.most_permille:
            yield Check(
                f"share_{rule.code}",
                Level.WARNING,
                N_("{line} : {part}, plus que les {share} % admis de {whole} (au plus {most})."),
                {
                    "line": rule.name,
                    "part": budget.money(part),
                    "share": format_number((Decimal(rule.most_permille) / 10).normalize() + 0),
                    "whole": budget.money(whole),
                    "most": budget.money(whole * rule.most_permille // 1000),
                },
            )


def _volunteer_checks(budget: Budget) -> Iterable[Check]:
    if budget.volunteer_gap and budget.gap:
        data = {
            "uses": budget.money(budget.charges.volunteer.forecast),
            "sources": budget.money(budget.products.volunteer.forecast),
        }
        yield Check(
            "volunteer_gap",
            Level.WARNING,
            N_(
                "Le compte 86 ({uses}) et le compte 87 ({sources}) doivent être égaux : ce sont les mêmes contributions."
            ),
            data,
        )


def _request_checks(budget: Budget) -> Iterable[Check]:
    requested = budget.requested_lines
    if not requested:
        if not budget.is_empty:
            yield Check(
                "request_missing",
                Level.WARNING,
                N_("Aucune ligne de subvention n'est marquée comme la demande de ce dossier."),
            )
        return
    if len(requested) > 1:
        yield Check(
            "request_twice",
            Level.WARNING,
            N_("La demande de ce dossier figure sur {n} lignes : elle ne doit apparaître qu'une fois."),
            {"n": len(requested)},
        )
    grants = {entry.id for row in budget.products.rows if _is_grant(row) for entry in row.all_entries()}
    for line in requested:
        if line.id not in grants:
            yield Check(
                "request_misplaced",
                Level.WARNING,
                N_("La demande de ce dossier doit figurer parmi les subventions."),
                line_id=line.id,
            )
        elif line.status_code not in {None, ASKED}:
            yield Check(
                "request_not_asked",
                Level.INFO,
                N_("La demande de ce dossier n'est plus notée « sollicitée » : au dépôt, elle doit l'être."),
                line_id=line.id,
            )


def _is_grant(row: BudgetRow) -> bool:
    return row.line.role is LineRole.GRANT


def _line_checks(budget: Budget) -> Iterable[Check]:
    unplaced = [line for line in budget.lines if line.line_code.startswith(UNPLACED)]
    if unplaced:
        yield Check(
            "unplaced",
            Level.WARNING,
            N_("Lignes à classer dans cette nomenclature : {n}. Elles comptent dans les totaux."),
            {"n": len(unplaced)},
            line_id=unplaced[0].id,
        )
    cents = [line for line in budget.lines if has_cents(line.amount_minor, line.currency)]
    if cents:
        yield Check(
            "cents",
            Level.INFO,
            N_(
                "Le formulaire demande des euros entiers ; des centimes ont été saisis (lignes concernées : {n}). Ils sont gardés."
            ),
            {"n": len(cents)},
            line_id=cents[0].id,
        )
    refused = [line for line in budget.lines if not line.is_counted and line.amount_minor]
    if refused:
        yield Check(
            "refused",
            Level.INFO,
            N_("Les financements refusés ({total}) restent visibles et ne comptent plus dans les produits."),
            {"total": budget.money(sum(line.amount_minor for line in refused))},
            line_id=refused[0].id,
        )
