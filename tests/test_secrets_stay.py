"""Secrets and personal values of a package are counted and never shown: in no report, language, table, log or trace.

A package of every family is seeded with values that occur nowhere else, where real packages have theirs.
"""

from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import oecheck.facts.links
from oecheck.cli import main
from oecheck.errors import ExitCode
from oecheck.readers import all_readers
from oecheck.reporters import RenderOptions, reporter, reporter_names
from oecheck.run import CheckOptions, check_package
from oecheck.texts import languages
from tests.fuzz.samples import DOCUMENTS

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
MARK = "zqseed"
"""Every seeded value has it; no word of any language does."""
DATE = "2026-11-24"

Files = dict[str, bytes]


def _value(number: int, size: int = 24) -> str:
    """A value that looks random enough for a secret."""
    return f"{MARK}{number:02d}{'K9vT3xW7bR5nQ1mZ8cL4'}"[:size].ljust(size, "7")


PERSON = f"{MARK}-ann"
MAIL = f"{PERSON}@lake-school.org"
_ROWS = [
    ["email", "first name", "last name", "phone"],
    *([f"{number}{MAIL}", PERSON, f"{PERSON}-doe", "+1 555 0100"] for number in range(6)),
]


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in sorted(files.items(), key=lambda item: item[0] != "mimetype"):
            archive.writestr(zipfile.ZipInfo(path), data)
    return buffer.getvalue()


def _roster() -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(_ROWS)
    return buffer.getvalue().encode()


def _statements() -> bytes:
    statement = {
        "actor": {
            "mbox": f"mailto:{MAIL}",
            "name": PERSON,
            "account": {"name": _value(1), "homePage": "https://lms.org"},
        },
        "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
        "object": {"id": "https://lms.org/quiz"},
    }
    return json.dumps([statement] * 3).encode()


TOKENS = {
    "slack": f"hooks.slack.com/services/T12345678/B12345678/{_value(60)}",
    "github": f"ghp_{_value(61, 36)}",
    "google": f"AIza{_value(62, 35)}",
    "amazon": f"AKIAQ7Q7Q7Q7Q7{MARK.upper()}",
    "jwt": f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0abc.{_value(63, 40)}",
    "telegram": f"api.telegram.org/bot123456789:AA{_value(64, 33)}/send",
}
IN_PATHS = [
    "https://hooks.slack.com/services/T12345678/B12345678/" + _value(60),
    *(f"https://lake-school.org/r/{token}" for name, token in TOKENS.items() if name not in ("slack", "telegram")),
    "https://" + TOKENS["telegram"],
    f"https://lake-school.org/#access_token={_value(65)}",
    f"https://lake-school.org/a;jsessionid={_value(66)}",
    f"https://lake-school.org/u/{MAIL}",
    f"u/{MAIL}",
    f"https://lake-school.org/r/{TOKENS['amazon']}/a",
    f"https://{_value(67)}@lake-school.org/a",
    *TOKENS.values(),
]
"""Addresses with a secret in the path, the fragment or the user name; the last lead to files that are not there."""

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Help</title></head><body><h1>Help</h1>
<p>Write to {MAIL} or ask {PERSON}@lake-school.org.</p>
<p><a href="https://{PERSON}:{_value(2)}@lake-school.org/a?token={_value(3)}&amp;sig={_value(4)}">a page</a>
<a href="mailto:{MAIL}?subject=x">mail</a> <a href="nowhere.html?api_key={_value(5)}">gone</a>
<img src="https://lake-school.org/p.png?access_token={_value(6)}"></p>
<iframe src="//{PERSON}:{_value(7)}@lake-school.org/f"></iframe>
<script src="https://lake-school.org/s.js?key={_value(8)}"></script>
<script>var key = "AKIA{"Q7" * 8}"; var gh = "ghp_{_value(9, 36)}"; var url = "mongodb://{PERSON}:{_value(10)}@db.lake.org/x";</script>
<form action="http://{PERSON}:{_value(11)}@lake-school.org/send?session={_value(12)}"><input name="a"></form>
{"".join(f'<a href="{one}">hook</a><img src="{one}"><script src="{one}"></script>' for one in IN_PATHS)}
<h2>{TOKENS["github"]}</h2><table><caption>{TOKENS["google"]}</caption><tr><td></td></tr></table>
<!-- {_value(13)} --></body></html>""".encode()
ENVIRONMENT = f"DB_PASSWORD={_value(14)}\nexport API_KEY='{_value(15)}'\n".encode()
KEY = f"-----BEGIN RSA PRIVATE KEY-----\n{_value(16, 64)}\n{_value(17, 64)}\n-----END RSA PRIVATE KEY-----\n".encode()


def _word() -> bytes:
    """A document with the name and company of its author."""
    with zipfile.ZipFile(io.BytesIO(DOCUMENTS["a.docx"][1])) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    files["docProps/core.xml"] = files["docProps/core.xml"].replace(b"Ann", PERSON.encode())
    files["docProps/app.xml"] = files["docProps/app.xml"].replace(b"ACME", _value(18).encode())
    return _packed(files)


def _picture() -> bytes:
    """A photo whose metadata name its owner and the folder of a user."""
    fields = f"dc:creator='{PERSON}' f='C:\\Users\\{PERSON}\\p.psd' exif:GPSLatitude='1,2N'"
    segment = f"http://ns.adobe.com/xap/1.0/\0<x {fields}/>".encode()
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + b"\xff\xda\0\2" + bytes(50)


ANYWHERE: Files = {
    "extra/help.html": PAGE,
    "extra/roster.csv": _roster(),
    "extra/statements.json": _statements(),
    "extra/.env": ENVIRONMENT,
    "extra/id_rsa": KEY,
    "extra/key.txt": KEY,
    "extra/letter.docx": _word(),
    "extra/photo.jpg": _picture(),
}
"""What may lie in a package of any format."""

USERS = f"""<?xml version="1.0" encoding="UTF-8"?><users><user id="3" contextid="9"><username>{PERSON}</username>
<idnumber>{_value(20)}</idnumber><email>{MAIL}</email><firstname>{PERSON}</firstname><lastname>{PERSON}-doe</lastname>
<password>{_value(21)}</password><phone1>{_value(22)}</phone1></user></users>""".encode()
MOODLE: Files = {
    "users.xml": USERS,
    "course/enrolments.xml": f'<enrolments><enrols><enrol id="1"><password>{_value(23)}</password><user_enrolments>'
    f'<enrolment id="5"><userid>3</userid></enrolment></user_enrolments></enrol></enrols></enrolments>'.encode(),
    "activities/forum_19/forum.xml": f'<activity id="4" moduleid="19"><forum id="4"><name>Talk</name><discussions>'
    f'<discussion id="1"><name>{_value(24)}</name><posts><post id="2"><userid>3</userid>'
    f"<message>&lt;p&gt;{_value(25)} {MAIL}&lt;/p&gt;</message></post></posts></discussion></discussions></forum>"
    "</activity>".encode(),
    "course/logs.xml": f'<logs><log id="1"><userid>3</userid><ip>{_value(26)}</ip></log></logs>'.encode(),
}
XAPI = f"https://{PERSON}:{_value(30)}@lake-school.org/launch?auth={_value(31)}"
VCARD = f"BEGIN:VCARD\nVERSION:3.0\nFN:Lake College\nEMAIL;TYPE=INTERNET:{MAIL}\nTEL:{_value(32)}\nEND:VCARD"
LOM = (
    '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><lifeCycle><contribute><role><source>LOMv1.0</source>'
    f"<value>author</value></role><entity>{VCARD}</entity></contribute></lifeCycle></lom></metadata>"
)

Change = tuple[str, str, str]
"""File, what stands there, what stands there instead."""
SEEDED: Mapping[str, tuple[tuple[Change, ...], Files]] = {
    "aicc/minimal": (
        (("water.au", '"","",""\r\n', f'"","","{_value(33)}"\r\n'), ("water.au", '"cycle.html"', f'"{XAPI}"')),
        {},
    ),
    "cmi5/minimal": ((("cmi5.xml", "<url>", f"<url>{XAPI}&amp;x="),), {}),
    "common-cartridge/minimal": (
        (
            (
                "tool/draw.xml",
                "<blti:title>",
                f"<blti:custom><lticm:property name='secret'>{_value(34)}</lticm:property>"
                "</blti:custom><blti:extensions platform='canvas.instructure.com'><lticm:property name='consumer_key'>"
                f"{_value(35)}</lticm:property></blti:extensions><blti:title>",
            ),
            ("link/atlas.xml", 'href="', f'href="{XAPI}&amp;'),
            ("imsmanifest.xml", "<organizations", f"{LOM}<organizations"),
        ),
        {},
    ),
    "common-cartridge/canvas": (
        (
            ("quiz1/assessment_meta.xml", "swordfish", _value(36)),
            ("course_settings/module_meta.xml", "launch?key=1", f"launch?key={_value(37)}"),
        ),
        {"course_settings/context.xml": f"<context><shared_secret>{_value(38)}</shared_secret></context>".encode()},
    ),
    "content-packaging/minimal": ((("imsmanifest.xml", "<organizations", f"{LOM}<organizations"),), {}),
    "epub/minimal": (
        (("EPUB/rain.xhtml", "</body>", f'<p><a href="{XAPI.replace("&", "&amp;")}">x</a> {MAIL}</p></body>'),),
        {},
    ),
    "h5p/minimal": ((("content/content.json", "{", f'{{"password": "{_value(39)}", "endpoint": "{XAPI}",'),), {}),
    "moodle/minimal": (
        (
            ("activities/quiz_12/quiz.xml", "<quiz ", f"<quiz password='{_value(40)}' "),
            ("activities/lti_15/lti.xml", "<lti ", f"<lti x='{_value(41)}' "),
        ),
        MOODLE,
    ),
    "olx/minimal": (
        (
            (
                "policies/2026/policy.json",
                '"display_name"',
                f'"lti_passports": ["lake:{_value(42)}:{_value(43)}"], "display_name"',
            ),
            ("html/springs.html", "<", f"<p>{MAIL}</p><"),
        ),
        {},
    ),
    "qti/minimal": ((("imsmanifest.xml", "<organizations", f"{LOM}<organizations"),), {}),
    "qti/version-1-2": ((("qti.xml", "<questestinterop", f"<!-- {_value(44)} --><questestinterop"),), {}),
    "qti/version-3": ((("imsmanifest.xml", "<organizations", f"{LOM}<organizations"),), {}),
    "scorm-1.2/minimal": (
        (("imsmanifest.xml", "</item>", f"<adlcp:datafromlms>password={_value(45)}</adlcp:datafromlms></item>"),),
        {},
    ),
    "scorm-2004/minimal": (
        (("imsmanifest.xml", "</item>", f"<adlcp:dataFromLMS>password={_value(46)}</adlcp:dataFromLMS></item>"),),
        {},
    ),
    "tincan/minimal": ((("tincan.xml", "cycle.html", XAPI.replace("&", "&amp;")),), {}),
}
"""Fixture → what is changed in its descriptors, and files that only its format has."""


def _seeded(name: str) -> bytes:
    folder = FIXTURES / name
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
    changes, more = SEEDED[name]
    for path, old, new in changes:
        text = files[path].decode()
        assert old in text, f"{path} of {name} does not hold {old!r}"
        files[path] = text.replace(old, new, 1).encode()
    return _packed({**files, **ANYWHERE, **more})


@pytest.fixture(params=sorted(SEEDED))
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "course.zip"
    path.write_bytes(_seeded(request.param))
    assert MARK.encode() in path.read_bytes()
    return path


def shown(data: bytes) -> list[str]:
    """The seeded values in an output, with what stands around them."""
    text = data.decode("utf-8", "replace")
    return [text[max(at - 60, 0) : at + 40] for at in _places(text.lower(), MARK)]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def test_every_reader_has_a_seeded_package() -> None:
    for reader in all_readers():
        assert [name for name in SEEDED if name.partition("/")[0] in reader.formats], reader.name


@pytest.mark.parametrize("language", languages())
def test_no_report_shows_a_seeded_value(package: Path, language: str) -> None:
    report = check_package(package, CheckOptions(date=DATE, language=language))
    for name in reporter_names():
        definition = reporter(name)
        assert definition is not None
        assert shown(b"".join(definition.render(report, RenderOptions()))) == [], name
    counted = [
        one for found in report.requirements if found.id in ("OHE-PRV-001", "OHE-PRV-004") for one in found.assertions
    ]
    assert counted, "the seeded values are found all the same"


EXPRESSIONS = (
    "course.remotes",
    "course.pages.map(p, p.links.map(l, l.href))",
    "course.licences.map(l, l.raw)",
    "course.tools.map(t, t.launch)",
    "course.title",
)


def test_no_other_command_shows_a_seeded_value(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)  # the record is written there
    for words in (
        ["inspect", str(package)],
        ["inspect", str(package), "--json"],
        ["inspect", str(package), "--only", "course"],
        *(["inspect", str(package), "--eval", expression] for expression in EXPRESSIONS),
        ["describe", str(package)],
        ["check", str(package), "--debug"],
    ):
        main(words)
        out, err = capfdbinary.readouterr()
        assert out or err
        assert shown(out + err) == [], words
    assert shown((tmp_path / "course-description.yaml").read_bytes()) == []


def test_no_table_of_a_batch_shows_a_seeded_value(
    package: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out"
    main(["batch", str(package), "--out", str(out), "--jobs", "1", "--date", DATE])
    told = capfdbinary.readouterr()

    files = [path for path in out.rglob("*") if path.is_file()]
    assert files
    assert shown(told.out + told.err) == []
    for path in files:
        assert shown(path.read_bytes()) == [], path.name


def test_trace_of_an_error_that_quotes_the_package_does_not(
    package: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def quote(*_arguments: object) -> object:
        try:
            int(_value(50))
        except ValueError as problem:
            raise KeyError(_value(51)) from problem

    monkeypatch.setattr("oecheck.run._check.look", quote)
    code = main(["check", str(package), "--debug"])
    err = capfdbinary.readouterr().err

    assert code == ExitCode.INCOMPLETE
    assert b"KeyError" in err
    assert b"ValueError" in err
    assert b"in quote" in err
    assert shown(err) == []


@pytest.mark.parametrize("error", [ValueError, MemoryError, RecursionError])
def test_report_of_a_fact_that_quotes_the_package_does_not(
    package: Path, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def quote(*_arguments: object, **_named: object) -> object:
        raise error(_value(52))

    monkeypatch.setattr(oecheck.facts.links, "references", quote)
    report = check_package(package, CheckOptions(date=DATE))
    for name in reporter_names():
        definition = reporter(name)
        assert definition is not None
        assert shown(b"".join(definition.render(report, RenderOptions()))) == [], name
