"""Which code list stands behind which attribute, and whether an activity's codes are in them."""

from collections.abc import Iterator, Mapping
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati.facts import is_dac
from cresi_app.funding.interchange.iati.node import Node
from cresi_app.funding.model.findings import Finding, Level

Lists = Mapping[str, frozenset[str]]
"""The codes of each list by its name; a list that is not there is not judged."""

_PARTY_TYPES: Final = dict.fromkeys(
    ("reporting-org", "participating-org", "provider-org", "receiver-org"), "OrganisationType"
)
LISTED: Final[Mapping[tuple[str, str], str]] = {
    ("activity-date", "type"): "ActivityDateType", ("activity-status", "code"): "ActivityStatus", ("activity-scope", "code"): "ActivityScope",
    ("budget", "type"): "BudgetType", ("budget", "status"): "BudgetStatus", ("planned-disbursement", "type"): "BudgetType",
    ("collaboration-type", "code"): "CollaborationType", ("condition", "type"): "ConditionType", ("contact-info", "type"): "ContactType",
    ("default-finance-type", "code"): "FinanceType", ("finance-type", "code"): "FinanceType", ("default-flow-type", "code"): "FlowType",
    ("flow-type", "code"): "FlowType", ("default-tied-status", "code"): "TiedStatus", ("tied-status", "code"): "TiedStatus",
    ("disbursement-channel", "code"): "DisbursementChannel", ("humanitarian-scope", "type"): "HumanitarianScopeType",
    ("humanitarian-scope", "vocabulary"): "HumanitarianScopeVocabulary", ("indicator", "measure"): "IndicatorMeasure",
    ("other-identifier", "type"): "OtherIdentifierType", ("participating-org", "role"): "OrganisationRole",
    ("participating-org", "crs-channel-code"): "CRSChannelCode", ("policy-marker", "vocabulary"): "PolicyMarkerVocabulary",
    ("policy-marker", "significance"): "PolicySignificance", ("recipient-country", "code"): "Country",
    ("recipient-region", "vocabulary"): "RegionVocabulary", ("related-activity", "type"): "RelatedActivityType",
    ("result", "type"): "ResultType", ("sector", "vocabulary"): "SectorVocabulary", ("tag", "vocabulary"): "TagVocabulary",
    ("transaction-type", "code"): "TransactionType", ("category", "code"): "DocumentCategory",
    ("iati-activity", "default-currency"): "Currency", ("value", "currency"): "Currency",
    **{(tag, "type"): name for tag, name in _PARTY_TYPES.items()},
}  # fmt: skip
_IN_VOCABULARY: Final[Mapping[tuple[str, str], str]] = {
    ("sector", "1"): "Sector", ("sector", "2"): "SectorCategory", ("default-aid-type", "1"): "AidType", ("aid-type", "1"): "AidType",
    ("policy-marker", "1"): "PolicyMarker", ("recipient-region", "1"): "Region",
}  # fmt: skip


def check_codes(activity: Node, lists: Lists) -> list[Finding]:
    """Return the codes of an activity that are not in their list: errors, each at its line."""
    return [one for node in activity.walk() for one in _of(node, lists)]


def _of(node: Node, lists: Lists) -> Iterator[Finding]:
    for attribute, value in node.attributes.items():
        name = LISTED.get((node.tag, attribute))
        if attribute == "code" and name is None:
            vocabulary = "1" if is_dac(node) else node.get("vocabulary")
            name = _IN_VOCABULARY.get((node.tag, vocabulary))
        if name is not None and name in lists and value and value not in lists[name]:
            sentence = N_("« {value} » n'est pas dans la liste {list} du standard ({element}).")
            data = {"value": value[:60], "list": name, "element": node.tag}
            yield Finding(Level.ERROR, "code", sentence, data, node.line, node.tag)
