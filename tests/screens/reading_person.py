"""What a person with a screen reader does, over AT-SPI, from another process: run with the system's Python, which has pyatspi.

It goes to the catalogue by its button, hears the list of notices and its first line, goes on to the directory, and says in JSON what it heard.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # of the system's Python, not of the project's

PATIENCE = 60.0
"""Seconds that anything may take to appear."""


def applications() -> Iterator[Any]:
    """Yield the programs that speak."""
    desktop = pyatspi.Registry.getDesktop(0)
    for place in range(desktop.childCount):
        one = desktop.getChildAtIndex(place)
        if one is not None:
            yield one


def inside(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yield a node and what it holds."""
    yield node
    if depth > 24:
        return
    for place in range(min(node.childCount, 200)):
        child = node.getChildAtIndex(place)
        if child is not None:
            yield from inside(child, depth + 1)


def showing(node: Any) -> bool:
    """Say whether a node is on screen."""
    return bool(node.getState().contains(pyatspi.STATE_SHOWING))


def wait_for(root: Callable[[], Any], role: str, name: str) -> Any:
    """Return the first visible node of a role whose name begins so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            for node in inside(root()):
                if node.getRoleName() == role and node.name.startswith(name) and showing(node):
                    return node
        except Exception:  # noqa: BLE001 - what is on screen changes while it is being read
            pass
        time.sleep(0.3)
    raise SystemExit(f"never heard: {role} {name}")


def program() -> Any:
    """Return the program, once it speaks."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for one in applications():
            if one.name == "cresi":
                return one
        time.sleep(0.3)
    raise SystemExit("the program never spoke")


def press(node: Any) -> None:
    """Press a button by its action."""
    acts = node.queryAction()
    names = [acts.getName(place).lower() for place in range(acts.nActions)]
    acts.doAction(next(place for place, name in enumerate(names) if name in {"press", "click", "toggle"}))


def main() -> None:
    """Make the journey and say what was heard."""
    heard: dict[str, Any] = {}
    root = program
    press(button(root, "Catalogue"))
    notices = wait_for(root, "list", "Notices")
    heard["notices"] = notices.childCount
    heard["first"] = notices.getChildAtIndex(0).name
    press(button(root, "Annuaire"))
    wait_for(root, "list", "Organisations")
    heard["frame"] = next(node.name for node in inside(root()) if node.getRoleName() == "frame")
    sys.stdout.write(json.dumps(heard) + "\n")


def button(root: Callable[[], Any], name: str) -> Any:
    """Return a desk's button of the sidebar, whatever kind of button it is said to be."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            for node in inside(root()):
                if (
                    node.getRoleName() in {"push button", "toggle button", "check box", "button"}
                    and node.name.split(",")[0] == name
                ):
                    return node
        except Exception:  # noqa: BLE001 - as above
            pass
        time.sleep(0.3)
    raise SystemExit(f"no button {name}")


main()
