"""Where the titles stand beside the booked days of a month, so that none covers a booked day or another title."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Booked:
    """A run of booked days in a row: its left and right edge in pixels, and how wide its title would like to be."""

    left: float
    right: float
    wish: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a title goes: its left edge and width. A width of 0 means that there is no room for it."""

    left: float
    width: float


def label_spots(booked: Sequence[Booked], start: float, end: float, least: float) -> list[Spot]:
    """Place the titles of one row between `start` and `end`: at the right of their days, else flipped to the left.

    `booked` in order of their left edge. A title is cut at the next booked day rather than covering it; under `least`
    pixels it is left out (the tooltip has it).
    """
    spots: list[Spot] = []
    taken_until = start
    for index, own in enumerate(booked):
        limit = booked[index + 1].left if index + 1 < len(booked) else end
        before = max([taken_until, *(other.right for other in booked[:index])])
        room_right, room_left = limit - own.right, own.left - before
        if own.wish <= room_right:
            spot = Spot(own.right, own.wish)
        elif own.wish <= room_left:
            spot = Spot(own.left - own.wish, own.wish)
        elif max(room_right, room_left) < least:
            spot = Spot(own.right, 0)
        elif room_right >= room_left:
            spot = Spot(own.right, room_right)
        else:
            spot = Spot(own.left - room_left, room_left)
        spots.append(spot)
        taken_until = max(own.right, spot.left + spot.width)
    return spots
