"""What is said of a stock-take and of each code that is read, in words and tones."""

from typing import Final

from cresi_app.catalogue.model.stocktake import ReadAnswer, Stocktake, Told
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.messages import Tone

TONES: Final[dict[Told, Tone]] = {
    Told.FOUND: "success",
    Told.MISPLACED: "warning",
    Told.OUTSIDE: "warning",
    Told.ABSENT: "warning",
    Told.WITHDRAWN: "danger",
    Told.UNKNOWN: "danger",
}


def named(take: Stocktake) -> str:
    """Return « Rayon Eau — en cours, 42 codes lus »."""
    if take.closed_on is not None:
        return tr("{name} — clos le {day}", name=take.name, day=format_date(take.closed_on, "medium"))
    return tr("{name} — en cours, {read}", name=take.name, read=trn("{n} code lu", "{n} codes lus", take.read))


def sentence(answer: ReadAnswer) -> str:
    """Return what is said of a reading: « Mal rangé : Eaux partagées, sa place est Réserve. »."""
    one = answer.reading
    copy = one.copy
    if copy is None:
        if answer.hint:
            return tr(
                "« {code} » est l'ISBN de « {title} » : cet exemplaire n'a pas son étiquette.",
                code=one.code,
                title=answer.hint,
            )
        return tr("Code inconnu : {code}. Il est gardé dans la liste des codes inconnus.", code=one.code)
    place = copy.location or tr("sans emplacement")
    match one.told:
        case Told.FOUND:
            return tr("{title} — {call_number}", title=copy.title, call_number=copy.call_number or copy.barcode)
        case Told.MISPLACED:
            return tr("Mal rangé : {title}. Sa place : {place}.", title=copy.title, place=place)
        case Told.OUTSIDE:
            return tr("Hors de ce récolement : {title} ({place}).", title=copy.title, place=place)
        case Told.ABSENT if one.is_out:
            return tr("{title} est noté prêté : il est revenu sans qu'on l'ait dit.", title=copy.title)
        case Told.ABSENT:
            return tr("Retrouvé : {title} était noté absent.", title=copy.title)
        case _:
            return tr("{title} a été retiré du fonds, et il est encore en rayon.", title=copy.title)
