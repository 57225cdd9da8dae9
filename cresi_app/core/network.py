"""Whether the program may go on the Internet: one setting, asked by everything that would."""

from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.settings import load_settings

FORBIDDEN: Final = N_(
    "Le programme ne va pas sur Internet : c'est votre réglage. Rien n'a été demandé. Pour l'autoriser : Réglages › Réseau et serveurs."
)


def is_allowed() -> bool:
    """Say what the person who sits at this machine has set, as it stands now."""
    return load_settings().network


def require() -> None:
    """Raise DomainError ``network_forbidden`` where the program may not go on the Internet."""
    if not is_allowed():
        raise DomainError("network_forbidden", FORBIDDEN)
