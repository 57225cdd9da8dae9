"""Rules about the parts of an activity: organisations, budgets, transactions, markers, results, texts."""

from collections.abc import Callable, Iterable
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati import facts
from cresi_app.funding.interchange.iati.node import Node
from cresi_app.funding.interchange.iati.rule import Failing, Moment, Rule
from cresi_app.funding.model.findings import Level

_E, _W = Level.ERROR, Level.WARNING
_FORBIDDEN: Final = frozenset("/&|?")
_COUNTED: Final = frozenset({"1", "2", "3", "4"})
_LONGEST: Final = 365
_Test = Callable[[Node, Moment], Failing]
_Texts = Callable[[Node], Iterable[tuple[Node, str]]]


def _attribute(*path: str, kind: str = "", deep: bool = False) -> _Texts:
    """Return a reader of an attribute (the last of `path`) of elements down `path`; `kind`: only those of that @type."""
    *tags, name = path

    def read(activity: Node) -> Iterable[tuple[Node, str]]:
        nodes = [one for one in activity.walk() if one.tag == tags[0]] if deep else _down(activity, tags)
        return ((one, one.get(name)) for one in nodes if one.has(name) and (not kind or one.get("type") == kind))

    return read


def _down(node: Node, tags: Iterable[str]) -> list[Node]:
    nodes = [node]
    for tag in tags:
        nodes = [child for one in nodes for child in one.all(tag)]
    return nodes


def _parties(name: str, attribute: str) -> _Texts:
    def read(activity: Node) -> Iterable[tuple[Node, str]]:
        nodes = _both(activity, name)
        return ((one, one.get(attribute)) for one in nodes if one.has(attribute))

    return read


def _both(activity: Node, name: str) -> list[Node]:
    """Return provider or receiver organisations of transactions and planned disbursements."""
    return [*_down(activity, ("transaction", name)), *_down(activity, ("planned-disbursement", name))]


def _identifiers(activity: Node) -> Iterable[tuple[Node, str]]:
    return ((one, one.text) for one in activity.all("iati-identifier"))


def _marked(texts: _Texts) -> _Test:
    return lambda a, _m: [node for node, text in texts(a) if _FORBIDDEN & set(text)]


def _spaced(texts: _Texts) -> _Test:
    return lambda a, _m: [node for node, text in texts(a) if text != text.strip()]


def _unnamed(nodes: Callable[[Node], Iterable[Node]]) -> _Test:
    return lambda a, _m: [one for one in nodes(a) if not one.has("ref") and not one.all("narrative")]


_NAMES: Final[tuple[tuple[str, str, str, _Texts], ...]] = (
    ("1.3.13", "1.3.1", N_("l'identifiant de l'activité"), _identifiers),
    ("1.14.13", "1.14.1", N_("l'identifiant de l'organisation qui publie"), _attribute("reporting-org", "ref")),
    ("", "1.16.1", N_("l'ancien identifiant de l'organisation"), _attribute("other-identifier", "ref", kind="B1")),
    ("", "1.6.1", N_("l'ancien identifiant de l'activité"), _attribute("other-identifier", "ref", kind="A3")),
    ("", "1.7.1", N_("l'identifiant d'une activité liée"), _attribute("related-activity", "ref")),
    ("1.11.13", "1.11.1", N_("l'identifiant d'un propriétaire"), _attribute("other-identifier", "owner-org", "ref")),
    ("1.10.13", "1.10.1", N_("l'identifiant de celui qui verse"), _parties("provider-org", "ref")),
    ("", "1.4.1", N_("l'activité de celui qui verse"), _parties("provider-org", "provider-activity-id")),
    ("1.15.13", "1.15.1", N_("l'identifiant de celui qui reçoit"), _parties("receiver-org", "ref")),
    ("", "1.5.1", N_("l'activité de celui qui reçoit"), _parties("receiver-org", "receiver-activity-id")),
    ("1.8.13", "1.8.1", N_("l'identifiant d'une organisation participante"), _attribute("participating-org", "ref")),
    ("", "1.9.1", N_("l'activité d'une organisation participante"), _attribute("participating-org", "activity-id")),
)  # fmt: skip

NAMES: Final = (
    *(Rule(one, _W, N_("Un identifiant contient l'un des signes / & | ? : il sera mal lu ailleurs."), _marked(texts)) for one, _s, _w, texts in _NAMES if one),
    *(Rule(one, _W, N_("Un identifiant commence ou finit par un espace."), _spaced(texts)) for _m, one, _w, texts in _NAMES),
    Rule("6.8.1", _E, N_("Un propriétaire d'identifiant n'a ni identifiant ni nom."), _unnamed(lambda a: _down(a, ("other-identifier", "owner-org")))),
    Rule("6.9.1", _E, N_("Celui qui verse n'a ni identifiant ni nom."), _unnamed(lambda a: _both(a, "provider-org"))),
    Rule("6.9.2", _E, N_("Celui qui reçoit n'a ni identifiant ni nom."), _unnamed(lambda a: _both(a, "receiver-org"))),
    Rule("6.10.1", _E, N_("Une organisation participante n'a ni identifiant ni nom."), _unnamed(lambda a: a.all("participating-org"))),
)  # fmt: skip


# --- percentages, aid types, markers ---


def _out_of_range(*tags: str) -> _Test:
    def test(a: Node, _m: Moment) -> Failing:
        for node in _down(a, tags):
            if node.has("percentage"):
                value = facts.number(node.get("percentage"))
                if value is None or not 0 <= value <= facts.HUNDRED:
                    yield node

    return test


def _budget_items(a: Node) -> list[list[Node]]:
    parts = [one for one in a.all("country-budget-items") if one.has("vocabulary")]
    return [_down_of(facts.of(parts, one)) for one in facts.own_vocabularies(parts)]


def _down_of(nodes: Iterable[Node]) -> list[Node]:
    return [item for one in nodes for item in one.all("budget-item")]


def _items_not_100(a: Node, _m: Moment) -> Failing:
    return [g[0] for g in _budget_items(a) if len(g) > 1 and not facts.makes_100(facts.percentages(g))]


def _items_unshared(a: Node, _m: Moment) -> Failing:
    return [group[0] for group in _budget_items(a) if len(group) > 1 and not facts.percentages(group)]


def _item_lonely(a: Node, _m: Moment) -> Failing:
    return [group[0] for group in _budget_items(a) if len(group) == 1 and not facts.alone_is_whole(group)]


def _twice(nodes: list[Node]) -> list[Node]:
    """Return aid types that stand twice in a vocabulary."""
    others = (one for one in facts.own_vocabularies(nodes) if facts.number(one) != 1)
    groups = [[one for one in nodes if facts.is_dac(one)], *(facts.of(nodes, one) for one in others)]
    return [group[1] for group in groups if len(group) > 1]


def _no_dac(nodes: list[Node]) -> list[Node]:
    return nodes[:1] if nodes and not any(facts.is_dac(one) for one in nodes) else []


def _transaction_aid(a: Node) -> list[Node]:
    return _down(a, ("transaction", "aid-type"))


SHARES: Final = (
    Rule("12.1.1", _E, N_("La part d'un pays doit être entre 0 et 100."), _out_of_range("recipient-country")),
    Rule("12.1.1", _E, N_("La part d'une région doit être entre 0 et 100."), _out_of_range("recipient-region")),
    Rule("12.3.1", _E, N_("La part d'un secteur doit être entre 0 et 100."), _out_of_range("sector")),
    Rule("12.2.1", _E, N_("La part des investissements doit être entre 0 et 100."), _out_of_range("capital-spend")),
    Rule("12.2.1", _E, N_("La part d'une ligne du budget du pays doit être entre 0 et 100."), _out_of_range("country-budget-items", "budget-item")),
    Rule("7.9.2", _W, N_("Les parts des lignes du budget du pays devraient faire 100 %."), _items_not_100),
    Rule("7.9.1", _W, N_("Chaque ligne du budget du pays devrait avoir sa part."), _items_unshared),
    Rule("7.9.4", _W, N_("Une ligne seule du budget du pays n'a pas de part, ou 100 %."), _item_lonely),
    Rule("107.1.2", _W, N_("Un seul type d'aide par nomenclature."), lambda a, _m: _twice(a.all("default-aid-type"))),
    Rule("107.1.1", _W, N_("Donnez aussi le type d'aide dans la nomenclature de l'OCDE."), lambda a, _m: _no_dac(a.all("default-aid-type"))),
    Rule("107.2.2", _W, N_("Un seul type d'aide par nomenclature dans une transaction."), lambda a, _m: [bad for one in a.all("transaction") for bad in _twice(one.all("aid-type"))]),
    Rule("107.2.1", _W, N_("Donnez aussi le type d'aide des transactions dans la nomenclature de l'OCDE."), lambda a, _m: _no_dac(_transaction_aid(a))),
    Rule("6.14.1", _E, N_("Un marqueur de l'OCDE doit dire son importance (0 à 4)."), lambda a, _m: [one for one in a.all("policy-marker") if facts.is_dac(one) and not one.has("significance")]),
    Rule("6.13.1", _E, N_("Un marqueur de votre propre liste doit être nommé."), lambda a, _m: [one for one in a.all("policy-marker") if one.get("vocabulary") == "99" and not one.all("narrative")]),
)  # fmt: skip


# --- periods ---


def _reversed(nodes: Callable[[Node], Iterable[Node]]) -> _Test:
    return lambda a, _m: [one for one in nodes(a) if (_span(one) or 0) < 0]


def _span(node: Node) -> int | None:
    """Return how many days a period lasts, its first day apart; None when one of its days is missing."""
    start, end = facts.dates(node.all("period-start")), facts.dates(node.all("period-end"))
    return (end[0][1] - start[0][1]).days if start and end else None


def _indicators(a: Node) -> list[Node]:
    return _down(a, ("result", "indicator"))


def _over_a_year(a: Node, _m: Moment) -> Failing:
    return [one for one in a.all("budget") if (_span(one) or 0) > _LONGEST]


PERIODS: Final = (
    Rule("8.6.3", _E, N_("Une période de décaissement finit avant de commencer."), _reversed(lambda a: a.all("planned-disbursement"))),
    Rule("8.6.3", _E, N_("Une période de budget finit avant de commencer."), _reversed(lambda a: a.all("budget"))),
    Rule("7.5.3", _E, N_("Une période de budget dépasse un an : découpez-la par année."), _over_a_year),
    Rule("8.6.1", _E, N_("La période d'un indicateur finit avant de commencer."), _reversed(lambda a: _down(a, ("result", "indicator", "period")))),
)  # fmt: skip


# --- results, texts ---


def _measures(a: Node, *tags: str) -> Iterable[tuple[Node, str]]:
    return ((one, indicator.get("measure")) for indicator in _indicators(a) for one in _down(indicator, tags))


def _no_value(*tags: str) -> _Test:
    return lambda a, _m: [one for one, kind in _measures(a, *tags) if kind in _COUNTED and not one.has("value")]


def _no_number(*tags: str) -> _Test:
    return lambda a, _m: [
        one
        for one, kind in _measures(a, *tags)
        if kind in _COUNTED and one.has("value") and facts.number(one.get("value")) is None
    ]


def _said_in_words(*tags: str) -> _Test:
    return lambda a, _m: [one for one, kind in _measures(a, *tags) if kind == "5" and one.has("value")]


def _referred_twice(a: Node, _m: Moment) -> Failing:
    results = [one for one in a.all("result") if one.all("reference")]
    return [bad for one in results for bad in one.all("indicator") if bad.all("reference")]


def _empty(tag: str) -> _Test:
    return lambda a, _m: [
        one for one in a.walk() if one.tag == tag and not any(text.text for text in one.all("narrative"))
    ]


_BASE, _TARGET, _ACTUAL = ("baseline",), ("period", "target"), ("period", "actual")
RESULTS: Final = (
    Rule("8.11.1", _E, N_("Une référence est au résultat ou à l'indicateur, pas aux deux."), _referred_twice),
    Rule("8.8.1", _E, N_("La situation de départ d'un indicateur chiffré doit avoir une valeur."), _no_value(*_BASE)),
    Rule("8.8.2", _W, N_("La situation de départ d'un indicateur chiffré doit être un nombre."), _no_number(*_BASE)),
    Rule("8.8.3", _W, N_("La situation de départ d'un indicateur qualitatif n'a pas de valeur."), _said_in_words(*_BASE)),
    Rule("8.9.1", _E, N_("La cible d'un indicateur chiffré doit avoir une valeur."), _no_value(*_TARGET)),
    Rule("8.9.2", _W, N_("La cible d'un indicateur chiffré doit être un nombre."), _no_number(*_TARGET)),
    Rule("8.9.3", _W, N_("La cible d'un indicateur qualitatif n'a pas de valeur."), _said_in_words(*_TARGET)),
    Rule("8.10.1", _E, N_("Le résultat d'un indicateur chiffré doit avoir une valeur."), _no_value(*_ACTUAL)),
    Rule("8.10.2", _W, N_("Le résultat d'un indicateur chiffré doit être un nombre."), _no_number(*_ACTUAL)),
    Rule("8.10.3", _W, N_("Le résultat d'un indicateur qualitatif n'a pas de valeur."), _said_in_words(*_ACTUAL)),
    Rule("4.3.1", _E, N_("Un titre est vide."), _empty("title")),
    Rule("4.4.1", _E, N_("Une description est vide."), _empty("description")),
)  # fmt: skip
