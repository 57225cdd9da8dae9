"""What people did to the library as a whole and to the directory, as the rest of a sentence."""

from collections.abc import Mapping
from typing import Final

from cresi_app.core.i18n import N_

DEEDS: Final[Mapping[str, str]] = {
    "undo": N_("a annulé un changement"),
    "redo": N_("a rétabli un changement"),
    "restore": N_("a rétabli un élément"),
    "history.put_back": N_("a remis les valeurs d'avant"),
    "history.go_back": N_("a remis la fiche telle qu'elle était"),
    "example.build": N_("a chargé les données d'exemple"),
    "directory.add_organisation": N_("a créé une organisation"),
    "directory.update_organisation": N_("a modifié une organisation"),
    "directory.archive_organisation": N_("a archivé une organisation"),
    "directory.restore_organisation": N_("a sorti une organisation des archives"),
    "directory.delete_organisation": N_("a supprimé une organisation"),
    "directory.merge_organisation": N_("a réuni deux organisations"),
    "directory.mark_reviewed": N_("a relu la fiche"),
    "directory.set_identifier": N_("a changé un numéro d'identification"),
    "directory.set_tags": N_("a changé les pays et les thèmes"),
    "directory.set_membership": N_("a enregistré l'adhésion"),
    "directory.remove_membership": N_("a retiré l'adhésion"),
    "directory.add_person": N_("a créé une personne"),
    "directory.update_person": N_("a modifié une personne"),
    "directory.archive_person": N_("a archivé une personne"),
    "directory.restore_person": N_("a sorti une personne des archives"),
    "directory.anonymise_person": N_("a anonymisé une personne"),
    "directory.merge_person": N_("a réuni deux personnes"),
    "directory.add_affiliation": N_("a ajouté une fonction"),
    "directory.update_affiliation": N_("a modifié une fonction"),
    "directory.remove_affiliation": N_("a retiré une fonction"),
    "directory.add_contact": N_("a ajouté une coordonnée"),
    "directory.update_contact": N_("a modifié une coordonnée"),
    "directory.remove_contact": N_("a retiré une coordonnée"),
    "directory.set_permission": N_("a changé l'accord pour écrire ou appeler"),
    "directory.set_consent": N_("a enregistré le consentement"),
    "directory.remove_consent": N_("a retiré le consentement"),
    "directory.add_staff": N_("a créé un profil de l'équipe"),
    "directory.update_staff": N_("a modifié un profil de l'équipe"),
    "directory.archive_staff": N_("a archivé un profil de l'équipe"),
    "directory.introduce_staff": N_("s'est présenté au poste"),
    "directory.set_role": N_("a changé un rôle"),
    "directory.set_identity": N_("a modifié l'identité du centre"),
    "directory.set_picture": N_("a changé le logo ou la signature"),
    "directory.import": N_("a importé des organisations"),
}
