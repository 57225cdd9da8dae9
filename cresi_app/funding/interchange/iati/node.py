"""An element of a file of activities as it was read: light, with its line, free of any XML library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
LANG: Final = f"{XML}lang"


@dataclass(slots=True)
class Node:
    """One element. `tag` and attribute names carry a namespace as ``{uri}name``; `text` is its own text, children apart."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 0
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list["Node"]:
        """Return the children of that name."""
        return [child for child in self.children if child.tag == tag]

    def first(self, *path: str) -> "Node | None":
        """Return the first element down `path`, or None."""
        node: Node | None = self
        for tag in path:
            node = next((child for child in node.children if child.tag == tag), None) if node else None
        return node

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute, "" when it is not there."""
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        """Say whether the attribute stands there, even empty."""
        return name in self.attributes

    def walk(self) -> Iterator["Node"]:
        """Give this element and all below it, in the file's order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def add(self, tag: str, text: str = "", /, **attributes: str) -> "Node":
        """Put a child at the end; attribute names write ``_`` for ``-``."""
        child = Node(tag, {name.replace("_", "-"): value for name, value in attributes.items()}, text=text)
        self.children.append(child)
        return child
