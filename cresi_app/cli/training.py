"""What arrives at the training desk: forms and tables of bookings, badges at the door, evaluations."""

from argparse import Namespace
from pathlib import Path

from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.finding import find
from cresi_app.services import Services
from cresi_app.training.model import ATTENDANCE_LABELS, PART_LABELS, Origin
from cresi_app.training.model.evaluation import Moment
from cresi_app.training.model.intake import Asked, IntakeLine


def bookings(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Read filled booking forms and tables, and book what can be in one act; with ``--dry-run`` only say what would be."""
    asked = [one for file in wanted.files for one in _read(Path(file))]
    lines = services.training.examine(asked)
    told = [_told(line) for line in lines]
    said = [f"{line.asked.source} : {' '.join(line.sentences) or tr('prête')}" for line in lines]
    ready = any(line.seated or line.waiting for line in lines)
    data: dict[str, object] = {"revision": None, "read": len(lines), "bookings": [], "requests": told}
    if wanted.dry_run or not ready:
        return Reply(data, said, 0 if ready or wanted.dry_run else 1)
    taken = services.training.take_in(who, asked)
    data |= {"revision": taken.changes.seq, "bookings": list(taken.numbers)}
    return Reply(data, [*said, taken.sentence])


def _read(file: Path) -> list[Asked]:
    from cresi_app.training.interchange.bookingforms import read_booking_forms  # noqa: PLC0415 - pikepdf costs start-up time
    from cresi_app.training.interchange.bookingtables import read_booking_table  # noqa: PLC0415 - same

    if file.suffix.lower() == ".pdf":
        return read_booking_forms([file])
    try:
        return list(read_booking_table(file.read_bytes(), file.name).asked)
    except DomainError as refusal:
        return [Asked(file.name, Origin.CSV, refusal=refusal)]
    except OSError:
        lost = DomainError("unreadable", N_("« {file} » n'a pas pu être lu : rien n'en a été pris."), file=file.name)
        return [Asked(file.name, Origin.CSV, refusal=lost)]


def _told(line: IntakeLine) -> dict[str, object]:
    """Return a request as JSON; what people need is never in it."""
    return {
        "source": line.asked.source,
        "outcome": line.outcome,
        "session": line.session or None,
        "organisation": line.organisation or line.asked.organisation,
        "people": [person.name for person in line.asked.people],
        "unnamed": line.asked.unnamed,
        "registered": line.seated,
        "waiting": line.waiting,
        "sentences": list(line.sentences),
    }


def scan(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Note that the person of a badge has come in."""
    mark = services.training.scan_in(who, wanted.code)
    data = {
        "revision": mark.changes.seq, "place": mark.place_id, "person": mark.name, "organisation": mark.organisation,
        "session": mark.session, "part": mark.slot.part, "status": mark.status, "repeated": mark.is_repeated,
    }  # fmt: skip
    status = tr("Déjà pointé") if mark.is_repeated else tr(ATTENDANCE_LABELS[mark.status])
    return Reply(data, [" · ".join((mark.name, mark.organisation, tr(PART_LABELS[mark.slot.part]), status))])


def evaluations(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """Count filled evaluation forms, then tell what a session's people answered: nothing below five answers."""
    refused = _count(services, [Path(file) for file in wanted.files or ()])
    _, session = find(services, "session", wanted.session)
    result = services.training.evaluation_result(session, Moment.COLD if wanted.cold else Moment.HOT)
    data = {
        "moment": result.moment, "n": result.n, "expected": result.expected, "refused": refused,
        "questions": [{"words": one.words, "kind": one.kind, "n": one.n, "counts": dict(one.counts)} for one in result.results],
        "comments": [{"question": question, "words": list(words)} for question, words in result.comments],
    }  # fmt: skip
    lines = [*(f"{one['file']} : {one['reason']}" for one in refused), result.sentence]
    lines += [
        f"{one.words} (n = {one.n}) : " + ", ".join(f"{key} × {count}" for key, count in sorted(one.counts.items()))
        for one in result.results
    ]
    return Reply(data, lines)


def _count(services: Services, files: list[Path]) -> list[dict[str, str]]:
    from cresi_app.training.interchange.evaluationforms import read_evaluation_forms  # noqa: PLC0415 - pikepdf costs start-up time

    refused = []
    for one in read_evaluation_forms(services.training, files):
        try:
            if one.refusal is not None:
                raise one.refusal
            services.training.answer(one.session_id, one.moment, one.answers, file_sha256=one.sha256)
        except CresiError as error:
            refused.append({"file": one.source, "reason": error.sentence})
    return refused


def offers(services: Services, _wanted: Namespace, _who: Actor) -> Reply:
    """End the offers whose hour has come and pass their seats on."""
    found = services.training.lapse_all()
    n = sum(len(changes.touched.get("place", ())) for changes in found)
    return Reply(
        {"revisions": [changes.seq for changes in found], "places": n},
        [trn("{n} place changée", "{n} places changées", n)],
    )
