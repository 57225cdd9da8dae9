"""Everything that can be found and opened: one search over all desks, one way from what people see (REF) to the record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.catalogue.model.authorities import DOCUMENTS_OF, AuthorityKind
from cresi_app.cooperation.model.listing import AgreementRow
from cresi_app.cooperation.model.world import country_key
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.formcode import FormCode
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.ids import read_id
from cresi_app.core.papercode import PaperCode, read_paper_code
from cresi_app.core.text import fold, words
from cresi_app.directory.model.views import OrganisationFilter, PersonFilter
from cresi_app.funding.model.europe import ApplicationFilter
from cresi_app.funding.model.views import GrantRow
from cresi_app.projects.model.listing import ProjectRow
from cresi_app.services import Services
from cresi_app.training.model.year import SessionSummary


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `detail` is its second line; `hits` mark in it what was searched; `page` of an attachment, 0 when none."""

    kind: str
    id: int
    title: str
    detail: str = ""
    aside: str = ""
    hits: tuple[tuple[int, int], ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """The first hits of a search, how many there are (up to a cap) and whether there are more."""

    hits: tuple[Hit, ...]
    total: int
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its table, its French name, how it is searched and how a REF is resolved (None: not found)."""

    table: str
    name: str
    search: Callable[[Services, str, int], Findings]
    by_ref: Callable[[Services, str], int | None]
    is_everywhere: bool = True
    """Whether a search over all desks looks for it too."""


def _documents(services: Services, text: str, limit: int) -> Findings:
    page = services.catalogue.search(text, limit=limit)
    hits = [
        Hit(
            "document", row.id, row.title, row.extract.text or row.authors, row.call_number, row.extract.hits,
            row.page.number if row.page is not None else 0,
        )
        for row in page.rows
    ]  # fmt: skip
    return Findings(tuple(hits), page.total, page.capped)


def _authorities(table: AuthorityKind) -> Callable[[Services, str, int], Findings]:
    def search(services: Services, text: str, limit: int) -> Findings:
        found = services.catalogue.authority_ids(table, text, limit=limit + 1) if words(text) else []
        rows = services.catalogue.authority_rows(table, found[:limit], text)
        hits = tuple(Hit(table.value, one, rows[one].name, rows[one].via or rows[one].detail) for one in found[:limit])
        return Findings(hits, len(hits), len(found) > limit)

    return search


def _authority(table: AuthorityKind, name: str) -> Kind:
    return Kind(
        table.value,
        name,
        _authorities(table),
        lambda s, ref: s.catalogue.authority_by_ref(table, ref),
        is_everywhere=False,
    )


def _organisations(services: Services, text: str, limit: int) -> Findings:
    ids = services.directory.organisation_ids(OrganisationFilter(text=text))
    rows = services.directory.organisation_rows(ids[:limit])
    return Findings(
        tuple(Hit("organisation", row.id, row.name, row.where_and_what, row.kind_name) for row in rows), len(ids)
    )


def _people(services: Services, text: str, limit: int) -> Findings:
    ids = services.directory.person_ids(PersonFilter(text=text))
    rows = services.directory.person_rows(ids[:limit])
    return Findings(tuple(Hit("person", row.id, row.name, row.organisation, row.title) for row in rows), len(ids))


def session_hit(row: SessionSummary) -> Hit:
    """Return a training session as a hit."""
    return Hit("session", row.id, row.title, " · ".join((format_date(row.first_day), row.where)), row.code)


def _sessions(services: Services, text: str, limit: int) -> Findings:
    rows = services.training.search(text, limit + 1)
    return Findings(tuple(session_hit(row) for row in rows[:limit]), len(rows[:limit]), len(rows) > limit)


def _courses(services: Services, text: str, limit: int) -> Findings:
    rows = services.training.search_courses(text, limit + 1)
    hits = tuple(Hit("course", row.id, row.title, row.theme) for row in rows[:limit])
    return Findings(hits, len(hits), len(rows) > limit)


def project_hit(row: ProjectRow) -> Hit:
    """Return a dossier as a hit."""
    return Hit("project", row.id, row.title, " · ".join(part for part in (row.holder, row.where) if part), row.number)


def _projects(services: Services, text: str, limit: int) -> Findings:
    rows = services.projects.search(text, limit + 1)
    return Findings(tuple(project_hit(row) for row in rows[:limit]), len(rows[:limit]), len(rows) > limit)


def _advice(services: Services, text: str, limit: int) -> Findings:
    found = services.projects.search_advice(text, limit + 1) if words(text) else []
    hits = [
        Hit("advice", one.advice.id, one.advice.subject, one.whom, format_date(one.advice.advised_on, "medium"))
        for one in found[:limit]
    ]
    return Findings(tuple(hits), len(hits), len(found) > limit)


def _advice_by_ref(services: Services, ref: str) -> int | None:
    key = read_id(ref)
    return key if key and services.projects.advice_views([key]) else None


def agreement_hit(row: AgreementRow) -> Hit:
    """Return a cooperation as a hit."""
    return Hit("agreement", row.id, row.name, f"{row.partner} · {row.country}", row.number)


def _agreements(services: Services, text: str, limit: int) -> Findings:
    rows = services.cooperation.search(text, limit + 1)
    return Findings(tuple(agreement_hit(row) for row in rows[:limit]), len(rows[:limit]), len(rows) > limit)


def _crises(services: Services, text: str, limit: int) -> Findings:
    rows = services.cooperation.crisis_rows(_typed(services.cooperation.crisis_ids, text, limit + 1))
    hits = tuple(Hit("crisis", row.id, row.name, " · ".join(row.places), row.number) for row in rows[:limit])
    return Findings(hits, len(hits), len(rows) > limit)


def _supports(services: Services, text: str, limit: int) -> Findings:
    rows = services.cooperation.support_rows(_typed(services.cooperation.support_ids, text, limit + 1))
    hits = tuple(Hit("support", row.id, row.title, row.partner, row.number) for row in rows[:limit])
    return Findings(hits, len(hits), len(rows) > limit)


def _outposts(services: Services, text: str, limit: int) -> Findings:
    rows = services.cooperation.outpost_rows(_typed(services.cooperation.outpost_ids, text, limit + 1))
    hits = tuple(Hit("outpost", row.id, row.name, f"{row.place}, {row.country}", row.sectors) for row in rows[:limit])
    return Findings(hits, len(hits), len(rows) > limit)


def _countries(services: Services, text: str, limit: int) -> Findings:
    known, typed = services.directory.countries, fold(text).strip()
    found = [one for one in known if typed and (fold(one.name).startswith(typed) or one.code == text.strip().upper())]
    hits = tuple(Hit("country", country_key(one.code), one.name, "", one.code) for one in found[:limit])
    return Findings(hits, len(hits), len(found) > limit)


def grant_hit(row: GrantRow) -> Hit:
    """Return a grant as a hit."""
    detail = " · ".join(part for part in (row.holder, row.country, row.standing.words) if part)
    return Hit("grant", row.id, row.title, detail, row.number)


def _grants(services: Services, text: str, limit: int) -> Findings:
    rows = services.funding.search(text, limit + 1) if words(text) else []
    return Findings(tuple(grant_hit(row) for row in rows[:limit]), len(rows[:limit]), len(rows) > limit)


def _applications(services: Services, text: str, limit: int) -> Findings:
    rows = services.funding.applications(ApplicationFilter(text=text), limit + 1) if words(text) else []
    hits = tuple(
        Hit("application", row.application.id, row.title, f"{row.lead} · {row.stage.name}", row.application.number)
        for row in rows[:limit]
    )
    return Findings(hits, len(hits), len(rows) > limit)


def authorities(services: Services, text: str, limit: int) -> Findings:
    """Find authors, publishers, series and subjects by any of their names, at most `limit` of each, each before its notices.

    The notices of one are a hit of their own, of a kind that begins with `DOCUMENTS_OF`.
    """
    hits: list[Hit] = []
    for table, word in _AUTHORITIES.items():
        if table == SUBJECT:
            terms = services.catalogue.propose_terms(text, limit) if words(text) else ()
            by_id = {one.id: (one.id, one.term, one.via or one.place, one.uses) for one in terms}
            for free in services.catalogue.subjects_like(text, limit) if words(text) else ():
                by_id.setdefault(free.id, (free.id, free.name, "", free.uses))
            found = list(by_id.values())[:limit]
        else:
            kind = AuthorityKind(table)
            ids = services.catalogue.authority_ids(kind, text, order="uses", limit=_NAMES_READ) if words(text) else []
            rows = services.catalogue.authority_rows(kind, ids, text)
            begun = [one for one in ids if _begins(text, f"{rows[one].name} {rows[one].via}")][:limit]
            found = [(one, rows[one].name, rows[one].via or rows[one].detail, rows[one].uses) for one in begun]
        for one, name, detail, uses in found:
            hits.append(Hit(table, one, name, " · ".join(filter(None, (tr(word), detail)))))
            if uses:
                notices = trn("{n} notice", "{n} notices", uses)
                hits.append(Hit(f"{DOCUMENTS_OF}{table}", one, tr("Notices de « {name} »", name=name), notices))
    return Findings(tuple(hits), len(hits))


def _begins(typed: str, name: str) -> bool:
    """Say whether each word typed begins a word of a name: « eau » is not in « Plateau »."""
    return all(any(part.startswith(word) for part in words(name)) for word in words(typed))


def _typed(ids: Callable[..., Sequence[int]], text: str, limit: int) -> Sequence[int]:
    """Return what is found; words are asked for: an empty search lists nothing here."""
    return ids(text, limit=limit) if words(text) else ()


def _nothing(_services: Services, _text: str, _limit: int) -> Findings:
    return Findings((), 0)


def _course_by_ref(services: Services, ref: str) -> int | None:
    found = [course.id for course in services.training.courses(archived=True) if ref in {str(course.id), course.title}]
    return found[0] if found else None


SUBJECT: Final = "subject"
_NAMES_READ: Final = 40
"""Authorities that hold what is typed anywhere, of which those that begin so are shown."""
_AUTHORITIES: Final = {
    "contributor": N_("Auteur"), "publisher": N_("Éditeur"), "series": N_("Collection"), SUBJECT: N_("Sujet"),
}  # fmt: skip
KINDS: Final[Mapping[str, Kind]] = {
    "document": Kind("document", N_("notice"), _documents, lambda s, ref: s.catalogue.by_ref(ref)),
    "contributor": _authority(AuthorityKind.CONTRIBUTOR, N_("auteur")),
    "publisher": _authority(AuthorityKind.PUBLISHER, N_("éditeur")),
    "series": _authority(AuthorityKind.SERIES, N_("collection")),
    "organisation": Kind(
        "organisation", N_("organisation"), _organisations, lambda s, ref: s.directory.organisation_by_ref(ref)
    ),
    "person": Kind("person", N_("personne"), _people, lambda s, ref: s.directory.person_by_ref(ref)),
    "session": Kind("session", N_("journée de formation"), _sessions, lambda s, ref: s.training.by_ref(ref)),
    "course": Kind("course", N_("formation"), _courses, _course_by_ref),
    "booking": Kind("booking", N_("inscription"), _nothing, lambda s, ref: s.training.booking_by_number(ref)),
    "project": Kind("project", N_("dossier"), _projects, lambda s, ref: s.projects.by_ref(ref)),
    "advice": Kind("advice", N_("conseil"), _advice, _advice_by_ref),
    "grant": Kind("grant", N_("subvention"), _grants, lambda s, ref: s.funding.by_ref(ref)),
    "application": Kind(
        "application", N_("candidature"), _applications, lambda s, ref: s.funding.application_by_ref(ref)
    ),
    "exercise": Kind("exercise", N_("exercice"), _nothing, lambda s, ref: s.funding.exercise_by_ref(ref)),
    "agreement": Kind("agreement", N_("accord"), _agreements, lambda s, ref: s.cooperation.by_ref(ref)),
    "crisis": Kind("crisis", N_("aide d'urgence"), _crises, lambda s, ref: s.cooperation.crisis_by_ref(ref)),
    "support": Kind("support", N_("appui institutionnel"), _supports, lambda s, ref: s.cooperation.support_by_ref(ref)),
    "outpost": Kind("outpost", N_("antenne"), _outposts, lambda s, ref: s.cooperation.outpost_by_ref(ref)),
    "country": Kind("country", N_("pays"), _countries, lambda s, ref: country_key(s.cooperation.country_by_ref(ref))),
}
"""Every kind, in the order results are shown."""


def record_of(services: Services, scanned: PaperCode) -> PaperCode | None:
    """Return the record that a paper's code leads to, as people search it; None when there is none (any more).

    A badge, a certificate and an evaluation form lead to their session, a programme to the sessions of its year.
    """
    session_id: int | None = None
    if scanned.kind == "place":
        session_id = services.training.place_session(scanned.ref)
    elif scanned.kind == "certificate":
        session_id = services.training.certificate_session(scanned.ref)
    elif scanned.kind == "evaluation":
        session_id = services.training.session_by_code(scanned.ref.rpartition("-")[0])
    elif scanned.kind == "training_year":
        return PaperCode("session", f"F{scanned.ref}")
    elif scanned.kind == "booking_form":
        session_id = services.training.session_by_code(scanned.ref)
    else:
        return scanned
    return None if session_id is None else PaperCode("session", services.training.session(session_id).code)


def scanned(services: Services, text: str) -> tuple[str, int] | None:
    """Return (kind, id) of the record that a scanned code opens, None when there is none (any more)."""
    form = FormCode.read(text)
    if form is not None and form.kind == "P":
        code: PaperCode | None = PaperCode("project", form.ref.partition("/")[0])
    elif form is not None:
        code = PaperCode("booking_form", form.ref.rpartition("/")[2])
    else:
        code = read_paper_code(text)
    named = None if code is None else record_of(services, code)
    if named is None or named.kind not in KINDS:
        return None
    try:
        found = KINDS[named.kind].by_ref(services, named.ref)
    except DomainError:
        return None
    return None if found is None else (named.kind, found)


def kind_of(name: str) -> Kind:
    """Return a kind by its name; `DomainError` ``unknown_kind``."""
    if name not in KINDS:
        raise DomainError(
            "unknown_kind",
            N_("« {kind} » n'est pas une sorte de fiche. Au choix : {kinds}."),
            kind=name,
            kinds=", ".join(KINDS),
        )
    return KINDS[name]


def find(services: Services, kind: str, ref: str) -> tuple[Kind, int]:
    """Return the record that people call `ref`; `DomainError` when there is none."""
    wanted = kind_of(kind)
    scanned = read_paper_code(ref)
    named = None if scanned is None else record_of(services, scanned)
    found = wanted.by_ref(services, named.ref if named is not None and named.kind == kind else ref.strip())
    if found is None:
        raise DomainError(
            "not_found", N_("Aucune fiche ({kind}) ne porte la référence « {ref} »."), kind=tr(wanted.name), ref=ref
        )
    return wanted, found


def search_everywhere(services: Services, text: str, limit: int, kind: str | None = None) -> Findings:
    """Search one kind, or all of them, at most `limit` hits of each; no text typed can raise.

    The code of a paper, as the desk's scanner types it, searches the record that the paper is about.
    """
    scanned = read_paper_code(text)
    named = None if scanned is None else record_of(services, scanned)
    if named is not None and kind in {None, named.kind}:
        text, kind = named.ref, named.kind
    wanted = [kind_of(kind)] if kind else [one for one in KINDS.values() if one.is_everywhere]
    with services.library.snapshot():
        found = [one.search(services, text, limit) for one in wanted]
    hits = tuple(hit for part in found for hit in part.hits)
    return Findings(hits, sum(part.total for part in found), any(part.capped for part in found))
