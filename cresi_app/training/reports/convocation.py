"""The convocation: one person is expected on these half-days, here is all one needs in order to come."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, style
from cresi_app.printing.document import LETTER, Numbers, Paper, new_page
from cresi_app.printing.flow import Both, Columns, Gap, Overline, headed, heading, paragraphs, part, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.grid import Grid
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, facts, open_table
from cresi_app.printing.typesetting import strong
from cresi_app.training.model import PART_LABELS, Mode, SessionSheet
from cresi_app.training.model.telling import Addressee, ConvocationData, location_of
from cresi_app.training.reports.wording import duration, hours, signed_by, who, written_in

_NAME = style.style("addressee", fonts.SANS_BOLD, 10, 14)
_LINE = style.style("addressee line", fonts.SANS, 9.6, 13.4)
_SIGNED = style.style("signed", fonts.SANS_BOLD, 9.6, 13.5, spaceBefore=8)
_CODE_PREFIX = "place"


def convocations(people: Sequence[ConvocationData], identity: Identity, *, with_programme: bool = False) -> Paper:
    """Return the convocations of `people` of one session, each beginning a page with its own numbers and code.

    `with_programme` adds a page with the course's objectives and programme.
    """
    session = people[0].sheet.session

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = []
        for number, one in enumerate(people):
            if number:
                flows += new_page("first")
            key = str(one.addressee.place_id)
            flows.append(part(key, one.addressee.name, paper_code(_CODE_PREFIX, key)))
            flows += _letter(one, identity)
            if with_programme:
                flows += _annex(one)
        return flows

    title = tr("Convocation {code} – {title}", code=session.code, title=session.title)
    if len(people) == 1:
        title = tr("Convocation de {name} – {title}", name=people[0].addressee.name, title=session.title)
    return Paper(
        kind="convocation",
        title=title,
        identity=identity,
        furniture=Furniture(
            kind=tr("Convocation"),
            reference=tr("Journée {code}", code=session.code),
            who=who(identity),
            copy=tr(
                "Vos données servent à organiser cette formation ; pour les consulter ou les effacer : {email}",
                email=identity.email,
            )
            if identity.email
            else tr("Vos données servent à organiser cette formation."),
        ),
        story=story,
        layout=LETTER,
        subject=tr("Convocation"),
    )


def _letter(one: ConvocationData, identity: Identity) -> list[Flowable]:
    sheet = one.sheet
    minutes = sum(line.slot.minutes for line in sheet.slots)
    trainers = ", ".join(trainer.full_name for trainer in sheet.trainers)
    greeting = trn(
        "Votre inscription est confirmée. Nous vous attendons à la demi-journée ci-dessous, soit {duration} de formation.",
        "Votre inscription est confirmée. Nous vous attendons aux {n} demi-journées ci-dessous, soit {duration} de formation.",
        len(sheet.slots),
        duration=duration(minutes),
    )
    if trainers:
        greeting = " ".join((greeting, tr("Elle est animée par {trainers}.", trainers=trainers)))
    flows: list[Flowable] = [
        *_addressed(one.addressee, written_in(identity, one.day)),
        Gap(10),
        Overline(tr("Convocation à une formation gratuite")),
        words(sheet.session.title, style.H1, role="H1"),
        words(greeting, style.BODY),
    ]
    flows += [Gap(2), half_days_table(sheet), *headed(tr("Informations pratiques"), _practical(one))]
    return [*flows, Gap(6), Both([words(_closing(), style.BODY), *_signature(identity)])]


def _addressed(addressee: Addressee, dated: str) -> list[Flowable]:
    name = " ".join(filter(None, (addressee.honorific, addressee.name)))
    lines: list[Flowable] = [words(name, _NAME), words(addressee.organisation, _LINE)]
    lines += [words(line, _LINE) for line in addressee.address]
    return [Columns([(88 * MM, lines), (78 * MM, [words(dated, _LINE, align="right")])], 4 * MM)]


def half_days_table(sheet: SessionSheet, width: float = 0.0) -> Grid:
    """Return the half-days of a session: day, part, hours, room when it changes, length."""
    rooms = {line.room for line in sheet.slots}
    columns = [Col(tr("Jour"), 30, names_row=True), Col(tr("Demi-journée"), 20), Col(tr("Horaires"), 24)]
    if len(rooms) > 1:
        columns.append(Col(tr("Salle"), 24))
    columns.append(Col(tr("Durée"), 12, align="right"))
    rows = []
    for line in sheet.slots:
        slot = line.slot
        row = [_day(slot.day), tr(PART_LABELS[slot.part]), hours(slot.starts, slot.ends)]
        if len(rooms) > 1:
            row.append(line.room or "—")
        rows.append([*row, duration(slot.minutes)])
    return open_table(columns, rows, width or LETTER.width)


def _day(day: date) -> str:
    written = format_date(day, "full")
    return written[:1].upper() + written[1:]


def _practical(one: ConvocationData) -> Grid:
    sheet, session = one.sheet, one.sheet.session
    places = list(dict.fromkeys(location_of(sheet, line) for line in sheet.slots))
    where = "\n".join(part for part in places if part)
    if session.mode is Mode.REMOTE:
        where = "\n".join(filter(None, (where or tr("À distance"), tr("Heures de {zone}", zone=session.zone))))
    absent = _absence(one)
    pairs = [
        (tr("Où"), where),
        (tr("Venir"), "\n".join(one.access) if session.mode is not Mode.REMOTE else ""),
        (tr("Apporter"), session.bring),
        (tr("Prérequis"), one.prerequisites or tr("Aucun")),
        (tr("Repas"), one.meals if session.mode is not Mode.REMOTE else ""),
        (tr("Besoin particulier"), one.needs_contact),
        (tr("Vous ne pouvez pas venir"), absent),
        (tr("Le jour même"), session.day_contact),
        (tr("Renseignements"), session.contact),
        (tr("Règlement intérieur"), one.house_rules),
    ]
    return facts(pairs, LETTER.width, label=40 * MM)


def _annex(one: ConvocationData) -> list[Flowable]:
    """Return the page with what the course is about."""
    flows: list[Flowable] = [*new_page("inner"), words(one.sheet.session.title, style.H1_SMALL, role="H1")]
    course = one.sheet.course
    for title, text in (
        (tr("Objectifs"), course.objectives),
        (tr("Public"), course.audience),
        (tr("Programme"), one.programme),
    ):
        if text.strip():
            flows += [*heading(title), *paragraphs(text)]
    return flows


def _absence(one: ConvocationData) -> str:
    until = one.sheet.session.cancellation_closes_on
    later = tr("Une personne de votre association peut vous remplacer jusqu'au matin même.")
    if until is None:
        return " ".join((tr("Prévenez-nous au plus tôt : votre place ira à quelqu'un qui attend."), later))
    day = strong(format_date(until))
    return " ".join((tr("Jusqu'au {day}, un simple message libère votre place.", day=day), later))


def _closing() -> str:
    return tr(
        "Une courte évaluation clôt la formation ; l'attestation vous est remise pour les demi-journées suivies. "
        "Présentez le code ci-dessous à l'accueil pour signer plus vite."
    )


def _signature(identity: Identity) -> list[Flowable]:
    signed = signed_by(identity)
    if not signed:
        return []
    return [words(signed[0], _SIGNED), *(words(line, style.SECOND) for line in signed[1:])]
