"""Structural findings as a report lists them."""

from __future__ import annotations

import io
import zipfile

from oecheck.run import CheckOptions, check_package
from tests.readers.imscp_packages import OLD_SCO, old

LOCATION = "<adlcp:location>lom.xml</adlcp:location>"
LOM = (
    '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general><title><langstring>One</langstring></title>'
    "</general><metametadata><language>en</language></metametadata></lom>"
)
ITEM = '<item identifier="i1" identifierref="r1"><title>One</title>{}</item>'


def packed(manifest: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in (("imsmanifest.xml", manifest), ("a.html", OLD_SCO), ("lom.xml", LOM)):
            archive.writestr(name, text)
    return buffer.getvalue()


def test_what_is_wrong_with_a_record_that_two_levels_name_is_told_once() -> None:
    named = f"<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>{LOCATION}</metadata>"
    report = check_package(packed(old(ITEM.format(named), metadata=named)), CheckOptions())
    assert [note.check for note in report.notes].count("ME-03") == 1
