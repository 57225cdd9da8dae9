"""Drafts of letters with their papers and calendar entries, a file each: the person's own mail program sends them, never this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import HOME_ZONE, now
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.training.interchange.calendar import invitation_files
from cresi_app.training.model import PART_LABELS, PlaceStatus, SessionSheet
from cresi_app.training.model.telling import Letter, Mailing, Occasion
from cresi_app.training.service import TrainingService

_CRLF: Final = policy.SMTP.clone(max_line_length=76)


@dataclass(frozen=True, slots=True)
class Drafts:
    """What was written: the folder, its files, and who could not be written to and why."""

    folder: Path
    files: tuple[Path, ...]
    without: tuple[str, ...]
    changes: Changes


def write_drafts(
    service: TrainingService, who: Actor, mailing: Mailing, folder: Path, papers: Mapping[int, Path] | None = None
) -> Drafts:
    """Write a draft for each letter of `mailing` into `folder`, with its paper (`papers` by place) and calendar entries.

    What calendars were told is kept, so that the next change is told above it. DomainError ``nobody`` when there is
    nobody to write to.
    """
    if not mailing.letters and not mailing.without:
        raise DomainError("nobody", N_("Personne n'est concerné : il n'y a pas de courriel à préparer."))
    folder.mkdir(parents=True, exist_ok=True)
    identity = service.directory.identity()
    files: list[Path] = []
    for number, letter in enumerate(mailing.letters, start=1):
        message = draft(mailing.sheet, letter, identity, (papers or {}).get(letter.addressee.place_id))
        name = (
            "".join(char if char.isalnum() else "-" for char in letter.addressee.name).strip("-")[:60] or "participant"
        )
        file = folder / f"{number:03d} {name}.eml"
        write_whole(file, message.as_bytes(policy=_CRLF))
        files.append(file)
    told = [f"{one.name} ({one.organisation}) : {one.obstacle}" for one in mailing.without]
    if told:
        list_file = folder / tr("sans adresse.txt")
        write_whole(list_file, ("\n".join(told) + "\n").encode())
    changes = service.mark_told(who, mailing.sheet.session.id, mailing.letters)
    return Drafts(folder, tuple(files), tuple(told), changes)


def draft(sheet: SessionSheet, letter: Letter, identity: Identity, paper: Path | None = None) -> EmailMessage:
    """Return the draft of one letter; « X-Unsent » makes mail programs open it as a draft."""
    message = EmailMessage(policy=policy.EmailPolicy(utf8=False))
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(now())
    if identity.email:
        message["From"] = formataddr((_plain(identity.centre_name), identity.email))
    shown = letter.addressee.organisation if letter.addressee.is_of_organisation else letter.addressee.name
    try:
        message["To"] = formataddr((_plain(shown), letter.addressee.email))
    except (ValueError, IndexError):  # an address that the standard does not know is left to the person who sends
        message["X-To-Check"] = _plain(letter.addressee.email)
    message["Subject"] = _plain(subject(sheet, letter.occasion))
    message.set_content(body(sheet, letter, identity))
    if paper is not None:
        message.add_attachment(paper.read_bytes(), maintype="application", subtype="pdf", filename=paper.name)
    for name, method, data in invitation_files(sheet, letter, identity):
        message.add_attachment(
            data, maintype="text", subtype="calendar", filename=name, params={"method": method, "charset": "utf-8"}
        )
    return message


def _plain(text: str) -> str:
    """Return a text without what would end a header's line."""
    return " ".join(text.split())


def subject(sheet: SessionSheet, occasion: Occasion) -> str:
    """Return the subject of a letter."""
    title, code = sheet.session.title, sheet.session.code
    day = format_date(sheet.slots[0].slot.day) if sheet.slots else ""
    match occasion:
        case Occasion.CONVOKE:
            return tr("Convocation : {title}, {day} ({code})", title=title, day=day, code=code)
        case Occasion.KEPT:
            return tr("Journée maintenue : {title}, {day} ({code})", title=title, day=day, code=code)
        case Occasion.CHANGED:
            return tr("Changement : {title}, {day} ({code})", title=title, day=day, code=code)
        case Occasion.CANCELLED:
            return tr("Annulation : {title}, {day} ({code})", title=title, day=day, code=code)
        case Occasion.POSTPONED:
            return tr("Report : {title}, {day} ({code})", title=title, day=day, code=code)
        case Occasion.RELEASED:
            return tr("Votre place : {title}, {day} ({code})", title=title, day=day, code=code)
        case Occasion.CERTIFICATE:
            return tr("Attestation : {title} ({code})", title=title, code=code)


def body(sheet: SessionSheet, letter: Letter, identity: Identity) -> str:
    """Return the words of a letter, plain text."""
    waiting = letter.addressee.status is PlaceStatus.WAITING
    name = letter.addressee.name
    hello = (
        tr("Bonjour,\n\nCe message concerne {name}.", name=name)
        if letter.addressee.is_of_organisation
        else tr("Bonjour {name},", name=name)
    )
    parts = [hello, _news(sheet, letter, waiting=waiting)]
    if letter.occasion in {Occasion.CONVOKE, Occasion.KEPT, Occasion.CHANGED}:
        parts.append("\n".join(_lines(sheet)))
        parts.append(tr("La pièce jointe .ics inscrit ces horaires dans votre agenda.") if letter.notices else "")
    contact = sheet.session.contact or ", ".join(filter(None, (identity.phone, identity.email)))
    parts.append(tr("Pour nous joindre : {contact}", contact=contact) if contact else "")
    parts.append("\n".join(filter(None, (identity.representative, identity.centre_name))))
    return "\n\n".join(part for part in parts if part) + "\n"


def _news(sheet: SessionSheet, letter: Letter, *, waiting: bool) -> str:
    session = sheet.session
    title, reason = session.title, session.cancel_reason
    match letter.occasion:
        case Occasion.CONVOKE:
            return tr(
                "Votre inscription à « {title} » est confirmée. Vous trouverez ci-joint votre convocation.", title=title
            )
        case Occasion.KEPT:
            return (
                tr("La journée « {title} » a bien lieu.", title=title)
                if not waiting
                else tr("La journée « {title} » a bien lieu ; vous restez en liste d'attente.", title=title)
            )
        case Occasion.CHANGED:
            return tr(
                "La journée « {title} » change de date, d'horaire ou de lieu. Voici ce qui vaut désormais :",
                title=title,
            )
        case Occasion.CANCELLED:
            return tr("La journée « {title} » n'aura pas lieu : {reason}.", title=title, reason=reason.rstrip("."))
        case Occasion.POSTPONED:
            return tr(
                "La journée « {title} » est reportée à une date à venir : {reason}. Nous vous écrirons dès qu'elle sera fixée.",
                title=title,
                reason=reason.rstrip("."),
            )
        case Occasion.RELEASED:
            return tr(
                "La place de {name} dans « {title} » est libérée ; la pièce jointe .ics retire la journée de l'agenda.",
                name=letter.addressee.name,
                title=title,
            )
        case Occasion.CERTIFICATE:
            return tr("Vous trouverez ci-joint votre attestation de participation à « {title} ».", title=title)


def _lines(sheet: SessionSheet) -> Sequence[str]:
    zone = sheet.session.zone
    lines = []
    for line in sheet.slots:
        slot = line.slot
        lines.append(
            tr(
                "- {day}, {part}, {starts} – {ends}",
                day=format_date(slot.day, "full"),
                part=tr(PART_LABELS[slot.part]),
                starts=format_time(slot.starts),
                ends=format_time(slot.ends),
            )
        )
    if zone != HOME_ZONE:
        lines.append(tr("(heures de {zone})", zone=zone))
    return lines
