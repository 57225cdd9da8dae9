"""Partner countries and the world's figures: one answer behind map, table, home page and paper."""

from collections.abc import Mapping

from cresi_app.cooperation.model.fields import clean
from cresi_app.cooperation.model.records import PartnerCountry, in_language
from cresi_app.cooperation.model.stories import CountryExchange
from cresi_app.cooperation.model.world import CountryEvent, CountryLine, CountrySheet, WorldFigures, WorldFilter
from cresi_app.cooperation.queries import stories, tables, world
from cresi_app.cooperation.service.desk import refusals, unknown
from cresi_app.cooperation.service.reading import ReadingDesk
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import fold

_FIELDS = frozenset({"authority_id", "country_code", "area", "partner_kind_code", "since_year", "themes", "note"})


class WorldDesk(ReadingDesk):
    """Reads of countries and of the world; writes of exchanges with a country."""

    def world(self, wanted: WorldFilter | None = None) -> WorldFigures:
        """Return the figures of every country that has something: the only place they are made."""
        asked = wanted or WorldFilter()
        with self.library.snapshot():
            home = self.directory.home().authority_id
            rows = world.figures(self.library, asked, home)
        return WorldFigures(
            tuple(
                CountryLine(
                    code=row["code"],
                    name=in_language(row["name_fr"], row["name_en"]),
                    is_oda=bool(row["is_oda"]),
                    kind=row["kind"] or "",
                    where=(row["longitude_e6"] / 1e6, row["latitude_e6"] / 1e6),
                    **{
                        name: row[name]
                        for name in ("agreements", "projects", "grants", "granted", "paid", "crises", "aid")
                    },
                )
                for row in rows
            ),
            asked,
        )

    def world_years(self) -> list[int]:
        """Return the years the figures can be narrowed to, latest first."""
        return [year for year in world.years(self.library) if year]

    def world_themes(self) -> list[tuple[str, str]]:
        """Return the DAC categories the figures can be narrowed to: code and name."""
        return [(row["code"], in_language(row["name_fr"], row["name_en"])) for row in world.themes(self.library)]

    def country_sheet(self, code: str) -> CountrySheet:
        """Return everything done with a country or territory, with the very figures of the world. DomainError ``unknown_code``."""
        with self.library.snapshot():
            country = self.directory.country_by_code[self._country(code)]
            line = next((one for one in self.world().lines if one.code == country.code), None)
            events = tuple(
                CountryEvent(row["kind"], row["id"], row["title"], row["detail"] or "", row["year"], row["amount"])
                for row in world.country_events(self.library, country.code)
            )
            parent = self.directory.country_by_code[country.parent_code].name if country.parent_code else ""
            return CountrySheet(
                code=country.code,
                name=country.name,
                parent=parent,
                is_oda=country.is_oda,
                oda_group=country.oda_group,
                where=(country.longitude_e6 / 1e6, country.latitude_e6 / 1e6),
                figures=line,
                exchanges=tuple(one for one in self.exchanges() if one.country_code == country.code),
                events=events,
            )

    def country_by_ref(self, ref: str) -> str:
        """Return the code meant by an ISO code or a name: ``NA`` is Namibia. DomainError ``unknown``."""
        text = ref.strip()
        if text.upper() in self.directory.country_by_code:
            return text.upper()
        found = [
            one.code
            for one in self.directory.countries
            if fold(text) in {fold(one.name_fr), fold(one.name_en), fold(one.iso3)}
        ]
        if len(found) != 1:
            raise unknown(N_("Ce pays ou territoire n'est pas dans la liste."))
        return found[0]

    # --- exchanges with a country ---

    def exchanges(self, authority_id: int | None = None) -> list[CountryExchange]:
        """Return the exchanges of every authority with countries and areas, by name."""
        rows = world.exchanges(self.library)
        names = self.directory.organisation_names({row.authority_id for row in rows})
        found = [
            CountryExchange(
                row.id,
                row.version,
                names.get(row.authority_id, ""),
                self._name_of(row),
                row.country_code or "",
                self.partner_kinds[row.partner_kind_code].name,
                row.since_year,
                row.themes,
                row.note,
            )
            for row in rows
            if authority_id in (None, row.authority_id)
        ]
        return sorted(found, key=lambda one: (fold(one.authority), fold(one.name)))

    def _name_of(self, row: PartnerCountry) -> str:
        return self.directory.country_by_code[row.country_code].name if row.country_code else row.area

    def set_partner_country(self, who: Actor, authority_id: int, where: str, **fields: object) -> Changes:
        """Say that an authority has exchanges with a country (its code) or an area that is none (« Europe »); replaces what it said."""
        values = self._exchange_fields({**fields, "authority_id": authority_id})
        code = where.upper() if where.upper() in self.directory.country_by_code else None
        area = "" if code else str(clean({"area": where})["area"])
        if not code and not area:
            raise DomainError(
                "country_missing", N_("Choisissez un pays, un territoire ou une région du monde."), field="where"
            )
        same = next(
            (
                one
                for one in self.exchanges(authority_id)
                if (one.country_code == code if code else not one.country_code and fold(one.name) == fold(area))
            ),
            None,
        )
        values |= {"country_code": code, "area": area}
        with refusals(), self.library.revise("cooperation.set_partner_country", who) as revision:
            if same is None:
                values.setdefault("partner_kind_code", "solidarity")
                key = revision.insert("partner_country", values)
            else:
                key = same.id
                revision.update("partner_country", key, same.version, values)
            revision.subject = ("partner_country", key)
        return revision.changes

    def _exchange_fields(self, fields: Mapping[str, object]) -> dict[str, object]:
        assert not fields.keys() - _FIELDS
        values = clean(fields)
        values["authority_id"] = self._organisation(
            values["authority_id"], "authority_id", N_("Dites de quelle collectivité sont ces échanges.")
        )
        if "partner_kind_code" in values:
            values["partner_kind_code"] = self._known(
                values["partner_kind_code"], self.partner_kinds, "partner_kind_code"
            )
        return values

    def remove_partner_country(self, who: Actor, exchange_id: int, version: int | None = None) -> Changes:
        """Take exchanges with a country off the list; agreements stay."""
        row = (tables.PARTNER_COUNTRIES, exchange_id, version)
        owner = ("partner_country", exchange_id)
        return self._remove_part(who, "cooperation.remove_partner_country", row, owner)

    # --- what others show ---

    def totals(self) -> dict[str, int]:
        """Return how many agreements, crises, supports and outposts there are."""
        row = stories.counts(self.library)
        return {name: row[name] for name in ("agreement", "crisis", "support", "outpost")}
