"""What MARC 21 says in codes: the country, language and year of field 008."""

from typing import Final

from cresi_app.catalogue.interchange.record import Record

_OF_THREE: Final = {"u": "US", "k": "GB", "c": "CA", "a": "AU"}
"""Third letter of the codes of states and provinces: ``nyu`` New York, ``enk`` England, ``quc`` Québec, ``vra`` Victoria."""
_COUNTRIES: Final = {
    "fr": "FR", "be": "BE", "sz": "CH", "lu": "LU", "mc": "MC", "gw": "DE", "it": "IT", "sp": "ES", "po": "PT", "ne": "NL",
    "au": "AT", "ie": "IE", "dk": "DK", "sw": "SE", "no": "NO", "fi": "FI", "ic": "IS", "gr": "GR", "cy": "CY", "mm": "MT",
    "pl": "PL", "xr": "CZ", "xo": "SK", "hu": "HU", "rm": "RO", "bu": "BG", "xv": "SI", "ci": "HR", "rb": "RS", "bn": "BA",
    "xn": "MK", "aa": "AL", "mo": "ME", "kv": "XK", "er": "EE", "lv": "LV", "li": "LT", "ru": "RU", "un": "UA", "bw": "BY",
    "mv": "MD", "gs": "GE", "ai": "AM", "aj": "AZ", "tu": "TR", "is": "IL", "le": "LB", "sy": "SY", "jo": "JO", "iq": "IQ",
    "ir": "IR", "ku": "KW", "su": "SA", "ye": "YE", "ts": "AE", "gz": "PS", "wj": "PS", "ua": "EG", "ly": "LY", "ti": "TN",
    "ae": "DZ", "mr": "MA", "mu": "MR", "ml": "ML", "sg": "SN", "gm": "GM", "gv": "GN", "pg": "GW", "sl": "SL", "lb": "LR",
    "iv": "CI", "gh": "GH", "tg": "TG", "dm": "BJ", "nr": "NG", "ng": "NE", "uv": "BF", "cd": "TD", "cm": "CM", "cx": "CF",
    "go": "GA", "cf": "CG", "cg": "CD", "ao": "AO", "rw": "RW", "bd": "BI", "ug": "UG", "ke": "KE", "tz": "TZ", "et": "ET",
    "ea": "ER", "so": "SO", "ft": "DJ", "sj": "SD", "sd": "SS", "mg": "MG", "cq": "KM", "mf": "MU", "re": "RE", "se": "SC",
    "mz": "MZ", "mw": "MW", "za": "ZM", "rh": "ZW", "bs": "BW", "sx": "NA", "sa": "ZA", "lo": "LS", "cv": "CV", "sf": "ST",
    "eg": "GQ", "ht": "HT", "gp": "GP", "mq": "MQ", "fg": "GF", "sc": "BL", "st": "MF", "dr": "DO", "cu": "CU", "jm": "JM",
    "mx": "MX", "gt": "GT", "es": "SV", "ho": "HN", "nq": "NI", "cr": "CR", "pn": "PA", "ck": "CO", "ve": "VE", "ec": "EC",
    "pe": "PE", "bo": "BO", "cl": "CL", "ag": "AR", "uy": "UY", "py": "PY", "bl": "BR", "gy": "GY", "sr": "SR", "cc": "CN",
    "ch": "TW", "ja": "JP", "ko": "KR", "kn": "KP", "mp": "MN", "vm": "VN", "ls": "LA", "cb": "KH", "th": "TH", "br": "MM",
    "my": "MY", "si": "SG", "io": "ID", "ph": "PH", "ii": "IN", "pk": "PK", "bg": "BD", "ce": "LK", "np": "NP", "af": "AF",
    "nz": "NZ", "nl": "NC", "fp": "PF", "wf": "WF", "vp": "VA", "xxu": "US", "xxk": "GB", "xxc": "CA", "at": "AU", "xra": "AU",
}  # fmt: skip
"""The country codes of the MARC Code List for Countries (Library of Congress, 2003, with later changes) that we meet."""


def country(record: Record) -> str:
    """Return the ISO code of the country of publication, "" when it is not said or not known to us."""
    told = record.value("044", "c")
    if len(told) == 2:
        return told.upper()
    code = record.value("008")[15:18].strip(" |#").lower()
    return _COUNTRIES.get(code) or (_OF_THREE.get(code[2], "") if len(code) == 3 else "")


def language(record: Record) -> str:
    """Return the language of field 008, "" when it says none."""
    code = record.value("008")[35:38].lower()
    return code if code.isalpha() and code not in {"zxx", "und"} else ""


def year(record: Record) -> int | None:
    """Return the first year of field 008, None when it is no year."""
    told = record.value("008")[7:11]
    return int(told) if told.isdigit() and 1400 <= int(told) <= 2100 else None
