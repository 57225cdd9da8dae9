"""Names as people write them, given name first, parted as authorities are."""

from typing import Final

_PARTICLES: Final = frozenset(
    {"de", "du", "des", "d'", "la", "le", "van", "von", "der", "den", "di", "da", "dos", "el", "al", "ben", "ould"}
)


def given_first(name: str) -> tuple[str, str]:
    """Part « Jean de La Fontaine » into family and given name: the family name is the capitals, else from the first particle, else the last word."""
    parts = name.split()
    loud = [part for part in parts if len(part) > 1 and part.isupper() and "." not in part]
    if loud and len(loud) < len(parts):
        return " ".join(loud), " ".join(part for part in parts if part not in loud)
    for at, part in enumerate(parts[1:-1], 1):
        if part.lower() in _PARTICLES:
            return " ".join(parts[at:]), " ".join(parts[:at])
    return parts[-1], " ".join(parts[:-1])
