"""The course, in the words of no format: what readers fill in and rules look at.

One class, one kind. A field annotated `Value[T]` may be absent, unsupported or unreadable (see `fact.py`); a plain
tuple is empty when there is nothing. Facts that are computed and not read (headings of a page, captions of a video)
are added to these kinds by the modules of `oecheck.facts`.

Units: seconds, bytes, shares from 0 to 1. Languages BCP 47, dates ISO 8601, licences SPDX.
Source: formats/course-model.md §3, §5; proposal §2.9.
"""

from __future__ import annotations

from oecheck.model.entity import Entity
from oecheck.model.fact import Value

__all__ = [
    "Accessibility",
    "Activity",
    "Assessment",
    "Classification",
    "Condition",
    "Contributor",
    "Course",
    "CourseDate",
    "DeclaredTrack",
    "Embedded",
    "GradingPart",
    "LangText",
    "LanguageVersion",
    "LearningOutcome",
    "Licence",
    "Module",
    "Provider",
    "Question",
    "RemoteDeclaration",
    "Tool",
]


class LangText(Entity, frozen=True, kw_only=True):
    """A text in one language.

    Attributes:
        text: the text, markup stripped, white space folded.
        language: BCP 47 tag as declared at this text; "" where none is declared.
    """

    text: str
    language: str = ""


class Classification(Entity, frozen=True, kw_only=True):
    """A word or code from a scheme: subject, level, audience, kind of resource.

    Attributes:
        scheme: name or IRI of the scheme; "" where none is named.
        code: the code as written; "" where there is only a label.
        label: the word for people; "" where there is only a code.
    """

    scheme: str = ""
    code: str = ""
    label: str = ""


class Provider(Entity, frozen=True, kw_only=True):
    """The organisation responsible for the course.

    Attributes:
        name: its name.
        identifier: an IRI or registered identifier of it.
        country: ISO 3166-1 alpha-2, upper case.
    """

    name: Value[str] = None
    identifier: Value[str] = None
    country: Value[str] = None


class Contributor(Entity, frozen=True, kw_only=True):
    """A person or body that had a part in making the course; contact details are never kept.

    Attributes:
        name: name of the person or body.
        role: LOM word (author, publisher, editor …) or the format's own.
        organisation: organisation of the person.
        identifier: ORCID or other IRI.
    """

    name: Value[str] = None
    role: Value[str] = None
    organisation: Value[str] = None
    identifier: Value[str] = None


class Licence(Entity, frozen=True, kw_only=True):
    """Permission for the course or for a part of it.

    Attributes:
        id: SPDX identifier, `LicenseRef-All-Rights-Reserved`, or "" when it could not be told.
        url: licence IRI as given or implied.
        raw: as written.
        family: `cc`, `pd`, `arr` (all rights reserved), `software`, `other`, `unknown`.
        version: version of the licence, "" where none is given.
        attribution, share_alike, non_commercial, no_derivatives: conditions; false when unknown.
        open: permits use, change and redistribution at no cost.
        default: the producing platform writes this value when nobody chose one.
        scope: path of the file or id of the part; "" for the whole course.
        holder: holder of the rights.
        title: title of the work the licence is for, "" for the whole course.
        origin: IRI the work comes from.
    """

    id: str = ""
    url: str = ""
    raw: str = ""
    family: str = "unknown"
    version: str = ""
    attribution: bool = False
    share_alike: bool = False
    non_commercial: bool = False
    no_derivatives: bool = False
    open: bool = False
    default: bool = False
    scope: str = ""
    holder: str = ""
    title: str = ""
    origin: str = ""


class LearningOutcome(Entity, frozen=True, kw_only=True):
    """What a learner is able to do afterwards.

    Attributes:
        id: identifier in the package.
        text: the outcome in words; absent when only an identifier is given.
        kind: `objective`, `competency` or `standard`.
        scheme: framework it comes from.
        uri: IRI or GUID of the outcome in that framework.
        level: level word.
        aligned: ids of activities, modules or questions that serve it.
    """

    id: str
    text: Value[str] = None
    kind: str = "objective"
    scheme: str = ""
    uri: Value[str] = None
    level: Value[str] = None
    aligned: tuple[str, ...] = ()


class Condition(Entity, frozen=True, kw_only=True):
    """A release or prerequisite condition.

    Attributes:
        owner: id of the activity or module that is held back.
        kind: `prerequisite`, `date`, `completion` or `score`.
        target: id of what must be done first; "" where the condition names none.
        target_exists: whether the target is a part of this course.
        in_cycle: the condition is part of a circle of conditions.
        start, end: dates of a date window.
    """

    owner: str
    kind: str
    target: str = ""
    target_exists: bool = True
    in_cycle: bool = False
    start: Value[str] = None
    end: Value[str] = None


class Module(Entity, frozen=True, kw_only=True):
    """A node of the table of contents: a unit that holds others, or an entry of its own.

    Attributes:
        id: the format's identifier, else path and position.
        title: title shown to learners.
        description: text that introduces it.
        depth: 1 for the topmost visible nodes.
        position: place among its siblings, from 1.
        parent: id of the parent node; "" at the top.
        leaf: no children: an entry that opens one activity.
        visible: learners see it.
        child_count: nodes directly below.
        activity_count: visible activities with content at or below this node (labels and headings do not count; of
            SCORM 2004 hidden ones too, which sequencing delivers).
        available_from: date from which learners see it.
        platform_made: written by the exporting platform, not by an author (an untitled root item …).
        hours: declared learning time.
        outcomes: ids of the outcomes it serves.
    """

    id: str
    title: Value[str] = None
    description: Value[str] = None
    depth: int = 1
    position: int = 1
    parent: str = ""
    leaf: bool = False
    visible: bool = True
    child_count: int = 0
    activity_count: int = 0
    available_from: Value[str] = None
    platform_made: bool = False
    hours: Value[float] = None
    outcomes: tuple[str, ...] = ()


class Activity(Entity, frozen=True, kw_only=True):
    """Something a learner opens or does.

    Attributes:
        id: the format's identifier, else path and position.
        title: title shown to learners.
        description: instructions.
        kind: page, file, video, quiz, assignment, discussion, link, tool, interactive, survey, label, bank,
            credential or other (course-model.md §5).
        raw_kind: the format's own word.
        module: id of the table-of-contents node that opens it; "" when it is in none.
        position: place in the course, from 1.
        audience: learner, instructor or both.
        visibility: published, hidden or draft.
        entry: path of the file it opens, or an absolute URL.
        external: it opens something outside the package.
        files: paths of the files that belong to it.
        languages: declared languages.
        study_time_s: declared learning time in seconds.
        graded: it counts for the result.
        points: maximum points.
        weight: share of the result, 0 to 1.
        pass_mark: share needed to pass, 0 to 1.
        attempts: allowed attempts; 0 is unlimited.
        time_limit_s: time limit in seconds.
        due: due date.
        completion: none, manual, viewed, submitted, graded, passed or custom.
        criteria: how the work is judged, in the package (rubric, guide or text).
        outcomes: ids of the outcomes it serves.
        needs_network: it cannot be used without a connection.
    """

    id: str
    title: Value[str] = None
    description: Value[str] = None
    kind: str = "other"
    raw_kind: str = ""
    module: str = ""
    position: int = 0
    audience: str = "learner"
    visibility: str = "published"
    entry: str = ""
    external: bool = False
    files: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    study_time_s: Value[float] = None
    graded: Value[bool] = None
    points: Value[float] = None
    weight: Value[float] = None
    pass_mark: Value[float] = None
    attempts: Value[int] = None
    time_limit_s: Value[float] = None
    due: Value[str] = None
    completion: Value[str] = None
    criteria: Value[bool] = None
    outcomes: tuple[str, ...] = ()
    needs_network: bool = False


class Question(Entity, frozen=True, kw_only=True):
    """A question of an assessment or of a bank.

    Attributes:
        id: the format's identifier.
        assessment: id of the assessment, "" in a bank.
        bank: it is in a question bank.
        kind: course-model.md §5 word; `other` with `raw_kind` where unknown.
        raw_kind: the format's own word.
        stem: the question, markup stripped.
        points: maximum points.
        options: number of answers offered.
        has_key: the package says which answer is right.
        scored_by: machine or human.
        feedback_count: feedback texts of any kind.
        has_solution: a worked solution is given.
        hints: number of hints.
    """

    id: str
    assessment: str = ""
    bank: bool = False
    kind: str = "other"
    raw_kind: str = ""
    stem: Value[str] = None
    points: Value[float] = None
    options: int = 0
    has_key: Value[bool] = None
    scored_by: Value[str] = None
    feedback_count: int = 0
    has_solution: bool = False
    hints: int = 0


class Assessment(Entity, frozen=True, kw_only=True):
    """A quiz or test: an activity with questions.

    Attributes:
        id: the format's identifier.
        activity: id of its activity, "" when nothing shows it.
        title: title shown to learners.
        kind: formative, summative, survey or unknown.
        question_count: questions a learner meets.
        random_draw: questions are drawn at random.
        pass_mark: share needed to pass, 0 to 1.
        attempts: allowed attempts; 0 is unlimited.
        time_limit_s: seconds.
        shows_feedback: learners see feedback.
        questions: its questions.
    """

    id: str
    activity: str = ""
    title: Value[str] = None
    kind: str = "unknown"
    question_count: int = 0
    random_draw: bool = False
    pass_mark: Value[float] = None
    attempts: Value[int] = None
    time_limit_s: Value[float] = None
    shows_feedback: Value[bool] = None
    questions: tuple[Question, ...] = ()


class Tool(Entity, frozen=True, kw_only=True):
    """An outside service that the course launches.

    Attributes:
        id: the format's identifier.
        name: name shown to learners.
        kind: lti, xapi, embed, plugin or link.
        vendor: its maker.
        version: version of the launch protocol.
        launch: launch URL without query; secrets are never kept.
        host: host of the launch URL.
        secure: https.
        sends: personal data it receives: name, email, id, roles.
        graded: it reports results.
        purpose, owner, fallback: as the course description record declares.
    """

    id: str
    name: Value[str] = None
    kind: str = "lti"
    vendor: Value[str] = None
    version: Value[str] = None
    launch: Value[str] = None
    host: str = ""
    secure: Value[bool] = None
    sends: Value[tuple[str, ...]] = None
    graded: Value[bool] = None
    purpose: Value[str] = None
    owner: Value[str] = None
    fallback: Value[str] = None


class RemoteDeclaration(Entity, frozen=True, kw_only=True):
    """A remote address that the course description record explains.

    Attributes:
        url: address or prefix of addresses.
        purpose: what it is for.
        owner: who runs it.
        fallback: what a learner does without it.
    """

    url: str
    purpose: str = ""
    owner: str = ""
    fallback: str = ""


class Accessibility(Entity, frozen=True, kw_only=True):
    """What the course says about its own accessibility (schema.org discoverability words).

    Attributes:
        access_modes: textual, visual, auditory, tactile …
        features: captions, transcript, alternativeText …
        hazards: none, flashing, noFlashingHazard …
        summary: in words.
        conforms_to: standard and level claimed.
        evaluated_by: who evaluated.
        report: where the report is.
        known_limits: limits known; "none found" is a value.
    """

    access_modes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: Value[str] = None
    conforms_to: Value[str] = None
    evaluated_by: Value[str] = None
    report: Value[str] = None
    known_limits: Value[str] = None


class DeclaredTrack(Entity, frozen=True, kw_only=True):
    """Captions or subtitles that the platform attaches to a medium beside the pages (Canvas `media_tracks.xml`).

    Attributes:
        media: path of the medium, or its address (the id of the medium) where it is remote; "" when the package has no
            such file.
        path: path of the track; "" when the package has no such file.
        kind: captions, subtitles, descriptions or chapters.
        language: BCP 47 tag as declared; "".
    """

    media: str = ""
    path: str = ""
    kind: str = "captions"
    language: str = ""


class Embedded(Entity, frozen=True, kw_only=True):
    """HTML that does not lie in a file of its own: text of a topic, question or description.

    Attributes:
        id: pointer-like identifier, unique in the package.
        title: title of the thing it belongs to.
        markup: the HTML.
        base: path of the file it stands in; relative references are resolved from there.
        area: folder of the package's stored names that the platform's token for files stands for in this text, ending
            in a slash; "".
        owner: id of the activity it belongs to.
        audience: learner, instructor or both.
    """

    id: str
    title: Value[str] = None
    markup: str
    base: str
    area: str = ""
    owner: str = ""
    audience: str = "learner"


class GradingPart(Entity, frozen=True, kw_only=True):
    """A kind of graded work, or one graded work, with its stated share of the result.

    Attributes:
        name: name of the kind or work.
        weight: stated share of the result, 0 to 1; more where the author wrote more.
        wanted: works of this kind that the result reckons with.
        found: graded works of this kind in the course.
    """

    name: str
    weight: float
    wanted: int = 1
    found: int = 0


class CourseDate(Entity, frozen=True, kw_only=True):
    """A date that the settings of the course hold for learners.

    Attributes:
        what: due, available, start, end or window (a condition of access).
        of: title of the activity or module, of the course for its own dates.
        date: the day, YYYY-MM-DD.
        age_days: days from that day to the day the course was last changed, else exported, else evaluated; negative
            for a later day.
    """

    what: str
    of: str = ""
    date: str = ""
    age_days: int = 0


class LanguageVersion(Entity, frozen=True, kw_only=True):
    """A language that the course is offered in as a whole, beside at least one other.

    Attributes:
        tag: BCP 47 tag as declared.
        pages: pages of learners in this language.
        share: pages in this language among the pages that there should be.
        missing: what exists in another language and not in this one, at most ten.
    """

    tag: str
    pages: int = 0
    share: Value[float] = None
    missing: tuple[str, ...] = ()


class Course(Entity, frozen=True, kw_only=True):
    """The course: what it is called, what it offers, what it is made of.

    Attributes:
        id: persistent identifier of the course, an IRI, a URN or scheme and value.
        export_id: identifier that the exporting tool made up (manifest identifier, backup id).
        title: title in the main language.
        titles: title in each language given.
        description: description in the main language, markup stripped.
        descriptions: description in each language given.
        languages: declared languages of the content, as written.
        offered_languages: languages that the record says are offered in full.
        keywords: keywords, one text each.
        subjects: subject codes and words.
        levels: education level.
        audiences: intended audience.
        resource_types: kind of learning resource.
        age_range: typical age range.
        study_time_s: declared learning time of the whole in seconds.
        credits: credit points.
        credit_framework: framework of the credit points.
        version: version of the course.
        created: date of creation.
        modified: date of the last substantive change (never the date of the export).
        start, end: calendar of the course.
        delivery: online, blended or onsite.
        synchronous: synchronous, asynchronous or mixed.
        pacing: self-paced, instructor-paced or mixed.
        provider: the responsible organisation.
        contributors: authors and other contributors.
        licence: licence of the whole.
        licences: licences of parts.
        own_work: the record declares that everything is the provider's own work.
        prerequisites: what a learner needs before.
        grading_scheme: how the result is made, in words.
        pass_mark: share of the result that is needed to pass, 0 to 1.
        grading_parts: kinds of graded work with their stated weights; absent where weights are not used.
        outcomes: learning outcomes.
        syllabus: path of the syllabus or course guide.
        start_page: path of the start page.
        source_files: where the editable sources are.
        accessibility: what the course says about its accessibility.
        data_collected, data_purposes, data_recipients, data_retention, data_contact: privacy notice of the record.
        contacts: kinds of contact given (academic, technical, accessibility, errors).
        modules: nodes of the table of contents in document order.
        activities: activities in document order.
        assessments: quizzes and tests.
        questions: all questions, banks included.
        tools: outside services launched.
        conditions: release and prerequisite conditions.
        embedded: HTML outside of HTML files.
        tracks_declared: captions that the platform attaches to media.
        remote_declared: remote addresses that the record explains.
        record: a course description record was given.
    """

    id: Value[str] = None
    export_id: Value[str] = None
    title: Value[str] = None
    titles: tuple[LangText, ...] = ()
    description: Value[str] = None
    descriptions: tuple[LangText, ...] = ()
    languages: Value[tuple[str, ...]] = None
    offered_languages: Value[tuple[str, ...]] = None
    keywords: Value[tuple[LangText, ...]] = None
    subjects: Value[tuple[Classification, ...]] = None
    levels: Value[tuple[Classification, ...]] = None
    audiences: Value[tuple[Classification, ...]] = None
    resource_types: Value[tuple[Classification, ...]] = None
    age_range: Value[str] = None
    study_time_s: Value[float] = None
    credits: Value[float] = None
    credit_framework: Value[str] = None
    version: Value[str] = None
    created: Value[str] = None
    modified: Value[str] = None
    start: Value[str] = None
    end: Value[str] = None
    delivery: Value[str] = None
    synchronous: Value[str] = None
    pacing: Value[str] = None
    provider: Value[Provider] = None
    contributors: Value[tuple[Contributor, ...]] = None
    licence: Value[Licence] = None
    licences: tuple[Licence, ...] = ()
    own_work: Value[bool] = None
    prerequisites: Value[str] = None
    grading_scheme: Value[str] = None
    pass_mark: Value[float] = None
    grading_parts: Value[tuple[GradingPart, ...]] = None
    outcomes: Value[tuple[LearningOutcome, ...]] = None
    syllabus: Value[str] = None
    start_page: Value[str] = None
    source_files: Value[str] = None
    accessibility: Value[Accessibility] = None
    data_collected: Value[str] = None
    data_purposes: Value[str] = None
    data_recipients: Value[str] = None
    data_retention: Value[str] = None
    data_contact: Value[str] = None
    contacts: Value[tuple[str, ...]] = None
    modules: tuple[Module, ...] = ()
    activities: tuple[Activity, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    questions: tuple[Question, ...] = ()
    tools: tuple[Tool, ...] = ()
    conditions: tuple[Condition, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    tracks_declared: tuple[DeclaredTrack, ...] = ()
    remote_declared: tuple[RemoteDeclaration, ...] = ()
    record: bool = False
