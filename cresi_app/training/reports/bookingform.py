"""The fillable booking form that goes out with the programme; `interchange.bookingforms` reads it back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.clock import now
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, words
from cresi_app.printing.forms import (
    ChoiceEntry,
    Entry,
    RadioEntry,
    TextEntry,
    TickEntry,
    code_entry,
    entry_flow,
    render_form,
    row,
    section,
)
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.training.model import RULE_LABELS, GroupRule
from cresi_app.training.model.bookingform import PEOPLE, TICKS, BookingForm, FormSession, tick_words

_SHARES: Final = (0.4, 0.24, 0.36)


def session_words(session: FormSession) -> str:
    """Return how a session stands in the list: « 25 novembre – Plaidoyer : le droit à l'eau »."""
    return tr("{day} – {title}", day=format_date(session.day, "day_month"), title=session.title)


def booking_form(form: BookingForm, identity: Identity, out: Path, values: Mapping[str, str] | None = None) -> int:
    """Write the form as a fillable PDF and return its number of pages; `values` fill some of it beforehand."""
    entries = _entries(form)
    return render_form(_paper(form, identity, entries), list(entries.values()), out, form.code, values)


def _entries(form: BookingForm) -> dict[str, Entry]:
    found: list[Entry] = [
        TextEntry("organisation", tr("Nom de l'association"), most=120),
        TextEntry("contact", tr("Personne à joindre"), most=80),
        TextEntry("email", tr("Courriel"), most=120),
        TextEntry("phone", tr("Téléphone"), most=30),
    ]
    if form.is_programme:
        options = [("", tr("Choisissez…")), *((one.code, session_words(one)) for one in form.sessions)]
        found.append(ChoiceEntry("session", tr("Journée souhaitée"), options=options))
    for number in range(1, PEOPLE + 1):
        found += [
            TextEntry(
                f"name_{number}", _head(number, tr("Nom, prénom")), tr("Personne {n} : nom, prénom", n=number), most=80
            ),
            TextEntry(
                f"role_{number}",
                _head(number, tr("Rôle dans l'association")),
                tr("Personne {n} : rôle", n=number),
                most=60,
            ),
            TextEntry(
                f"needs_{number}",
                _head(number, tr("Besoins (accès, repas…)")),
                tr("Personne {n} : besoins", n=number),
                most=200,
            ),
        ]
    rules = [(rule.value, tr(RULE_LABELS[rule])) for rule in GroupRule]
    found += [
        TextEntry("unnamed", tr("Autres places, noms à venir (nombre)"), most=2),
        RadioEntry("group_rule", tr("S'il n'y a pas assez de places"), options=rules),
        *(TickEntry(name, tick_words(name)) for name in TICKS),
        TextEntry("note", tr("Autre chose à nous dire"), most=600, lines=2),
        TickEntry(
            "consent",
            tr(
                "J'accepte que ces données servent à organiser la formation. Elles sont effacées trois ans après la dernière venue."
            ),
        ),
        code_entry(),
    ]
    return {one.name: one for one in found}


def _head(number: int, text: str) -> str:
    """Return the label over the first line only: the next ones stand in its column."""
    return text if number == 1 else ""


def _paper(form: BookingForm, identity: Identity, entries: Mapping[str, Entry]) -> Paper:
    def story(_numbers: Numbers) -> list[Flowable]:
        return _story(form, identity, entries)

    return Paper(
        kind="booking-form",
        title=tr("Bulletin d'inscription {year}", year=form.year),
        identity=identity,
        furniture=Furniture(
            kind=tr("Bulletin d'inscription"),
            reference=tr("Programme {year}", year=form.year),
            who=address_line(identity),
            copy=tr("Vous pouvez aussi vous inscrire au poste d'accueil ou au {phone}.", phone=identity.phone)
            if identity.phone
            else tr("Vous pouvez aussi vous inscrire au poste d'accueil."),
        ),
        story=story,
        code=str(form.code),
        layout=LETTER,
        subject=tr("Bulletin d'inscription"),
        made=now(),
    )


def _story(form: BookingForm, identity: Identity, entries: Mapping[str, Entry]) -> list[Flowable]:
    flows: list[Flowable] = [
        Overline(tr("Formations gratuites des associations")),
        words(tr("Inscrire votre association"), style.H1, role="H1"),
        words(_how(identity), style.SECOND),
        *section(tr("1. L'association")),
        row(entries["organisation"]),
        row(entries["contact"], entries["email"], entries["phone"], shares=(0.36, 0.4, 0.24)),
        *section(tr("2. La formation")),
    ]
    if form.is_programme:
        flows.append(row(entries["session"]))
    else:
        session = form.sessions[0]
        day = format_date(session.day, "full")
        flows += [words(tr("{title} – {day}", title=session.title, day=day), style.TABLE_STRONG), Gap(6)]
    for number in range(1, PEOPLE + 1):
        flows.append(row(*(entries[f"{name}_{number}"] for name in ("name", "role", "needs")), shares=_SHARES))
    flows += [entry_flow(entries["group_rule"]), *section(tr("3. Vos besoins"))]
    names = list(TICKS)
    flows += [row(entries[one], entries[other]) for one, other in zip(names[::2], names[1::2], strict=True)]
    flows += [
        row(entries["unnamed"], entries["note"], shares=(0.36, 0.64)),
        entry_flow(entries["consent"]),
        entry_flow(entries["cresi_form"]),
    ]
    return flows


def _how(identity: Identity) -> str:
    if identity.email:
        return tr(
            "À remplir à l'écran ou à la main, puis à renvoyer à {email} ou à déposer à l'accueil. Réponse sous huit jours.",
            email=identity.email,
        )
    return tr("À remplir à l'écran ou à la main, puis à renvoyer ou à déposer à l'accueil. Réponse sous huit jours.")
