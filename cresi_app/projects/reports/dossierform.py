"""The dossier as a fillable PDF, for an association that has not the program; `interchange.forms` reads it back."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.formcode import CODE_FIELD, FormCode
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_number
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, heading, words
from cresi_app.printing.forms import (
    ChoiceEntry,
    Entry,
    RadioEntry,
    TextEntry,
    code_entry,
    entry_flow,
    render_form,
    row,
    section,
)
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.projects.model import (
    REQUEST_WORDS,
    BudgetLine,
    DossierData,
    LineRole,
    Nomenclature,
    RequestForm,
    RequestFrequency,
    RequestObject,
    RequestPeriod,
    Side,
)
from cresi_app.projects.model import dossierform as form_
from cresi_app.projects.model.dossierform import FormLine, FormRef, headings_of
from cresi_app.projects.reports.wording import column_amount, joined

_ANY_LENGTH: Final = 200_000
_LINES: Final = 8
_KINDS: Final = {
    "request_form": RequestForm, "request_frequency": RequestFrequency, "request_object": RequestObject, "request_period": RequestPeriod,
}  # fmt: skip
_SHARES: Final = (0.72, 0.28)


def dossier_form(
    form: Nomenclature,
    countries: Sequence[tuple[str, str]],
    identity: Identity,
    out: Path,
    data: DossierData | None = None,
) -> int:
    """Write the form as a fillable PDF and return its pages: blank, or with what a dossier holds already.

    `countries` are (code, name) in the order of the list.
    """
    taken = _taken(data)
    entries = {one.name: one for one in _entries(form, countries, taken)}
    about = FormRef(data.project.number if data else form_.NEW, headings_of(form.template.code))
    code = FormCode(form_.KIND, form_.VERSION, str(about))

    def story(_numbers: Numbers) -> list[Flowable]:
        return _story(form, identity, entries, taken)

    paper = _paper(code, identity, story, data)
    return render_form(paper, list(entries.values()), out, code, _values(data, form) if data else {})


def _taken(data: DossierData | None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in data.budget.lines if data else ():
        counts[line.line_code] = counts.get(line.line_code, 0) + 1
    return counts


def _entries(form: Nomenclature, countries: Sequence[tuple[str, str]], taken: Mapping[str, int]) -> list[Entry]:
    found: list[Entry] = [TextEntry(f"org_{name}", tr(word), most=160) for name, word in form_.HOLDER.items()]
    found += [TextEntry(f"rep_{name}", tr(word), most=120) for name, word in form_.PERSON.items()]
    for name in form_.CHOICES:
        options = [(kind.value, tr(REQUEST_WORDS[kind.value])) for kind in _KINDS[name]]
        found.append(RadioEntry(name, tr(form_.CHOICE_WORDS[name]), options=options))
    found += [TextEntry(name, tr(word), most=300) for name, word in form_.SHORT.items()]
    found += [TextEntry(name, tr(word), most=20) for name, word in form_.DAYS.items()]
    found += [TextEntry(name, tr(word), most=12) for name, word in form_.COUNTS.items()]
    found.append(ChoiceEntry("country_code", tr("Pays ou territoire"), options=[("", tr("Choisissez…")), *countries]))
    found += [TextEntry(name, tr(word), most=_ANY_LENGTH, lines=_LINES) for name, word in form_.TEXTS.items()]
    for side in Side:
        found += [one for line in form_.form_lines(form, side, dict(taken)) for one in _line_entries(line)]
    grants = [(line.code, line.name) for line in form.by_role(LineRole.GRANT)]
    options = [("", tr("Choisissez…")), *grants]
    found.append(ChoiceEntry("requested_line", tr("Ligne de la subvention demandée par ce dossier"), options=options))
    return [*found, code_entry()]


def _line_entries(one: FormLine) -> list[Entry]:
    name = joined((one.line.printed_code, one.line.name), " ")
    amount = TextEntry(one.amount_name, name, most=24)
    if not one.line.is_repeatable:
        return [amount]
    spoken = tr("{line}, financeur {n} : nom", line=name, n=one.slot)
    money = tr("{line}, financeur {n} : montant", line=name, n=one.slot)
    return [
        TextEntry(one.label_name, tr("{line} : nom", line=name), spoken, most=160),
        TextEntry(one.amount_name, tr("Montant"), money, most=24),
    ]


def _paper(
    code: FormCode, identity: Identity, story: Callable[[Numbers], list[Flowable]], data: DossierData | None
) -> Paper:
    known = tr("Dossier {number}", number=data.project.number) if data else tr("Nouveau dossier")
    return Paper(
        kind="dossier-form",
        title=tr("Formulaire de dossier de projet – {which}", which=known),
        identity=identity,
        furniture=Furniture(
            kind=tr("Formulaire de dossier"), reference=known, who=address_line(identity),
            copy=tr("Les cases vides ne changent rien à ce qui est déjà au dossier."),
        ),
        story=story,
        code=str(code),
        layout=LETTER,
        subject=tr("Dossier de projet à remplir"),
    )  # fmt: skip


def _story(
    form: Nomenclature, identity: Identity, entries: Mapping[str, Entry], taken: Mapping[str, int]
) -> list[Flowable]:
    e = entries
    flows: list[Flowable] = [
        Overline(tr("Projet de solidarité internationale")),
        words(tr("Votre dossier de projet"), style.H1, role="H1"),
        words(_how(identity), style.SECOND),
        words(_overflow(), style.SECOND),
        *section(tr("1. L'association")),
        row(e["org_name"], e["org_acronym"], shares=_SHARES),
        row(e["org_rna"], e["org_siret"]),
        row(e["org_address"]),
        row(e["org_postal_code"], e["org_town"], shares=(0.28, 0.72)),
        row(e["org_phone"], e["org_email"], e["org_website"]),
        row(e["rep_name"], e["rep_title"]),
        row(e["rep_phone"], e["rep_email"]),
        *section(tr("2. La demande")),
        row(e["addressee"], e["call_name"]),
        *(entry_flow(e[name]) for name in form_.CHOICES),
        *section(tr("3. Le projet")),
        row(e["title"]),
        row(e["country_code"], e["place"]),
        row(e["place_detail"]),
        row(e["starts_on"], e["ends_on"]),
        row(e["direct_beneficiaries"], e["indirect_beneficiaries"]),
    ]
    flows += [entry_flow(e[name]) for name in form_.TEXTS]
    flows += [
        *section(tr("4. Le budget")),
        words(tr("Montants en euros, centimes permis : 1 250 ou 1250,50. Formulaire : {form}.", form=form.template.name), style.SECOND),
        Gap(4),
    ]  # fmt: skip
    for side, title in ((Side.CHARGE, tr("Charges")), (Side.PRODUCT, tr("Produits"))):
        flows += [*heading(title), *_budget_rows(form, side, entries, taken)]
    return [*flows, row(e["requested_line"]), entry_flow(e[CODE_FIELD])]


def _budget_rows(
    form: Nomenclature, side: Side, entries: Mapping[str, Entry], taken: Mapping[str, int]
) -> list[Flowable]:
    """Return the lines of one side: plain ones two by two, those of funders with their name on a row of their own."""
    flows: list[Flowable] = []
    waiting: list[Entry] = []

    def flush() -> None:
        for number in range(0, len(waiting), 2):
            pair = waiting[number : number + 2]
            flows.append(row(*pair) if len(pair) == 2 else row(*pair, width=82 * style.MM))
        waiting.clear()

    for one in form_.form_lines(form, side, dict(taken)):
        if one.line.is_repeatable:
            flush()
            flows.append(row(entries[one.label_name], entries[one.amount_name], shares=_SHARES))
        else:
            waiting.append(entries[one.amount_name])
    flush()
    return flows


def _how(identity: Identity) -> str:
    if identity.email:
        return tr(
            "À remplir à l'écran puis à renvoyer à {mail}, ou à remettre au centre sur une clé.", mail=identity.email
        )
    return tr("À remplir à l'écran, puis à remettre au centre.")


def _overflow() -> str:
    return tr(
        "Les grands cadres acceptent un texte plus long que ce qu'ils montrent : tout est lu au centre. Imprimés, ils n'en montrent que le début ; joignez alors la suite sur papier libre."
    )


# --- what a dossier holds already


def _values(data: DossierData, form: Nomenclature) -> dict[str, str]:
    project = data.project
    values = {f"org_{name}": str(getattr(data.holder, name)) for name in form_.HOLDER}
    if data.representative is not None:
        values |= {f"rep_{name}": str(getattr(data.representative, name)) for name in form_.PERSON}
    values |= {name: str(getattr(project, name).value) for name in form_.CHOICES}
    values |= {name: getattr(project, name) for name in (*form_.SHORT, *form_.TEXTS)}
    for name in form_.DAYS:
        day = getattr(project, name)
        values[name] = day.strftime("%d/%m/%Y") if day else ""
    for name in form_.COUNTS:
        count = getattr(project, name)
        values[name] = "" if count is None else format_number(count)
    values["country_code"] = project.country_code or ""
    values["requested_line"] = data.budget.requested_lines[0].line_code if data.budget.requested_lines else ""
    return values | _amounts(data, form)


def _amounts(data: DossierData, form: Nomenclature) -> dict[str, str]:
    held: dict[str, list[BudgetLine]] = {}
    for line in data.budget.lines:
        held.setdefault(line.line_code, []).append(line)
    values = {}
    for side in Side:
        for one in form_.form_lines(form, side, _taken(data)):
            entries = held.get(one.line.code, [])
            if one.slot <= len(entries):
                entry = entries[one.slot - 1]
                values[one.amount_name] = (
                    ""
                    if not entry.amount_minor
                    else column_amount(entry.amount_minor, entry.currency, decimals=entry.amount_minor % 100 != 0)
                )
                values[one.label_name] = entry.label
    return values
