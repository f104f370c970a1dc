"""Reports built by hand, for tests of what is made from them."""

from __future__ import annotations

from typing import Any

from oecheck.model.outcome import Basis, Level, Mode, Outcome, RequirementClass, Status
from oecheck.model.report import (
    AreaSummary,
    Assertion,
    Claim,
    FormatEvidence,
    Limit,
    Note,
    OutcomeCounts,
    ProfileInfo,
    Report,
    RequirementResult,
    StandardInfo,
    StatusCounts,
    Subject,
    Summary,
    ToolInfo,
)
from oecheck.model.source import Source
from oecheck.reporters import RenderOptions, reporter

_OPEN = (Status.NOT_SATISFIED, Status.NOT_DETERMINED)

# What a package may write into titles, names and texts: markup, quotes, a BiDi override, an escape sequence, a
# workflow command, a formula, a mention, and a character that XML forbids.
HOSTILE = (
    "</script><img src=x onerror=alert(1)> \"'&amp;|`*_[x](http://e.example) @all #1 \u202efdp\x1b[2J\n"
    "::error::x,y:%\ufffe"
)


def rendered(name: str, made: Report) -> bytes:
    """The report in a format."""
    definition = reporter(name)
    assert definition is not None
    return b"".join(definition.render(made, RenderOptions()))


def assertion(rule: str = "OHE-ACC-003", number: int = 1, **changes: Any) -> Assertion:
    """A failed assertion at a place of its own."""
    fields: dict[str, Any] = {
        "outcome": Outcome.FAILED,
        "mode": Mode.AUTOMATIC,
        "rule": rule,
        "rev": 1,
        "code": "no-alternative",
        "arguments": {"path": f"cell{number}.png", "count": number},
        "message": f'Image "cell{number}.png" has no text alternative.',
        "remedy": 'Add alt="…" with what the image says. Where it only decorates, write alt="".',
        "sources": (
            Source(
                file=f"web/unit{number}.html",
                line=number + 10,
                column=5,
                pointer="html/body/img[1]",
                breadcrumb=("Introduction to Biology", f"Unit {number}", "Cells"),
            ),
        ),
        "fingerprint": f"{rule}-{number}",
    }
    return Assertion(**(fields | changes))


def requirement(id: str = "OHE-ACC-003", *assertions: Assertion, **changes: Any) -> RequirementResult:
    """A requirement; its status follows from its assertions unless it is given."""
    failed = sum(one.outcome is Outcome.FAILED for one in assertions)
    told = len(assertions) - failed
    status = Status.NOT_SATISFIED if failed else Status.NOT_DETERMINED if told else Status.SATISFIED
    fields: dict[str, Any] = {
        "id": id,
        "rev": 1,
        "title": "Every image has a text alternative",
        "clause": "7.3.1",
        "area": "ACC",
        "level": Level.MUST,
        "requirement_class": RequirementClass.AUTOMATIC,
        "status": status,
        "basis": Basis.FACT,
        "outcomes": OutcomeCounts(passed=0 if failed else 2, failed=failed, cant_tell=told),
        "assertions": assertions,
        "why": "Learners who cannot see the image learn what it says from its text alternative.",
    }
    return RequirementResult(**(fields | changes))


def report(*requirements: RequirementResult, **changes: Any) -> Report:
    """A report whose counts follow from its requirements."""
    counts = {status: sum(one.status is status for one in requirements) for status in Status}
    missing = tuple(one.id for one in requirements if one.level is Level.MUST and one.status in _OPEN)
    statuses = StatusCounts(**{status.value: count for status, count in counts.items()})
    fields: dict[str, Any] = {
        "report_version": "1.0",
        "tool": ToolInfo("oecheck", "0.1.0", "1"),
        "standard": StandardInfo("ohe", "0.1", "draft", "a" * 64),
        "profile": ProfileInfo(("core",), "b" * 64),
        "evaluated_at": "2026-12-01",
        "language": "en",
        "subject": subject(),
        "summary": Summary(statuses, OutcomeCounts(), (AreaSummary("ACC", "Accessibility", statuses),)),
        "requirements": requirements,
        "notes": (),
        "limits": (),
        "waivers": (),
        "claim": Claim("pre-check", "No automatic failure found in 1 of 2 requirements; 1 not determined.", missing),
    }
    return Report(**(fields | changes))


def subject(**changes: Any) -> Subject:
    """A cartridge called biology-101."""
    sign = FormatEvidence(
        "common-cartridge", "1.3", "schema", Source("imsmanifest.xml", 4, 3), "IMS Common Cartridge", True, True
    )
    fields: dict[str, Any] = {
        "name": "biology-101.imscc",
        "sha256": "c" * 64,
        "size_bytes": 12_345,
        "format": "common-cartridge",
        "format_version": "1.3",
        "formats": (sign,),
        "producer": "Canvas",
        "title": "Introduction to Biology",
        "languages": ("en",),
        "description_sha256": "",
    }
    return Subject(**(fields | changes))


def full_report() -> Report:
    """A report with something in every block."""
    declared = {"outcome": Outcome.CANT_TELL, "kind": "declaration", "message": "No licence is told.", "remedy": ""}
    return report(
        requirement("OHE-ACC-003", *(assertion(number=number) for number in range(1, 142))),
        requirement(
            "OHE-LNK-001",
            assertion(
                "OHE-LNK-001",
                message="The link to notes.html leads nowhere.",
                remedy="Add the file notes.html, or take the link out.",
            ),
            title="Links inside the package lead somewhere",
            level=Level.SHOULD,
            clause="6.1.2",
        ),
        requirement(
            "OHE-PKG-003",
            assertion(
                "OHE-PKG-003",
                kind="package",
                code="CC-07",
                message='Item "Week 3" points to the resource r17, which the manifest does not have.',
                remedy="Export the course again; if it comes back, delete the empty item in the platform.",
                sources=(Source("imsmanifest.xml", 88, 9, "/manifest/organizations/organization/item[3]"),),
            ),
            assertion("OHE-PKG-003", kind="package", because="x", number=2),
            title="The package follows its own format",
            clause="5.1.3",
            why="",
        ),
        requirement("OHE-LIC-001", assertion("OHE-LIC-001", declare="licence", **declared), title="A licence is told"),
        requirement(
            "OHE-MET-004",
            assertion("OHE-MET-004", declare="workload", **(declared | {"outcome": Outcome.FAILED})),
            title="The workload is told",
            level=Level.SHOULD,
        ),
        requirement(
            "OHE-ASS-002",
            assertion(
                "OHE-ASS-002",
                outcome=Outcome.CANT_TELL,
                kind="person",
                message='The page "Grading" may hold the grading criteria.',
                remedy="Read the page. If it holds them, write into the record: grading: {criteriaRef: grading.html}",
            ),
            title="Learners know how they are graded",
            requirement_class=RequirementClass.ASSISTED,
        ),
        *(
            requirement(
                f"OHE-PED-00{number}",
                title="Activities lead to the learning outcomes",
                status=Status.NOT_DETERMINED,
                requirement_class=RequirementClass.MANUAL,
            )
            for number in range(1, 8)
        ),
        requirement(
            "OHE-MED-001",
            assertion(
                "OHE-MED-001",
                outcome=Outcome.CANT_TELL,
                kind="unchecked",
                message="The video stands on another server and was not opened.",
            ),
            title="Videos have captions",
        ),
        notes=(
            Note("CP-12", "warning", {}, "Two files differ only in case.", "Rename one.", Source("a.html"), "n1"),
            Note("CP-15", "info", {}, "A file is listed twice.", "", Source("imsmanifest.xml", 7, 1), "n2"),
        ),
        limits=(Limit("entry-unreadable", {"path": "big.mp4"}, Source("big.mp4"), "One entry is damaged: big.mp4."),),
    )


def hostile_report(text: str = HOSTILE) -> Report:
    """A report in which every text that a package can decide is the same hostile one."""
    place = Source(f"a/{text}.html", 3, 7, text, (text, text), text)
    found = {
        "message": f"{text} is wrong.",
        "remedy": text,
        "sources": (place,),
        "arguments": {"x": text, "y": [text]},
        "evidence": (text,),
    }
    doubt = {"outcome": Outcome.CANT_TELL, "kind": "person"}
    return report(
        requirement("OHE-ACC-003", assertion(**found), assertion(number=2, because="OHE-ACC-003-1", **found)),
        requirement("OHE-ASS-002", assertion("OHE-ASS-002", **found, **doubt)),
        requirement("OHE-LIC-001", assertion("OHE-LIC-001", **found, kind="declaration", declare="licence")),
        subject=subject(name=text, title=text, producer=text),
        notes=(Note("CP-12", "warning", {"x": text}, text, text, place, "n1"),),
        limits=(Limit("entry-unreadable", {"path": text}, place, text),),
        waivers=({"id": "w1", "reason": text, "owner": text},),
    )


def large_report(requirements: int, findings: int) -> Report:
    """A report with many findings under each requirement; levels take turns."""
    levels = list(Level)
    return report(
        *(
            requirement(
                f"OHE-ACC-{number:03}",
                *(assertion(f"OHE-ACC-{number:03}", place) for place in range(1, findings + 1)),
                level=levels[number % len(levels)],
            )
            for number in range(1, requirements + 1)
        )
    )
