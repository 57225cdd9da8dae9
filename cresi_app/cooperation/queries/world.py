"""The one question behind map, table, home page and paper: what is done in each country or territory."""

from typing import Final

from cresi_app.cooperation.model.records import PartnerCountry
from cresi_app.cooperation.model.world import WorldFilter
from cresi_app.cooperation.queries.tables import PARTNER_COUNTRIES
from cresi_app.store.library import Library
from cresi_app.store.records import Row

# Each branch gives one row a fact and country: what it counts and its cents of euro. A theme is a DAC category of three digits.
_FIGURES: Final = """
WITH fact (country_code, agreements, projects, grants, granted, paid, crises, aid, kind) AS (
    SELECT a.country_code, 1, 0, 0, 0, 0, 0, 0, a.partner_kind_code
    FROM agreement a
    WHERE a.parent_id IS NULL AND a.archived_on IS NULL AND (:authority IS NULL OR a.authority_id = :authority)
      AND (:theme = '' OR EXISTS (
          SELECT 1 FROM agreement x JOIN agreement_sector t ON t.agreement_id = x.id
          WHERE (x.id = a.id OR x.parent_id = a.id) AND substr(t.sector_code, 1, 3) = :theme))
      AND (:year IS NULL OR EXISTS (
          SELECT 1 FROM agreement x WHERE (x.id = a.id OR x.parent_id = a.id)
          AND coalesce(x.signed_on, x.starts_on, x.deliberated_on) <= :last
          AND (x.ends_on IS NULL OR x.ends_on >= :first OR x.renewal = 'tacit')
          AND (x.terminated_on IS NULL OR x.terminated_on >= :first)))
    UNION ALL
    SELECT p.country_code, 0, 1, 0, 0, 0, 0, 0, ''
    FROM project p
    WHERE p.archived_on IS NULL AND p.country_code IS NOT NULL AND (:year IS NULL OR p.year = :year)
      AND (:authority IS NULL OR :authority = :home)
      AND (:theme = '' OR EXISTS (
          SELECT 1 FROM project_sector t WHERE t.project_id = p.id AND substr(t.sector_code, 1, 3) = :theme))
    UNION ALL
    SELECT g.country_code, 0, 0, 1,
        coalesce((SELECT sum(c.amount_minor) FROM commitment c WHERE c.grant_id = g.id),
            CASE WHEN g.currency = 'EUR' THEN g.voted_minor END, 0),
        0, 0, 0, ''
    FROM "grant" g JOIN grant_status s ON s.code = g.status_code
    WHERE g.archived_on IS NULL AND g.direction = 'given' AND s.is_voted = 1 AND g.country_code IS NOT NULL
      AND (:year IS NULL OR g.year = :year) AND (:authority IS NULL OR g.authority_id = :authority)
      AND (:theme = '' OR substr(g.sector_code, 1, 3) = :theme)
      AND NOT EXISTS (SELECT 1 FROM crisis_decision d WHERE d.grant_id = g.id)
    UNION ALL
    SELECT g.country_code, 0, 0, 0, 0, y.euro_minor, 0, 0, ''
    FROM "grant" g JOIN payment y ON y.grant_id = g.id JOIN payment_kind k ON k.code = y.kind_code AND k.account = 'paid'
    WHERE g.archived_on IS NULL AND g.direction = 'given' AND g.country_code IS NOT NULL
      AND (:year IS NULL OR y.paid_on BETWEEN :first AND :last) AND (:authority IS NULL OR g.authority_id = :authority)
      AND (:theme = '' OR substr(g.sector_code, 1, 3) = :theme)
      AND NOT EXISTS (SELECT 1 FROM crisis_decision d WHERE d.grant_id = g.id)
    UNION ALL
    SELECT place.country_code, 0, 0, 0, 0, 0, 1, 0, ''
    FROM crisis u JOIN (SELECT DISTINCT crisis_id, country_code FROM crisis_place) place ON place.crisis_id = u.id
    WHERE u.archived_on IS NULL AND (:authority IS NULL OR u.authority_id = :authority)
      AND (:theme = '' OR substr(:theme, 1, 2) = '72')
      AND (:year IS NULL OR substr(u.happened_on, 1, 4) = :year_text OR EXISTS (
          SELECT 1 FROM crisis_decision d WHERE d.crisis_id = u.id AND substr(d.decided_on, 1, 4) = :year_text))
    UNION ALL
    SELECT coalesce(g.country_code, (SELECT country_code FROM crisis_place WHERE crisis_id = u.id ORDER BY position, id LIMIT 1)),
        0, 0, 0, 0, 0, 0, y.euro_minor, ''
    FROM crisis u JOIN crisis_decision d ON d.crisis_id = u.id JOIN "grant" g ON g.id = d.grant_id
    JOIN payment y ON y.grant_id = g.id JOIN payment_kind k ON k.code = y.kind_code AND k.account = 'paid'
    WHERE u.archived_on IS NULL AND (:authority IS NULL OR u.authority_id = :authority)
      AND (:theme = '' OR substr(:theme, 1, 2) = '72')
      AND (:year IS NULL OR y.paid_on BETWEEN :first AND :last)
    UNION ALL
    SELECT e.country_code, 0, 0, 0, 0, 0, 0, 0, e.partner_kind_code
    FROM partner_country e
    WHERE e.country_code IS NOT NULL AND :theme = '' AND (:authority IS NULL OR e.authority_id = :authority)
      AND (:year IS NULL OR coalesce(e.since_year, :year) <= :year)
)
SELECT c.code, c.name_fr, c.name_en, c.name_sort, c.is_oda, c.longitude_e6, c.latitude_e6,
    sum(agreements) AS agreements, sum(projects) AS projects, sum(grants) AS grants, sum(granted) AS granted, sum(paid) AS paid,
    sum(crises) AS crises, sum(aid) AS aid, max(fact.kind) AS kind
FROM fact JOIN country c ON c.code = fact.country_code
GROUP BY c.code
ORDER BY sum(agreements) + sum(projects) + sum(grants) + sum(crises) DESC, sum(granted) + sum(aid) DESC, c.name_sort
"""


def figures(library: Library, wanted: WorldFilter, home_id: int | None) -> list[Row]:
    """Return one row a country that has something; `home_id` is the authority whose dossiers the projects are."""
    year = wanted.year
    return library.query(
        _FIGURES,
        {
            "theme": wanted.theme,
            "year": year,
            "year_text": str(year),
            "first": f"{year}-01-01",
            "last": f"{year}-12-31",
            "authority": wanted.authority_id,
            "home": home_id,
        },
    )


def years(library: Library) -> list[int]:
    """Return the years that have an agreement, a dossier, a grant or a crisis, latest first."""
    sql = (
        "SELECT CAST(substr(coalesce(signed_on, starts_on, deliberated_on), 1, 4) AS INTEGER) AS year FROM agreement "
        "WHERE coalesce(signed_on, starts_on, deliberated_on) IS NOT NULL UNION SELECT year FROM project "
        'UNION SELECT year FROM "grant" UNION SELECT CAST(substr(happened_on, 1, 4) AS INTEGER) FROM crisis ORDER BY 1 DESC'
    )
    return [row["year"] for row in library.query(sql)]


def themes(library: Library) -> list[Row]:
    """Return the DAC categories in use by agreements, dossiers and grants: code and names."""
    sql = (
        "SELECT DISTINCT s.code, s.name_fr, s.name_en FROM sector s WHERE s.code IN ("
        "SELECT substr(sector_code, 1, 3) FROM agreement_sector UNION SELECT substr(sector_code, 1, 3) FROM project_sector "
        'UNION SELECT substr(sector_code, 1, 3) FROM "grant" WHERE sector_code IS NOT NULL) ORDER BY s.name_fr'
    )
    return library.query(sql)


def exchanges(library: Library) -> list[PartnerCountry]:
    """Return the exchanges of every authority with countries and areas."""
    return PARTNER_COUNTRIES.loads(
        library.query(f"SELECT {PARTNER_COUNTRIES.select()} FROM partner_country ORDER BY id")
    )


def country_events(library: Library, country_code: str) -> list[Row]:
    """Return everything done with a country: kind, id, title, detail, year, amount in cents of euro or NULL; newest first."""
    sql = """
        SELECT 'agreement' AS kind, a.id, a.name AS title, a.number || ' · ' || o.name AS detail,
            CAST(substr(coalesce(a.signed_on, a.starts_on, a.deliberated_on), 1, 4) AS INTEGER) AS year, NULL AS amount
        FROM agreement a JOIN organisation o ON o.id = a.partner_id
        WHERE a.country_code = :code AND a.parent_id IS NULL AND a.archived_on IS NULL
        UNION ALL
        SELECT 'project', p.id, p.title, p.number || ' · ' || o.name, p.year,
            CASE WHEN p.currency = 'EUR' THEN p.granted_minor END
        FROM project p JOIN organisation o ON o.id = p.organisation_id WHERE p.country_code = :code AND p.archived_on IS NULL
        UNION ALL
        SELECT 'grant', g.id, g.title, g.number || ' · ' || o.name, g.year, CASE WHEN g.currency = 'EUR' THEN g.voted_minor END
        FROM "grant" g JOIN organisation o ON o.id = g.organisation_id JOIN grant_status s ON s.code = g.status_code
        WHERE g.country_code = :code AND g.archived_on IS NULL AND g.direction = 'given' AND s.is_voted = 1
        AND NOT EXISTS (SELECT 1 FROM crisis_decision d WHERE d.grant_id = g.id)
        UNION ALL
        SELECT 'crisis', u.id, u.name, u.number, CAST(substr(u.happened_on, 1, 4) AS INTEGER),
            (SELECT sum(y.euro_minor) FROM crisis_decision d JOIN payment y ON y.grant_id = d.grant_id
             JOIN payment_kind k ON k.code = y.kind_code AND k.account = 'paid' WHERE d.crisis_id = u.id)
        FROM crisis u WHERE u.archived_on IS NULL
        AND EXISTS (SELECT 1 FROM crisis_place l WHERE l.crisis_id = u.id AND l.country_code = :code)
        UNION ALL
        SELECT 'support', t.id, t.title, t.number || ' · ' || o.name, CAST(substr(t.starts_on, 1, 4) AS INTEGER),
            CASE WHEN t.currency = 'EUR' THEN t.cost_minor END
        FROM support t JOIN organisation o ON o.id = t.partner_id WHERE t.country_code = :code AND t.archived_on IS NULL
        UNION ALL
        SELECT 'outpost', t.id, t.name, t.place, CAST(substr(t.opened_on, 1, 4) AS INTEGER), NULL
        FROM outpost t WHERE t.country_code = :code AND t.archived_on IS NULL
        ORDER BY year DESC, kind, title"""
    return library.query(sql, {"code": country_code})
