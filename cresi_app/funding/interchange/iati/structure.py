"""Checks an activity file's structure: what stands where, in which order, with which attributes (the standard's schema)."""

from collections.abc import Iterator
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati.grammar import GLOBAL, Child, Kind, kinds
from cresi_app.funding.interchange.iati.node import XML, Node
from cresi_app.funding.interchange.iati.values import is_value
from cresi_app.funding.model.findings import Finding, Level

_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_FREE_XSI: Final = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})
_SPACES: Final = frozenset({"default", "preserve"})
_BLANK: Final = " \t\r\n"


def check_activity(activity: Node) -> list[Finding]:
    """Return what the schema has against one activity; empty when it is valid."""
    return list(_element(activity, "iati-activity", "iati-activity"))


def check_root(root: Node, activities: int) -> list[Finding]:
    """Return what the schema has against the file's own element, with so many activities in it."""
    findings = list(_attributes(root, kinds()["iati-activities"], root.tag))
    if root.tag != "iati-activities":
        findings.append(_found(root, root.tag, "root", N_("Ce fichier n'est pas un fichier d'activités IATI : son premier élément est « {name} »."), name=root.tag))  # fmt: skip
    elif not activities:
        findings.append(_found(root, root.tag, "no_activity", N_("Ce fichier ne contient aucune activité.")))
    if root.text.strip(_BLANK):
        findings.append(_stray_text(root, root.tag))
    return findings


def check_between(root: Node, child: Node, *, last_was_foreign: bool) -> list[Finding]:
    """Return what the schema has against a child of the file's element that is no activity, or comes after such a one."""
    if child.tag == "iati-activity":
        return [_misplaced(child, root.tag, "iati-activity")] if last_was_foreign else []
    if _is_foreign(child):
        return list(_foreign(child, f"{root.tag}/{child.tag}"))
    return [_misplaced(child, root.tag, child.tag)]


def _found(node: Node, path: str, code: str, sentence: str, **data: object) -> Finding:
    return Finding(Level.ERROR, code, sentence, data, node.line, path)


def _is_foreign(node: Node) -> bool:
    return node.tag.startswith("{")


def _element(node: Node, kind_name: str, path: str) -> Iterator[Finding]:
    kind = kinds()[kind_name]
    yield from _attributes(node, kind, path)
    if kind.content:
        yield from _text_only(node, kind, path)
        return
    if node.text.strip(_BLANK):
        yield _stray_text(node, path)
    yield from _children(node, kind, path)


def _text_only(node: Node, kind: Kind, path: str) -> Iterator[Finding]:
    if node.children:
        yield _misplaced(node.children[0], path, node.children[0].tag)
    elif not is_value(kind.content, node.text):
        yield _found(node, path, "value", N_("« {value} » n'est pas une valeur possible de « {name} »."), name=node.tag, value=node.text.strip()[:80])  # fmt: skip


def _attributes(node: Node, kind: Kind, path: str) -> Iterator[Finding]:
    for name, value in node.attributes.items():
        if not _is_attribute(name, value, kind):
            yield _found(node, path, "attribute", N_('« {name} » ne peut pas porter {attribute}="{value}".'), name=node.tag, attribute=name.removeprefix(XML), value=value[:80])  # fmt: skip
    for name, (_kind, is_required) in kind.attributes.items():
        if is_required and name not in node.attributes:
            yield _found(node, path, "attribute_missing", N_("Il manque l'attribut « {attribute} » à « {name} »."), name=node.tag, attribute=name)  # fmt: skip


def _is_attribute(name: str, value: str, kind: Kind) -> bool:
    if name in kind.attributes:
        return is_value(kind.attributes[name][0], value)
    if name in _FREE_XSI:
        return True
    return name.startswith("{") and not kind.is_closed and not name.startswith(_XSI) and _is_foreign_value(name, value)


def _is_foreign_value(name: str, value: str) -> bool:
    """Judge an attribute of another namespace: only those of XML itself are known."""
    if name == f"{XML}lang":
        return is_value("language", value)
    if name == f"{XML}space":
        return value.strip(_BLANK) in _SPACES
    if name == f"{XML}base":
        return is_value("uri", value)
    return True


def _children(node: Node, kind: Kind, path: str) -> Iterator[Finding]:
    """Go through the children beside the kind's list: both only ever move on."""
    at, count, ended = 0, 0, False
    for child in node.children:
        if _is_foreign(child):
            yield from _foreign(child, f"{path}/{child.tag}")
            if not ended:
                yield from _missing(node, kind.children[at:], count, path)
                ended = True
            continue
        place = None if ended else _place(child.tag, kind.children, at, count)
        if place is None:
            yield _misplaced(child, path, child.tag)
            continue
        if place != at:
            yield from _missing(node, kind.children[at:place], count, path)
            at, count = place, 0
        count += 1
        yield from _element(child, kind.children[at].kind, f"{path}/{child.tag}")
    if not ended:
        yield from _missing(node, kind.children[at:], count, path)


def _place(tag: str, children: tuple[Child, ...], at: int, count: int) -> int | None:
    """Return where in the list the next child of that name stands, not before `at`; None when it may not come now."""
    for place in range(at, len(children)):
        if children[place].name == tag:
            full = place == at and children[place].most is not None and count >= (children[place].most or 0)
            return None if full else place
    return None


def _missing(node: Node, children: tuple[Child, ...], count: int, path: str) -> Iterator[Finding]:
    for number, child in enumerate(children):
        have = count if number == 0 else 0
        if have < child.least:
            yield _found(node, path, "missing", N_("Il manque « {child} » dans « {name} »."), name=node.tag, child=child.name)  # fmt: skip


def _foreign(node: Node, path: str) -> Iterator[Finding]:
    """Look inside an extension: what the standard knows by name is checked there too."""
    if not _is_foreign(node) and node.tag in GLOBAL:
        yield from _element(node, GLOBAL[node.tag], path)
        return
    for name, value in node.attributes.items():
        if name.startswith(XML) and not _is_foreign_value(name, value):
            yield _found(node, path, "attribute", N_('« {name} » ne peut pas porter {attribute}="{value}".'), name=node.tag, attribute=name.removeprefix(XML), value=value[:80])  # fmt: skip
    for child in node.children:
        yield from _foreign(child, f"{path}/{child.tag}")


def _misplaced(node: Node, path: str, name: str) -> Finding:
    return _found(node, path, "misplaced", N_("« {name} » n'a pas sa place ici dans « {parent} » : nom inconnu, ordre ou nombre."), name=name, parent=path.rsplit("/", 1)[-1])  # fmt: skip


def _stray_text(node: Node, path: str) -> Finding:
    return _found(node, path, "text", N_("« {name} » ne contient pas de texte en dehors de ses éléments : « {value} »."), name=node.tag, value=node.text.strip()[:80])  # fmt: skip
