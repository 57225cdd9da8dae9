from cresi_app.core.i18n import set_language
from cresi_app.directory.service import DirectoryService


def test_namibia_is_a_text(directory: DirectoryService) -> None:
    assert directory.country_by_code["NA"].name == "Namibie"


def test_territories_stand_beside_countries_and_french_ones_are_no_oda_recipients(directory: DirectoryService) -> None:
    for code in ("GF", "GP", "MQ", "RE", "YT", "BL", "MF"):
        country = directory.country_by_code[code]
        assert (country.kind, country.parent_code, country.is_oda) == ("territory", "FR", False)
    assert {directory.country_by_code[code].name for code in ("PS", "TW", "XK", "EH")} == {
        "Palestine", "Taïwan", "Kosovo", "Sahara occidental",
    }  # fmt: skip
    assert directory.country_by_code["ML"].oda_group == "ldc"
    assert not directory.country_by_code["KR"].is_oda


def test_countries_come_in_french_order(directory: DirectoryService) -> None:
    names = [country.name_fr for country in directory.countries]
    assert names.index("Égypte") < names.index("Espagne") < names.index("Zambie")
    assert names.index("Île de Man") < names.index("Inde")


def test_languages_of_the_neighbourhood_have_their_codes(directory: DirectoryService) -> None:
    wanted = {
        "fre": "français", "bam": "bambara", "wol": "wolof", "snk": "soninké", "hau": "haoussa", "hat": "créole haïtien",
        "lin": "lingala", "ara": "arabe", "vie": "vietnamien", "chi": "chinois",
    }  # fmt: skip
    assert {code: directory.language_by_code[code].name for code in wanted} == wanted
    assert "peul" in directory.language_by_code["ful"].name


def test_sectors_have_french_names_and_a_category(directory: DirectoryService) -> None:
    active = [sector for sector in directory.sectors if sector.is_active and sector.parent_code]
    assert len(active) == 295
    assert directory.sector_by_code["14030"].parent_code == "140"
    assert directory.sector_by_code["140"].name == "Eau et assainissement"
    assert all(sector.name_fr and sector.name_en for sector in directory.sectors)


def test_names_follow_the_language(directory: DirectoryService) -> None:
    try:
        set_language("en")
        assert directory.kinds["local_authority"].name == "Local authority"
        assert directory.country_by_code["DE"].name == "Germany"
    finally:
        set_language("fr")
    assert directory.kinds["local_authority"].name == "Collectivité territoriale"
