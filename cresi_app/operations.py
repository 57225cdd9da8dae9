"""What each act is called when it is shown: « Annuler : notice créée », a line of history, a revision on the command line."""

from collections.abc import Mapping
from typing import Final

from cresi_app.cooperation.model.journal import OPERATIONS as COOPERATION
from cresi_app.core.i18n import N_, tr
from cresi_app.funding.model.declaration import OPERATIONS as DECLARATIONS
from cresi_app.funding.model.journal import OPERATIONS as FUNDING
from cresi_app.projects.model.journal import OPERATIONS as PROJECTS

_STORE: Final = {
    "undo": N_("annulation"),
    "redo": N_("rétablissement"),
    "restore_record": N_("fiche supprimée remise en place"),
    "example.build": N_("données d'exemple chargées"),
}

_DIRECTORY: Final = {
    "directory.add_organisation": N_("organisation créée"),
    "directory.update_organisation": N_("organisation modifiée"),
    "directory.archive_organisation": N_("organisation archivée"),
    "directory.restore_organisation": N_("organisation sortie des archives"),
    "directory.delete_organisation": N_("organisation supprimée"),
    "directory.merge_organisation": N_("organisations réunies"),
    "directory.mark_reviewed": N_("fiche relue"),
    "directory.set_identifier": N_("numéro d'identification changé"),
    "directory.set_tags": N_("pays et thèmes changés"),
    "directory.set_membership": N_("adhésion enregistrée"),
    "directory.remove_membership": N_("adhésion retirée"),
    "directory.add_person": N_("personne créée"),
    "directory.update_person": N_("personne modifiée"),
    "directory.archive_person": N_("personne archivée"),
    "directory.restore_person": N_("personne sortie des archives"),
    "directory.anonymise_person": N_("personne anonymisée"),
    "directory.merge_person": N_("personnes réunies"),
    "directory.add_affiliation": N_("fonction ajoutée"),
    "directory.update_affiliation": N_("fonction modifiée"),
    "directory.remove_affiliation": N_("fonction retirée"),
    "directory.add_contact": N_("coordonnée ajoutée"),
    "directory.update_contact": N_("coordonnée modifiée"),
    "directory.remove_contact": N_("coordonnée retirée"),
    "directory.set_permission": N_("accord pour écrire ou appeler changé"),
    "directory.set_consent": N_("consentement enregistré"),
    "directory.remove_consent": N_("consentement retiré"),
    "directory.add_staff": N_("profil de l'équipe créé"),
    "directory.update_staff": N_("profil de l'équipe modifié"),
    "directory.archive_staff": N_("profil de l'équipe archivé"),
    "directory.set_identity": N_("identité du centre modifiée"),
    "directory.set_picture": N_("logo ou signature changés"),
    "directory.import": N_("organisations importées"),
}

_CATALOGUE: Final = {
    "catalogue.add_document": N_("notice créée"),
    "catalogue.update_document": N_("notice modifiée"),
    "catalogue.archive_document": N_("notice archivée"),
    "catalogue.restore_document": N_("notice sortie des archives"),
    "catalogue.delete_document": N_("notice supprimée"),
    "catalogue.add_copy": N_("exemplaire ajouté"),
    "catalogue.update_copy": N_("exemplaire modifié"),
    "catalogue.delete_copy": N_("exemplaire supprimé"),
    "catalogue.withdraw_copy": N_("exemplaire retiré du fonds"),
    "catalogue.return_copy": N_("exemplaire remis dans le fonds"),
    "catalogue.attach_file": N_("fichier joint"),
    "catalogue.detach_file": N_("fichier détaché"),
    "catalogue.set_cover": N_("couverture changée"),
    "catalogue.import": N_("notices importées"),
    "catalogue.add_thesaurus": N_("thésaurus créé"),
    "catalogue.update_thesaurus": N_("thésaurus modifié"),
    "catalogue.import_thesaurus": N_("thésaurus importé"),
    "catalogue.add_term": N_("terme ajouté"),
    "catalogue.update_term": N_("terme modifié"),
    "catalogue.link_terms": N_("termes liés"),
    "catalogue.remove_term": N_("terme supprimé"),
}

_TRAINING: Final = {
    "training.add_course": N_("formation créée"),
    "training.update_course": N_("formation modifiée"),
    "training.archive_course": N_("formation archivée"),
    "training.unarchive_course": N_("formation sortie des archives"),
    "training.add_room": N_("salle créée"),
    "training.update_room": N_("salle modifiée"),
    "training.archive_room": N_("salle archivée"),
    "training.unarchive_room": N_("salle sortie des archives"),
    "training.add_session": N_("journée créée"),
    "training.update_session": N_("journée modifiée"),
    "training.set_status": N_("journée : état changé"),
    "training.move_session": N_("journée déplacée"),
    "training.cancel_session": N_("journée annulée"),
    "training.postpone_session": N_("journée reportée"),
    "training.add_slot": N_("demi-journée ajoutée"),
    "training.update_slot": N_("demi-journée modifiée"),
    "training.remove_slot": N_("demi-journée retirée"),
    "training.set_trainers": N_("intervenants changés"),
    "training.book": N_("inscription enregistrée"),
    "training.take_in": N_("demandes reçues inscrites"),
    "training.cancel_booking": N_("inscription annulée"),
    "training.cancel_place": N_("place annulée"),
    "training.replace_person": N_("personne remplacée"),
    "training.identify": N_("place nommée"),
    "training.accept_offer": N_("place proposée acceptée"),
    "training.expire_offers": N_("propositions arrivées à leur terme"),
    "training.walk_in": N_("personne venue sans inscription"),
    "training.make_code": N_("code d'accueil créé"),
    "training.revoke_code": N_("code d'accueil retiré"),
    "training.promote": N_("liste d'attente servie"),
    "training.set_needs": N_("besoins notés"),
    "training.mark_attendance": N_("présences notées"),
    "training.set_quota": N_("quota de l'année changé"),
    "training.set_setting": N_("choix et textes des formations changés"),
    "training.add_competence": N_("compétence créée"),
    "training.set_competences": N_("compétences demandées changées"),
    "training.set_trainer_skills": N_("compétences d'un formateur changées"),
    "training.set_documents": N_("documents de la formation changés"),
    "training.set_evaluation_form": N_("questionnaire d'évaluation changé"),
    "training.add_request": N_("demande de journée notée"),
    "training.update_request": N_("demande de journée modifiée"),
    "training.decline_request": N_("demande de journée déclinée"),
    "training.reopen_request": N_("demande de journée rouverte"),
    "training.place_request": N_("demande placée, journée créée"),
    "training.duplicate_session": N_("journée reprise à une autre date"),
    "training.keep_session": N_("journée maintenue"),
    "training.import_busy": N_("calendrier importé"),
    "training.remove_busy": N_("calendrier importé retiré"),
    "training.mark_told": N_("courriels préparés"),
    "training.issue_certificates": N_("attestations établies"),
    "training.set_quality_note": N_("preuve d'un indicateur notée"),
    "training.set_statement": N_("bilan pédagogique et financier complété"),
}

NAMES: Final[Mapping[str, str]] = {
    **_STORE,
    **_DIRECTORY,
    **_CATALOGUE,
    **_TRAINING,
    **PROJECTS,
    **FUNDING,
    **DECLARATIONS,
    **COOPERATION,
}


def named(operation: str) -> str:
    """Return the act's name in the language in force; an act of a newer version keeps its own code."""
    return tr(NAMES[operation]) if operation in NAMES else operation
