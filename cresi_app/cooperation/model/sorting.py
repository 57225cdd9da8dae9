"""Which cooperations a filter keeps, and in which order: the one that waits for somebody first."""

from collections.abc import Sequence
from datetime import date

from cresi_app.cooperation.model.listing import AgreementFilter, AgreementRow
from cresi_app.cooperation.model.steps import URGENCY
from cresi_app.core.text import sort_key


def keeps(row: AgreementRow, wanted: AgreementFilter) -> bool:
    """Say whether a filter keeps a line; its typed text and organisation were asked before."""
    if wanted.kind and row.partner_kind.code != wanted.kind:
        return False
    if wanted.theme and wanted.theme not in row.categories:
        return False
    if wanted.country and row.country_code != wanted.country:
        return False
    if wanted.authority_id is not None and row.standing.latest.authority_id != wanted.authority_id:
        return False
    if wanted.since is not None and row.last_year is not None and row.last_year < wanted.since:
        return False
    return not (wanted.until is not None and row.first_year is not None and row.first_year > wanted.until)


def ordered(rows: Sequence[AgreementRow], wanted: AgreementFilter) -> list[AgreementRow]:
    """Return the lines in the order asked for; what typed text found stays in the order of its rank."""
    if wanted.text.strip() and wanted.order == "next":
        return list(rows)
    found = sorted(rows, key=lambda row: (sort_key(row.name), row.id))
    match wanted.order:
        case "next":
            found.sort(key=_urgency)
        case "themes":
            found.sort(key=lambda row: sort_key(", ".join(row.themes)))
        case "period":
            found.sort(key=lambda row: (row.first_year or 0, row.last_year or 9999))
        case "committed":
            found.sort(key=lambda row: -1 if row.amount is None else row.amount)
        case "state":
            found.sort(key=lambda row: URGENCY[row.state])
        case "name":
            pass
    if wanted.descending:
        found.reverse()
    return found


def _urgency(row: AgreementRow) -> tuple[int, date, int]:
    return URGENCY[row.state], row.standing.ends_on or date.max, -(row.amount or 0)
