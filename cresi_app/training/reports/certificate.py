"""The certificate: what somebody really attended, half-day by half-day; never the hours that were planned."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import drawing, flow, fonts, furniture, qr, style
from cresi_app.printing.document import Numbers, Paper, new_page
from cresi_app.printing.flow import Gap, words
from cresi_app.printing.furniture import Furniture, PageBox
from cresi_app.printing.grid import Grid
from cresi_app.printing.sheets import WHOLE, WholePage, stack
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tables import Col, Tick, open_table
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag
from cresi_app.printing.typesetting import strong
from cresi_app.training.model import ATTENDANCE_LABELS, PART_LABELS, AttendanceStatus
from cresi_app.training.model.telling import CertificateData, CertifiedSlot
from cresi_app.training.reports.badges import fitted
from cresi_app.training.reports.wording import duration, hours, who

_IN: Final = 32 * MM
_WIDTH: Final = A4[0] - 2 * _IN
_MOST_LINES: Final = 9
"""Half-days on the page itself; with more they stand on a page that follows."""
_TITLE: Final = style.style("certificate title", fonts.SERIF_BOLD, 25, 31, spaceAfter=16)
_TEXT: Final = style.style("certificate text", fonts.SERIF, 12.2, 18.5)
_NAME: Final = style.style("certificate name", fonts.SERIF_BOLD, 25, 31, textColor=style.PETROL, spaceBefore=10)
_BODY: Final = style.style("certificate body", fonts.SANS, 10.4, 14.5, textColor=style.TEXT2, spaceAfter=12)
_SMALL: Final = style.style("certificate small", fonts.SANS, 9, 13)
_HEAD: Final = style.style("certificate head", fonts.SANS_BOLD, 9.2, 13)
_NUMBER: Final = style.style("certificate number", fonts.SANS_BOLD, 8.6, 11)
_SESSION: Final = style.style("certificate session", fonts.SANS, 8, 11, textColor=style.TEXT2)
_CHECK: Final = style.style("certificate check", fonts.SANS, 7.8, 11, textColor=style.TEXT2)
_CHECK_HEAD: Final = style.style("certificate check head", fonts.SANS_BOLD, 8, 11)


def certificates(people: Sequence[CertificateData], identity: Identity) -> Paper:
    """Return the certificates of `people`, a page each; one with many half-days has its table on a second page."""
    first = people[0]

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = []
        for one in people:
            if flows:
                flows += new_page("cover")
            flows.append(flow.part(one.number, one.name, paper_code("certificate", one.number)))
            paint: Callable[[TaggedCanvas], None] = partial(_page, one=one, identity=identity)
            flows.append(WholePage(WHOLE, paint))
            if len(one.slots) > _MOST_LINES:
                flows += [*new_page("inner"), *_annex(one)]
        return flows

    title = tr("Attestations {code} – {title}", code=first.session.code, title=first.session.title)
    if len(people) == 1:
        title = tr("Attestation {number} – {name}", number=first.number, name=first.name)
    return Paper(
        kind="certificate",
        title=title,
        identity=identity,
        furniture=Furniture(
            kind=tr("Attestation"), reference=tr("Journée {code}", code=first.session.code), who=who(identity)
        ),
        story=story,
        layout=WHOLE,
        subject=tr("Attestation de participation"),
    )


def _page(canv: TaggedCanvas, one: CertificateData, identity: Identity) -> None:
    with canv.artifact():
        _frame(canv)
        furniture.logo(canv, identity, _IN, A4[1] - 42 * MM, 10 * MM)
    with flow.marked_as(canv, Tag("P")):
        furniture.names(canv, PageBox(A4[0], A4[1], _IN), identity, 32, 10)
    with flow.marked_as(canv, Tag("P")):
        right = A4[0] - _IN
        number = tr("Attestation n° {number}", number=one.number)
        drawing.line(canv, (right, A4[1] - 35.6 * MM), number, _NUMBER, align="right")
        session = tr("Journée {code}", code=one.session.code)
        drawing.line(canv, (right, A4[1] - 40 * MM), session, _SESSION, align="right")
    head: list[Flowable] = [
        flow.Overline(tr("Formation des associations")),
        words(tr("Attestation de participation"), _TITLE, role="H1"),
    ]
    top = stack(canv, head, _IN, A4[1] - 55 * MM, _WIDTH)
    top = stack(canv, _text(one, identity), _IN, top - 14, _WIDTH)
    signature = 76 * MM
    lines = _lines(one)
    below = _objectives(one, max(top - 16 - flow.stack_height(lines, _WIDTH) - signature - 12, 0))
    top = stack(canv, [*lines, *below], _IN, top - 16, _WIDTH)
    _signature(canv, one, identity, min(top - 18, signature))
    _check(canv, one)


def _frame(canv: TaggedCanvas) -> None:
    canv.setStrokeColor(style.PETROL)
    for inset, weight in ((14 * MM, 1.3), (16 * MM, 0.6)):
        canv.setLineWidth(weight)
        canv.rect(inset, inset, A4[0] - 2 * inset, A4[1] - 2 * inset, stroke=1, fill=0)


def _text(one: CertificateData, identity: Identity) -> list[Flowable]:
    signed = ", ".join(part for part in (identity.representative, identity.representative_title.lower()) if part)
    centre = identity.centre_name
    says = (
        tr("Je soussigné·e, {signed}, atteste au nom de « {centre} » que", signed=signed, centre=centre)
        if signed
        else tr("{centre} atteste que", centre=centre)
    )
    name = " ".join(filter(None, (one.family_name, one.given_name))) or one.name
    trainers = ", ".join(one.trainers)
    attended, planned = strong(duration(one.attended)), duration(one.planned)
    title = strong(tr("« {title} »", title=one.session.title))
    if trainers:
        followed = tr(
            "a participé à la formation {title}, animée par {trainers}, pour une durée de {attended} sur les {whole} prévues.",
            title=title, trainers=trainers, attended=attended, whole=planned,
        )  # fmt: skip
    else:
        followed = tr(
            "a participé à la formation {title}, pour une durée de {attended} sur les {whole} prévues.",
            title=title, attended=attended, whole=planned,
        )  # fmt: skip
    body = tr("pour {organisation}", organisation=one.organisation)
    return [
        words(says, _TEXT),
        words(name, fitted(name, _NAME, _WIDTH, 15)),
        words(body, _BODY),
        words(followed, _TEXT),
    ]


def _lines(one: CertificateData) -> list[Flowable]:
    if len(one.slots) > _MOST_LINES:
        there = sum(bool(slot.minutes) for slot in one.slots)
        told = tr(
            "{there} demi-journées suivies sur {n} ; le détail se trouve à la page suivante.",
            there=there,
            n=len(one.slots),
        )
        return [words(told, _SMALL)]
    return [_table(one, _WIDTH)]


def _table(one: CertificateData, width: float) -> Grid:
    columns = [
        Col(tr("Demi-journée"), 42, names_row=True), Col(tr("Horaires"), 25), Col(tr("Présence"), 20),
        Col(tr("Durée"), 13, align="right"),
    ]  # fmt: skip
    rows = []
    for slot in one.slots:
        day = format_date(slot.slot.day, "full")
        when = tr("{day}, {part}", day=day[:1].upper() + day[1:], part=tr(PART_LABELS[slot.slot.part]))
        length = duration(slot.minutes) if slot.minutes else "—"
        rows.append([when, hours(slot.slot.starts, slot.slot.ends), _presence(slot), length])
    return open_table(columns, rows, width, total=(tr("Durée suivie"), "", "", duration(one.attended)))


def _presence(slot: CertifiedSlot) -> Tick:
    word = tr(ATTENDANCE_LABELS[AttendanceStatus(slot.status)]).lower() if slot.status else tr("non noté")
    return Tick(word, ticked=bool(slot.minutes), spoken=(tr("présence"), tr("absence")))


def _objectives(one: CertificateData, room: float) -> list[Flowable]:
    """Return the objectives when they fit: they stand whole on the programme, the certificate never runs over for them."""
    if not one.objectives.strip():
        return []
    flows: list[Flowable] = [Gap(14), words(tr("Objectifs de la formation"), _HEAD)]
    flows.append(words(" · ".join(line.strip(" -•") for line in one.objectives.splitlines() if line.strip()), _SMALL))
    return flows if flow.stack_height(flows, _WIDTH) <= room else []


def _signature(canv: TaggedCanvas, one: CertificateData, identity: Identity, top: float) -> None:
    town = identity.town
    day = format_date(one.issued_on)
    done = tr("Fait à {town}, le {day}", town=town, day=day) if town else tr("Fait le {day}", day=day)
    stack(canv, [words(done, _SMALL)], _IN, top, _WIDTH * 0.5)
    x = _IN + _WIDTH * 0.575
    width = _WIDTH - (x - _IN)
    signed = [words(part, _HEAD if number == 0 else _SMALL) for number, part in enumerate(
        filter(None, (identity.representative_title, identity.representative)))]  # fmt: skip
    under = stack(canv, signed, x, top, width) if signed else top
    line = min(under - 14 * MM, top - 22 * MM)
    picture = drawing.picture(identity.signature)
    if picture is not None:
        with canv.marked(_figure(canv, tr("Signature"))):
            canv.drawImage(
                picture, x, line + 2, width, under - line - 4, mask="auto", preserveAspectRatio=True, anchor="sw"
            )
    with canv.artifact():
        drawing.hline(canv, x, x + width, line, style.LIGHT, style.RULE)
    small = ParagraphStyle("signature caption", style.CAPTION)
    stack(canv, [words(tr("signature et cachet"), small)], x, line - 3, width)


def _figure(canv: TaggedCanvas, alt: str) -> Tag:
    tag = Tag("Figure", alt=alt)
    canv.adopt(tag)
    return tag


def _check(canv: TaggedCanvas, one: CertificateData) -> None:
    size, bottom = 16 * MM, 24 * MM
    with canv.artifact():
        qr.draw(canv, paper_code("certificate", one.number), _IN, bottom, size)
    lines = [
        words(tr("Vérifier cette attestation"), _CHECK_HEAD),
        words(tr("Au centre de ressources, sur présentation du code ou du numéro."), _CHECK),
        words(tr("Les heures sont celles des demi-journées suivies, et non la durée prévue."), _CHECK),
    ]
    if one.is_declared:
        lines.append(words(tr("À conserver trois ans ; les pièces qui la fondent le sont six ans."), _CHECK))
    stack(canv, lines, _IN + size + 4 * MM, bottom + size - 1, _WIDTH - size - 4 * MM)


def _annex(one: CertificateData) -> list[Flowable]:
    title = tr("Demi-journées suivies par {name}", name=one.name)
    width = A4[0] - 2 * WHOLE.margin * MM
    return [words(title, style.H1_SMALL, role="H1"), Gap(8), _table(one, width)]
