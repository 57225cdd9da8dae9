"""cresi: the desktop program of a resource centre of international solidarity."""

__version__ = "0.1.0"
