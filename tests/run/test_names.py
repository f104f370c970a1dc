"""Files that lie under digests are told with the names that people gave them."""

from __future__ import annotations

from oecheck.model.report import Assertion, Report
from oecheck.run import check_package
from tests.readers import moodle_backups
from tests.run.test_check import OPTIONS, PAGE, packed

BODY = "files/bb/" + "b" * 40
RECORD = (
    f"<file id='901'><contenthash>{'b' * 40}</contenthash><contextid>77</contextid><component>mod_resource</component>"
    "<filearea>content</filearea><itemid>0</itemid><filepath>/week 1/</filepath><filename>start.html</filename>"
    "<filesize>9</filesize><mimetype>text/html</mimetype></file>"
)


def of(report: Report, requirement: str) -> list[Assertion]:
    return [one for part in report.requirements if part.id == requirement for one in part.assertions]


def test_message_and_place_name_a_stored_file_as_people_know_it() -> None:
    files = moodle_backups.files(("files.xml", "</files>", RECORD + "</files>"))
    page = PAGE.replace(' lang="en"', "")
    assert page != PAGE
    report = check_package(packed({**files, BODY: page}), OPTIONS, name="backup.mbz")
    (found,) = of(report, "OHE-ACC-005")
    assert found.message.startswith(f"The page week 1/start.html ({BODY}) ")
    assert (found.sources[0].file, found.sources[0].breadcrumb) == (BODY, ("week 1/start.html",))
