"""Reads a package beside the dossier it belongs to: what is new, what differs, what is the same; nothing is written here."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from pathlib import Path
from typing import Any, Final

from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.projects.interchange.holder import known_holder
from cresi_app.projects.interchange.package import holderfile
from cresi_app.projects.interchange.package.contents import FIELDS, GROUPS, PARTNERS, Group, plain
from cresi_app.projects.interchange.package.opening import open_package
from cresi_app.projects.model import REQUEST_WORDS, DossierData, clean
from cresi_app.projects.model.incoming import Difference, Incoming, IncomingHolder, Rows, Source, Standing
from cresi_app.projects.model.journal import FIELDS as WORDS
from cresi_app.projects.service import ProjectService
from cresi_app.projects.service.receiving import TABLES

_DAYS: Final = frozenset({"deadline_on", "starts_on", "ends_on"})
_OWN: Final = frozenset({"id", "version", "project_id", "created_at", "updated_at", "stamp"})
_FACTS: Final = ("acronym", "legal_form", "address", "postal_code", "town", "phone", "email", "website", "purpose")


def read_package(service: ProjectService, file: Path, folder: Path) -> Incoming:
    """Read a package, its papers unpacked into `folder`, and compare it with the dossier it came from or was received as.

    Refuses a broken, newer, tampered or unsafe package with a sentence; fields that cannot be are told, the rest kept.
    """
    opened = open_package(file, folder)
    try:
        return _Reading(service, file, opened.data, opened.files).incoming()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DomainError(
            "package_unreadable",
            N_(
                "« {file} » n'est pas un dossier enregistré par ce programme, ou il est abîmé : rien n'a été lu. Demandez-en un autre envoi."
            ),
            file=file.name,
        ) from error


class _Reading:
    """One package beside one library."""

    def __init__(self, service: ProjectService, file: Path, data: Mapping[str, Any], files: Mapping[str, Path]) -> None:
        self.service, self.file, self.data, self.files = service, file, data, files
        self.origin = int(data["origin"])
        ours = service.origins(self.origin)
        self.project_id = ours[0] if ours else None
        self.ours: DossierData | None = service.dossier_data(ours[0]) if ours else None
        self.fields: dict[str, object] = {}
        self.differences: list[Difference] = []

    def incoming(self) -> Incoming:
        """Return all that the package brings."""
        for name in FIELDS:
            self._field(name, self.data["fields"].get(name))
        lists = {group.key: self._group(group) for group in GROUPS}
        partners = {PARTNERS.tables[0]: self._partners()}
        holder = organisation(self.service, self.data["holder"])
        holder_file = holderfile.read(self.data.get("holder_file", {}))
        carried_by = self.ours.project.organisation_id if self.ours else holder.organisation_id
        self.differences += holderfile.compared(self.service, carried_by, holder_file)
        return Incoming(
            source=Source.PACKAGE,
            file_name=self.file.name,
            sha256=hashlib.sha256(self.file.read_bytes()).hexdigest(),
            title=str(self.data["title"]),
            number=self.ours.project.number if self.ours else str(self.data["number"]),
            year=int(self.data["year"]),
            holder=IncomingHolder(self.ours.holder.name, self.ours.holder.id) if self.ours else holder,
            project_id=self.project_id,
            differences=tuple(self.differences),
            fields=self._paired(),
            lists={**lists, PARTNERS.key: partners},
            holder_file=holder_file,
            files=self.files,
            origin_id=self.origin,
            remarks=tuple(self._remarks()),
            template_code=self._known_template(),
            currency=str(self.data["currency"]),
        )

    def _known_template(self) -> str:
        code = str(self.data["template_code"])
        return code if any(one.code == code for one in self.service.templates) else ""

    def _remarks(self) -> Iterator[str]:
        if self.project_id is not None:
            yield tr(
                "Ce dossier est déjà dans la bibliothèque sous le n° {number}.",
                number=self.ours.project.number if self.ours else "",
            )
        person = self.data.get("representative")
        if self.ours is None and isinstance(person, dict):
            yield tr(
                "Représentant légal annoncé : {name}, {title}.",
                name=str(person.get("name", "")),
                title=str(person.get("title", "")),
            )
        if self.data["lists"].get("project_paper") and not self.files:
            yield tr("Le dossier est venu sans les fichiers de ses pièces.")

    # --- fields

    def _field(self, name: str, value: object) -> None:
        ours = plain(getattr(self.ours.project, name)) if self.ours else None
        if value in (None, "") and ours in (None, ""):
            return
        why = ""
        read: object = value
        try:
            read = date.fromisoformat(str(value)) if name in _DAYS and value else value
            clean({name: read})
            if name == "country_code" and value:
                self.service.directory.country_code(str(value))
        except (DomainError, ValueError) as refusal:
            why = refusal.sentence if isinstance(refusal, DomainError) else tr("Cette valeur ne se lit pas.")
        standing = Standing.SAME if ours == value else Standing.DIFFERS if ours not in (None, "") else Standing.NEW
        key = f"field:{name}"
        self.fields[key] = read
        shown = self._shown
        standing = Standing.TOLD if why else standing
        self.differences.append(
            Difference(
                key, tr("Le projet"), tr(WORDS.get(name, name)), shown(name, ours), shown(name, value), standing, why
            )
        )

    def _paired(self) -> dict[str, object]:
        """Let latitude and longitude be taken together: one without the other is no place."""
        pair = {name: self.fields.get(f"field:{name}") for name in ("latitude_e6", "longitude_e6")}
        return {
            key: pair if key in {"field:latitude_e6", "field:longitude_e6"} else value
            for key, value in self.fields.items()
        }

    def _shown(self, name: str, value: object) -> str:
        if value is None or value == "":
            return ""
        if name in _DAYS:
            try:
                return format_date(date.fromisoformat(str(value)))
            except ValueError:
                return str(value)
        if name == "country_code":
            known = self.service.directory.country_by_code
            return known[str(value)].name if str(value) in known else str(value)
        if str(value) in REQUEST_WORDS:
            return tr(REQUEST_WORDS[str(value)])
        if isinstance(value, bool):
            return tr("oui") if value else tr("non")
        return format_number(value) if isinstance(value, int) else str(value)

    # --- lists

    def _group(self, group: Group) -> Mapping[str, Rows]:
        told = self.data["lists"]
        theirs = {table: [self._row(table, row) for row in told.get(table, ())] for table in group.tables}
        ours = {
            table: [{k: plain(v) for k, v in row.items()} for row in self.service.rows(table, self.project_id)]
            if self.project_id
            else []
            for table in group.tables
        }
        why = self._unknown_codes(theirs)
        self._compare(group, ours, theirs, why)
        return theirs

    def _row(self, table: str, row: Mapping[str, object]) -> Mapping[str, object]:
        """Return a row with the columns there are: what a later version added is left out."""
        known = {one.name for one in fields_of(TABLES[table].kind)} if table in TABLES else set(row)
        kept = {name: value for name, value in row.items() if name in known or name == "id"}
        if not all(isinstance(value, (str, int, type(None))) for value in kept.values()):
            raise TypeError(table)
        if kept.get("organisation_id") is not None:
            kept["organisation_id"] = None  # an organisation of the other library
        return kept

    def _unknown_codes(self, theirs: Mapping[str, Rows]) -> str:
        service = self.service
        known: Mapping[tuple[str, str], object] = {
            ("project_paper", "kind_code"): service.paper_kinds,
            ("project_sector", "sector_code"): service.directory.sector_by_code,
            ("project_goal", "sdg_number"): service.sdgs,
            ("project_means", "kind_code"): service.means_kinds,
            ("project_place", "country_code"): service.directory.country_by_code,
            ("budget_line", "status_code"): service.cofunding_statuses,
            ("budget_line", "template_code"): {one.code for one in service.templates},
        }
        strange = {
            str(row[column])
            for (table, column), codes in known.items()
            for row in theirs.get(table, ())
            if row.get(column) is not None and isinstance(codes, (Mapping, set)) and row[column] not in codes
        }
        return (
            tr("Codes que cette bibliothèque ne connaît pas : {codes}.", codes=", ".join(sorted(strange)))
            if strange
            else ""
        )

    def _compare(self, group: Group, ours: Mapping[str, Rows], theirs: Mapping[str, Rows], why: str) -> None:
        if not any(theirs.values()) and not any(ours.values()):
            return
        standing = (
            Standing.SAME
            if comparable(ours) == comparable(theirs)
            else Standing.DIFFERS
            if any(ours.values())
            else Standing.NEW
        )
        standing = Standing.TOLD if why else standing
        self.differences.append(
            Difference(
                group.key,
                tr("Listes"),
                tr(group.title),
                self._words(group, ours),
                self._words(group, theirs),
                standing,
                why,
            )
        )

    def _words(self, group: Group, tables: Mapping[str, Rows]) -> str:
        if group.key == "list:budget":
            lines = tables["budget_line"]
            currency = str(self.data["currency"])
            charges = sum(int(str(row["amount_minor"])) for row in lines if self._is_charge(row))
            return (
                tr("{lines}, {total} de charges", lines=_counted(lines), total=format_money(Money(charges, currency)))
                if lines
                else ""
            )
        if group.key == "list:papers":
            rows = tables["project_paper"]
            files = sum(bool(row.get("sha256")) for row in rows)
            return tr("{lines}, {files} avec leur fichier", lines=_counted(rows), files=files) if rows else ""
        return _counted([row for rows in tables.values() for row in rows]) if any(tables.values()) else ""

    def _is_charge(self, row: Mapping[str, object]) -> bool:
        forms = self.service.nomenclatures()
        form = forms.get(str(row["template_code"]))
        return (
            form is not None
            and form.line(str(row["line_code"])).side == "charge"
            and row.get("scope", "project") == "project"
        )

    def _partners(self) -> Rows:
        rows = []
        for one in self.data["partners"]:
            row = self._row("project_partner", one["row"])
            rows.append({**row, "organisation": one["organisation"], "contact": str(one.get("contact", ""))})
        names = [str(one["organisation"].get("name", "")) for one in rows]
        held = [view.organisation.name for view in self.ours.partners] if self.ours else []
        if rows or held:
            standing = Standing.SAME if names == held else Standing.DIFFERS if held else Standing.NEW
            unknown = [row for row in rows if row.get("role_code") not in self.service.partner_roles]
            why = tr("Un rôle de partenaire est inconnu ici.") if unknown else ""
            standing = Standing.TOLD if why else standing
            self.differences.append(
                Difference(
                    PARTNERS.key, tr("Listes"), tr(PARTNERS.title), ", ".join(held), ", ".join(names), standing, why
                )
            )
        return rows


def organisation(service: ProjectService, facts: Mapping[str, object]) -> IncomingHolder:
    """Return an organisation as a package names it, with the one of the directory when it is there."""
    name = str(facts.get("name", ""))
    numbers = {scheme: str(facts[scheme]) for scheme in ("rna", "siret") if facts.get(scheme)}
    fields = {one: str(facts[one]) for one in _FACTS if facts.get(one)}
    return IncomingHolder(name, known_holder(service, name, numbers), numbers, fields)


def comparable(tables: Mapping[str, Rows]) -> list[tuple[str, list[dict[str, object]]]]:
    """Return lists without what belongs to one library alone: ids, versions; references as the place of what they name."""
    places = {table: {row.get("id"): number for number, row in enumerate(rows)} for table, rows in tables.items()}
    return [(table, [_comparable(row, places) for row in rows]) for table, rows in sorted(tables.items())]


def _comparable(row: Mapping[str, object], places: Mapping[str, Mapping[object, int]]) -> dict[str, object]:
    parents = {"result_id": "project_logframe", "logframe_id": "project_logframe", "line_id": "budget_line"}
    kept: dict[str, object] = {}
    for name, value in row.items():
        if name in _OWN or name in {"position", "organisation_id", "proof_paper_id"}:
            continue
        kept[name] = places.get(parents[name], {}).get(value) if name in parents else value
    return {name: value for name, value in kept.items() if value not in (None, "", 0)}


def _counted(rows: Sequence[object]) -> str:
    return trn("{n} ligne", "{n} lignes", len(rows))
