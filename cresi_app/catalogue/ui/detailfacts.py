"""What a notice says beside its title and abstract, as pairs of label and value; what is not given is left out."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.model.numbers import written
from cresi_app.catalogue.ui import detailparts
from cresi_app.core.dates import format_date, format_month
from cresi_app.core.i18n import N_, tr, trn

Facts = Iterator[tuple[str, str]]
_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def facts(sheet: DocumentSheet) -> Facts:
    """Yield (label, value) of what a notice says beside its title and abstract; what is not given is left out."""
    document = sheet.document
    when = said_date(document.date_text) or str(document.year or "")
    edition = ", ".join(part for part in (sheet.publisher, document.place, when) if part)
    for label, value in (
        (tr("Éditeur") if sheet.publisher or document.place else tr("Date"), edition),
        (tr("Coéditeurs"), ", ".join(one.name for one in sheet.co_publishers)),
        (tr("Édition"), document.edition),
        (tr("Collection"), ", ".join(part for part in (sheet.series, document.series_number) if part)),
        (tr("Partie"), " — ".join(part for part in (document.part_number, document.part_title) if part)),
        (tr("Description"), document.extent),
        (tr("Périodicité"), document.frequency),
        (tr("Langue"), _languages(sheet)),
        (tr("Public"), document.audience),
        (tr("Cote"), document.call_number),
    ):
        if value:
            yield label, value
    schemes = {"isbn": tr("ISBN"), "issn": tr("ISSN"), "ean": tr("EAN"), "doi": tr("DOI")}
    for one in sheet.identifiers:
        if one.scheme in schemes:
            yield schemes[one.scheme], written(one.scheme, one.value)
    yield from detailparts.numbered_facts(sheet)
    for other in sheet.contributions:
        if other not in sheet.authors:
            yield other.role_name, other.spoken
    yield from _keeping(sheet)


def said_date(text: str) -> str:
    """Return a date of publication as people read it: ``2026-10`` is « octobre 2026 »; what is no date of numbers stays."""
    try:
        if _MONTH.fullmatch(text):
            return format_month(text)
        return format_date(date.fromisoformat(text)) if _DAY.fullmatch(text) else text
    except ValueError:  # 2026-14 is what stands on the page
        return text


def _keeping(sheet: DocumentSheet) -> Facts:
    document = sheet.document
    for label, value in (
        (tr("Droits"), document.rights),
        (tr("Image"), document.image_credit),
        (tr("Prix"), document.price),
        (tr("Publiée le"), format_date(document.published_on) if document.published_on else ""),
        (tr("Mise à jour"), format_date(document.revised_on) if document.revised_on else ""),
        (tr("Regardée"), trn("{n} fois", "{n} fois", sheet.views) if sheet.views else ""),
        (
            tr("Sur place"),
            trn("{n} consultation", "{n} consultations", sheet.consultations) if sheet.consultations else "",
        ),
        (tr("Prêtée"), _lent(sheet)),
        (tr("Entrée le"), format_date(document.created_at.date()) if document.created_at else ""),
    ):
        if value:
            yield label, value


def _lent(sheet: DocumentSheet) -> str:
    if not sheet.loans:
        return ""
    times = trn("{n} fois", "{n} fois", sheet.loans)
    return tr("{times}, la dernière le {day}", times=times, day=format_date(sheet.lent_on)) if sheet.lent_on else times


def _languages(sheet: DocumentSheet) -> str:
    uses = {
        "original": N_("original en {language}"),
        "abstract": N_("résumé en {language}"),
        "subtitles": N_("sous-titres en {language}"),
    }
    parts = [
        tr(uses[one.use], language=one.name) if one.use in uses else one.name.capitalize() for one in sheet.languages
    ]
    return " ; ".join(parts)
