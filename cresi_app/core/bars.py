"""Where the parts of a bar lie, to scale: for the charts of the window and of paper."""

from collections.abc import Sequence


def spans(amounts: Sequence[int], width: float, *, gap: float = 1.5, least: float = 2.0) -> list[tuple[float, float]]:
    """Return where each part of a bar of `width` begins and ends: to scale, `gap` apart, none thinner than `least`."""
    if not amounts:
        return []
    whole = sum(amounts) or 1
    gaps = gap * (len(amounts) - 1)
    widths = [max(least, (width - gaps) * amount / whole) for amount in amounts]
    widths[widths.index(max(widths))] -= sum(widths) + gaps - width  # the widest pays for the thinnest
    found, x = [], 0.0
    for one in widths:
        found.append((x, x + one))
        x += one + gap
    return found
