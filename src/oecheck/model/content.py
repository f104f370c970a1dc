"""What lies inside the content: pages and their parts, media and captions, links, documents, exposures.

These are made by the modules of `oecheck.facts`, the same for every format. Source: formats/course-model.md §3;
W3C ACT Rules for what is looked at in a page.
"""

from __future__ import annotations

import msgspec

from oecheck.model.entity import Entity
from oecheck.model.fact import Value

__all__ = [
    "ActiveObject",
    "AutoRefresh",
    "CaptionFile",
    "ContentUnit",
    "Cue",
    "Document",
    "Encoding",
    "Epub",
    "Exposure",
    "FixedWidth",
    "FormField",
    "Formula",
    "Frame",
    "Heading",
    "Image",
    "Link",
    "Media",
    "MediaElement",
    "MediaHeader",
    "MediaTrack",
    "MetadataField",
    "NetworkNeed",
    "Page",
    "PictureGroup",
    "PictureUse",
    "PrivateTrace",
    "Remote",
    "Rendition",
    "SiblingGroup",
    "Table",
    "TextStyle",
    "TextTrack",
    "Track",
]


class Page(Entity, frozen=True, kw_only=True):
    """One HTML or XHTML document, or an HTML text of a descriptor.

    Attributes:
        path: file it stands in.
        id: path, or path and pointer for HTML inside a descriptor.
        fragment: shown inside a platform's page (no html element of its own, or HTML of a descriptor).
        display_title: title that the structure gives it.
        audience: learner, instructor or both.
        area: as of the HTML text of a descriptor (`Embedded.area`); "".
    """

    path: str
    id: str
    fragment: bool = False
    display_title: Value[str] = None
    audience: str = "learner"
    area: str = ""


class Heading(Entity, frozen=True, kw_only=True):
    """h1 to h6, or an element with role heading.

    Attributes:
        page: id of its page.
        level: 1 to 6 (or aria-level).
        text: accessible text, white space folded.
        previous_level: level of the heading before it in the page; 0 for the first.
        first_in_fragment: the first heading of a fragment.
        perhaps_hidden: a style of the page may hide it; nothing is weighed.
    """

    page: str
    level: int
    text: str
    previous_level: int = 0
    first_in_fragment: bool = False
    perhaps_hidden: bool = False


class Image(Entity, frozen=True, kw_only=True):
    """img, input type=image, svg or role=img, area, object with an image.

    Attributes:
        page: id of its page.
        element: element name.
        src: as written, data URIs cut to their type.
        target: path in the package; "" when remote, data or missing.
        name: accessible name; absent when there is no alternative at all, "" when it is empty on purpose.
        decorative: marked as decoration (alt="", role none or presentation, aria-hidden).
        hidden: not exposed to anyone (hidden attribute, display:none inline).
        perhaps_hidden: a style of the page may hide it; nothing is weighed.
        language: language in force at the image; "".
        in_link_alone: the only content of a link.
        looks_like_formula: its name or source looks like a formula (equation, latex, tex, mathml).
    """

    page: str
    element: str
    src: str = ""
    target: str = ""
    name: Value[str] = None
    decorative: bool = False
    hidden: bool = False
    perhaps_hidden: bool = False
    language: str = ""
    in_link_alone: bool = False
    looks_like_formula: bool = False


class Link(Entity, frozen=True, kw_only=True):
    """A reference inside content: a link, or an embedded resource.

    Attributes:
        page: id of its page; path of the style sheet for CSS references.
        element: element and attribute, `a@href`, `img@src`, `css url()`.
        href: as written (query cut where it may hold a secret).
        kind: internal, external, fragment, mail, platform, data, script or other.
        target: path in the package it leads to; "".
        state: found, missing, case, outside, untested, none.
        embedded: loaded with the page (img, script, link rel=stylesheet …), not followed by a person.
        control: it is a link or button that a person uses.
        role: link, button or "".
        name: accessible name of the control; "" when it has none.
        hidden: not exposed to anyone.
        perhaps_hidden: a style of the page may hide it; nothing is weighed.
        language: language in force; "".
        context: the sentence or block around it, at most 200 characters.
        scheme: URL scheme, lower case; "" for relative references.
        host: host of an absolute URL.
    """

    page: str
    element: str
    href: str = ""
    kind: str = "internal"
    target: str = ""
    state: str = "none"
    embedded: bool = False
    control: bool = False
    role: str = ""
    name: str = ""
    hidden: bool = False
    perhaps_hidden: bool = False
    language: str = ""
    context: str = ""
    scheme: str = ""
    host: str = ""


class Table(Entity, frozen=True, kw_only=True):
    """A table element.

    Attributes:
        page: id of its page.
        rows, columns: size of the grid.
        header_cells: th cells and cells with scope or role columnheader/rowheader.
        bad_header_refs: ids named in `headers` that no cell of the table has.
        presentation: role presentation or none.
        layout_suspected: holds tables, or only images, or one cell a row.
        caption: text of caption; "".
    """

    page: str
    rows: int = 0
    columns: int = 0
    header_cells: int = 0
    bad_header_refs: tuple[str, ...] = ()
    presentation: bool = False
    layout_suspected: bool = False
    caption: str = ""


class FormField(Entity, frozen=True, kw_only=True):
    """An input, select, textarea or contenteditable element that a person fills in.

    Attributes:
        page: id of its page.
        element: element name.
        type: type attribute, lower case.
        name: accessible name from label, aria-label(ledby) or prompt; "".
        title_only: its only name is the title attribute.
        placeholder_only: its only hint is the placeholder.
        hidden: not exposed to anyone.
        perhaps_hidden: a style of the page may hide it; nothing is weighed.
    """

    page: str
    element: str
    type: str = ""
    name: str = ""
    title_only: bool = False
    placeholder_only: bool = False
    hidden: bool = False
    perhaps_hidden: bool = False


class Frame(Entity, frozen=True, kw_only=True):
    """iframe or frame.

    Attributes:
        page: id of its page.
        src: as written, query cut.
        host: host of a remote frame; "".
        title: accessible name from title, aria-label(ledby); "".
        hidden: not exposed, out of the tab order, of role none or presentation, or too small to show anything.
        perhaps_hidden: a style of the page may hide it; nothing is weighed.
        language: language in force; "".
        title_shared: another frame of the page has the same title and another source.
    """

    page: str
    src: str = ""
    host: str = ""
    title: str = ""
    hidden: bool = False
    perhaps_hidden: bool = False
    language: str = ""
    title_shared: bool = False


class TextStyle(Entity, frozen=True, kw_only=True):
    """A run of text whose colours are set in the document.

    Attributes:
        page: id of its page.
        sample: at most 60 characters of the text.
        colour, background: as computed, `#rrggbb`.
        contrast: WCAG contrast ratio; unreadable where a gradient, picture, alpha or script decides.
        large: at least 24 px, or 18.66 px and bold.
        disabled: part of a disabled control, or hidden.
    """

    page: str
    sample: str = ""
    colour: str = ""
    background: str = ""
    contrast: Value[float] = None
    large: bool = False
    disabled: bool = False


class AutoRefresh(Entity, frozen=True, kw_only=True):
    """Something that starts, moves or reloads by itself.

    Attributes:
        page: id of its page.
        kind: autoplay, refresh, blink, marquee or animation.
        element: element name.
        path: file of an animated picture; "".
        delay_s: delay of a refresh in seconds.
        controllable: it is muted, has controls, or is over within three seconds (sound) or five (pictures).
    """

    page: str
    kind: str
    element: str = ""
    path: str = ""
    delay_s: float = 0.0
    controllable: bool = False


class Formula(Entity, frozen=True, kw_only=True):
    """A place in a page where mathematics is written, or seems to be.

    Attributes:
        page: id of its page.
        kind: mathml, tex (delimiters in the text; the first of a page) or image (a picture that looks like a formula).
        src: source of a picture, as written.
        name: accessible name of a picture; absent when it has none.
        name_is_file_name: that name is a file name.
        rendered: the page loads a program that turns TeX into mathematics.
        by_platform: TeX in texts that a platform shows, which alone decides whether it is rendered.
        count: texts with TeX that this one stands for.
        hidden: shown to nobody.
    """

    page: str
    kind: str
    src: str = ""
    name: Value[str] = None
    name_is_file_name: bool = False
    rendered: bool = False
    by_platform: bool = False
    count: int = 1
    hidden: bool = False


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


class TextTrack(msgspec.Struct, frozen=True, gc=False):
    """A text track inside a media file.

    Attributes:
        language: BCP 47 tag or ISO 639-2 code as the file holds it; "" when it says none.
        kind: captions, subtitles, descriptions, chapters or metadata.
    """

    language: str = ""
    kind: str = "subtitles"


class MediaHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What the headers of a video or audio file say of it; None where they do not say it.

    Attributes:
        duration_s: running time in seconds.
        estimated: the running time follows from size and bit rate, or from the last time stamp.
        bitrate_kbps: mean bit rate of the whole file.
        height: lines of the picture as shown.
        has_audio, has_video: it has a sound track, a moving picture.
        codecs: how sound and picture are coded, each once: h264, aac, mp3 …, else the container's own word.
        text_tracks: its text tracks.
        private_traces: codes of private metadata that it holds (gps); never the value.
        problem: code of what kept it from being read: no-header, header-too-large, too-many-parts, truncated; "".
    """

    duration_s: float | None = None
    estimated: bool = False
    bitrate_kbps: float | None = None
    height: int | None = None
    has_audio: bool | None = None
    has_video: bool | None = None
    codecs: tuple[str, ...] = ()
    text_tracks: tuple[TextTrack, ...] = ()
    private_traces: tuple[str, ...] = ()
    problem: str = ""


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One caption.

    Attributes:
        start_s, end_s: when it is shown, in seconds.
        text: its words, markup stripped.
        line: line of its time stamps in the file.
    """

    start_s: float
    end_s: float
    text: str
    line: int


class CaptionFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of captions, subtitles or another timed text.

    Attributes:
        format: vtt, srt, ttml or sjson.
        cues: number of cues whose times could be read.
        first_start_s, last_end_s: when the first cue begins and the last one ends; 0 without cues.
        covered_s: time with a cue on screen; cues that overlap count once.
        characters: length of all texts together.
        problems: codes of what is wrong, each once: header, timing, order, overlap, empty, empty-cue, encoding, markup.
        problem_line: line of the first problem; 0.
        bad_cues: cues whose times could not be read; they are never dropped in silence.
        language_guess: BCP 47 tag in its name (`talk.fr.vtt`, `talk_fr.srt`); "".
        language_declared: tag that the file itself declares; "".
        kind_guess: captions, subtitles, descriptions, chapters or metadata, as header and name tell; captions.
        automatic: a mark of automatic speech recognition was found.
    """

    format: str
    cues: int = 0
    first_start_s: float = 0.0
    last_end_s: float = 0.0
    covered_s: float = 0.0
    characters: int = 0
    problems: tuple[str, ...] = ()
    problem_line: int = 0
    bad_cues: int = 0
    language_guess: str = ""
    language_declared: str = ""
    kind_guess: str = "captions"
    automatic: bool = False


class MediaTrack(Entity, frozen=True, kw_only=True):
    """A `track` element.

    Attributes:
        src: as written.
        target: path in the package; "" when remote or missing.
        kind: captions, subtitles, descriptions, chapters or metadata (subtitles where none is written).
        language: srclang as written; "".
        label: its label; "".
    """

    src: str = ""
    target: str = ""
    kind: str = "subtitles"
    language: str = ""
    label: str = ""


class MediaElement(Entity, frozen=True, kw_only=True):
    """A place in a page that plays video or audio.

    Attributes:
        page: id of its page.
        element: video, audio, iframe, embed, object or a.
        kind: video or audio.
        sources: references to the same medium, as written (query cut).
        targets: those of them that lead to a file of the package, as paths.
        host: host of the first remote one; "".
        url: that reference without query and fragment; "".
        player: name of the known player in a frame (youtube, vimeo …); "".
        tracks: track elements.
        autoplay: it starts by itself.
        muted: it starts without sound.
        controls: it shows controls.
        loop: it starts again at its end.
        transcript_links: references of links beside it that look like a transcript, by extension or file name.
        hidden: shown to nobody.
        language: language in force; "".
    """

    page: str
    element: str
    kind: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    host: str = ""
    url: str = ""
    player: str = ""
    tracks: tuple[MediaTrack, ...] = ()
    autoplay: bool = False
    muted: bool = False
    controls: bool = False
    loop: bool = False
    transcript_links: tuple[str, ...] = ()
    hidden: bool = False
    language: str = ""


class Track(Entity, frozen=True, kw_only=True):
    """Captions, subtitles, a transcript, descriptions or chapters of a medium.

    Attributes:
        path: file of the track; "".
        media: id of its medium; "" when none is known.
        kind: captions, subtitles, transcript, descriptions, chapters.
        format: vtt, srt, ttml, sjson, html or text.
        language: BCP 47 tag as declared; "".
        language_valid: the tag is well-formed and registered.
        cues: number of cues.
        coverage: share of the medium's running time up to the end of the last cue; absent when the duration is unknown.
        problems: codes of what is wrong (header, timing, order, overlap, empty, encoding), each with its line.
        problem_line: line of the first problem; 0.
    """

    path: str = ""
    media: str = ""
    kind: str = "captions"
    format: str = ""
    language: str = ""
    language_valid: bool = False
    cues: int = 0
    coverage: Value[float] = None
    problems: tuple[str, ...] = ()
    problem_line: int = 0


class Media(Entity, frozen=True, kw_only=True):
    """A video or audio that the content uses, in the package or remote.

    Attributes:
        id: path, or URL without query.
        kind: video or audio.
        path: path in the package; "" when remote.
        host: host when remote.
        remote: it is not in the package.
        size_bytes: size.
        duration_s: running time.
        bitrate_kbps: mean bit rate.
        height: lines of the picture.
        has_audio: it has a sound track.
        autoplay: it starts by itself.
        captions: caption and subtitle tracks.
        uncaptioned_pages: pages that play it without a track, though another place has one.
        transcripts: transcripts.
        descriptions: audio-description tracks.
        declared_captions: the record declares captions (burned in, or elsewhere).
        declared_transcript: the record declares a transcript.
        declared_alternative: the record declares that it is itself an alternative for text.
    """

    id: str
    kind: str
    path: str = ""
    host: str = ""
    remote: bool = False
    size_bytes: int = 0
    duration_s: Value[float] = None
    bitrate_kbps: Value[float] = None
    height: Value[int] = None
    has_audio: Value[bool] = None
    autoplay: bool = False
    captions: tuple[Track, ...] = ()
    uncaptioned_pages: Value[tuple[str, ...]] = ()
    transcripts: tuple[Track, ...] = ()
    descriptions: tuple[Track, ...] = ()
    declared_captions: bool = False
    declared_transcript: bool = False
    declared_alternative: bool = False


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
