"""What any reader of calendars may ask of a file (RFC 5545, 5546), read line by line without the library that wrote it."""

import re
from dataclasses import dataclass, field

_LINE = re.compile(
    r"^([A-Za-z0-9-]+)((?:;[^:\";]+=(?:\"[^\"]*\"|[^:;\"]*)(?:,(?:\"[^\"]*\"|[^:;\"]*))*)*):(.*)$", re.DOTALL
)


@dataclass
class Part:
    """A component: its name, its lines as (name, parameters, value), what it contains."""

    name: str
    lines: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of the one line of that name."""
        (found,) = [value for line, _, value in self.lines if line == name]
        return found

    def params(self, name: str) -> dict[str, str]:
        (found,) = [params for line, params, _ in self.lines if line == name]
        return found

    def all(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]


def read(data: bytes) -> Part:
    """Read a file strictly: CRLF, lines of 75 octets at most, folds inside no character, balanced components."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    raw = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in raw), max(raw, key=len)
    unfolded: list[bytes] = []
    for line in raw:
        line.decode("utf-8")  # a fold never cuts a character in two
        if line[:1] in {b" ", b"\t"}:
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    root, stack = Part("root"), [Part("root")]
    stack[0] = root
    for line in unfolded:
        found = _LINE.match(line.decode("utf-8"))
        assert found is not None, line
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            stack.append(Part(value.upper()))
            stack[-2].parts.append(stack[-1])
        elif name == "END":
            assert stack.pop().name == value.upper()
        else:
            params = dict(one.split("=", 1) for one in re.findall(r';([^=;]+=(?:"[^"]*"|[^;:]*))', found[2]))
            stack[-1].lines.append((name, params, value))
    assert len(stack) == 1
    (calendar,) = root.parts
    _check(calendar)
    return calendar


def _check(calendar: Part) -> None:
    assert calendar.name == "VCALENDAR"
    assert calendar.value("VERSION") == "2.0"
    assert calendar.value("PRODID")
    zones = {part.value("TZID") for part in calendar.all("VTIMEZONE")}
    for event in calendar.all("VEVENT"):
        assert event.value("UID")
        assert re.fullmatch(r"\d{8}T\d{6}Z", event.value("DTSTAMP"))
        for name in ("DTSTART", "DTEND"):
            zone = event.params(name).get("TZID")
            assert zone in zones
            assert re.fullmatch(r"\d{8}T\d{6}", event.value(name))
        assert event.value("DTSTART") < event.value("DTEND")
        assert event.value("SEQUENCE").isdecimal()
        method = calendar.value("METHOD")
        if method in {"REQUEST", "CANCEL"}:
            assert event.value("ORGANIZER").startswith(("mailto:", "urn:"))
            assert event.value("ATTENDEE").startswith("mailto:")
            assert event.value("STATUS") == ("CANCELLED" if method == "CANCEL" else "CONFIRMED")
