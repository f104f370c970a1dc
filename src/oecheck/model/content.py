"""What is found in the content beside its pages and media: documents, what stands in archives, needs of the network,
traces of people, groups of like things.

These are made by the modules of `oecheck.facts`, the same for every format. Source: formats/course-model.md §3.
"""

from __future__ import annotations

import msgspec

from oecheck.model.entity import Entity
from oecheck.model.fact import Value

__all__ = [
    "ActiveObject",
    "ContentUnit",
    "Document",
    "Encoding",
    "Epub",
    "Exposure",
    "FixedWidth",
    "MetadataField",
    "NetworkNeed",
    "PictureGroup",
    "PictureUse",
    "PrivateTrace",
    "Remote",
    "Rendition",
    "SiblingGroup",
]


class Epub(Entity, frozen=True, kw_only=True):
    """What an EPUB says of its accessibility.

    Attributes:
        path: the EPUB, or the package document of an unpacked one.
        access_modes, features, hazards: values of accessMode, accessibilityFeature and accessibilityHazard; unreadable
            where the file is damaged or encrypted.
        sufficient: values of accessModeSufficient.
        summary: there is an accessibilitySummary.
        claims: values of conformsTo that speak of EPUB Accessibility or WCAG.
        bad_claims: those of them that are not written as the specification wants it.
        certified: certifiedBy is given.
    """

    path: str
    access_modes: Value[tuple[str, ...]] = None
    features: Value[tuple[str, ...]] = None
    hazards: Value[tuple[str, ...]] = None
    sufficient: tuple[str, ...] = ()
    summary: bool = False
    claims: tuple[str, ...] = ()
    bad_claims: tuple[str, ...] = ()
    certified: bool = False


class Remote(Entity, frozen=True, kw_only=True):
    """A remote resource that is loaded without the learner asking for it.

    Attributes:
        page: id of its page.
        element: element and attribute.
        url: without query and fragment.
        scheme: http or https.
        host: its host.
        kind: script, style, frame, image, media, font or other.
        integrity: an integrity hash is given.
        tracker: the host is in the list of known trackers.
        click_to_load: wrapped so that it loads only after a click.
        declared: the course description record explains it.
    """

    page: str
    element: str
    url: str
    scheme: str
    host: str
    kind: str = "other"
    integrity: bool = False
    tracker: bool = False
    click_to_load: bool = False
    declared: bool = False


class NetworkNeed(Entity, frozen=True, kw_only=True):
    """Something that is fetched from another host while content is shown.

    Attributes:
        path: page, style sheet or script that fetches it.
        what: script, style, frame, image, media, font, other; style part (of a style sheet) or data (of a script).
        url: without query and fragment.
        host: its host.
    """

    path: str
    what: str
    url: str
    host: str = ""


class PictureUse(Entity, frozen=True, kw_only=True):
    """A place that shows a picture of the package.

    Attributes:
        page: id of its page.
        target: path of the picture.
        width_px: width that is written there; 0 where none is.
    """

    page: str
    target: str
    width_px: int = 0


class PictureGroup(Entity, frozen=True, kw_only=True):
    """A picture with its alternative, wherever it is shown.

    Attributes:
        src: path in the package, or as written.
        name: its alternative; "" where it has none on purpose.
        decorative: marked as decoration.
        uses: number of places.
    """

    src: str
    name: str = ""
    decorative: bool = False
    uses: int = 1


class FixedWidth(Entity, frozen=True, kw_only=True):
    """An element, or a rule of a style sheet, with a width in pixels.

    Attributes:
        path: page or style sheet.
        element: element name, or the selector of a rule.
        width_px: the width.
        fragment: its page is shown inside a page of the platform.
    """

    path: str
    element: str
    width_px: int = 0
    fragment: bool = False


class Rendition(Entity, frozen=True, kw_only=True):
    """A video in one size.

    Attributes:
        ref: path or address.
        height: lines of the picture.
        mb_per_min: megabytes (10⁶ bytes) for a minute.
    """

    ref: str
    height: Value[int] = None
    mb_per_min: Value[float] = None


class ContentUnit(Entity, frozen=True, kw_only=True):
    """A part of the course that a learner has to fetch as a whole.

    Attributes:
        name: title or path.
        kind: program (SCO, AU), package (a nested archive), h5p or epub.
        size_bytes: its size, unpacked; of a nested archive as it lies in the package.
    """

    name: str
    kind: str = "program"
    size_bytes: int = 0


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """How the characters of a text file are written.

    Attributes:
        declared: encoding that it declares (XML declaration, meta, @charset), as the codec's usual name; "".
        used: encoding that its bytes are in, as far as that can be told: utf-8, utf-16, the declared one, unknown.
        utf8: its bytes are UTF-8 (ASCII is).
        problem: invalid (bytes that the encoding does not have), conflict (two declarations differ, or a byte order
            mark and a declaration), unknown-name (nobody knows the declared one), undeclared (neither UTF-8 nor
            declared), not-utf8-as-required (JSON, WebVTT), looks-like-utf8 (declared as another one); "".
        problem_line: line of the first bad byte, or of the declaration; 0.
    """

    declared: str = ""
    used: str = "utf-8"
    utf8: bool = True
    problem: str = ""
    problem_line: int = 0


class Document(Entity, frozen=True, kw_only=True):
    """A PDF or office document.

    Attributes:
        path: path in the package.
        kind: pdf, docx, pptx, xlsx, odt, odp, ods or legacy (binary office).
        title: title in its properties.
        language: its language.
        tagged: a PDF has a structure tree and is marked.
        text_share: share of a PDF's pages that hold text.
        pages: pages or slides.
        headings: heading styles used.
        images: pictures.
        images_without_alternative: pictures without a description that are not marked decorative.
        slides_without_title: slides without a title.
        slide_sizes_pt: for each slide with text, the size that four fifths of its characters have at least, on a
            slide 540 pt high.
        encrypted: it needs a password.
        restricted: permissions forbid copying or assistive technology.
        macros: it holds macros.
        launch_action: a PDF launches a program.
        script: a PDF holds scripts.
    """

    path: str
    kind: str
    title: Value[str] = None
    language: Value[str] = None
    tagged: Value[bool] = None
    text_share: Value[float] = None
    pages: Value[int] = None
    headings: Value[int] = None
    images: Value[int] = None
    images_without_alternative: Value[int] = None
    slides_without_title: Value[int] = None
    slide_sizes_pt: Value[tuple[float, ...]] = None
    encrypted: bool = False
    restricted: bool = False
    macros: bool = False
    launch_action: bool = False
    script: bool = False


class Exposure(Entity, frozen=True, kw_only=True):
    """Personal data or secrets that were found. The value itself is never kept.

    Attributes:
        kind: personal, learner_work, log or secret.
        what: code of what it is (email, learner_record, lti_secret, private_key, api_key, password, access_code …).
        count: how many.
        certain: a store or pattern that can be nothing else.
    """

    kind: str
    what: str
    count: int = 1
    certain: bool = True


class PrivateTrace(Entity, frozen=True, kw_only=True):
    """Private metadata inside a file; the value itself is never kept.

    Attributes:
        path: the file.
        what: gps, serial_number, user_path, author or company.
    """

    path: str
    what: str


class ActiveObject(Entity, frozen=True, kw_only=True):
    """Something that can run.

    Attributes:
        path: the file or page.
        kind: executable, script_file, macro, pdf_launch, pdf_script, javascript_url, applet or flash (a page that needs
            a plug-in like Flash too).
    """

    path: str
    kind: str


class MetadataField(Entity, frozen=True, kw_only=True):
    """One kind of metadata that the package or its record states in two or more places.

    Attributes:
        field: title, language, licence, description, version …
        values: the normalised values that differ or agree, the decisive one first.
        agrees: all values are the same after normalising.
        prose: one of the values is free text.
    """

    field: str
    values: tuple[str, ...] = ()
    agrees: bool = True
    prose: bool = False


class SiblingGroup(Entity, frozen=True, kw_only=True):
    """The visible nodes below one node of the table of contents.

    Attributes:
        parent: title of the node above; "" at the top.
        titles: titles of the nodes.
        repeated: titles that occur more than once after folding.
    """

    parent: str = ""
    titles: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
