"""What the tags of OLX are, in the words of the course model.

Source: formats/olx.md §3; formats/course-model.md §5; openedx-platform `setup.py` (blocks of the platform itself).
"""

from __future__ import annotations

__all__ = [
    "ACTIVITY_KINDS",
    "ASSIGNMENTS",
    "BANKS",
    "CONTAINERS",
    "LEAVES",
    "NOT_BLOCKS",
    "PLACES",
    "PLATFORM_BLOCKS",
    "POINTED",
    "STRUCTURE",
    "TEXT_ELEMENTS",
]

STRUCTURE = ("course", "chapter", "sequential", "vertical")
BANKS = frozenset({"library_content", "legacy_library_content", "itembank"})
_GROUPS = frozenset({"conditional", "split_test", "randomize", "wrapper", "videosequence", "problemset"})
CONTAINERS = frozenset({*STRUCTURE, *_GROUPS, *BANKS})
"""Tags whose children are blocks."""

PLACES = {"chapter": "course", "sequential": "chapter", "vertical": "sequential"}
"""Where the tags of the structure belong."""

ACTIVITY_KINDS = {
    "about": "page",
    "annotatable": "page",
    "azure_media_services": "video",
    "discussion": "discussion",
    "drag-and-drop-v2": "interactive",
    "edx_sga": "assignment",
    "google-document": "page",
    "html": "page",
    "imageannotation": "page",
    "itembank": "bank",
    "legacy_library_content": "bank",
    "library_content": "bank",
    "lti": "tool",
    "lti_consumer": "tool",
    "openassessment": "assignment",
    "pdf": "file",
    "poll": "survey",
    "poll_question": "survey",
    "problem": "quiz",
    "raw": "page",
    "scormxblock": "interactive",
    "staffgradedxblock": "assignment",
    "static_tab": "page",
    "survey": "survey",
    "textannotation": "page",
    "video": "video",
    "videoalpha": "video",
    "videoannotation": "video",
    "word_cloud": "survey",
}
ASSIGNMENTS = frozenset({"openassessment", "edx_sga", "staffgradedxblock"})
LEAVES = frozenset({*ACTIVITY_KINDS, "done", "recommender", "google-calendar", "crowdsourcehinter"}) - BANKS
"""Tags that hold no blocks, whatever stands in them."""

POINTED = frozenset(
    {*CONTAINERS, "annotatable", "discussion", "html", "lti", "poll_question", "problem", "video", "word_cloud"}
)
"""Tags that the platform keeps in files of their own: where one only names its file, that file has to be there. Other
blocks stand in their parent, and one without settings looks just like a pointer."""

PLATFORM_BLOCKS = frozenset(
    {
        *CONTAINERS,
        *POINTED,
        "done",
        "drag-and-drop-v2",
        "edx_sga",
        "google-calendar",
        "google-document",
        "lti_consumer",
        "openassessment",
        "poll",
        "staffgradedxblock",
        "survey",
    }
)
"""Blocks that the platform itself brings; every other one has to be installed at the site that imports the course."""

TEXT_ELEMENTS = frozenset(
    {
        *("div", "p", "br", "hr", "h1", "h2", "h3", "h4", "section", "center", "pre", "table"),
        *("b", "i", "em", "strong", "span", "font", "code", "img", "ul", "ol", "li"),
    }
)
"""Elements of HTML that a converter left in the structure: no blocks that a site could install (OLX-33 tells them)."""

NOT_BLOCKS = frozenset({"wiki", "textbook", "license", "show", "grader", "metadata", "description", "user_partition"})
"""Children of containers that are settings."""
