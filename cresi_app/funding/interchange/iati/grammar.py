"""What may stand where in an IATI 2.03 activity file: elements in their order, how often, with which attributes of which kind.

Our own notation of what the standard's schema for activities says (version 2.03, iatistandard.org). One line a kind of
element: ``kind @attribute! @attribute:kind | child child+ child*=kind``. ``!`` means required; ``?`` at most once, ``*`` any
number, ``+`` at least one, nothing exactly one; ``=kind`` names the child's kind when it is not its own name. ``$string``
instead of children: text only. ``closed``: no attribute of another namespace. Everywhere else elements of other namespaces
may follow the last child, and attributes of other namespaces may stand.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

GRAMMAR: Final = """
narrative $string
text | narrative*
required | narrative+
described @type | narrative+
code @code! |
day @iso-date!:date |
money $decimal @currency @value-date!:date
plain $string
address $uri
bare closed $string
number closed $decimal

iati-activities @version! @generated-datetime:instant @linked-data-default:uri | iati-activity+
iati-activity @last-updated-datetime:instant @default-currency @humanitarian:boolean @hierarchy:int @linked-data-uri:uri \
 @budget-not-provided | iati-identifier=plain reporting-org title=required description+=described participating-org+ \
 other-identifier* activity-status=code activity-date+ contact-info* activity-scope?=code recipient-country* recipient-region* \
 location* sector* tag* country-budget-items? humanitarian-scope* policy-marker* collaboration-type?=code default-flow-type?=code \
 default-finance-type?=code default-aid-type*=aid-type default-tied-status?=code budget* planned-disbursement* capital-spend? \
 transaction* document-link* related-activity* legacy-data* conditions? result* crs-add? fss?
reporting-org @ref! @type! @secondary-reporter:boolean | narrative+
participating-org @ref @type @role! @activity-id @crs-channel-code | narrative*
other-identifier @ref! @type! | owner-org?
owner-org @ref | narrative*
activity-date @type! @iso-date!:date | narrative*
contact-info @type | organisation?=required department?=required person-name?=required job-title?=required telephone*=plain \
 email*=plain website*=address mailing-address*=required
recipient-country @code! @percentage:decimal | narrative*
recipient-region @code! @vocabulary @vocabulary-uri:uri @percentage:decimal | narrative*
sector @vocabulary @vocabulary-uri:uri @code! @percentage:decimal | narrative*
tag @code! @vocabulary! @vocabulary-uri:uri | narrative*
humanitarian-scope @type! @vocabulary! @vocabulary-uri:uri @code! | narrative*
policy-marker @vocabulary @vocabulary-uri:uri @code! @significance | narrative*
aid-type @code! @vocabulary |
capital-spend @percentage!:decimal |
related-activity closed @ref! @type! |
legacy-data closed @name! @value! @iati-equivalent:token |

location @ref | location-reach?=code location-id*=placed name?=required description?=required activity-description?=required \
 administrative* point? exactness?=code location-class?=code feature-designation?=code
placed @code! @vocabulary! |
administrative @code! @vocabulary! @level:count |
point @srsName! | pos=bare

country-budget-items @vocabulary! | budget-item+
budget-item @code! @percentage:decimal | description?=required
budget @type @status | period-start=day period-end=day value=money
planned-disbursement @type | period-start=day period-end?=day value=money provider-org? receiver-org?
provider-org @ref @provider-activity-id @type | narrative*
receiver-org @ref @receiver-activity-id @type | narrative*

transaction @ref @humanitarian:boolean | transaction-type=code transaction-date=day value=money description?=required provider-org? \
 receiver-org? disbursement-channel?=code sector*=transaction-sector recipient-country?=transaction-country \
 recipient-region?=transaction-region flow-type?=code finance-type?=code aid-type* tied-status?=code
transaction-sector @vocabulary @vocabulary-uri:uri @code! | narrative*
transaction-country @code! | narrative*
transaction-region @code! @vocabulary @vocabulary-uri:uri | narrative*

document-link @url!:uri @format! | title=required description?=required category+=code language*=code document-date?=day
conditions @attached!:boolean | condition*
condition closed @type! | narrative+

result @type! @aggregation-status:boolean | title=required description?=required document-link* reference*=result-reference indicator+
result-reference @code! @vocabulary! @vocabulary-uri:uri |
indicator @measure! @ascending:boolean @aggregation-status:boolean | title=required description?=required document-link* \
 reference*=indicator-reference baseline* period*
indicator-reference @vocabulary! @code! @indicator-uri:uri |
baseline @iso-date:date @year!:positive @value | location*=result-location dimension* document-link* comment?=required
period | period-start=day period-end=day target*=measured actual*=measured
measured closed @value | location*=result-location dimension* comment?=required document-link*
result-location @ref |
dimension @name @value |

crs-add | other-flags* loan-terms? loan-status? channel-code?=bare
other-flags @code! @significance!:boolean |
loan-terms @rate-1:decimal @rate-2:decimal | repayment-type?=code repayment-plan?=code commitment-date?=day repayment-first-date?=day \
 repayment-final-date?=day
loan-status @year!:decimal @currency @value-date!:date | interest-received?=number principal-outstanding?=number \
 principal-arrears?=number interest-arrears?=number
fss @extraction-date!:date @priority:boolean @phaseout-year:decimal | forecast*
forecast $decimal @year!:decimal @currency @value-date:date
"""

GLOBAL: Final = {
    **{name: name for name in (
        "narrative", "reporting-org", "iati-activities", "iati-activity", "participating-org", "recipient-country", "recipient-region",
        "other-identifier", "sector", "activity-date", "contact-info", "humanitarian-scope", "policy-marker", "capital-spend",
        "transaction", "location", "tag", "country-budget-items", "related-activity", "legacy-data", "result", "conditions", "budget",
        "planned-disbursement", "crs-add", "fss", "dimension",
    )},
    **dict.fromkeys(("title", "description", "comment"), "required"),
    **dict.fromkeys(("activity-scope", "collaboration-type", "default-flow-type", "default-finance-type", "activity-status",
                     "default-tied-status"), "code"),
    "iati-identifier": "plain", "default-aid-type": "aid-type",
}  # fmt: skip
"""Elements known by name wherever they stand, with their kind: they are checked even inside an extension of another namespace."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child that a kind of element may have: between `least` and `most` (None: any number) of kind `kind`."""

    name: str
    kind: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of element: attributes by name (kind of value, required), children in their order, `content` the kind of its text ("" none)."""

    attributes: dict[str, tuple[str, bool]]
    children: tuple[Child, ...]
    content: str
    is_closed: bool


_TIMES: Final[dict[str, tuple[int, int | None]]] = {"?": (0, 1), "*": (0, None), "+": (1, None), "": (1, 1)}


def _attribute(word: str) -> tuple[str, tuple[str, bool]]:
    name, _, kind = word[1:].partition(":")
    return name.rstrip("!"), (kind or "string", name.endswith("!"))


def _child(word: str) -> Child:
    name, _, kind = word.partition("=")
    times = name[-1] if name[-1] in "?*+" else ""
    bare = name.removesuffix(times)
    least, most = _TIMES[times]
    return Child(bare, kind or bare, least, most)


def _kind(words: list[str]) -> Kind:
    bar = words.index("|") if "|" in words else len(words)
    head = words[:bar]
    return Kind(
        attributes=dict(_attribute(word) for word in head if word.startswith("@")),
        children=tuple(_child(word) for word in words[bar + 1 :]),
        content=next((word[1:] for word in head if word.startswith("$")), ""),
        is_closed="closed" in head,
    )


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of element by its name."""
    lines = (line.split() for line in GRAMMAR.replace("\\\n", " ").splitlines() if line.strip())
    return {words[0]: _kind(words[1:]) for words in lines}
