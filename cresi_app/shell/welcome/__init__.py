"""First opening: three ways to begin, none of them final, and nothing written before one is chosen."""

from cresi_app.shell.welcome.window import WelcomeWindow

__all__ = ["WelcomeWindow"]
