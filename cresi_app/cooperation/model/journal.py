"""What each act of the cooperation desk is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_

OPERATIONS: Final[Mapping[str, str]] = MappingProxyType({
    "cooperation.add_agreement": N_("accord créé"),
    "cooperation.import_agreements": N_("liste d'accords importée"),
    "cooperation.add_act": N_("acte ajouté à l'accord"),
    "cooperation.update_agreement": N_("accord modifié"),
    "cooperation.deliberate": N_("délibération enregistrée"),
    "cooperation.sign": N_("signature enregistrée"),
    "cooperation.transmit": N_("transmission au préfet enregistrée"),
    "cooperation.suspend": N_("accord suspendu"),
    "cooperation.resume": N_("suspension levée"),
    "cooperation.terminate": N_("accord dénoncé"),
    "cooperation.relaunch": N_("accord relancé avec un plan d'action"),
    "cooperation.order_acts": N_("actes remis dans l'ordre"),
    "cooperation.archive_agreement": N_("accord archivé"),
    "cooperation.restore_agreement": N_("accord sorti des archives"),
    "cooperation.delete_act": N_("acte retiré de l'accord"),
    "cooperation.set_sectors": N_("secteurs de l'accord changés"),
    "cooperation.set_commitment": N_("engagement enregistré"),
    "cooperation.remove_commitment": N_("engagement retiré"),
    "cooperation.add_roadmap": N_("feuille de route ajoutée"),
    "cooperation.update_roadmap": N_("feuille de route modifiée"),
    "cooperation.remove_roadmap": N_("feuille de route retirée"),
    "cooperation.add_meeting": N_("réunion de suivi notée"),
    "cooperation.update_meeting": N_("réunion de suivi modifiée"),
    "cooperation.remove_meeting": N_("réunion de suivi retirée"),
    "cooperation.link_project": N_("projet lié à l'accord"),
    "cooperation.unlink_project": N_("projet détaché de l'accord"),
    "cooperation.link_grant": N_("subvention liée à l'accord"),
    "cooperation.unlink_grant": N_("subvention détachée de l'accord"),
    "cooperation.attach_file": N_("document joint"),
    "cooperation.update_file": N_("document décrit"),
    "cooperation.detach_file": N_("document détaché"),
    "cooperation.set_partner_country": N_("pays partenaire enregistré"),
    "cooperation.remove_partner_country": N_("pays partenaire retiré"),
    "cooperation.add_crisis": N_("aide d'urgence ouverte"),
    "cooperation.update_crisis": N_("aide d'urgence modifiée"),
    "cooperation.archive_crisis": N_("aide d'urgence archivée"),
    "cooperation.restore_crisis": N_("aide d'urgence sortie des archives"),
    "cooperation.set_crisis_places": N_("lieux de la crise changés"),
    "cooperation.add_decision": N_("aide à un opérateur décidée"),
    "cooperation.update_decision": N_("décision d'aide modifiée"),
    "cooperation.remove_decision": N_("décision d'aide retirée"),
    "cooperation.add_support": N_("appui institutionnel ouvert"),
    "cooperation.update_support": N_("appui institutionnel modifié"),
    "cooperation.archive_support": N_("appui institutionnel archivé"),
    "cooperation.restore_support": N_("appui institutionnel sorti des archives"),
    "cooperation.set_support_people": N_("personnes de l'appui changées"),
    "cooperation.set_support_items": N_("équipements de l'appui changés"),
    "cooperation.add_outpost": N_("antenne ouverte"),
    "cooperation.update_outpost": N_("antenne modifiée"),
    "cooperation.archive_outpost": N_("antenne archivée"),
    "cooperation.restore_outpost": N_("antenne sortie des archives"),
    "cooperation.set_outpost_contacts": N_("contacts de l'antenne changés"),
    "cooperation.set_outpost_clusters": N_("pôles de l'antenne changés"),
    "cooperation.add_outpost_meeting": N_("entreprise rencontrée notée"),
    "cooperation.update_outpost_meeting": N_("rencontre modifiée"),
    "cooperation.remove_outpost_meeting": N_("rencontre retirée"),
    "cooperation.add_outpost_action": N_("action de l'antenne notée"),
    "cooperation.update_outpost_action": N_("action de l'antenne modifiée"),
    "cooperation.remove_outpost_action": N_("action de l'antenne retirée"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act on a record: when, who, what it is called, which fields it changed, whether it was taken back."""

    at: datetime
    who: str
    words: str
    fields: tuple[str, ...]
    undone: bool
