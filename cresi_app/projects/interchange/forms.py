"""A filled dossier form, read beside the dossier it belongs to: what would change, field by field; nothing is written here."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.clock import today
from cresi_app.core.dates import format_date, parse_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identifiers import check as check_number
from cresi_app.core.money import Money, format_money, format_number, parse_amount
from cresi_app.core.pdfform import FilledForm, read_form
from cresi_app.projects.interchange.holder import known_holder
from cresi_app.projects.model import REQUEST_WORDS, BudgetLine, DossierData, Nomenclature, Side, clean
from cresi_app.projects.model import dossierform as form_
from cresi_app.projects.model.dossierform import FormLine, FormRef
from cresi_app.projects.model.incoming import Difference, Incoming, IncomingAmount, IncomingHolder, Source, Standing
from cresi_app.projects.service import ProjectService

_SLOTS: Final = 40
"""Entries of a line that a printed form may have held: more than any dossier has funders on one."""


def read_dossier_form(service: ProjectService, file: Path) -> Incoming:
    """Read a filled form, of this version or an earlier one, and compare it with its dossier, or with nothing when it is a new one.

    Refuses what is no form of the program, another form, one from a newer version, an empty one. Empty boxes change nothing;
    what stands in a box that has no place here is told.
    """
    form = read_form(file)
    code = form.code
    if code.kind != form_.KIND:
        raise DomainError(
            "form_other", N_("« {file} » est un autre formulaire du centre, pas un dossier de projet."), file=file.name
        )
    if code.version > form_.VERSION:
        raise DomainError(
            "form_newer",
            N_(
                "« {file} » vient d'une version plus récente du programme : rien n'a été lu ni changé. "
                "Mettez le programme à jour, puis relisez ce formulaire."
            ),
            file=file.name,
        )
    if not any(value.strip() for name, value in form.values.items() if not name.startswith("cresi")):
        raise DomainError("form_empty", N_("« {file} » est vide : rien n'y est écrit."), file=file.name)
    project_id, remarks = _target(service, FormRef.read(code.ref).number)
    return _Reading(service, form, file).incoming(project_id, remarks)


def _target(service: ProjectService, ref: str) -> tuple[int | None, list[str]]:
    if ref == form_.NEW:
        return None, []
    try:
        return service.by_ref(ref), []
    except DomainError:
        said = tr(
            "Ce formulaire porte le numéro {ref}, que cette bibliothèque ne connaît pas : il devient un nouveau dossier.",
            ref=ref,
        )
        return None, [said]


@dataclass(frozen=True, slots=True)
class _Found:
    """A value read: what is written, how it is shown, why it cannot be."""

    value: object
    shown: str
    why: str = ""


class _Reading:
    """One form beside one dossier."""

    def __init__(self, service: ProjectService, form: FilledForm, file: Path) -> None:
        self.service, self.form, self.file = service, form, file
        self.differences: list[Difference] = []
        self.fields: dict[str, object] = {}
        self.amounts: dict[str, IncomingAmount] = {}

    def incoming(self, project_id: int | None, remarks: list[str]) -> Incoming:
        """Return all that the form brings."""
        data = self.service.dossier_data(project_id) if project_id is not None else None
        currency = data.budget.currency if data else "EUR"
        for name, found in self._read_fields():
            self._compare(name, found, data)
        asked = self._asked()
        held = data.nomenclature if data else asked
        lines = self.service.lines_on(project_id) if project_id is not None else []
        if held.template.code == asked.template.code:
            self._read_amounts(held, lines, currency)
        else:
            self._tell_amounts(asked, held)
        holder = self._holder(data)
        self._tell_strange(asked)
        remarks += self._remarks(data)
        title = self.form.text("title") or (data.project.title if data else "")
        return Incoming(
            source=Source.FORM,
            file_name=self.file.name,
            sha256=hashlib.sha256(self.file.read_bytes()).hexdigest(),
            title=title or tr("Projet sans titre"),
            number=data.project.number if data else "",
            year=data.project.year if data else today().year,
            holder=holder,
            project_id=project_id,
            differences=tuple(self.differences),
            fields=self.fields,
            amounts=self.amounts,
            requested_code=self._requested(held) if held.template.code == asked.template.code else "",
            remarks=tuple(remarks),
            template_code=asked.template.code,
        )

    # --- the dossier's own fields

    def _read_fields(self) -> Iterator[tuple[str, _Found]]:
        for name in form_.SHORT:
            if text := self.form.text(name):
                yield name, _Found(text, text)
        for name in form_.CHOICES:
            if (text := self.form.text(name)) and text in REQUEST_WORDS:
                yield name, _Found(text, tr(REQUEST_WORDS[text]))
        for name in form_.DAYS:
            if text := self.form.text(name):
                yield name, self._day(text)
        for name in form_.COUNTS:
            if text := self.form.text(name):
                yield name, _count(text)
        if text := self.form.text("country_code"):
            known = self.service.directory.country_by_code
            shown = known[text].name if text in known else text
            yield "country_code", _Found(text, shown, "" if text in known else tr("Ce pays n'est pas dans la liste."))
        for name in form_.TEXTS:
            if text := self.form.lines(name):
                yield name, _Found(text, text)

    @staticmethod
    def _day(text: str) -> _Found:
        try:
            day = parse_date(text)
        except DomainError as refusal:
            return _Found(text, text, refusal.sentence)
        return _Found(day, format_date(day))

    def _compare(self, name: str, found: _Found, data: DossierData | None) -> None:
        why = found.why
        if not why:
            try:
                clean({name: found.value})
            except DomainError as refusal:
                why = refusal.sentence
        ours = getattr(data.project, name) if data else None
        shown = _shown(self.service, name, ours)
        standing = Standing.DIFFERS if shown else Standing.NEW
        if why:
            standing = Standing.TOLD
        elif ours == found.value or (isinstance(ours, str) and ours.split() == str(found.value).split()):
            standing = Standing.SAME
        self.fields[f"field:{name}"] = found.value
        label = tr(
            {
                **form_.SHORT,
                **form_.DAYS,
                **form_.COUNTS,
                **form_.TEXTS,
                **form_.CHOICE_WORDS,
                "country_code": N_("Pays ou territoire"),
            }[name]
        )
        self.differences.append(Difference(f"field:{name}", tr("Le projet"), label, shown, found.shown, standing, why))

    # --- the budget

    def _asked(self) -> Nomenclature:
        """Return the headings that the form asked its budget in; those in force where it does not say, or says unknown ones."""
        headings = FormRef.read(self.form.code.ref).headings
        known = {form_.headings_of(one.code): one.code for one in self.service.templates}
        return self.service.nomenclature(known.get(headings, self.service.current_template))

    def _tell_amounts(self, asked: Nomenclature, held: Nomenclature) -> None:
        """Name the amounts that were asked in other headings than those the dossier has now."""
        why = tr(
            "Demandé dans les rubriques « {asked} », alors que le budget du dossier est dans « {held} » : à reporter à la main.",
            asked=asked.template.name,
            held=held.template.name,
        )
        for one in self._lines(asked, {}):
            if text := " · ".join(filter(None, (self.form.text(one.label_name), self.form.text(one.amount_name)))):
                key, name = f"amount:{one.line.code}:{one.slot}", _line_name(one, "")
                self.differences.append(Difference(key, tr("Le budget"), name, "", text, Standing.TOLD, why))

    @staticmethod
    def _lines(form: Nomenclature, counts: dict[str, int]) -> list[FormLine]:
        return [one for side in Side for one in form_.form_lines(form, side, counts)]

    def _tell_strange(self, asked: Nomenclature) -> None:
        """Name what stands in boxes that this version does not know: nothing that somebody wrote is passed over."""
        known = {
            *form_.SHORT,
            *form_.CHOICES,
            *form_.DAYS,
            *form_.COUNTS,
            *form_.TEXTS,
            "country_code",
            "requested_line",
        }
        known |= {f"org_{name}" for name in form_.HOLDER} | {f"rep_{name}" for name in form_.PERSON}
        slots = dict.fromkeys((line.code for line in asked.lines if line.is_repeatable), _SLOTS)
        for one in self._lines(asked, slots):
            known |= {one.amount_name, one.label_name}
        why = tr("Cette case n'a pas de place dans le dossier d'aujourd'hui : à reporter à la main.")
        for name, value in self.form.values.items():
            if name not in known and not name.startswith("cresi") and value.strip():
                told = Difference(
                    f"strange:{name}", tr("Autres cases du formulaire"), name, "", value, Standing.TOLD, why
                )
                self.differences.append(told)

    def _read_amounts(self, form: Nomenclature, lines: list[BudgetLine], currency: str) -> None:
        held: dict[str, list[BudgetLine]] = {}
        for line in lines:
            held.setdefault(line.line_code, []).append(line)
        counts = {code: len(entries) for code, entries in held.items()}
        for one in self._lines(form, counts):
            entries = held.get(one.line.code, [])
            self._amount(one, entries[one.slot - 1] if one.slot <= len(entries) else None, currency)

    def _amount(self, one: FormLine, entry: BudgetLine | None, currency: str) -> None:
        text, label = self.form.text(one.amount_name), self.form.text(one.label_name)
        if not text:
            return
        key = f"amount:{one.line.code}:{one.slot}"
        name = _line_name(one, label)
        ours = format_money(Money(entry.amount_minor, entry.currency)) if entry and entry.amount_minor else ""
        try:
            money = parse_amount(text, currency)
            clean({"amount_minor": money.minor})
        except DomainError as refusal:
            self.differences.append(Difference(key, tr("Le budget"), name, ours, text, Standing.TOLD, refusal.sentence))
            return
        if money.currency != currency:
            why = tr("Ce montant est dans une autre monnaie que le budget.")
            self.differences.append(Difference(key, tr("Le budget"), name, ours, text, Standing.TOLD, why))
            return
        if entry is None and not money.minor:
            return
        kept_label = label or (entry.label if entry else "")
        same = entry is not None and entry.amount_minor == money.minor and entry.label == kept_label
        standing = Standing.SAME if same else Standing.DIFFERS if ours else Standing.NEW
        self.amounts[key] = IncomingAmount(one.line.code, entry.id if entry else None, kept_label, money.minor)
        self.differences.append(Difference(key, tr("Le budget"), name, ours, format_money(money), standing))

    def _requested(self, form: Nomenclature) -> str:
        code = self.form.text("requested_line")
        return code if code and form.has(code) else ""

    # --- who

    def _holder(self, data: DossierData | None) -> IncomingHolder:
        told = {name: self.form.text(f"org_{name}") for name in form_.HOLDER}
        numbers = {scheme: check_number(scheme, told[scheme]).value for scheme in ("rna", "siret") if told[scheme]}
        fields = {name: value for name, value in told.items() if value and name not in {"name", "rna", "siret"}}
        if data is not None:
            self._tell("org", told, data.holder, form_.HOLDER)
            signs = {name: self.form.text(f"rep_{name}") for name in form_.PERSON}
            self._tell("rep", signs, data.representative, form_.PERSON)
            return IncomingHolder(data.holder.name, data.holder.id, numbers, fields)
        found = known_holder(self.service, told["name"], numbers)
        return IncomingHolder(told["name"], found, numbers, fields)

    def _tell(self, prefix: str, told: Mapping[str, str], held: object, words: Mapping[str, str]) -> None:
        """Name what the directory says otherwise: it is not changed from here."""
        why = tr("À reporter dans l'annuaire, si c'est juste : le formulaire ne le change pas.")
        for name, theirs in told.items():
            ours = str(getattr(held, name, "")) if held is not None else ""
            if theirs and "".join(theirs.split()).casefold() != "".join(ours.split()).casefold():
                label = tr(words[name])
                self.differences.append(
                    Difference(f"{prefix}:{name}", tr("L'association"), label, ours, theirs, Standing.TOLD, why)
                )

    def _remarks(self, data: DossierData | None) -> list[str]:
        remarks = [tr("Les cases laissées vides ne changent rien.")]
        if data is None and not self.form.text("org_name"):
            remarks.append(tr("Le formulaire ne nomme pas l'association : choisissez-la avant de créer le dossier."))
        if data is not None and data.version:
            remarks.append(tr("Ce dossier a déjà été déposé : sa copie figée reste telle quelle."))
        return remarks


def _line_name(one: FormLine, label: str) -> str:
    return " ".join(filter(None, (one.line.printed_code, one.line.name, f"({label})" if label else "")))


def _count(text: str) -> _Found:
    digits = "".join(text.split())
    if digits.isdecimal() and digits.isascii():
        return _Found(int(digits), format_number(int(digits)))
    return _Found(text, text, tr("Ce n'est pas un nombre de personnes."))


def _shown(service: ProjectService, name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if name in form_.DAYS:
        return format_date(value)  # type: ignore[arg-type]  # the field's own type, read by name
    if name in form_.COUNTS and isinstance(value, int):
        return format_number(value)
    if name in form_.CHOICES:
        return tr(REQUEST_WORDS[str(value)])
    if name == "country_code":
        return service.directory.country_by_code[str(value)].name
    return str(value)
