"""The letter to a trainer: what they give, when, where, to whom, and what the centre prepares."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, style
from cresi_app.printing.document import LETTER, Numbers, Paper, new_page
from cresi_app.printing.flow import Columns, Gap, Overline, headed, part, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, facts, open_table
from cresi_app.training.model import PlaceStatus, SessionSheet, Trainer
from cresi_app.training.model.telling import location_of
from cresi_app.training.reports.convocation import half_days_table
from cresi_app.training.reports.wording import duration, signed_by, who, written_in

_NAME = style.style("trainer name", fonts.SANS_BOLD, 10, 14)
_SIGNED = style.style("trainer signed", fonts.SANS_BOLD, 9.6, 13.5, spaceBefore=14)


def trainer_letters(sheet: SessionSheet, documents: Sequence[str], identity: Identity, day: date) -> Paper:
    """Return the letters to the trainers of a session, each with its own half-days; `documents` of the course."""

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = []
        for number, trainer in enumerate(sheet.trainers or (Trainer(0, tr("Formateur ou formatrice à désigner")),)):
            if number:
                flows += new_page("first")
            flows.append(part(f"t{number}", trainer.name, paper_code("session", sheet.session.code)))
            flows += _letter(sheet, trainer, documents, identity, day)
        return flows

    return Paper(
        kind="trainer-letter",
        title=tr("Lettre de mission {code} – {title}", code=sheet.session.code, title=sheet.session.title),
        identity=identity,
        furniture=Furniture(
            kind=tr("Lettre au formateur"), reference=tr("Journée {code}", code=sheet.session.code), who=who(identity)
        ),
        story=story,
        layout=LETTER,
        subject=tr("Lettre au formateur"),
    )


def _letter(
    sheet: SessionSheet, trainer: Trainer, documents: Sequence[str], identity: Identity, day: date
) -> list[Flowable]:
    given = [line for line in sheet.slots if trainer.person_id in {one.person_id for one in line.trainers}]
    own = replace(sheet, slots=tuple(given or sheet.slots))
    minutes = sum(line.slot.minutes for line in own.slots)
    registered = sheet.count(PlaceStatus.REGISTERED)
    lead = trn(
        "Vous animez la demi-journée ci-dessous, soit {duration}. Merci de nous dire au plus tôt ce qu'il faut préparer.",
        "Vous animez les {n} demi-journées ci-dessous, soit {duration}. Merci de nous dire au plus tôt ce qu'il faut préparer.",
        len(own.slots),
        duration=duration(minutes),
    )
    head = Columns(
        [
            (88 * MM, [words(trainer.full_name, _NAME)]),
            (78 * MM, [words(written_in(identity, day), style.BODY, align="right")]),
        ],
        4 * MM,
    )
    flows: list[Flowable] = [
        head, Gap(22), Overline(tr("Votre intervention")), words(sheet.session.title, style.H1, role="H1"),
        words(lead, style.BODY), Gap(4), half_days_table(own), Gap(6),
    ]  # fmt: skip
    places = "\n".join(dict.fromkeys(filter(None, (location_of(own, line) for line in own.slots))))
    session, course = sheet.session, sheet.course
    pairs = [
        (tr("Où"), places),
        (tr("Public"), course.audience),
        (tr("Prérequis"), course.prerequisites),
        (tr("Objectifs"), course.objectives),
        (tr("Programme"), course.programme),
        (tr("Documents du centre"), "\n".join(documents)),
        (tr("Les participants apportent"), session.bring),
        (tr("Le jour même"), session.day_contact),
        (tr("Renseignements"), session.contact),
    ]
    flows += headed(tr("Ce qui est prévu"), facts(pairs, LETTER.width, label=40 * MM))
    flows += headed(trn("{n} personne inscrite", "{n} personnes inscrites", registered), _groups(sheet), room=30 * MM)
    thanks = tr(
        "Le jour même, la feuille d'émargement vous attend à l'accueil : elle se signe demi-journée par demi-journée, "
        "la vôtre comprise."
    )
    flows += [Gap(8), words(thanks, style.BODY)]
    signed = signed_by(identity)
    if signed:
        flows += [words(signed[0], _SIGNED), *(words(line, style.SECOND) for line in signed[1:])]
    return flows


def _groups(sheet: SessionSheet) -> Flowable:
    """Return who is expected, by association: numbers only, never what somebody needs."""
    rows = [
        (booking.organisation, str(booking.count(PlaceStatus.REGISTERED)))
        for booking in sheet.bookings
        if booking.count(PlaceStatus.REGISTERED)
    ]
    columns = [Col(tr("Association"), 80, names_row=True), Col(tr("Personnes"), 20, align="right")]
    total = (tr("Total"), str(sheet.count(PlaceStatus.REGISTERED)))
    return open_table(columns, rows or [("—", "0")], LETTER.width, total=total)
