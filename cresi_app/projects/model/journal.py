"""The journal of a dossier: who changed what and when, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr

OPERATIONS: Final[Mapping[str, str]] = MappingProxyType({
    "projects.add_project": N_("dossier créé"),
    "projects.update_project": N_("dossier modifié"),
    "projects.set_stage": N_("étape changée"),
    "projects.archive_project": N_("dossier archivé"),
    "projects.restore_project": N_("dossier sorti des archives"),
    "projects.receive_form": N_("formulaire reçu"),
    "projects.receive_package": N_("dossier reçu d'ailleurs"),
    "projects.renew_project": N_("dossier repris de l'année précédente"),
    "projects.add_partner": N_("partenaire ajouté"),
    "projects.update_partner": N_("partenaire modifié"),
    "projects.remove_partner": N_("partenaire retiré"),
    "projects.add_activity": N_("activité ajoutée"),
    "projects.update_activity": N_("activité modifiée"),
    "projects.remove_activity": N_("activité retirée"),
    "projects.move_activity": N_("activités réordonnées"),
    "projects.add_beneficiary": N_("bénéficiaires ajoutés"),
    "projects.update_beneficiary": N_("bénéficiaires modifiés"),
    "projects.remove_beneficiary": N_("bénéficiaires retirés"),
    "projects.set_sectors": N_("secteurs changés"),
    "projects.set_goals": N_("objectifs de développement durable changés"),
    "projects.add_budget_line": N_("ligne de budget ajoutée"),
    "projects.update_budget_line": N_("ligne de budget modifiée"),
    "projects.remove_budget_line": N_("ligne de budget retirée"),
    "projects.move_budget_line": N_("lignes de budget réordonnées"),
    "projects.enter_amounts": N_("montants saisis"),
    "projects.request_on": N_("demande du dossier placée"),
    "projects.add_cofunding": N_("cofinancement ajouté"),
    "projects.set_cofunding": N_("cofinancement mis à jour"),
    "projects.add_paper": N_("pièce ajoutée"),
    "projects.set_paper": N_("pièce mise à jour"),
    "projects.remove_paper": N_("pièce retirée"),
    "projects.attach_paper": N_("pièce jointe"),
    "projects.add_log_row": N_("ligne du cadre logique ajoutée"),
    "projects.update_log_row": N_("cadre logique modifié"),
    "projects.remove_log_row": N_("ligne du cadre logique retirée"),
    "projects.move_log_row": N_("cadre logique réordonné"),
    "projects.start_logframe": N_("cadre logique commencé"),
    "projects.add_indicator": N_("indicateur ajouté"),
    "projects.update_indicator": N_("indicateur modifié"),
    "projects.remove_indicator": N_("indicateur retiré"),
    "projects.add_means": N_("moyens humains ajoutés"),
    "projects.update_means": N_("moyens humains modifiés"),
    "projects.remove_means": N_("moyens humains retirés"),
    "projects.value_hours": N_("heures bénévoles portées au budget"),
    "projects.add_place": N_("lieu ajouté"),
    "projects.update_place": N_("lieu modifié"),
    "projects.remove_place": N_("lieu retiré"),
    "projects.set_rate": N_("taux de change noté"),
    "projects.remove_rate": N_("taux de change retiré"),
    "projects.set_currency": N_("monnaie du budget changée"),
    "projects.set_template": N_("nomenclature du budget changée"),
    "projects.place_line": N_("ligne de budget classée"),
    "projects.enter_year_amounts": N_("montants d'une année saisis"),
    "projects.gather_line": N_("répartition par année retirée"),
    "projects.paste_budget": N_("budget collé"),
    "projects.attach_proof": N_("justificatif joint"),
    "projects.add_opinion": N_("avis ajouté"),
    "projects.update_opinion": N_("avis modifié"),
    "projects.remove_opinion": N_("avis retiré"),
    "projects.add_task": N_("tâche ajoutée"),
    "projects.update_task": N_("tâche modifiée"),
    "projects.remove_task": N_("tâche retirée"),
    "projects.add_exchange": N_("échange noté"),
    "projects.update_exchange": N_("échange modifié"),
    "projects.remove_exchange": N_("échange retiré"),
    "projects.set_holder_profile": N_("renseignements de l'association modifiés"),
    "projects.add_approval": N_("agrément ajouté"),
    "projects.update_approval": N_("agrément modifié"),
    "projects.remove_approval": N_("agrément retiré"),
    "projects.set_holder_year": N_("moyens de l'association notés"),
    "projects.add_advice": N_("conseil noté"),
    "projects.update_advice": N_("conseil modifié"),
    "projects.remove_advice": N_("conseil retiré"),
    "projects.hand_out": N_("documents remis"),
    "undo": N_("changement annulé"),
    "redo": N_("changement rétabli"),
    "restore": N_("élément rétabli"),
})  # fmt: skip
"""What each act of the desk is called, for `tr`: in the journal, and beside « Annuler »."""

FIELDS: Final[Mapping[str, str]] = MappingProxyType({
    "title": N_("Titre"), "summary": N_("Résumé"), "call_name": N_("Appel à projets"), "year": N_("Exercice"),
    "organisation_id": N_("Organisation"), "representative_id": N_("Représentant légal"), "contact_id": N_("Personne à contacter"),
    "staff_id": N_("Suivi par"), "stage_code": N_("Étape"), "request_form": N_("Forme"), "request_frequency": N_("Fréquence"),
    "request_object": N_("Objet"), "request_period": N_("Période"), "country_code": N_("Pays ou territoire"), "place": N_("Lieu"),
    "place_detail": N_("Précisions sur le lieu"), "latitude_e6": N_("Latitude"), "longitude_e6": N_("Longitude"),
    "starts_on": N_("Début"), "ends_on": N_("Fin"), "context": N_("Contexte"), "general_objective": N_("Objectif général"),
    "specific_objective": N_("Objectif spécifique"), "activities_note": N_("Présentation des activités"),
    "beneficiaries_note": N_("Bénéficiaires"), "direct_beneficiaries": N_("Bénéficiaires directs"),
    "indirect_beneficiaries": N_("Bénéficiaires indirects"), "human_means": N_("Moyens humains"),
    "education_here": N_("Éducation à la citoyenneté ici"), "communication": N_("Communication"), "risks": N_("Risques"),
    "sustainability": N_("Pérennité"), "evaluation": N_("Évaluation"), "grant_use": N_("Ce que la subvention permet"),
    "budget_note": N_("Commentaire du budget"), "internal_note": N_("Note interne"), "decided_on": N_("Décision du"),
    "decision_number": N_("Délibération"), "granted_minor": N_("Montant accordé"), "archived_on": N_("Archivé le"),
    "label": N_("Libellé"), "amount_minor": N_("Prévu"), "actual_minor": N_("Réalisé"), "quantity_milli": N_("Quantité"),
    "unit": N_("Unité"), "unit_price_minor": N_("Prix unitaire"), "status_code": N_("Situation"), "status_on": N_("Depuis le"),
    "proof": N_("Justificatif"), "is_requested": N_("Demande de ce dossier"), "line_code": N_("Ligne du formulaire"),
    "state_code": N_("État"), "dated_on": N_("Datée du"), "expires_on": N_("Valable jusqu'au"), "asked_on": N_("Demandée le"),
    "pages": N_("Pages"), "file_name": N_("Nom du fichier"), "location": N_("Où la trouver"), "note": N_("Note"),
    "theme": N_("Volet"), "description": N_("Description"), "starts_month": N_("Premier mois"), "ends_month": N_("Dernier mois"),
    "responsible": N_("Responsable"), "quantity": N_("Quantité"), "cost_minor": N_("Coût"), "rhythm": N_("Rythme"),
    "name": N_("Nom"), "women": N_("Femmes"), "men": N_("Hommes"), "people": N_("Personnes"), "change": N_("Ce qui change"),
    "role_code": N_("Rôle"), "side": N_("Ici ou là-bas"), "contribution": N_("Contribution"), "percent": N_("Part"),
    "sector_code": N_("Secteur"), "sdg_number": N_("Objectif"),
    "addressee": N_("Destinataire"), "addressee_kind": N_("Type de destinataire"), "deadline_on": N_("Date limite de l'appel"),
    "material_means": N_("Moyens matériels"), "recruits": N_("Recrutement prévu"), "recruits_milli": N_("Postes à recruter (ETPT)"),
    "intervention": N_("Logique d'intervention"), "verification": N_("Sources de vérification"), "hypotheses": N_("Hypothèses et risques"),
    "level": N_("Niveau"), "means": N_("Moyens"), "result_id": N_("Résultat"), "logframe_id": N_("Ligne du cadre"),
    "measure": N_("Mesure"), "baseline_milli": N_("Valeur de départ"), "baseline_text": N_("Situation de départ"),
    "baseline_year": N_("Année de départ"), "target_milli": N_("Cible"), "target_text": N_("Situation visée"),
    "target_year": N_("Année de la cible"), "actual_milli": N_("Valeur atteinte"), "actual_text": N_("Situation atteinte"),
    "actual_on": N_("Mesurée le"), "source": N_("Source"), "revised_minor": N_("Révisé"), "foreign_minor": N_("Saisi en monnaie étrangère"),
    "foreign_currency": N_("Monnaie de la saisie"), "foreign_rate": N_("Taux pour un euro"), "foreign_on": N_("Taux du"),
    "year_amount": N_("Année"), "per_euro": N_("Taux pour un euro"), "rated_on": N_("Taux du"), "currency": N_("Monnaie"),
    "template_code": N_("Nomenclature"), "kind_code": N_("Type"), "posts_milli": N_("Équivalents temps plein"), "hours_milli": N_("Heures"),
    "rate_minor": N_("Taux horaire"), "correspondence": N_("Adresse de correspondance"),
    "is_public_utility": N_("Reconnue d'utilité publique"), "public_utility_on": N_("Reconnue le"),
    "pays_business_tax": N_("Assujettie aux impôts commerciaux"), "networks": N_("Réseaux, fédérations"),
    "has_member_bodies": N_("Adhérents personnes morales"), "member_bodies": N_("Lesquels"), "given_by": N_("Attribué par"),
    "given_on": N_("Donné le"), "volunteers": N_("Bénévoles"), "civic_volunteers": N_("Volontaires"), "employees": N_("Salariés"),
    "subsidised": N_("Dont emplois aidés"), "lent_staff": N_("Personnels mis à disposition"), "members": N_("Adhérents"),
    "reviewer": N_("Avis de"), "verdict_code": N_("Avis"), "text": N_("Texte"), "due_on": N_("Pour le"), "done_on": N_("Faite le"),
    "happened_on": N_("Le"), "with_whom": N_("Avec"), "subject": N_("Objet"), "is_printed": N_("Imprimé"),
    "is_annexed": N_("Jointe à l'impression"), "acronym": N_("Sigle"), "kind": N_("Nature"), "legal_form": N_("Forme juridique"),
    "rna": N_("RNA"), "siret": N_("SIRET"), "address": N_("Adresse"), "postal_code": N_("Code postal"), "town": N_("Commune"),
    "country": N_("Pays"), "phone": N_("Téléphone"), "email": N_("Courriel"), "website": N_("Site"), "founded_on": N_("Fondée le"),
    "purpose": N_("Objet social"),
})  # fmt: skip
"""What each field is called, for `tr`; fields that are not in it are the program's own and are not shown."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as the library holds them; `entity` is the table of the row."""

    entity: str
    field: str
    before: int | str | None
    after: int | str | None

    @property
    def sentence(self) -> str:
        """« Prévu : 38 400 € → 39 000 € », or « Groupe : Habitants » for what is new."""
        empty = tr("vide")
        if self.before in {None, ""}:
            return tr("{field} : {value}", field=self.name, value=self.after)
        after = self.after if self.after not in {None, ""} else empty
        return tr("{field} : {before} → {after}", field=self.name, before=self.before, after=after)

    @property
    def name(self) -> str:
        """The field's name in the language in force."""
        return tr(FIELDS[self.field])


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act on a dossier: its revision, when (UTC), who, and what changed. `undone` when it was taken back since."""

    seq: int
    at: datetime
    who: str
    operation: str
    changes: tuple[FieldChange, ...]
    undone: bool

    @property
    def words(self) -> str:
        """« ligne de budget modifiée »."""
        return tr(OPERATIONS.get(self.operation, OPERATIONS["projects.update_project"]))


def field_changes(
    entity: str, before: Mapping[str, int | str | None] | None, after: Mapping[str, int | str | None] | None
) -> tuple[FieldChange, ...]:
    """Return the fields that differ between two states of a row; for a row made or removed, those that say something."""
    old, new = before or {}, after or {}
    return tuple(
        FieldChange(entity, name, old.get(name), new.get(name))
        for name in FIELDS
        if (name in old or name in new)
        and old.get(name) != new.get(name)
        and (old.get(name) or new.get(name)) not in (0, "")
    )
