"""A record as it stood before an act, in words, and the way back to it: shown first, then one act that can be undone."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from cresi_app.app.history import LibraryHistory
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language, tr, trn
from cresi_app.operations import named
from cresi_app.recordwords import FIELDS, FINAL, SENT, field_name, worded
from cresi_app.services import Services
from cresi_app.shell.history.doors import AsItWas
from cresi_app.store.batch import Heading
from cresi_app.store.chronicle import Chronicle, row_name
from cresi_app.store.errors import Refused
from cresi_app.store.history import RevisionEntry, Values
from cresi_app.store.rewinding import Rewind, Rewinding

PARTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "document": {
        "contribution": N_("Auteurs"), "document_subject": N_("Sujets"), "document_country": N_("Pays"), "document_language": N_("Langues"), "copy": N_("Exemplaires"),
        "document_file": N_("Pièces jointes"), "document_title": N_("Autres titres"), "document_abstract": N_("Résumés"), "document_audience": N_("Publics"),
        "document_piece": N_("Contenu"), "document_release": N_("Versions"), "document_link": N_("Documents liés"), "document_identifier": N_("Numéros"),
        "custom_value": N_("Champs du centre"), "exhibition": N_("Exposition"), "serial_issue": N_("Numéros du périodique"), "co_publication": N_("Coéditeurs"),
        "document_pending": "", "document_use": "",
    },
    "organisation": {
        "affiliation": N_("Personnes"), "organisation_identifier": N_("Numéros"), "organisation_country": N_("Pays"), "organisation_sector": N_("Thèmes"),
        "membership": N_("Adhésions"), "holder_profile": "", "holder_year": "", "holder_approval": "",
    },
    "person": {"affiliation": N_("Fonctions"), "trainer_competence": N_("Compétences")},
    "course": {"course_competence": N_("Compétences attendues"), "course_document": N_("Documents du centre"), "evaluation_form": ""},
    "session": {"slot": N_("Séances"), "slot_trainer": N_("Formateurs")},
    "project": {
        "project_partner": N_("Partenaires"), "project_place": N_("Lieux"), "project_sector": N_("Thèmes"), "project_goal": N_("Objectifs"), "project_logframe": N_("Cadre logique"),
        "project_indicator": N_("Indicateurs"), "project_activity": N_("Activités"), "project_beneficiary": N_("Bénéficiaires"), "project_means": N_("Moyens"), "budget_line": N_("Budget"),
        "project_paper": N_("Pièces"), "project_task": N_("Tâches"), "project_exchange": N_("Échanges"), "project_opinion": N_("Avis"), "project_rate": N_("Cours de change"),
        "project_stage_change": N_("Étapes"), "project_snapshot": "", "project_receipt": "",
    },
    "advice": {"advice_document": N_("Documents remis")},
    "agreement": {
        "agreement_sector": N_("Thèmes"), "agreement_commitment": N_("Engagements"), "agreement_meeting": N_("Comités"), "agreement_roadmap": N_("Feuilles de route"), "agreement_project": N_("Dossiers"),
    },
    "crisis": {"crisis_place": N_("Lieux")},
    "support": {"support_person": N_("Personnes"), "support_item": N_("Équipements")},
    "outpost": {"outpost_contact": N_("Contacts"), "outpost_meeting": N_("Entreprises rencontrées"), "outpost_action": N_("Actions"), "outpost_cluster": ""},
    "grant": {"grant_step": "", "grant_paper": N_("Pièces"), "grant_reminder": "", "grant_aid": "", "instalment": N_("Échéancier")},
    "application": {"application_partner": N_("Partenaires"), "application_line": N_("Budget"), "application_answer": ""},
    "contributor": {"authority_number": N_("Numéros"), "authority_variant": N_("Autres formes")},
    "publisher": {"authority_number": N_("Numéros"), "authority_variant": N_("Autres formes")},
    "series": {"authority_number": N_("Numéros"), "authority_variant": N_("Autres formes")},
})  # fmt: skip
"""By table of a record: the tables whose rows are parts of it, with their heading ("": not told).

Ways to reach people with their consents, bookings, payments and what others wrote about a record are none: going back leaves them as they are.
"""
BINDING: Final = FINAL | SENT | {
    "directory.anonymise_person", "directory.merge_person", "directory.merge_organisation", "catalogue.merge_documents", "catalogue.merge_authorities",
}  # fmt: skip
"""Acts that nobody goes back behind."""
_HIDDEN: Final = frozenset({"currency", "latitude_e6", "longitude_e6"})
_PRIVATE: Final = frozenset({"affiliation"})
_LISTED: Final = 60
_ACTS: Final = 12
_MOVED_ON: Final = N_("Cette fiche a changé pendant que vous la regardiez. Rien n'a été touché : regardez de nouveau l'état d'alors.")  # fmt: skip
_REFUSED: Final = N_("Cette fiche ne revient pas d'un coup à cet état : ce qu'elle disait alors ne va plus avec le reste. Rien n'a été touché ; annulez les changements un à un.")  # fmt: skip
_IN_USE: Final = N_("Une partie ajoutée depuis sert déjà ailleurs : elle ne peut pas être retirée. Annulez les changements un à un.")  # fmt: skip
_BOUND: Final = N_("Depuis, un acte engage le centre ou a réuni des fiches ({act}, le {day}) : la fiche ne revient pas en deçà. Annulez les changements un à un.")  # fmt: skip


class LibraryRewinds:
    """Shows records of one library as they stood, and takes them back."""

    def __init__(self, services: Services, told: LibraryHistory) -> None:
        self._services, self._library, self._told = services, services.library, told
        self._chronicle = Chronicle(self._library.query, self._library.structure)
        self._rewinding = Rewinding(self._library.query, self._library.structure)

    def as_it_was(self, seq: int, record: RecordRef) -> AsItWas | None:
        """Return a record as it stood before an act; None where it did not exist. Called on a reader thread."""
        with self._library.snapshot():
            rewind = self._before(seq, record)
            if rewind is None or not rewind.stood:
                return None
            acts = self._chronicle.acts(rewind.acts)
            turns = sorted(rewind.turns, key=lambda turn: (turn.row.entity, turn.row.entity_id) != rewind.record)
            values = self._told.values(turn.row for turn in turns)
            entry = self._chronicle.line(seq)
            assert entry is not None
            return AsItWas(
                seq, record, rewind.last, when_words(self._told.local(entry.at)), row_name(rewind.then[rewind.record], language()),
                values[:_LISTED], self._facts(rewind), self._parts(rewind), self._will(rewind),
                self._told.lines(acts[:_ACTS], record), max(0, len(acts) - _ACTS), max(0, len(values) - _LISTED),
                self._locked(rewind, acts),
            )  # fmt: skip

    def go_back(self, who: Actor, shown: AsItWas) -> Changes:
        """Take the record back to the state that was shown, as one act; DomainError when anything stands against it."""
        with self._library.snapshot():
            rewind = self._before(shown.seq, shown.record)
            if rewind is None or not rewind.stood or rewind.last != shown.last:
                raise DomainError("moved_on", _MOVED_ON)
            acts = self._chronicle.acts(rewind.acts)
            locked = self._locked(rewind, acts)
        if locked:
            raise DomainError("locked", locked)
        for seq in rewind.acts:  # every one: an editing act may have ended elsewhere
            self._services.directory.require_to_correct(who, seq)
        heading = Heading(who.key, self._library.desk, "history.go_back", f"{rewind.record[0]}:{rewind.record[1]}")
        return self._written(heading, rewind)

    def _written(self, heading: Heading, rewind: Rewind) -> Changes:
        try:
            return self._library.write(heading, self._rewinding.batch(rewind), rewind.record)
        except Refused as refusal:
            if refusal.code in {"moved", "stale"}:
                raise DomainError("moved_on", _MOVED_ON) from refusal
        try:  # what came since may be pointed to until the others have changed
            return self._library.write(heading, self._rewinding.batch(rewind, late=True), rewind.record)
        except Refused as refusal:
            raise DomainError("moved_on", _REFUSED) from refusal

    def _before(self, seq: int, record: RecordRef) -> Rewind | None:
        table = self._told.table(record)
        return self._rewinding.before(table, PARTS[table[0]], seq) if table[0] in PARTS else None

    # --- in words ---

    def _locked(self, rewind: Rewind, acts: Iterable[RevisionEntry]) -> str:
        binding = next((act for act in acts if act.operation in BINDING and act.undone_by is None), None)
        if binding is not None:
            day = format_date(self._told.local(binding.at).date())
            return tr(_BOUND, act=named(binding.operation), day=day)
        return tr(_IN_USE) if self._rewinding.in_the_way(rewind) else ""

    def _will(self, rewind: Rewind) -> list[str]:
        came = sum(turn.came for turn in rewind.turns)
        went = sum(turn.went for turn in rewind.turns)
        changed = sum(len(turn.row.changed) for turn in rewind.turns if not turn.came and not turn.went)
        told = []
        if changed:
            told.append(trn("remet {n} valeur d'alors", "remet {n} valeurs d'alors", changed))
        if came:
            told.append(trn("retire {n} ligne ajoutée depuis", "retire {n} lignes ajoutées depuis", came))
        if went:
            told.append(trn("remet {n} ligne retirée depuis", "remet {n} lignes retirées depuis", went))
        if not told:
            told.append(tr("ne change rien : la fiche est telle qu'alors"))
        told.append(tr("ne touche à aucune autre fiche, ni aux accords donnés, ni aux versements"))
        told.append(tr("ajoute une ligne ici, qui s'annule comme les autres"))
        return told

    def _facts(self, rewind: Rewind) -> list[tuple[str, str]]:
        table, row = rewind.record[0], rewind.then[rewind.record]
        if table == "person" and not self._services.directory.sees_private():
            return []
        found = [(field_name(table, name), self._word(table, name, value, row)) for name, value in row.items() if name in FIELDS and name not in _HIDDEN]  # fmt: skip
        return [(name, said) for name, said in found if said]

    def _parts(self, rewind: Rewind) -> list[tuple[str, list[str]]]:
        headings = PARTS[rewind.record[0]]
        hidden: Collection[str] = () if self._services.directory.sees_private() else _PRIVATE
        told: dict[str, list[str]] = {}
        for (table, _key), row in rewind.then.items():
            heading = headings.get(table, "")
            line = self._line(table, row, rewind.record[0]) if heading and table not in hidden else ""
            if line:
                told.setdefault(heading, []).append(line)
        return [(tr(heading), lines) for heading, lines in told.items()]

    def _line(self, table: str, row: Values, owner: str) -> str:
        said = [
            self._word(table, name, value, row)
            for name, value in row.items()
            if name in FIELDS and name not in _HIDDEN and name != f"{owner}_id" and not name.startswith("is_")
        ]
        return " · ".join(dict.fromkeys(part for part in said if part)) or row_name(row, language())

    def _word(self, table: str, name: str, value: int | str | None, row: Values) -> str:
        return worded(self._chronicle, table, name, value, str(row.get("currency") or "EUR"))


def when_words(at: datetime) -> str:
    """Return the minute before an act: « 10:41 », or on another day « 27 mars 2025, 10:02 »."""
    before = at - timedelta(minutes=1)
    hour = f"{before:%H:%M}"
    if before.date() == clock.today():
        return hour
    return tr("{day}, {hour}", day=format_date(before.date(), "medium"), hour=hour)
