"""Damage for files: signs anywhere, and whatever their kind is made of (fields and directories, elements, lines, parts of an archive)."""

import io
import re
import zipfile
import zlib

from hypothesis import strategies as st

Edit = tuple[int, int, int, bytes]
TOKENS = (
    b"\x1d", b"\x1e", b"\x1f", b"\x00", b"\xff", b"\xef\xbb\xbf", b"{", b"}", b"<", b">", b"&", b"]]>", b'"', b"'", b"\\", b";", b"\n", b"\r",
    b"TY  - ", b"ER  - ", b"@", b"#", b"%", b"\xc3", b"99999", b"-1", b"1e999", b"\\ud800", b"[[[[", b"null", b"[", b"\x1b$1!", b"\xe2\x80\xa8",
    b"&x;", b"PK\x03\x04", b"$", b"~", b"--", b"0x", b"''", b'""', b"\t", b"\xcc\x81", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x85", b"\x1a",
)  # fmt: skip
_SIGNS = 6
"""The acts on signs; those above are on what a file is made of."""
EDITS: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.integers(0, 2 * _SIGNS), st.integers(0, 1 << 20), st.integers(0, 255), st.sampled_from(TOKENS)), min_size=1, max_size=6
)  # fmt: skip
_NUMBERS = (b"00000", b"00001", b"99999", b"-0001", b"ABCDE", b"     ", b"65536", b"4294967296", b"1048577", b"1e9")
_NAMED = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)((?:\s[^<>]*)?)>")
_TEXT = re.compile(rb">([^<>]+)<")
_VALUE = re.compile(rb"=\s*(\"[^\"<]*\"|'[^'<]*')")
_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY e "v">]>', b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;&b;">]>',
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', b'<!DOCTYPE x [<!ENTITY % e "x"> %e;]>',
)  # fmt: skip
_ENCODINGS = (b"utf-16", b"utf-7", b"iso-8859-1", b"cp037", b"klingon", b"utf-32", b"")


def damaged(data: bytes, edits: list[Edit]) -> bytes:
    """Return `data` with a sign changed, cut, doubled, cut short, moved, with something awkward put in, or built wrongly."""
    for act, where, number, token in edits:
        data = _built(data, act - _SIGNS, where, number, token) if act >= _SIGNS else _signs(data, act, where, number, token)  # fmt: skip
    return data


def _signs(data: bytes, act: int, where: int, number: int, token: bytes) -> bytes:
    content = bytearray(data)
    at = where % (len(content) + 1)
    match act:
        case 0:
            content[at : at + 1] = bytes([number])
        case 1:
            del content[at : at + number]
        case 2:
            content[at:at] = content[at : at + number]
        case 3:
            content[at:at] = token
        case 4:
            content = content[:at] if number < 32 else content
        case _:
            piece = content[at : at + number]
            del content[at : at + number]
            content[len(content) // 2 : len(content) // 2] = piece
    return bytes(content)


def _built(data: bytes, act: int, where: int, number: int, token: bytes) -> bytes:
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, act, where, number, token)
    if b"\x1e" in data and data[:5].isdigit():
        return _record(data, act, where, number, token)
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return _elements(data, act, where, number, token)
    return _lines(data, act, where, number, token)


def _record(data: bytes, act: int, where: int, number: int, token: bytes) -> bytes:
    """Damage one ISO 2709 record of a file: its leader, an entry of its directory, an end, an indicator."""
    records = data.split(b"\x1d")
    at = where % max(len(records) - 1, 1)
    record = bytearray(records[at])
    figure = _NUMBERS[number % len(_NUMBERS)]
    ends = max((bytes(record).find(b"\x1e") - 24) // 12, 1)
    entry = 24 + 12 * (where // 7 % ends)
    match act:
        case 0:
            record[0:5] = figure[:5].rjust(5, b"0")
        case 1:
            record[12:17] = figure[:5].rjust(5, b"0")
        case 2:
            record[entry + 3 : entry + 7] = figure[:4].rjust(4, b"0")
        case 3:
            record[entry + 7 : entry + 12] = figure[:5].rjust(5, b"0")
        case 4:
            record[entry : entry + 3] = (b"200", b"245", b"995", b"880", b"\xff\xff\xff", b"LDR")[number % 6]
        case 5:
            record[entry:entry] = record[entry : entry + 12]
        case _:
            marks = [place for place, sign in enumerate(record) if sign in b"\x1e\x1f"]
            if marks:
                place = marks[where % len(marks)]
                record[place : place + 1 + number % 3] = token
    records[at] = bytes(record)
    return b"\x1d".join(records)


def _elements(data: bytes, act: int, where: int, number: int, token: bytes) -> bytes:
    """Damage XML that stays nearly well formed: elements, texts, attributes, entities, what it says of its alphabet."""
    found = list(_NAMED.finditer(data))
    one = found[where % len(found)] if found else None
    match act:
        case 0 if one:
            return data[: one.end()] + b"<x>" * (number % 40) * (50 if number > 250 else 1) + data[one.end() :]
        case 1 if one:
            named = (b"record", b"metadata", b"dc:title", b"datafield", b"header", b"notice", b"f", b"skos:Concept")[
                number % 8
            ]
            return data.replace(b"<" + one[2], b"<" + named).replace(b"</" + one[2] + b">", b"</" + named + b">")
        case 2:
            texts = list(_TEXT.finditer(data))
            if not texts:
                return data
            text = texts[where % len(texts)]
            put = (
                b"<![CDATA[ &x; ]]>",
                b"&e;",
                b"&#0;",
                b"&#x1F600;",
                b"<!-- -- -->",
                b"<?php ?>",
                b" ",
                b"x" * 5_000,
                b"\xe2\x80\x8b",
            )[number % 9]
            return data[: text.start(1)] + put + data[text.end(1) :]
        case 3:
            values = list(_VALUE.finditer(data))
            if not values:
                return data
            value = values[where % len(values)]
            put = token.translate(None, b"\"'<&")
            return data[: value.start(1)] + b'"' + put + b'"' + data[value.end(1) :]
        case 4:
            start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
            return data[:start] + _DOCTYPES[number % len(_DOCTYPES)] + data[start:]
        case 5:
            said = _ENCODINGS[number % len(_ENCODINGS)]
            body = data[data.find(b"?>") + 2 :] if data.startswith(b"<?xml") else data
            head = b'<?xml version="1.0" encoding="' + said + b'"?>'
            return head + body if number % 2 else (head + body).decode("utf-8", "replace").encode("utf-16")
        case _ if one:
            end = data.find(b"</" + one[2], one.end())
            return data[: one.start()] + data[one.start() : end] * (number % 4) + data[end:]
    return data


def _lines(data: bytes, act: int, where: int, number: int, token: bytes) -> bytes:
    """Damage a text made of lines: one moved, doubled, indented, drawn out, in another alphabet or with other ends."""
    lines = data.split(b"\n")
    at = where % len(lines)
    line = lines[at]
    match act:
        case 0:
            lines.insert(where // 3 % len(lines), lines.pop(at))
        case 1:
            lines[at:at] = [line] * (number % 5)
        case 2:
            lines[at] = token * (1 + number % 300) + line
        case 3:
            half = len(line) // 2
            lines[at] = line[:half] + b'"' * (number % 3) + b"{" * (number % 7) + b"(" * (number % 5) + line[half:]
        case 4:
            text = data.decode("utf-8", "replace")
            alphabet = ("utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850", "utf-8-sig", "utf-32")[number % 7]
            return text.encode(alphabet, "replace")
        case 5:
            return (b"\r", b"\r\n", b"\x85", b"\xe2\x80\xa8", b" ")[number % 5].join(lines)
        case _:
            figures = re.sub(rb"\d+", lambda one: _NUMBERS[(number + one.start()) % len(_NUMBERS)], line)
            lines[at] = figures
    return b"\n".join(lines)


def _archive(data: bytes, act: int, where: int, number: int, token: bytes) -> bytes:
    """Damage one part of an archive and close it again, so that its reader comes as far as the part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = [(one.filename, old.read(one)) for one in old.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return data
    if not parts:
        return data
    name, content = parts[at := where % len(parts)]
    match act:
        case 0 | 1 | 2:
            parts[at] = (name, _signs(content, act, where // 11, number, token))
        case 3:
            parts[at] = (name, _signs(content, 3, where // 11, number, token))
        case 4:
            parts[at] = (name + ("" if number % 2 else "x"), content if number % 3 else b"")
        case _:
            parts[at] = (name, _elements(content, number % 7, where // 13, number, token))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for part, said in parts:
            new.writestr(part, said)
    return out.getvalue()
