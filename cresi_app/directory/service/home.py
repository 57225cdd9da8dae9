"""Whose library it is."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from cresi_app.core import identifiers
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.i18n import N_
from cresi_app.core.identity import Identity
from cresi_app.directory.model import Home
from cresi_app.directory.model.rules import check_email, clean, clean_lines, phone
from cresi_app.directory.queries import home as home_
from cresi_app.directory.service.desk import Cleaner, cleaned, refusals
from cresi_app.directory.service.importing import ImportingDesk

EMPTY_HOME = Home(
    id=1, version=0, centre_name="", centre_tagline="", authority_name="", authority_id=None, address="", postal_code="",
    town="", phone="", email="", website="", siret="", declaration_number="", representative="", representative_title="",
    logo_sha256=None, signature_sha256=None, is_example=False,
)  # fmt: skip

_PLAIN = (
    "centre_name", "centre_tagline", "authority_name", "postal_code", "town", "website",
    "declaration_number", "representative", "representative_title",
)  # fmt: skip


class HomeDesk(ImportingDesk):
    """The library's identity."""

    @cached_property
    def _home_cleaners(self) -> Mapping[str, Cleaner]:
        line = dict.fromkeys(
            _PLAIN,
            lambda value: clean(str(value)),
        )
        same = dict.fromkeys(("authority_id", "logo_sha256", "signature_sha256", "is_example"), lambda value: value)
        return {
            **line,
            **same,
            "address": lambda value: clean_lines(str(value)),
            "phone": lambda value: phone(str(value)),
            "email": lambda value: check_email(str(value)),
            "siret": lambda value: identifiers.check("siret", str(value)).value,
        }

    def home(self) -> Home:
        """Return the library's own row; empty (`version` 0) in a library that was not introduced yet."""
        return home_.home(self.library) or EMPTY_HOME

    def identity(self) -> Identity:
        """Return what every paper prints: the centre and its authority; a picture that is missing prints nothing."""
        held = self.home()
        return Identity(
            centre_name=held.centre_name,
            centre_tagline=held.centre_tagline,
            authority_name=held.authority_name,
            address=held.address,
            postal_code=held.postal_code,
            town=held.town,
            phone=held.phone,
            email=held.email,
            website=held.website,
            siret=identifiers.check("siret", held.siret).shown if held.siret else "",
            declaration_number=held.declaration_number,
            representative=held.representative,
            representative_title=held.representative_title,
            logo=self._picture(held.logo_sha256),
            signature=self._picture(held.signature_sha256),
        )

    def _picture(self, sha256: str | None) -> Path | None:
        if not sha256:
            return None
        try:
            return self.library.files.path(sha256)
        except StoreError:
            return None  # the paper is printed without it; the library's check names what is missing

    def set_identity(self, who: Actor, edit_group: int | None = None, **fields: object) -> Changes:
        """Save changed fields of the library's identity; those of `Home`."""
        values = cleaned(fields, self._home_cleaners)
        held = self.home()
        with refusals(), self.library.revise("directory.set_identity", who, ("home", 1), edit_group) as revision:
            if held.version:
                revision.update("home", 1, held.version, values)
            else:
                revision.insert("home", {"id": 1, **values})
        return revision.changes

    def set_picture(self, who: Actor, which: str, source: Path | None) -> Changes:
        """Keep the ``logo`` or the ``signature`` printed on papers; None takes it away."""
        assert which in {"logo", "signature"}
        if source is None:
            return self.set_identity(who, **{f"{which}_sha256": None})
        stored = self.library.files.put(source)
        if stored.media_type not in {"image/png", "image/jpeg"}:
            raise DomainError(
                "picture",
                N_("« {name} » n'est pas une image PNG ou JPEG : l'ancienne est gardée."),
                field=which,
                name=source.name,
            )
        return self.set_identity(who, None, **{f"{which}_sha256": stored.sha256})
