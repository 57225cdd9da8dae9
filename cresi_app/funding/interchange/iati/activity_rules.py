"""Rules about an activity as a whole: identity, dates, languages, currencies, sectors, countries and regions."""

from collections.abc import Callable
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati import facts
from cresi_app.funding.interchange.iati.node import LANG, Node
from cresi_app.funding.interchange.iati.rule import Failing, Moment, Rule, when
from cresi_app.funding.model.findings import Level

_E, _W = Level.ERROR, Level.WARNING
_MONEY: Final = frozenset({"value", "forecast", "loan-status"})
_Test = Callable[[Node, Moment], Failing]


def _identifier(activity: Node) -> str:
    found = activity.first("iati-identifier")
    return found.text if found else ""


def _reporter(activity: Node) -> str:
    found = activity.first("reporting-org")
    return found.get("ref") if found else ""


def _same_identity(a: Node, _m: Moment) -> Failing:
    texts = [one.get("ref") for one in a.all("reporting-org") if one.has("ref")]
    texts += [one.text for one in a.all("iati-identifier")]
    return when(len(texts) != len(set(texts)), a)


def _not_under_reporter(a: Node, _m: Moment) -> Failing:
    starts = [one.get("ref") for one in a.all("reporting-org") if one.has("ref")]
    starts += [one.get("ref") for one in a.all("other-identifier") if one.get("type") == "B1" and one.has("ref")]
    return [one for one in a.all("iati-identifier") if not any(one.text.startswith(f"{start}-") for start in starts)]


def _no_agency(a: Node, m: Moment) -> Failing:
    if not m.agencies:
        return []
    written = [one for one in a.all("reporting-org") if one.has("ref")]
    return [one for one in written if "-".join(one.get("ref").split("-")[:2]) not in m.agencies]


def _no_start(a: Node, _m: Moment) -> Failing:
    return when(not any(one.get("type") in {"1", "2"} for one in a.all("activity-date")), a)


def _no_sector(a: Node, _m: Moment) -> Failing:
    return when(not a.all("sector") and not any(one.all("sector") for one in a.all("transaction")), a)


def _no_language(a: Node, _m: Moment) -> Failing:
    if a.has(LANG):
        return []
    return (one for one in a.walk() if one.tag == "narrative" and not one.has(LANG))


def _sector_here_and_there(a: Node, _m: Moment) -> Failing:
    return [] if a.all("sector") else [one for one in a.all("transaction") if not one.all("sector")]


def _no_currency(a: Node, _m: Moment) -> Failing:
    if a.has("default-currency"):
        return []
    return (one for one in a.walk() if one is not a and one.tag in _MONEY and not one.has("currency"))


def _updated_later(a: Node, m: Moment) -> Failing:
    written = facts.instant(a.get("last-updated-datetime"))
    return when(written is not None and written > m.now, a)


def _order(first: str, last: str) -> _Test:
    def test(a: Node, _m: Moment) -> Failing:
        early = facts.dates(one for one in a.all("activity-date") if one.get("type") == first)
        late = facts.dates(one for one in a.all("activity-date") if one.get("type") == last)
        return [node for node, value in early if any(value > other for _node, other in late)]

    return test


def _later(kind: str) -> _Test:
    def test(a: Node, m: Moment) -> Failing:
        written = facts.dates(one for one in a.all("activity-date") if one.get("type") == kind)
        return [node for node, value in written if value > m.today]

    return test


def _transaction_later(tag: str, attribute: str) -> _Test:
    def test(a: Node, m: Moment) -> Failing:
        written = facts.dates((part for one in a.all("transaction") for part in one.all(tag)), attribute)
        return [node for node, value in written if value > m.today]

    return test


IDENTITY: Final = (
    Rule("1.1.3", _E, N_("L'identifiant de l'activité ne peut pas être celui de l'organisation."), _same_identity),
    Rule("1.1.21", _W, N_("L'identifiant de l'activité devrait commencer par celui de l'organisation, suivi d'un tiret."), _not_under_reporter),
    Rule("1.14.8", _W, N_("L'identifiant de l'organisation devrait commencer par le code d'un registre reconnu (FR-INSEE, par exemple)."), _no_agency),
    Rule("6.11.1", _E, N_("Il manque la date de début, prévue ou réelle."), _no_start),
    Rule("6.2.2", _E, N_("Il manque un secteur, à l'activité ou à toutes ses transactions."), _no_sector),
    Rule("4.1.1", _E, N_("La langue manque : ni celle de l'activité, ni celle de chaque texte."), _no_language),
    Rule("6.7.2", _E, N_("Quand une transaction porte un secteur, toutes doivent en porter un."), _sector_here_and_there),
    Rule("7.8.1", _E, N_("La monnaie manque : ni celle de l'activité, ni celle de chaque montant."), _no_currency),
    Rule("11.1.1", _E, N_("La date de mise à jour est dans l'avenir."), _updated_later),
    Rule("11.1.2", _E, N_("La fin prévue précède le début prévu."), _order("1", "3")),
    Rule("11.1.3", _E, N_("La fin réelle précède le début réel."), _order("2", "4")),
    Rule("11.1.4", _E, N_("Le début réel est dans l'avenir."), _later("2")),
    Rule("11.1.5", _E, N_("La fin réelle est dans l'avenir."), _later("4")),
    Rule("11.2.1", _E, N_("La date d'une transaction est dans l'avenir."), _transaction_later("transaction-date", "iso-date")),
    Rule("11.2.2", _E, N_("La date de valeur d'une transaction est dans l'avenir."), _transaction_later("value", "value-date")),
)  # fmt: skip


# --- sectors ---


def _sector_groups(a: Node) -> list[list[Node]]:
    """Return the activity's sectors by vocabulary, the OECD's first."""
    sectors = a.all("sector")
    others = (one for one in facts.own_vocabularies(sectors) if one != "1")
    return [[one for one in sectors if facts.is_dac(one)], *(facts.of(sectors, one) for one in others)]


def _unshared(a: Node, _m: Moment) -> Failing:
    return [group[0] for group in _sector_groups(a) if len(group) > 1 and not facts.all_shared(group)]


def _not_100(a: Node, _m: Moment) -> Failing:
    first, *others = _sector_groups(a)
    failing = [first[0]] if len(facts.percentages(first)) > 1 and not facts.makes_100(facts.percentages(first)) else []
    return failing + [group[0] for group in others if len(group) > 1 and not facts.makes_100(facts.percentages(group))]


def _lonely(a: Node, _m: Moment) -> Failing:
    return [group[0] for group in _sector_groups(a) if len(group) == 1 and not facts.alone_is_whole(group)]


def _own_sector_unnamed(a: Node, _m: Moment) -> Failing:
    own = [one for one in a.all("sector") if facts.number(one.get("vocabulary")) in {98, 99}]
    return when(sum(len(one.all("narrative")) for one in own) < len(own), a)


def _no_dac_sector(a: Node, _m: Moment) -> Failing:
    sectors = a.all("sector")
    return when(bool(sectors) and not any(facts.is_dac(one) for one in sectors), a)


def _sector_twice(a: Node, _m: Moment) -> Failing:
    return when(bool(a.all("sector")), a) if any(one.all("sector") for one in a.all("transaction")) else []


SECTORS: Final = (
    Rule("2.1.2", _E, N_("Les parts des secteurs d'une même nomenclature doivent faire exactement 100 %."), _not_100),
    Rule("2.1.1", _E, N_("Quand il y a plusieurs secteurs dans une nomenclature, chacun doit avoir sa part."), _unshared),
    Rule("2.1.4", _E, N_("Un secteur seul n'a pas de part, ou 100 %."), _lonely),
    Rule("2.2.1", _E, N_("Un secteur de votre propre nomenclature doit être nommé."), _own_sector_unnamed),
    Rule("102.1.1", _W, N_("Donnez aussi le secteur dans la nomenclature de l'OCDE."), _no_dac_sector),
    Rule("6.6.2", _E, N_("Les secteurs sont à l'activité ou aux transactions, jamais aux deux."), _sector_twice),
)  # fmt: skip


# --- countries and regions ---


def _places(node: Node) -> list[Node]:
    return [*node.all("recipient-country"), *node.all("recipient-region")]


def _regions(a: Node) -> list[list[Node]]:
    regions = a.all("recipient-region")
    return [facts.of(regions, one) for one in facts.own_vocabularies(regions)]


def _regions_unshared(a: Node, _m: Moment) -> Failing:
    return [group[0] for group in _regions(a) if len(group) > 1 and not facts.all_shared(group)]


def _region_lonely(a: Node, _m: Moment) -> Failing:
    if a.all("recipient-country"):
        return []
    return [group[0] for group in _regions(a) if len(group) == 1 and not facts.alone_is_whole(group)]


def _regions_not_100(a: Node, _m: Moment) -> Failing:
    countries = a.all("recipient-country")
    groups = ([*group, *countries] for group in _regions(a))
    return [group[0] for group in groups if len(group) > 1 and not facts.makes_100(facts.percentages(group))]


def _countries_alone(a: Node) -> list[Node]:
    return [] if a.all("recipient-region") else a.all("recipient-country")


def _countries_not_100(a: Node, _m: Moment) -> Failing:
    countries = _countries_alone(a)
    return when(len(countries) > 1 and not facts.makes_100(facts.percentages(countries)), a)


def _countries_unshared(a: Node, _m: Moment) -> Failing:
    countries = _countries_alone(a)
    return when(len(countries) > 1 and not facts.all_shared(countries), a)


def _country_lonely(a: Node, _m: Moment) -> Failing:
    countries = _countries_alone(a)
    return when(len(countries) == 1 and not facts.alone_is_whole(countries), a)


def _place_twice(a: Node, _m: Moment) -> Failing:
    return [one for one in a.all("transaction") if _places(one)] if _places(a) else []


def _no_place(a: Node, _m: Moment) -> Failing:
    return when(not _places(a) and not any(_places(one) for one in a.all("transaction")), a)


def _place_missing(a: Node, _m: Moment) -> Failing:
    return [] if _places(a) else [one for one in a.all("transaction") if not _places(one)]


PLACES: Final = (
    Rule("3.4.1", _E, N_("Quand il y a plusieurs pays ou régions, chacun doit avoir sa part."), _regions_unshared),
    Rule("3.4.4", _E, N_("Une région seule n'a pas de part, ou 100 %."), _region_lonely),
    Rule("3.4.2", _E, N_("Les parts des pays et régions doivent faire exactement 100 %."), _regions_not_100),
    Rule("3.1.2", _E, N_("Les parts des pays doivent faire exactement 100 %."), _countries_not_100),
    Rule("3.1.1", _E, N_("Quand il y a plusieurs pays, chacun doit avoir sa part."), _countries_unshared),
    Rule("3.1.4", _E, N_("Un pays seul n'a pas de part, ou 100 %."), _country_lonely),
    Rule("3.6.2", _E, N_("Les pays et régions sont à l'activité ou aux transactions, jamais aux deux."), _place_twice),
    Rule("3.7.1", _E, N_("Il manque un pays ou une région, à l'activité ou à toutes ses transactions."), _no_place),
    Rule("3.7.2", _E, N_("Il manque un pays ou une région à une transaction, alors que l'activité n'en porte pas."), _place_missing),
)  # fmt: skip
