"""The booking form that goes out with the programme and comes back filled: which file says what, and what it asks."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.pdfform import FilledForm, FormCode, read_form
from cresi_app.training.model import GroupRule, Origin
from cresi_app.training.model.bookingform import (
    ANY_SESSION,
    KIND,
    PEOPLE,
    TICKS,
    VERSION,
    tick_words,
)
from cresi_app.training.model.intake import Asked, AskedPerson

_MOST_UNNAMED: Final = 50


def read_booking_forms(files: Iterable[Path]) -> list[Asked]:
    """Read filled forms; each gives one request, with the reason when it could not be read. Never raises."""
    return [_read(file) for file in files]


def _read(file: Path) -> Asked:
    try:
        form = read_form(file)
        _check(form, file)
    except DomainError as refusal:
        return Asked(file.name, Origin.FORM, refusal=refusal)
    return _asked(form, file)


def _check(form: FilledForm, file: Path) -> None:
    code = form.code
    if code.kind != KIND:
        raise DomainError(
            "form_other",
            N_("« {file} » est un autre formulaire du centre, pas un bulletin d'inscription."),
            file=file.name,
        )
    if code.version > VERSION:
        raise DomainError(
            "form_newer",
            N_("« {file} » vient d'une version plus récente du programme : mettez-le à jour pour lire ce bulletin."),
            file=file.name,
        )
    year = programme_year(code)
    # A form of one session speaks of that session, wherever it was moved to: only a whole programme ends with its year.
    if year and year < today().year and code.ref.rpartition("/")[2] == ANY_SESSION:
        raise DomainError(
            "form_old",
            N_("« {file} » est le bulletin du programme {year}, qui est terminé : envoyez celui de {now}."),
            file=file.name, year=year, now=today().year,
        )  # fmt: skip
    if not any(value for name, value in form.values.items() if name not in {"cresi_form", "group_rule", "session"}):
        raise DomainError("form_empty", N_("« {file} » est vide : personne n'y est inscrit."), file=file.name)


def programme_year(code: FormCode) -> int:
    """Return the year of the programme that a form came with, 0 when it says none."""
    year = code.ref.partition("/")[0]
    return int(year) if year.isdecimal() and len(year) == 4 else 0


def _asked(form: FilledForm, file: Path) -> Asked:
    people, cautions = _people(form)
    unnamed = form.text("unnamed")
    count = int(unnamed) if unnamed.isdecimal() and int(unnamed) <= _MOST_UNNAMED else 0
    if unnamed and not count and unnamed != "0":
        cautions.append(
            tr("« {text} » places à nommer : ce n'est pas un nombre, la case est laissée de côté.", text=unnamed)
        )
    if not form.ticked("consent"):
        cautions.append(tr("L'accord sur l'usage des données n'est pas coché : demandez-le."))
    ref = form.code.ref.partition("/")[2]
    rule = GroupRule.WHOLE if form.text("group_rule") == GroupRule.WHOLE else GroupRule.SPLIT
    return Asked(
        source=file.name,
        origin=Origin.FORM,
        session=form.text("session") or (ref if ref != ANY_SESSION else ""),
        organisation=form.text("organisation"),
        people=people,
        unnamed=count,
        contact=form.text("contact"),
        email=form.text("email"),
        phone=form.text("phone"),
        group_rule=rule,
        note=form.lines("note"),
        file_sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        cautions=tuple(cautions),
    )


def _people(form: FilledForm) -> tuple[tuple[AskedPerson, ...], list[str]]:
    """Return who is on the form. What was ticked for the group goes with the first of them, as everybody's need."""
    rows = [(form.text(f"name_{n}"), form.text(f"role_{n}"), form.text(f"needs_{n}")) for n in range(1, PEOPLE + 1)]
    cautions = [
        tr("Un rôle ou un besoin est écrit sans nom : il est laissé de côté.")
        for name, *rest in rows
        if not name and any(rest)
    ]
    people = [AskedPerson(name, role, needs) for name, role, needs in rows if name]
    ticked = [tick_words(name) for name in TICKS if form.ticked(name)]
    if ticked and people:
        first = people[0]
        group = tr("Pour le groupe : {needs}", needs=", ".join(ticked))
        people[0] = AskedPerson(first.name, first.role, "\n".join(filter(None, (first.needs, group))))
    elif ticked:
        cautions.append(tr("Des besoins sont cochés sans aucun nom : notez-les quand les noms viendront."))
    return tuple(people), cautions


def values_of(asked: Mapping[str, str]) -> dict[str, str]:
    """Return values to fill a form beforehand, unknown names dropped (an association's name, its contact)."""
    known = {"organisation", "contact", "email", "phone"}
    return {name: value for name, value in asked.items() if name in known and value}
