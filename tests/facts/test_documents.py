"""Office and PDF documents."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.samples import PDF

from oecheck.facts.documents import documents
from oecheck.facts.office import office_traces, read_office
from oecheck.facts.pdf import read_pdf
from oecheck.model.content import Document
from oecheck.model.course import Contributor, Course
from oecheck.model.fact import Fact, State, plain
from oecheck.model.package import File
from oecheck.model.source import Source

OOXML = "application/vnd.openxmlformats-officedocument."
WORD, SLIDES = f"{OOXML}wordprocessingml.document", f"{OOXML}presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
TEMPLATE = "<Template>C:\\Users\\ann\\normal.dotm</Template>"
ODF_NAMES = (
    'xmlns:text="urn:t" xmlns:draw="urn:d" xmlns:svg="urn:s" xmlns:fo="urn:f" xmlns:style="urn:st" xmlns:dc="urn:dc"'
)
W = 'xmlns:w="urn:w" xmlns:a="urn:a" xmlns:p="urn:p" xmlns:wp="urn:wp" xmlns:pic="urn:pic"'


def packed(parts: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def core(title: str = "Soil", creator: str = "Ann") -> str:
    return f'<c xmlns:dc="urn:dc"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></c>'


def word(body: str = "", **more: str) -> bytes:
    styles = (
        f'<w:styles {W}><w:docDefaults><w:lang w:val="fr-FR"/></w:docDefaults>'
        '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": core(),
            "docProps/app.xml": f"<Properties><Pages>3</Pages><Company>ACME</Company>{TEMPLATE}</Properties>",
            "word/styles.xml": styles,
            "word/document.xml": f"<w:document {W}>{body}</w:document>",
            **more,
        }
    )


def picture(properties: str) -> str:
    return f"<wp:inline><wp:docPr {properties}/><a:graphic><pic:pic/></a:graphic></wp:inline>"


def test_word_document_tells_title_language_headings_and_pictures() -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr></w:p>' + picture('descr="A map"') + picture('id="1"')
    found = read_office(word(body), WORD, "a.docx")
    assert (found.title, found.language, found.headings, found.pages) == ("Soil", "fr-FR", 1, 3)
    assert (found.images, found.images_without_alternative) == (2, 1)


def test_picture_marked_as_decoration_needs_no_text() -> None:
    mark = '<wp:inline><wp:docPr><d:decorative xmlns:d="urn:d" val="1"/></wp:docPr><pic:pic/></wp:inline>'
    assert read_office(word(mark), WORD, "a.docx").images_without_alternative == 0


def test_macros_are_seen() -> None:
    assert read_office(word(**{"word/vbaProject.bin": "x"}), WORD, "a.docx").macros
    assert not read_office(word(), WORD, "a.docx").macros


def slide(title: str, extra: str = "") -> str:
    shape = (
        f'<p:sp><p:nvPr><p:ph type="title"/></p:nvPr><a:p><a:r><a:rPr lang="sw"/><a:t>{title}</a:t></a:r></a:p></p:sp>'
    )
    return f"<p:sld {W}>{shape}{extra}</p:sld>"


def test_slides_without_a_title_are_counted() -> None:
    data = packed(
        {
            "ppt/slides/slide1.xml": slide("One"),
            "ppt/slides/slide2.xml": slide(" "),
            "ppt/slides/slide10.xml": f"<p:sld {W}><p:pic><p:cNvPr descr=''/></p:pic></p:sld>",
        }
    )
    found = read_office(data, SLIDES, "a.pptx")
    assert (found.pages, found.slides_without_title, found.language, found.title) == (3, 2, "sw", None)
    assert (found.images, found.images_without_alternative) == (1, 1)


def test_opendocument_text_is_read() -> None:
    language = '<style:text-properties fo:language="pt" fo:country="BR"/>'
    described = "<draw:frame><draw:image/><svg:desc>map</svg:desc></draw:frame>"
    bare = "<draw:frame><draw:image/></draw:frame>"
    data = packed(
        {
            "mimetype": ODT,
            "meta.xml": f"<m {ODF_NAMES}><dc:title>Water</dc:title></m>",
            "styles.xml": f"<s {ODF_NAMES}><style:default-style>{language}</style:default-style></s>",
            "content.xml": f"<c {ODF_NAMES}><text:h>A</text:h>{described}{bare}</c>",
        }
    )
    found = read_office(data, ODT, "a.odt")
    assert (found.title, found.language, found.headings) == ("Water", "pt-BR", 1)
    assert (found.images, found.images_without_alternative) == (2, 1)


def test_binary_document_is_unreadable_and_its_macros_are_seen() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "_VBA_PROJECT".encode("utf-16-le")
    found = read_office(data, "application/msword", "a.doc")
    assert isinstance(found.title, Fact)
    assert (found.title.state, found.title.reason, found.macros) == (State.UNREADABLE, "binary-office-format", True)


def test_authors_that_the_course_names_are_no_private_trace() -> None:
    someone = Course(source=Source(""))
    ann = Contributor(source=Source(""), name="ANN")
    known = Course(source=Source(""), contributors=(ann,))
    assert office_traces(word(), someone, None) == ("author", "company", "user_path")
    assert office_traces(word(), known, None) == ("company", "user_path")
    assert office_traces(word(), someone, {"contributors": [{"name": "Ann"}]}) == ("company", "user_path")


def made_pdf(*, tagged: bool, script: bool = False, password: str | None = None) -> bytes:
    pikepdf = pytest.importorskip("pikepdf", reason="the extra pdf is not installed")
    document = pikepdf.new()
    document.add_blank_page()
    document.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name("/Font"), Subtype=pikepdf.Name("/Type1"), BaseFont=pikepdf.Name("/Helvetica")
    )
    document.pages[0].obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if tagged:
        document.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
        document.Root["/StructTreeRoot"] = pikepdf.Dictionary()
        document.Root["/Lang"] = "ar"
        document.docinfo["/Title"] = "Soil"
    if script:
        document.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    data = io.BytesIO()
    protection = (
        False
        if password is None
        else pikepdf.Encryption(owner="o", user=password, allow=pikepdf.Permissions(extract=False))
    )
    document.save(data, encryption=protection)
    return data.getvalue()


def test_tagged_pdf_tells_title_language_and_text() -> None:
    found = read_pdf(made_pdf(tagged=True), "a.pdf")
    assert (found.title, found.language, found.tagged, found.pages) == ("Soil", "ar", True, 2)
    assert plain(found.text_share) == 0.5
    assert (found.encrypted, found.restricted, found.script, found.launch_action) == (False, False, False, False)


def test_untagged_pdf_with_a_script() -> None:
    found = read_pdf(made_pdf(tagged=False, script=True), "a.pdf")
    assert (found.title, found.language, found.tagged, found.script) == (None, None, False, True)


def test_pdf_that_needs_a_password_is_unreadable() -> None:
    found = read_pdf(made_pdf(tagged=True, password="u"), "a.pdf")
    assert found.encrypted
    assert isinstance(found.title, Fact)
    assert found.title.reason == "document-encrypted"


def test_pdf_that_forbids_copying_is_restricted() -> None:
    found = read_pdf(made_pdf(tagged=True, password=""), "a.pdf")
    assert (found.encrypted, found.restricted) == (False, True)


def test_what_the_library_says_of_a_damaged_document_is_not_written_to_the_terminal() -> None:
    pytest.importorskip("pikepdf", reason="the extra `pdf` is not installed")
    data = PDF.replace(b"Kids[3 0 R]", b"Kids[-13 0 R]")
    program = f"from oecheck.facts.pdf import read_pdf; print(read_pdf({data!r}, 'x').kind)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert (done.stdout.strip(), done.stderr) == (b"pdf", b"")


def test_without_the_extra_nothing_is_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    found = read_pdf(b"%PDF-1.4 1 0 obj <</S /Launch>> endobj", "a.pdf")
    assert isinstance(found.tagged, Fact)
    assert (found.tagged.reason, found.launch_action) == ("needs-pdf-extra", True)


class Shelf:
    """A container of one entry."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, path: str) -> bytes:
        assert path == "big.docx"
        return self._data


def test_document_too_large_for_the_pass_is_read_apart_and_a_huge_one_is_unreadable() -> None:
    files = [
        File(source=Source("big.docx"), path="big.docx", size_bytes=9 << 20, media_type=WORD),
        File(source=Source("huge.docx"), path="huge.docx", size_bytes=90 << 20, media_type=WORD),
        File(source=Source("page.html"), path="page.html", size_bytes=9, media_type="text/html"),
    ]
    nothing: dict[str, dict[str, Document]] = {"pdf": {}, "office": {}}
    big, huge = documents(Shelf(word()), files, nothing.__getitem__)  # type: ignore[arg-type]  # a container's one method
    assert big.title == "Soil"
    assert isinstance(huge.title, Fact)
    assert huge.title.reason == "document-too-large"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 600), st.sampled_from([WORD, SLIDES, ODT, "application/msword"]))
def test_any_bytes_give_a_document(data: bytes, cut: int, media_type: str) -> None:
    for content in (data, word()[:cut] + data, b"\xd0\xcf\x11\xe0" + data):
        assert read_office(content, media_type, "x").path == "x"
    assert read_pdf(data, "x").path == "x"
    assert (
        read_pdf(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>" + data, "x").kind
        == "pdf"
    )
