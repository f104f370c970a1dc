"""Descriptors: entity bombs, depth, width, odd encodings, circles of references in every format."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.hostile.case import Case, cartridge, fixture, manifest, packed, page

__all__ = ["CASES"]

_BOMB = "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
LAUGHS = f'<!DOCTYPE manifest [<!ENTITY a "{"ha" * 10}">{_BOMB}]>'
QUADRATIC = f'<!DOCTYPE manifest [<!ENTITY a "{"x" * 100_000}">]>'
OUTSIDE = '<!DOCTYPE manifest [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://host.invalid/b">]>'
PARAMETERS = '<!DOCTYPE manifest [<!ENTITY % a SYSTEM "http://host.invalid/a.dtd">%a;]>'
DTD = '<!DOCTYPE manifest SYSTEM "http://host.invalid/a.dtd">'
MANY = 100_000


def _course(**parts: str) -> Callable[[], bytes]:
    return lambda: cartridge({}, **parts)


def _as(data: bytes) -> Callable[[], bytes]:
    return lambda: packed({"imsmanifest.xml": data, "a.html": page("")})


def _items(count: int) -> str:
    return "".join(f'<item identifier="i{n}" identifierref="r1"><title>{n}</title></item>' for n in range(count))


def _resources(count: int) -> str:
    return "".join(
        f'<resource identifier="x{n}" type="webcontent"><file href="{n}.html"/></resource>' for n in range(count)
    )


def _dependencies(count: int) -> str:
    """Resources that all depend on each other."""
    names = range(count)
    needs = "".join(f'<dependency identifierref="x{n}"/>' for n in names)
    return "".join(f'<resource identifier="x{n}" type="webcontent">{needs}</resource>' for n in names)


def _circle(count: int) -> str:
    return "".join(
        f'<resource identifier="x{n}" type="webcontent"><dependency identifierref="x{(n + 1) % count}"/></resource>'
        for n in range(count)
    )


def _nested(name: str, depth: int) -> str:
    return f"<{name}>" * depth + f"</{name}>" * depth


def _deep_items(depth: int) -> str:
    return "".join(f'<item identifier="i{n}"><title>{n}</title>' for n in range(depth)) + "</item>" * depth


def _attributes(count: int) -> str:
    return " ".join(f'a{n}="{n}"' for n in range(count))


def _moodle_circle() -> bytes:
    questions = "".join(
        f'<question_category id="{n}"><name>c{n}</name><parent>{n % 500 + 1}</parent></question_category>'
        for n in range(1, 501)
    )
    section = (
        '<section id="5"><number>1</number><name>s</name><sequence>11,12,11,5</sequence><parent>5</parent></section>'
    )
    return fixture(
        "moodle/minimal",
        {
            "questions.xml": f"<question_categories>{questions}</question_categories>",
            "sections/section_5/section.xml": section,
        },
    )


def _olx_circle() -> bytes:
    return fixture(
        "olx/minimal",
        {
            "chapter/basics.xml": '<chapter><sequential url_name="springs"/><chapter url_name="basics"/></chapter>',
            "sequential/springs.xml": '<sequential><vertical url_name="where"/><chapter url_name="basics"/>'
            "</sequential>",
            "vertical/where.xml": '<vertical><vertical url_name="where"/><sequential url_name="springs"/></vertical>',
        },
    )


def _olx_fan() -> bytes:
    """Each of thirty levels names the next one twice: a thousand million paths, thirty files."""
    files = {
        f"vertical/v{n}.xml": f'<vertical><vertical url_name="v{n + 1}"/><vertical url_name="v{n + 1}"/></vertical>'
        for n in range(30)
    }
    start = '<chapter><sequential url_name="s"/></chapter>'
    more = {"chapter/basics.xml": start, "sequential/s.xml": '<sequential><vertical url_name="v0"/></sequential>'}
    return fixture("olx/minimal", {**files, **more})


_QTI = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"'


def _qti_circle() -> bytes:
    """A test whose sections are files that name each other, and an item that includes itself."""
    test = (
        f'<assessmentTest {_QTI} identifier="t" title="T"><testPart identifier="p" navigationMode="linear" '
        'submissionMode="individual"><assessmentSectionRef identifier="s" href="s1.xml"/></testPart></assessmentTest>'
    )

    def section(other: str) -> str:
        return (
            f'<assessmentSection {_QTI} identifier="s" title="S" visible="true"><assessmentSectionRef identifier="x" '
            f'href="{other}"/><assessmentItemRef identifier="q" href="test.xml"/></assessmentSection>'
        )

    item = (
        f'<assessmentItem {_QTI} xmlns:xi="http://www.w3.org/2001/XInclude" identifier="q" title="q" adaptive="false" '
        'timeDependent="false"><itemBody><xi:include href="boiling.xml"/><xi:include href="/etc/passwd" parse="text"/>'
        "</itemBody></assessmentItem>"
    )
    return fixture(
        "qti/minimal",
        {"test.xml": test, "s1.xml": section("s2.xml"), "s2.xml": section("s1.xml"), "items/boiling.xml": item},
    )


def _bank_circle() -> bytes:
    """QTI 1.2: a section that takes its items from a bank that refers back."""
    parts = "".join(
        f'<objectbank ident="b{n}"><section ident="s{n}"><sectionref linkrefid="s{n}"/><itemref linkrefid="s{n}"/>'
        "</section></objectbank>"
        for n in range(500)
    )
    inside = '<sectionref linkrefid="s"/><itemref linkrefid="a"/>'
    test = f'<assessment ident="a" title="A"><section ident="s">{inside}</section></assessment>'
    return fixture("qti/version-1-2", {"qti.xml": f"<questestinterop>{parts}{test}</questestinterop>"})


def _epub(opf: str, nav: str = "") -> bytes:
    start = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="q">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>W</dc:title><dc:language>en</dc:language>'
        '<dc:identifier id="q">urn:x</dc:identifier></metadata>'
    )
    changed = {"EPUB/package.opf": f"{start}{opf}</package>"}
    if nav:
        changed["EPUB/nav.xhtml"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
            f'<nav epub:type="toc">{nav}</nav></body></html>'
        )
    return fixture("epub/minimal", changed)


def _fallbacks(count: int) -> bytes:
    """Each item falls back to the next, and the last to the first."""
    items = "".join(
        f'<item id="i{n}" href="{n}.x" media-type="a/b" fallback="i{(n + 1) % count}"/>' for n in range(count)
    )
    return _epub(
        f'<manifest>{items}</manifest><spine>{"".join(f"""<itemref idref="i{n}"/>""" for n in range(count))}</spine>'
    )


def _h5p(content: str, library: str = "") -> bytes:
    changed = {"content/content.json": content}
    if library:
        changed["h5p.json"] = library
    return fixture("h5p/minimal", changed)


def _h5p_circle() -> bytes:
    """Libraries that need each other."""

    def library(name: str, *needs: str) -> str:
        wanted = [{"machineName": need, "majorVersion": 1, "minorVersion": 0} for need in needs]
        return json.dumps(
            {
                "title": name,
                "machineName": name,
                "majorVersion": 1,
                "minorVersion": 0,
                "patchVersion": 0,
                "runnable": 1,
                "preloadedDependencies": wanted,
            }
        )

    names = [f"H5P.L{n}" for n in range(60)]
    files = {f"{name}-1.0/library.json": library(name, *names) for name in names}
    top = json.dumps(
        {
            "title": "T",
            "language": "en",
            "mainLibrary": names[0],
            "embedTypes": ["div"],
            "preloadedDependencies": [{"machineName": names[0], "majorVersion": 1, "minorVersion": 0}],
        }
    )
    return fixture("h5p/minimal", {**files, "h5p.json": top})


def _cmi5(depth: int) -> bytes:
    words = '<langstring lang="en">B</langstring>'
    text = f"<title>{words}</title><description>{words}</description>"
    blocks = "".join(f'<block id="https://a.example/{n}">{text}' for n in range(depth)) + "</block>" * depth
    start = '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
    return fixture(
        "cmi5/minimal",
        {"cmi5.xml": f'{start}<course id="https://a.example/c">{text}</course>{blocks}</courseStructure>'},
    )


def _aicc() -> bytes:
    """A block that holds itself, and 20,000 members in one line."""
    members = ",".join(f'"A{n % 3}"' for n in range(20_000))
    return fixture(
        "aicc/minimal", {"water.cst": f'"Block","Member"\r\n"ROOT",{members}\r\n"B1","B1"\r\n"A1","ROOT"\r\n'}
    )


_SEQUENCING = "".join(
    "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>"
    + '<imsss:ruleCondition condition="always"/>' * 20_000
    + '</imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>'
    for _ in range(1)
)

CASES = {
    "billion laughs": Case("ten to the power of ten letters", _course(before=LAUGHS, title="&j;")),
    "quadratic entity": Case("100 KB of text, 10,000 times", _course(before=QUADRATIC, title="&a;" * 10_000)),
    "entities outside": Case("/etc/passwd and a host", _course(before=OUTSIDE, title="&a;&b;")),
    "parameter entity outside": Case("a DTD of a host", _course(before=PARAMETERS)),
    "document type outside": Case("a DTD of a host", _course(before=DTD)),
    "deep XML": Case("100,000 elements in each other", _course(metadata=_nested("x", MANY))),
    "deep items": Case("100,000 items in each other", _course(items=_deep_items(MANY))),
    "deep items, just allowed": Case("240 items in each other", _course(items=_deep_items(240))),
    "many attributes": Case("40,000 attributes of one element", _course(attributes=_attributes(40_000))),
    "huge attribute": Case("an attribute of 9 MB", _course(attributes=f'a="{"x" * 9_000_000}"')),
    "huger attribute": Case("an attribute of 40 MB", _course(attributes=f'a="{"x" * 40_000_000}"')),
    "huge text": Case("a title of 11 MB", _course(title="x" * 11_000_000)),
    "many items": Case("100,000 items", _course(items=_items(MANY)), things=100_000),
    "many resources": Case(
        "100,000 resources whose files are missing", _course(resources=_resources(MANY)), things=100_000
    ),
    "one resource of many files": Case(
        "100,000 files",
        _course(
            resources='<resource identifier="x" type="webcontent">'
            + "".join(f'<file href="{n}.html"/>' for n in range(MANY))
            + "</resource>"
        ),
        things=100_000,
    ),
    "all depend on all": Case(
        "300 resources, 90,000 dependencies", _course(resources=_dependencies(300)), things=90_000
    ),
    "dependencies in a circle": Case("10,000 resources", _course(resources=_circle(10_000))),
    "items in a circle": Case(
        "items that point at items and at themselves",
        _course(items="".join(f'<item identifier="i{n}" identifierref="i{(n + 1) % 1000}"/>' for n in range(1000))),
    ),
    "equal identifiers": Case(
        "20,000 items of one name",
        _course(items='<item identifier="i"><title>x</title></item>' * 20_000),
        things=20_000,
    ),
    "namespaces": Case("20,000 prefixes", _course(attributes=" ".join(f'xmlns:n{n}="urn:{n}"' for n in range(20_000)))),
    "comments": Case("200,000 comments", _course(metadata="<!-- x -->" * 200_000)),
    "processing instructions": Case("200,000 of them", _course(metadata="<?x y?>" * 200_000)),
    "section without an end": Case(
        "a CDATA section of 10 MB that never ends", _course(metadata="<![CDATA[" + "x" * 10_000_000)
    ),
    "numbers of characters": Case("100,000 references by number", _course(title="&#65;" * MANY)),
    "half characters": Case("references to halves of characters", _course(title="&#xD800;&#xDFFF;&#0;")),
    "UTF-16 that says UTF-8": Case("another encoding than declared", _as(manifest().encode("utf-16"))),
    "UTF-7": Case("an encoding for attacks", _as(manifest().replace("UTF-8", "UTF-7").encode("utf-7"))),
    "EBCDIC": Case("an encoding of mainframes", _as(manifest().replace("UTF-8", "cp037").encode("cp037"))),
    "no such encoding": Case(
        "an encoding that nobody knows", _as(manifest().replace("UTF-8", "X-" + "y" * 30).encode())
    ),
    "mixed encodings": Case(
        "UTF-8, Latin-1 and NULs in one file",
        _as(manifest(title="é").encode().replace(b"Content", b"C\xe9\0\0t")),
    ),
    "NULs": Case("a manifest of a million NULs", _as(b"\0" * 1_000_000)),
    "only a start": Case("a manifest of 100 bytes", _as(manifest().encode()[:100])),
    "Moodle in circles": Case("categories and sections that hold themselves", _moodle_circle),
    "OLX in circles": Case("chapters that hold themselves", _olx_circle),
    "OLX that doubles": Case("2^30 paths through thirty files", _olx_fan),
    "QTI 2 in circles": Case("sections and items that include themselves", _qti_circle),
    "QTI 1.2 in circles": Case("banks and sections that refer to themselves", _bank_circle),
    "EPUB fallbacks in a circle": Case("5,000 items", lambda: _fallbacks(5_000)),
    "EPUB contents too deep": Case(
        "10,000 lists in each other",
        lambda: _epub(
            '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
            '<spine><itemref idref="nav"/></spine>',
            "<ol><li>" * 10_000,
        ),
    ),
    "H5P too deep": Case("100,000 lists in each other", lambda: _h5p("[" * MANY + "]" * MANY)),
    "H5P of many contents": Case(
        "20,000 values",
        lambda: _h5p(
            json.dumps(
                {
                    "content": [
                        {"content": {"library": "H5P.Text 1.1", "params": {"text": f"<p>{n}</p>"}}}
                        for n in range(20_000)
                    ]
                }
            )
        ),
        things=20_000,
    ),
    "H5P libraries in circles": Case("60 libraries that all need each other", _h5p_circle),
    "H5P numbers": Case("numbers of 100,000 digits", lambda: _h5p('{"a": ' + "9" * MANY + ', "b": 1e999999999}')),
    "cmi5 too deep": Case("10,000 blocks in each other", lambda: _cmi5(10_000)),
    "AICC in circles": Case("blocks that hold themselves, a line of 20,000 cells", _aicc),
}
