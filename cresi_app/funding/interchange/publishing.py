"""Activities as a file for the world: written, read again, checked against structure, rules and codes, and only then called done."""

from collections.abc import Sequence
from pathlib import Path

from cresi_app.core.disk import appearing
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati.checking import check_file
from cresi_app.funding.interchange.iati.writing import write
from cresi_app.funding.model.activity import Activity
from cresi_app.funding.model.findings import Finding, grave
from cresi_app.funding.service.activities import ActivityDesk


def export(desk: ActivityDesk, activities: Sequence[Activity], out: Path) -> list[Finding]:
    """Write activities to `out` and return what is good to know about them.

    DomainError ``nothing_to_publish`` when there is none, ``not_valid`` when the standard refuses the file: it does not appear then.
    """
    if not activities:
        raise DomainError("nothing_to_publish", N_("Aucune activité à publier : rien n'a été écrit."))
    lists = desk.code_lists()
    with appearing(out) as part:
        write(part, activities)
        found = check_file(part, lists)
        wrong = grave(found)
        if wrong:
            raise DomainError(
                "not_valid",
                N_("Le fichier IATI n'est pas conforme, il n'a pas été écrit. Ligne {line} : {reason} (en tout : {n})"),
                line=wrong[0].line,
                reason=wrong[0].text,
                n=len(wrong),
            )
    return [one for one in found if not one.is_grave]
