"""Words for the codes that columns of records hold, so that the history shows none of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr
from cresi_app.core.roles import ROLES

_SIDE: Final = {"here": N_("ici"), "there": N_("là-bas"), "charge": N_("côté charges"), "product": N_("côté produits")}
CODES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = MappingProxyType({
    ("country", "kind"): {"country": N_("pays"), "territory": N_("territoire")},
    ("contributor", "kind"): {"person": N_("personne"), "body": N_("organisme"), "meeting": N_("congrès")},
    ("subject", "status"): {"active": N_("en usage"), "candidate": N_("candidat"), "deprecated": N_("abandonné")},
    ("subject_label", "kind"): {"pref": N_("terme retenu"), "alt": N_("synonyme"), "hidden": N_("forme cachée")},
    ("subject_note", "kind"): {
        "scope": N_("note d'application"), "definition": N_("définition"), "history": N_("note historique"), "example": N_("exemple"),
        "editorial": N_("note de rédaction"), "change": N_("note de changement"), "note": N_("remarque"),
    },
    ("subject_mapping", "kind"): {
        "exact": N_("exactement le même"), "close": N_("à peu près le même"), "broad": N_("plus large"), "narrow": N_("plus précis"),
        "related": N_("associé"),
    },
    ("document_title", "kind"): {
        "parallel": N_("titre parallèle"), "original": N_("titre original"), "variant": N_("variante du titre"),
        "translated": N_("titre traduit"),
    },
    ("stocktake_reading", "told"): {
        "found": N_("trouvé"), "misplaced": N_("mal rangé"), "outside": N_("hors du récolement"), "absent": N_("manquant retrouvé"),
        "withdrawn": N_("déjà retiré"), "unknown": N_("code inconnu"),
    },
    ("project", "request_form"): {"cash": N_("aide en numéraire"), "in_kind": N_("aide en nature"), "both": N_("numéraire et nature")},
    ("project", "request_frequency"): {"first": N_("première demande"), "renewal": N_("renouvellement")},
    ("project", "request_object"): {"project": N_("projet"), "global": N_("fonctionnement global")},
    ("project", "request_period"): {"annual": N_("annuelle"), "multiyear": N_("pluriannuelle")},
    ("project", "addressee_kind"): {
        "state": N_("État"), "region": N_("Région"), "department": N_("Département"), "municipality": N_("Commune ou intercommunalité"),
        "public_body": N_("établissement public"), "other": N_("autre"),
    },
    ("project_partner", "side"): _SIDE, ("project_means", "side"): _SIDE, ("budget_subtotal", "side"): _SIDE,
    ("budget_line_template", "side"): _SIDE,
    ("project_activity", "rhythm"): {"continuous": N_("en continu"), "periodic": N_("périodique"), "milestone": N_("jalon")},
    ("project_logframe", "level"): {
        "general": N_("objectif général"), "specific": N_("objectif spécifique"), "result": N_("résultat attendu"),
        "precondition": N_("condition préalable"),
    },
    ("project_indicator", "measure"): {"number": N_("nombre"), "percent": N_("pourcentage"), "quality": N_("en mots")},
    ("project_receipt", "source"): {"form": N_("formulaire"), "package": N_("dossier")},
    ("grant_reminder", "means"): {"letter": N_("lettre"), "email": N_("courriel"), "phone": N_("téléphone"), "visit": N_("visite")},
    ("staff", "standing"): {role.value: name for role, (name, _may) in ROLES.items()},
    ("copy_setting", "barcode_kind"): {"ean13": N_("EAN à 13 chiffres"), "code128": N_("code 128, lettres et chiffres")},
    ("budget_line_template", "role"): {
        "grant": N_("subvention demandée"), "funder": N_("autre financeur"), "own": N_("fonds propres"), "hours": N_("heures bénévoles"),
        "hours_value": N_("valeur des heures bénévoles"), "contingency": N_("imprévus"), "overhead": N_("frais de gestion"), "taxes": N_("impôts et taxes"),
    },
})  # fmt: skip


def code_word(table: str, column: str, value: object) -> str | None:
    """Return what a code means, None where the column holds none."""
    words = CODES.get((table, column))
    return tr(words[value]) if words is not None and isinstance(value, str) and value in words else None
