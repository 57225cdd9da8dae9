"""An attendance sheet as the service would gather it, without a library."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from cresi_app.training.model import AttendanceSheet, AttendanceStatus, DayPart, Mode, SheetPerson, SheetSlot

TRAINER = "Mme Aïssatou Ŋom-Delacroix"
PEOPLE = (
    ("Abderrahmane", "Noura", "Comité Palestine Sud"),
    ("Ba", "Ibrahima", "Teranga 94"),
    ("Ɓalde", "Aissatu", "Pulaar sans frontières"),
    ("De La Rochefoucauld-Bissagos", "Marie-Antoinette", "Fonds de solidarité des collèges et lycées publics du Val d'Orge"),
    ("Diabaté-Lemoine", "Fanta", "Jɛkabaara — Solidarité Val d'Orge"),
    ("Haddad", "Rania", "Comité Palestine Sud"),
    ("Kɛita", "Fatɔumata", "Jɛkabaara — Solidarité Val d'Orge"),
    ("Lecœur", "Anaëlle", "Eau Vive Solidarité"),
    ("Nguyễn", "Thị Phương Thảo", "Amitié Yên Bái"),
    ("Ŋom", "Pathé", "Sɛrɛer ak ŋoñ, culture et développement"),
    ("O'Brien", "Máire", "Collectif Haïti"),
    ("حداد", "رانيا", "Dar al-Kitab"),
    ("王", "秀英", "Amitié Wuhan"),
    ("Rakotoarimanana", "Haingotiana", "Fihavanana, amitié franco-malgache"),
    ("Ünal", "Şirin", "Maison pour tous"),
    ("Zongo", "Wendkuni", "Burkinabè du Val d'Orge"),
)  # fmt: skip


def slot(number: int, day: date, part: DayPart, starts: time, ends: time) -> SheetSlot:
    return SheetSlot(number, day, part, starts, ends, "Salle Senghor", "", (TRAINER,))


def three_half_days() -> tuple[SheetSlot, ...]:
    return (
        slot(1, date(2026, 10, 7), DayPart.PM, time(13, 30), time(17)),
        slot(2, date(2026, 10, 8), DayPart.AM, time(9), time(12, 30)),
        slot(3, date(2026, 10, 8), DayPart.PM, time(13, 30), time(17)),
    )


def people(slots: int, count: int | None = None) -> tuple[SheetPerson, ...]:
    listed = PEOPLE if count is None else [PEOPLE[n % len(PEOPLE)] for n in range(count)]
    return tuple(
        SheetPerson(n, family, given, organisation, "", (None,) * slots)
        for n, (family, given, organisation) in enumerate(listed)
    )


def sheet(**changes: object) -> AttendanceSheet:
    """The sheet of three half-days with sixteen people; `changes` replace its fields."""
    slots = three_half_days()
    base = AttendanceSheet(
        session_id=1,
        code="F2026-11",
        title="Monter et défendre le budget d'un projet de solidarité internationale",
        mode=Mode.ONSITE,
        zone="Europe/Paris",
        place="Salle Senghor, Maison des solidarités, 8, allée des Tilleuls, Valorge",
        slots=slots,
        trainers=(TRAINER,),
        contact="Claire Martin · 01 99 00 12 34",
        people=people(len(slots)),
        registered=16,
        capacity_max=18,
        issued_at=datetime(2026, 10, 6, 14, 40, tzinfo=UTC),
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # test shorthand


def noted(whole: AttendanceSheet) -> AttendanceSheet:
    """The same sheet once presence was noted: everybody there, the second late, the third absent."""
    marks = {1: AttendanceStatus.LATE, 2: AttendanceStatus.ABSENT}
    return replace(
        whole,
        people=tuple(
            replace(person, marks=(marks.get(number, AttendanceStatus.PRESENT),) * len(whole.slots))
            for number, person in enumerate(whole.people)
        ),
    )
