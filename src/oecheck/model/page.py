"""A page of the content and its parts: headings, pictures, links, tables, form fields, frames, styled text, formulas.

These are made by the modules of `oecheck.facts`, the same for every format. Source: formats/course-model.md §3;
W3C ACT Rules for what is looked at in a page.
"""

from __future__ import annotations

from oecheck.model.entity import Entity
from oecheck.model.fact import Value

__all__ = [
    "AutoRefresh",
    "FormField",
    "Formula",
    "Frame",
    "Heading",
    "Image",
    "Link",
    "Page",
    "Table",
    "TextStyle",
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
        perhaps_filled: a link with neither name nor address, by whose class, id or data a program may find and fill it.
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
    perhaps_filled: bool = False
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
