"""A small cartridge with as many pages as a test wants: pages, pictures, a style sheet, quizzes."""

from __future__ import annotations

import zipfile
from pathlib import Path

__all__ = ["PAGES_PER_QUIZ", "write_course"]

PAGES_PER_QUIZ = 10

_CP = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "e221bc330000000049454e44ae426082"
)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Page {number}</title><link rel="stylesheet" href="style.css"></head><body>
<h1>Page {number}</h1><h2 id="more">More of it</h2>
<p>Water \u2014 and what becomes of it. <a href="page{next}.html">The next page</a>, <a href="#more">more</a>.</p>
<p><img src="picture.png" alt="A well in the yard of school {number}"></p>
<table><caption>Depths</caption><tr><th scope="col">Place</th><th scope="col">Metres</th></tr>
<tr><td>Well {number}</td><td>{number}</td></tr><tr><td>River</td><td>3</td></tr></table>
</body></html>
"""
_QUIZ = """<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="{qti}"><assessment ident="quiz{number}" title="Quiz {number}"><section ident="root_section">
<item ident="q{number}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.true_false.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;p&gt;Is it {number}?&lt;/p&gt;</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice>
<response_label ident="yes"><material><mattext>True</mattext></material></response_label>
<response_label ident="no"><material><mattext>False</mattext></material></response_label>
</render_choice></response_lid></presentation></item></section></assessment></questestinterop>
"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="course" xmlns="{cp}">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
{items}
</item></organization></organizations>
<resources>
{resources}
</resources></manifest>
"""


def write_course(path: Path, pages: int, recording: bytes = b"") -> int:
    """Writes the cartridge.

    Args:
        path: of the file to write.
        pages: number of pages; every ten have a quiz.
        recording: bytes of a film, if the course has one.

    Returns:
        How many entries it has.
    """
    files = {f"page{number}.html": _page(number, pages) for number in range(pages)}
    quizzes = {
        f"quiz{number}.xml": _QUIZ.format(qti=_QTI, number=number) for number in range(-(-pages // PAGES_PER_QUIZ))
    }
    named = [(f"r{place}", name) for place, name in enumerate((*files, *quizzes))]
    manifest = _MANIFEST.format(
        cp=_CP,
        items="\n".join(_item(identifier, name) for identifier, name in named),
        resources="\n".join(_resource(identifier, name) for identifier, name in named),
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", manifest)
        for name, text in (files | quizzes).items():
            package.writestr(name, text)
        package.writestr("style.css", "h1 { color: #222 }")
        package.writestr("picture.png", _PIXEL)
        if recording:
            package.writestr("film.mp4", recording, zipfile.ZIP_STORED)
        return len(package.namelist())


def _page(number: int, pages: int) -> str:
    return _PAGE.format(number=number, next=(number + 1) % pages)


def _item(identifier: str, name: str) -> str:
    return f'<item identifier="i{identifier}" identifierref="{identifier}"><title>Part {name}</title></item>'


def _resource(identifier: str, name: str) -> str:
    kind = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment" if name.startswith("quiz") else "webcontent"
    return f'<resource identifier="{identifier}" type="{kind}" href="{name}"><file href="{name}"/></resource>'
