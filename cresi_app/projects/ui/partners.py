"""The tab « Partenaires »: who takes part, here and there, and with what."""

from collections.abc import Mapping, Sequence
from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.projects.model import DossierData, PartnerSide, PartnerView
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, PartsCard, Work, saving
from cresi_app.projects.ui.part_list import Part
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    ChoiceField,
    CoordinatesField,
    Field,
    MultilineField,
    Proposal,
    RecordPicker,
    TextField,
)
from cresi_app.widgets.rows import Line


class PartnersPane(DossierPane):
    """Partners, and how one more is brought in."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        directory = bench.service.directory
        self._new = RecordPicker(
            bench.desk,
            tr("Ajouter un partenaire"),
            searches.organisations(directory),
            name="partner",
            create=searches.new_organisation(bench.desk, directory),
            hint=tr("Tapez son nom ; il est créé au besoin."),
        )
        self._new.committed.connect(self._add)
        self._card = PartnersCard(self)
        adding = Card()
        adding.body.addWidget(self._new)
        self.scrolled(adding, self._card, None)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show the partners."""
        self._card.show_data(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._card.form.flush()

    def _add(self, proposal: Any) -> None:
        if not isinstance(proposal, Proposal):
            return
        bench, project_id, organisation_id = self.bench, self.project_id, int(str(proposal.value))
        self._new.set_value(None)
        self._card.parts.select_next()
        bench.saver.act(
            "projects.add_partner", lambda: bench.service.add_partner(bench.desk.actor, project_id, organisation_id)
        )


class PartnersCard(PartsCard):
    """The partners, here first."""

    def __init__(self, pane: DossierPane) -> None:
        service = pane.bench.service
        sides = [(PartnerSide.HERE, tr("Ici")), (PartnerSide.THERE, tr("Là-bas"))]
        roles = [(role.code, role.name) for role in service.partner_roles.values()]
        self._organisation: int | None = None
        fields: list[Field] = [
            ChoiceField(tr("Rôle"), roles, name="role_code"),
            ChoiceField(tr("Ici ou là-bas"), sides, name="side"),
            RecordPicker(
                pane.bench.desk,
                tr("Personne à contacter"),
                searches.people(service.directory, lambda: self._organisation),
                name="contact_id",
            ),
            RecordPicker(
                pane.bench.desk, tr("Pays ou territoire"), searches.countries(service.directory), name="country_code"
            ),
            TextField(tr("Lieu"), name="place"),
            CoordinatesField(tr("Latitude et longitude"), name="coordinates"),
            MultilineField(tr("Ce qu'il apporte"), name="contribution", lines=3),
        ]
        super().__init__(pane, tr("Partenaires"), fields)
        self.empty.setText(tr("Aucun partenaire : cherchez-les ci-dessus, ici et là-bas."))

    def lay_fields(self, fields: Sequence[Field]) -> None:
        """Lay the fields three a row, what the partner brings on its own."""
        super().lay_fields(fields[:-1])
        self.grid.addWidget(fields[-1], 2, 0, 1, 3)

    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the partners as rows."""
        return [(view.partner.id, _line(view)) for view in data.partners]

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of a partner."""
        view = next(view for view in data.partners if view.partner.id == part_id)
        self._organisation = view.organisation.id
        contact = Proposal(view.contact.id, view.contact.name) if view.contact is not None else None
        one = view.partner
        country = Proposal(view.country.code, view.country.name) if view.country is not None else None
        point = None if one.latitude_e6 is None else (one.latitude_e6, one.longitude_e6)
        shown = {name: getattr(one, name) for name in ("role_code", "side", "contribution", "place")}
        return {**shown, "contact_id": contact, "country_code": country, "coordinates": point}

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field of a partner; coordinates are two columns."""
        service, actor = self.pane.bench.service, self.pane.bench.desk.actor
        if name == "coordinates":
            latitude, longitude = value if isinstance(value, tuple) else (None, None)
            point = {"latitude_e6": latitude, "longitude_e6": longitude}
            return "project_partner", saving(service.update_partner, actor, part_id, point)
        return "project_partner", saving(service.update_partner, actor, part_id, {name: value})

    def take_off(self, part_id: int) -> Changes:
        """Take a partner off."""
        return self.pane.bench.service.remove_partner(self.pane.bench.desk.actor, part_id)

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put a partner before another one."""
        return self.pane.bench.service.move_partner(self.pane.bench.desk.actor, part_id, before_id)


def _line(view: PartnerView) -> Line:
    here = view.side is PartnerSide.HERE
    place = ", ".join(part for part in (view.organisation.town, view.organisation.country) if part)
    detail = " · ".join(part for part in (view.role, place, view.contact.name if view.contact else "") if part)
    pill = (tr("Ici"), "primary") if here else (tr("Là-bas"), "accent")
    return Line(view.organisation.name, detail, pill=pill, avatar=view.organisation.name)
