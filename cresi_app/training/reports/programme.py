"""The yearly programme: a leaflet of A5 pages, in reading order or imposed on lying A4 sheets to be folded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import month_name, weekday_name
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import drawing, flow, furniture, qr, style
from cresi_app.printing.document import Paper
from cresi_app.printing.flow import Gap, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.grid import BETWEEN, Cell, Column, Grid, Row
from cresi_app.printing.sheets import A5, WHOLE_A5, WHOLE_LYING, dark_panel, fold_marks, stack, whole_pages
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag
from cresi_app.training.model import SessionSummary
from cresi_app.training.model.yearly import Programme
from cresi_app.training.reports.leaflet import (
    COVER,
    DAY,
    DETAIL,
    IN,
    INTRO,
    LABEL,
    MONTH,
    NUMBER,
    SAYS,
    SMALL,
    STRONG,
    TITLE,
    WIDTH,
    YEAR,
    YEAR_INK,
    DayTiles,
    Paint,
    Tinted,
    detail_pages,
)
from cresi_app.training.reports.wording import hours, month_span

_ENTRY: Final = 19.6 * MM
_LEAST_ENTRY: Final = 13.2 * MM
_NUMBERS: Final = (
    N_("Zéro"), N_("Une"), N_("Deux"), N_("Trois"), N_("Quatre"), N_("Cinq"), N_("Six"), N_("Sept"), N_("Huit"), N_("Neuf"),
    N_("Dix"), N_("Onze"), N_("Douze"), N_("Treize"), N_("Quatorze"), N_("Quinze"), N_("Seize"), N_("Dix-sept"),
    N_("Dix-huit"), N_("Dix-neuf"), N_("Vingt"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """`save_ink` prints the cover's panel as an outline; `with_details` adds pages that describe each course."""

    save_ink: bool = False
    with_details: bool = False


USUAL: Final = Choices()


def programme(data: Programme, identity: Identity, choices: Choices = USUAL) -> Paper:
    """Return the leaflet in reading order, an A5 page each: for the screen and for readers aloud."""
    return _paper(
        data, identity, "programme", lambda: [_at(paint, 0.0) for paint in _pages(data, identity, choices)], lying=False
    )


def programme_imposed(data: Programme, identity: Identity, choices: Choices = USUAL) -> Paper:
    """Return the leaflet two pages a side of A4: printed on both sides (short edge), folded once."""

    def sides() -> list[Callable[[TaggedCanvas], None]]:
        pages = _pages(data, identity, choices)
        while len(pages) % 4:
            pages.insert(len(pages) - 1, _blank)
        return [_side(pages[left], pages[right]) for left, right in imposition(len(pages))]

    return _paper(data, identity, "programme-folded", sides, lying=True)


def imposition(count: int) -> list[tuple[int, int]]:
    """Return which pages (from 0) stand left and right on each side of the sheets of a folded leaflet of `count` pages."""
    sides: list[tuple[int, int]] = []
    for sheet in range(count // 4):
        first, last = 2 * sheet, count - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return sides


def _paper(
    data: Programme,
    identity: Identity,
    kind: str,
    paints: Callable[[], list[Callable[[TaggedCanvas], None]]],
    *,
    lying: bool,
) -> Paper:
    layout = WHOLE_LYING if lying else WHOLE_A5
    return Paper(
        kind=kind,
        title=tr("Programme des formations {year}", year=data.year),
        identity=identity,
        furniture=Furniture(kind=tr("Programme")),
        story=lambda _numbers: whole_pages(layout, paints()),
        code=paper_code("training_year", str(data.year)),
        layout=layout,
        subject=tr("Programme annuel des formations"),
    )


def _at(paint: Paint, x: float) -> Callable[[TaggedCanvas], None]:
    return lambda canv: paint(canv, x)


def _side(left: Paint, right: Paint) -> Callable[[TaggedCanvas], None]:
    def draw(canv: TaggedCanvas) -> None:
        with canv.artifact():
            fold_marks(canv, A4[1] / 2, A4[0])
        left(canv, 0.0)
        right(canv, A4[1] / 2)

    return draw


def _blank(_canv: TaggedCanvas, _x: float) -> None:
    """Draw nothing: a page for notes."""


# --- the pages


def _pages(data: Programme, identity: Identity, choices: Choices) -> list[Paint]:
    halves = [
        [one for one in data.sessions if one.first_day.month <= 6],
        [one for one in data.sessions if one.first_day.month > 6],
    ]
    inside: list[Paint] = []
    for number, half in enumerate(halves):
        chunks = _chunks(half, _room(data, last=number == 1))
        for place, chunk in enumerate(chunks):
            closing = number == 1 and place == len(chunks) - 1
            how = number == 0 and place == len(chunks) - 1
            inside.append(_days_page(data, chunk, number, closing=closing, how=how))
    if choices.with_details:
        inside += detail_pages(data)
    return [_cover(data, identity, save_ink=choices.save_ink), *inside, _practical(data, identity)]


def _room(data: Programme, *, last: bool) -> int:
    """Return how many sessions one page takes at their tightest."""
    blocks = 34 * MM if last and data.sessions else 30 * MM
    return max(1, int((A5[1] - 39 * MM - 16 * MM - blocks) / _LEAST_ENTRY))


def _chunks(half: Sequence[SessionSummary], most: int) -> list[Sequence[SessionSummary]]:
    count = max(1, -(-len(half) // most))
    size = -(-len(half) // count) if half else 0
    return [half[first : first + size] for first in range(0, len(half), size)] if half else [()]


def _cover(data: Programme, identity: Identity, *, save_ink: bool) -> Paint:
    def paint(canv: TaggedCanvas, x: float) -> None:
        height = A5[1]
        bottom = height - 13 * MM - 105 * MM
        with canv.artifact():
            dark_panel(canv, (x + IN, bottom, WIDTH, 105 * MM), outline=save_ink)
            furniture.logo(canv, identity, x + IN + 7 * MM, height - 32 * MM, 10 * MM)
        colour = style.SIDE if save_ink else style.WHITE
        left = x + IN + 20 * MM
        with flow.marked_as(canv, Tag("P")):
            for dy, text, base in (
                (25.6, identity.centre_name, furniture.CENTRE),
                (30.2, identity.centre_tagline or identity.authority_name, furniture.TAGLINE),
            ):
                drawing.line(canv, (left, height - dy * MM), text, style.coloured(base, colour), upto=WIDTH - 24 * MM)
        with flow.marked_as(canv, Tag("P")):
            base = YEAR_INK if save_ink else YEAR
            drawing.line(canv, (x + IN + 7 * MM, height - 63 * MM), str(data.year), base)
        flows: list[Flowable] = [
            words(_cover_title(data), COVER, role="H1"),
            words(_cover_intro(data), INTRO),
        ]
        stack(canv, flows, x + IN, bottom - 12 * MM, WIDTH * 0.86)
        with canv.artifact():
            drawing.hline(canv, x + IN, x + IN + WIDTH, 27 * MM, style.LIGHT, style.RULE)
        foot = [words(tr("Programme annuel des formations"), STRONG)]
        if identity.authority_name:
            foot.append(words(identity.authority_name, SMALL))
        stack(canv, foot, x + IN, 24 * MM, WIDTH)

    return paint


def _cover_title(data: Programme) -> str:
    if data.setting.programme_title:
        return data.setting.programme_title
    n = len({day for one in data.sessions for day in one.days})
    if not n:
        return tr("Le programme se prépare")
    number = tr(_NUMBERS[n]) if n < len(_NUMBERS) else str(n)
    return trn("Une journée pour vos projets", "{number} journées pour vos projets", n, number=number)


def _cover_intro(data: Programme) -> str:
    if data.setting.programme_intro:
        return data.setting.programme_intro
    return tr("Formations gratuites pour les associations de solidarité internationale, bénévoles et salariées.")


def _days_page(data: Programme, sessions: Sequence[SessionSummary], half: int, *, closing: bool, how: bool) -> Paint:
    def paint(canv: TaggedCanvas, x: float) -> None:
        months = [one.first_day.month for one in sessions]
        title = month_span(months) or (tr("Premier semestre") if half == 0 else tr("Second semestre"))
        over = tr("Premier semestre") if half == 0 else tr("Second semestre")
        head: list[Flowable] = [words(title, TITLE, role="H1")]
        head = (
            [flow.Overline(over), *head]
            if months
            else [*head, words(tr("Aucune journée n'est encore annoncée."), SAYS)]
        )
        top = stack(canv, head, x + IN, A5[1] - 15 * MM, WIDTH) - 7 * MM
        foot = _closing(data) if closing else _how(data) if how else []
        tall = flow.stack_height(foot, WIDTH) + 6 * MM if foot else 0.0
        room = top - 14 * MM - tall
        pitch = min(_ENTRY, max(_LEAST_ENTRY, room / max(len(sessions), 1)))
        for one in sessions:
            _entry(canv, one, (x + IN, top), pitch)
            top -= pitch
        if foot:
            stack(canv, foot, x + IN, top - 3 * MM, WIDTH)

    return paint


def _entry(canv: TaggedCanvas, one: SessionSummary, at: tuple[float, float], pitch: float) -> None:
    x, top = at
    side = min(15 * MM, pitch - 3 * MM)
    with canv.artifact():
        canv.setStrokeColor(style.PETROL)
        canv.setLineWidth(0.9)
        canv.roundRect(x, top - side + 1.4 * MM, 15 * MM, side - 0.6 * MM, 3, stroke=1, fill=0)
        drawing.hline(canv, x + 19 * MM, x + WIDTH, top - pitch + 2.4 * MM, style.LIGHT, style.RULE)
    with canv.inside(Tag("Sect")):
        with flow.marked_as(canv, Tag("P")):
            middle, base = x + 7.5 * MM, top - side + 1.4 * MM
            drawing.line(
                canv, (middle, base + side * 0.62), month_name(one.first_day.month, short=True), MONTH, align="center"
            )
            numbers = ParagraphStyle("tile", NUMBER, fontSize=NUMBER.fontSize if len(_span(one)) < 4 else 10.6)
            drawing.line(canv, (middle, base + side * 0.2), _span(one), numbers, align="center")
        words_ = [_title(one.title, pitch), words(_detail(one), DETAIL)]
        stack(canv, words_, x + 19 * MM, top + 0.4 * MM, WIDTH - 19 * MM)


def _title(title: str, pitch: float) -> Flowable:
    """Return a title on one line, or on two where the entry is tall enough, as large as it can be; a longer one is cut."""
    room, most = WIDTH - 19 * MM, 2 if pitch >= 17 * MM else 1
    sizes = [(12.0, 1), (11.0, 1), (10.4, 1), *([(10.4, 2)] if most == 2 else []), (9.2, most), (8.6, most)]
    for size, lines in sizes:
        base = ParagraphStyle("leaflet day fitted", DAY, fontSize=size, leading=size * 1.22)
        found = words(title, base)
        if found.wrap(room, 1e6)[1] <= lines * base.leading + 0.1:
            return found
    cut = title
    while found.wrap(room, 1e6)[1] > most * base.leading + 0.1 and " " in cut:
        cut = cut.rpartition(" ")[0].rstrip(" ,;:–-")
        found = words(f"{cut}…", base)
    return found


def _span(one: SessionSummary) -> str:
    """Return « 8 », « 7–8 », « 7, 9 », « 30… » for days of two months."""
    days = one.days
    if len(days) == 1:
        return str(days[0].day)
    if days[0].month != days[-1].month:
        return f"{days[0].day}–{days[-1].day}"
    if (days[-1] - days[0]).days == len(days) - 1:
        return f"{days[0].day}–{days[-1].day}"
    return ", ".join(str(day.day) for day in days) if len(days) == 2 else f"{days[0].day}…{days[-1].day}"


def _detail(one: SessionSummary) -> str:
    names = list(dict.fromkeys(weekday_name(day.weekday()) for day in one.days))
    weekdays = tr("{first} et {last}", first=names[0], last=names[1]) if len(names) == 2 else ", ".join(names)
    days = trn("{n} jour", "{n} jours", len(one.days)) if len(one.days) > 1 else ""
    return " · ".join(
        filter(None, (tr("{days}, {hours}", days=weekdays, hours=hours(one.starts, one.ends)), one.where, days))
    )


def _how(data: Programme) -> list[Flowable]:
    said = data.setting.rules_words or tr(
        "En cas d'affluence, une liste d'attente est tenue dans l'ordre des demandes ; vous êtes prévenus dès qu'une place "
        "se libère."
    )
    return [Tinted([words(tr("Comment s'inscrire"), STRONG), words(said, SAYS)])]


def _closing(data: Programme) -> list[Flowable]:
    days = sorted({day for one in data.sessions for day in one.days})
    if not days:
        return [words(tr("Aucune journée n'est encore au programme."), SAYS)]
    n = len(days)
    number = tr(_NUMBERS[n]).lower() if n < len(_NUMBERS) else str(n)
    title = trn("Le jour", "Les {number} jours", n, number=number)
    ideas = data.setting.ideas_words or tr(
        "Une autre idée ? Les associations peuvent proposer un thème pour le programme suivant."
    )
    return [flow.Overline(title), Gap(3), DayTiles(days), Gap(8), words(ideas, SAYS)]


def _practical(data: Programme, identity: Identity) -> Paint:
    def paint(canv: TaggedCanvas, x: float) -> None:
        head: list[Flowable] = [flow.Overline(tr("Pratique")), words(tr("Venir et s'inscrire"), TITLE, role="H1")]
        top = stack(canv, head, x + IN, A5[1] - 15 * MM, WIDTH) - 2 * MM
        rows = [
            Row([Cell([words(label, LABEL)], header=True), Cell([words(said, SAYS)])], below=BETWEEN)
            for label, said in _practical_lines(data, identity)
            if said
        ]
        grid = Grid([Column(31 * MM), Column(WIDTH - 31 * MM, right=0)], rows, pad=(5, 6.5))
        stack(canv, [grid], x + IN, top, WIDTH)
        with canv.artifact():
            qr.draw(canv, paper_code("training_year", str(data.year)), x + IN, 26 * MM, 18 * MM)
            drawing.hline(canv, x + IN, x + IN + WIDTH, 20 * MM, style.LIGHT, style.RULE)
        beside = [
            words(tr("Le programme au poste d'accueil"), STRONG),
            words(tr("Ce code ouvre les journées de l'année, à jour."), SMALL),
            *([words(part, SMALL) for part in (identity.email, identity.website) if part]),
        ]
        stack(canv, beside, x + IN + 22 * MM, 42.5 * MM, WIDTH - 22 * MM)
        if identity.authority_name:
            said = f"{identity.centre_name} · {identity.authority_name}"
            stack(canv, [words(said, SMALL)], x + IN, 18 * MM, WIDTH)

    return paint


def _practical_lines(data: Programme, identity: Identity) -> list[tuple[str, str]]:
    setting = data.setting
    ways = ", ".join(filter(None, (identity.phone, identity.email)))
    booking = setting.booking_words or (
        tr("Au comptoir ou auprès du centre : {ways}.", ways=ways) if ways else tr("Au comptoir du centre.")
    )
    rooms = "\n".join(", ".join(filter(None, (name, " ".join(address.split())))) for name, address in data.rooms)
    shared = _shared_hours(data.sessions)
    return [
        (tr("Inscription"), booking),
        (tr("Lieux"), setting.places_words or rooms),
        (tr("Horaires"), setting.hours_words or shared),
        (tr("Repas"), setting.meals),
        (tr("Garde d'enfants"), setting.childcare_words),
        (tr("Besoin particulier"), setting.needs_contact),
        (
            tr("Absence"),
            setting.absence_words
            or tr("Prévenez-nous au plus tôt : une place libérée est aussitôt proposée à la liste d'attente."),
        ),
    ]


def _shared_hours(sessions: Sequence[SessionSummary]) -> str:
    found = {(one.starts, one.ends) for one in sessions}
    if len(found) != 1:
        return tr("Ils sont indiqués pour chaque journée.") if sessions else ""
    starts, ends = found.pop()
    return hours(starts, ends)
