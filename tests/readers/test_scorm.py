"""SCORM 1.2 and 2004: facts, and each defect alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oecheck.containers import open_container
from oecheck.model.fact import Fact, State
from oecheck.model.fact import plain as value
from oecheck.model.package import ReadResult
from oecheck.readers._scorm.circles import in_circles
from oecheck.readers._scorm.prerequisites import read_prerequisites
from oecheck.readers.scorm import READER
from tests.readers.imscp_packages import ITEM, NEW_SCO, OLD_SCO, PAGE, RESOURCE, checks, new, old, read

FIXTURES = Path(__file__).parents[2] / "fixtures"
OLD = {"a.html": OLD_SCO}
NEW = {"a.html": NEW_SCO}


def item(identifier: str, inner: str = "", title: str = "T") -> str:
    return f'<item identifier="{identifier}" identifierref="r1"><title>{title}</title>{inner}</item>'


def sequencing(inner: str, attributes: str = "") -> str:
    return f"<imsss:sequencing {attributes}>{inner}</imsss:sequencing>"


@pytest.mark.parametrize("package_format", ["scorm-1.2", "scorm-2004"])
def test_smallest_package_is_read_without_a_finding(package_format: str) -> None:
    container = open_container(FIXTURES / package_format / "minimal")
    (descriptor,) = READER.detect(container)
    result = READER.read(container, descriptor)
    assert descriptor.format == package_format
    assert value(result.course.title) == "Water"
    assert [value(node.pass_mark) for node in result.course.activities] == [0.8]
    assert result.findings == ()


def test_sound_manifests_have_no_finding() -> None:
    assert checks(old(), OLD) == []
    assert checks(new(), NEW) == []


# --- SCORM 1.2 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        (old().replace(">1.2<", ">CAM 1.3<"), ["S12-02"]),
        (old(metadata="<metadata/>"), ["S12-28"]),
        (old().replace(' default="o1"', ""), ["S12-05"]),
        (old(default="o2"), ["CP-07"]),
        (old().replace("<title>Course</title>", ""), ["S12-06"]),
        (old().replace(' href="a.html"><file', "><file"), ["S12-08", "S12-09"]),
        (old(resources=RESOURCE.replace('type="webcontent"', 'type="webcontent" adlcp:scormType="sco"')), ["S12-11"]),
        (old().replace('"webcontent"', '"text/html"'), ["S12-12"]),
        (old(item("i1") + item("i2", "<adlcp:prerequisites>i1</adlcp:prerequisites>")), ["S12-13"]),
        (old(item("i1", "<adlcp:masteryscore>80 %</adlcp:masteryscore>")), ["S12-14"]),
        (old(item("i1", "<adlcp:maxtimeallowed>90</adlcp:maxtimeallowed>")), ["S12-15"]),
        (old(item("i1", f"<adlcp:datafromlms>{'x' * 256}</adlcp:datafromlms>")), ["S12-16"]),
        (old(item("i1", "<adlcp:dataFromLMS>x</adlcp:dataFromLMS>")), ["S12-30"]),
        (old(item("i1", '<adlcp:prerequisites type="aicc_script">a AND b</adlcp:prerequisites>')), ["S12-31"]),
        (old(item("i1", "<adlcp:timelimitaction>stop</adlcp:timelimitaction>")), ["S12-33", "S12-34"]),
        (old(item("i1", f"<!-- c -->{'<adlcp:masteryscore>80</adlcp:masteryscore>'}", "x" * 201)), ["CP-31"]),
    ],
)
def test_one_defect_of_an_old_package_gives_its_finding(manifest: str, found: list[str]) -> None:
    assert checks(manifest, OLD) == found


def test_resource_that_says_neither_sco_nor_asset_is_reported() -> None:
    other = '<resource identifier="r2" type="webcontent"><file href="a.html"/></resource></resources>'
    text = old().replace("</resources>", other).replace("</resource>", '<dependency identifierref="r2"/></resource>', 1)
    assert checks(text, OLD) == ["S12-10"]


def test_package_without_organization_is_a_collection_of_resources() -> None:
    text = old("")
    start, end = text.index("<organization "), text.index("</organizations>")
    text = text[:start] + text[end:]
    assert checks(text.replace(' default="o1"', ""), OLD) == ["S12-04"]


def test_mastery_score_and_time_limit_are_shares_and_seconds() -> None:
    inner = "<adlcp:maxtimeallowed>0001:30:00.5</adlcp:maxtimeallowed><adlcp:masteryscore>75</adlcp:masteryscore>"
    activity = read(old(item("i1", inner)), OLD).course.activities[0]
    assert (activity.kind, value(activity.pass_mark), value(activity.time_limit_s)) == ("interactive", 0.75, 5400.5)


def test_what_scorm_has_no_place_for_is_unsupported() -> None:
    activity = read(old(), OLD).course.activities[0]
    for told in (activity.graded, activity.points, activity.weight, activity.due, activity.criteria):
        assert isinstance(told, Fact)
        assert told.state is State.UNSUPPORTED


def test_start_data_of_an_item_is_counted_and_never_kept() -> None:
    result = read(old(item("i1", "<adlcp:datafromlms>password=secret</adlcp:datafromlms>")), OLD)
    assert result.manifest is not None
    assert value(result.manifest.items[0].datafromlms) == 15
    assert "secret" not in repr(result)


def prerequisite(script: str) -> str:
    return f'<adlcp:prerequisites type="aicc_script">{script}</adlcp:prerequisites>'


def test_prerequisites_become_conditions() -> None:
    text = old(item("i1") + item("i2", prerequisite("i1 &amp; i9")))
    conditions = read(text, OLD).course.conditions
    assert [(node.owner, node.target, node.target_exists, node.in_cycle) for node in conditions] == [
        ("i2", "i1", True, False),
        ("i2", "i9", False, False),
    ]


def test_prerequisites_that_wait_for_each_other_are_a_circle() -> None:
    text = old(item("i1", prerequisite("i2")) + item("i2", prerequisite("i1")) + item("i3", prerequisite("i1")))
    assert [node.in_cycle for node in read(text, OLD).course.conditions] == [True, True, False]


def test_item_that_waits_for_the_cluster_it_lies_in_is_a_circle() -> None:
    text = old(f'<item identifier="c"><title>C</title>{item("i1", prerequisite("c"))}</item>')
    assert [node.in_cycle for node in read(text, OLD).course.conditions] == [True]


def test_circle_with_a_way_out_is_none() -> None:
    text = old(item("i1", prerequisite("i2 | i3")) + item("i2", prerequisite("i1")) + item("i3"))
    assert [node.in_cycle for node in read(text, OLD).course.conditions] == [False, False, False]


@pytest.mark.parametrize(
    ("script", "targets", "all_needed", "readable"),
    [
        ("", (), True, True),
        ("S1", ("S1",), True, True),
        ("S1 & (S2 & S3)", ("S1", "S2", "S3"), True, True),
        ("S1 & (S2|S3)", ("S1", "S2", "S3"), False, True),
        ("~S1", ("S1",), False, True),
        ("2*{S1, S2,S3}", ("S1", "S2", "S3"), False, True),
        ('S1="passed" & S2', ("S1", "S2"), True, True),
        ("S1<>failed", ("S1",), False, True),
        ("S1 AND S2", ("S1", "S2"), True, False),
        ("(S1", ("S1",), True, False),
        ("S1; S2", ("S1", "S2"), True, False),
    ],
)
def test_script_of_prerequisites_names_items(
    script: str, targets: tuple[str, ...], all_needed: bool, readable: bool
) -> None:
    said = read_prerequisites(script)
    assert (said.targets, said.all_needed, said.readable) == (targets, all_needed, readable)


@given(st.text(alphabet="S1 &|~(){}*,=<>\"'aé\n", max_size=200))
def test_any_script_is_read(script: str) -> None:
    assert all(target.strip() for target in read_prerequisites(script).targets)


def test_long_script_is_no_burden() -> None:
    assert len(read_prerequisites("=\"'(" * 50_000).targets) == 0


# --- run-time ----------------------------------------------------------------------------------------------------


def test_sco_that_never_calls_the_platform_is_noted() -> None:
    assert checks(old(), {"a.html": PAGE}) == ["S12-23"]


def test_picture_outside_of_the_package_hides_no_call() -> None:
    page = '<html><body><img src="../logo.png?v=1"></body></html>'
    assert "S12-23" in checks(old(), {"a.html": page})


def test_sco_that_calls_the_platform_of_another_version_is_noted() -> None:
    (finding,) = read(new(), OLD).findings
    assert (finding.check, finding.variant) == ("S04-29", "other")


def test_call_in_a_script_of_a_frame_is_found() -> None:
    resource = RESOURCE.replace("webcontent", 'webcontent" adlcp:scormtype="sco').replace(
        "</resource>", '<file href="s/f.html"/><file href="s/api.js"/></resource>'
    )
    files = {
        "a.html": '<frameset><frame src="s/f.html?x=1"></frameset>',
        "s/f.html": "<script src='api.js'></script>",
        "s/api.js": "platform.LMSInitialize('')",
    }
    assert checks(old(resources=resource), files) == []


@pytest.mark.parametrize("source", ["missing.js", "/lib/api.js"])
def test_sco_whose_script_is_not_there_to_look_at_is_not_accused(source: str) -> None:
    assert read(old(), {"a.html": f'<script src="{source}"></script>'}).findings == ()


def test_sco_whose_scripts_are_too_many_to_look_at_is_not_accused() -> None:
    scripts = "".join(f'<script src="s{n}.js"></script>' for n in range(60))
    files = {"a.html": scripts, **{f"s{n}.js": "1" for n in range(60)}}
    assert read(old(), files).findings == ()


# --- SCORM 2004 --------------------------------------------------------------------------------------------------

HIDE = (
    "<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>next</adlnav:hideLMSUI>"
    "</adlnav:navigationInterface></adlnav:presentation>"
)
OBJECTIVES = "<imsss:objectives>{}</imsss:objectives>"
PRIMARY = '<imsss:primaryObjective objectiveID="p"/>'
RULE = (
    "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>"
    "<imsss:ruleCondition {}/></imsss:ruleConditions><imsss:ruleAction action='{}'/>"
    "</imsss:preConditionRule></imsss:sequencingRules>"
)


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        (new(edition="2004 5th Edition"), ["S04-02"]),
        (new().replace("<schemaversion>2004 4th Edition</schemaversion>", ""), ["S04-03"]),
        (new().replace(' default="o1"', ""), ["S04-04"]),
        (new().replace("<title>Course</title>", ""), ["S04-06"]),
        (new(ITEM.replace("<title>One</title>", "")), ["S04-07"]),
        (new(f'<item identifier="i0" identifierref="r1"><title>0</title>{ITEM}</item>'), ["S04-08"]),
        (new(ITEM + '<item identifier="i2"><title>Two</title></item>'), ["S04-08"]),
        (new(resources=RESOURCE.replace('"webcontent"', '"webcontent" adlcp:scormtype="sco"')), ["S04-09"]),
        (new().replace(' href="a.html"><file', "><file"), ["S04-10"]),
        (new(item("i1", "<adlcp:dataFromLMS>x</adlcp:dataFromLMS>")).replace('Type="sco"', 'Type="asset"'), ["S04-12"]),
        (new(item("i1", "<adlcp:timeLimitAction>stop</adlcp:timeLimitAction>")), ["S04-13"]),
        (new(item("i1", '<adlcp:completionThreshold minProgressMeasure="2"/>')), ["S04-14"]),
        (new(item("i1", HIDE)), ["S04-15"]),
        (new(item("i1", sequencing("", 'IDRef="s9"'))), ["S04-16"]),
        (new(item("i1", sequencing("", 'ID="s1"'))), ["S04-16"]),
        (new(after="<imsss:sequencingCollection><imsss:sequencing/></imsss:sequencingCollection>"), ["S04-16"]),
        (new(item("i1", sequencing(OBJECTIVES.format('<imsss:objective objectiveID="o"/>')))), ["S04-17"]),
        (new(item("i1", sequencing(OBJECTIVES.format(PRIMARY + '<imsss:objective objectiveID="p"/>')))), ["S04-17"]),
        (
            new(item("i1", sequencing(RULE.format('condition="satisfied" referencedObjective="o9"', "skip")))),
            ["S04-18"],
        ),
        (new(item("i1", sequencing(RULE.format('condition="happy"', "skip")))), ["S04-19"]),
        (new(item("i1", sequencing(RULE.format('condition="always"', "retry")))), ["S04-19"]),
        (new(item("i1", sequencing('<imsss:controlMode choice="yes"/>'))), ["S04-20"]),
        (new(item("i1", sequencing('<imsss:rollupRules objectiveMeasureWeight="1.5"/>'))), ["S04-20"]),
        (new(item("i1", sequencing(RULE.format('condition="timeLimitExceeded"', "skip")))), ["S04-21"]),
        (new(item("i1", "<adlcp:completionThreshold>0.5</adlcp:completionThreshold>")), ["S04-33"]),
        (
            new(item("i1", '<adlcp:completionThreshold minProgressMeasure="0.5"/>'), edition="2004 3rd Edition"),
            ["S04-30"],
        ),
        (new(ITEM.replace("<item", '<item adlcp:scormType="sco"')), ["S04-28"]),
        (new().replace("<resource ", '<resource adlcp:persistState="true" '), ["S04-28"]),
        (new().replace('"webcontent"', '"text/html"'), ["S04-32"]),
        (new(item("i1", sequencing(f'{OBJECTIVES.format(PRIMARY)}<imsss:controlMode flow="true"/>'))), ["S04-35"]),
        (new(item("i1", "<adlcp:masteryscore>8</adlcp:masteryscore>")), ["S04-36"]),
        (new().replace('<file href="a.html"/>', ""), ["S04-37"]),
    ],
)
def test_one_defect_of_a_new_package_gives_its_finding(manifest: str, found: list[str]) -> None:
    assert checks(manifest, NEW) == found


def test_cluster_that_nobody_can_enter_is_reported() -> None:
    closed = sequencing('<imsss:controlMode choice="false" flow="false"/>')
    text = new(f'<item identifier="c"><title>C</title>{item("i1")}{item("i2")}{closed}</item>')
    assert checks(text, NEW) == ["S04-22"]


def test_schema_files_that_are_named_and_missing_are_reported_together() -> None:
    place = 'xsi:schemaLocation="http://a a.xsd http://b b.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    text = new().replace("<manifest ", f"<manifest {place}")
    (finding,) = read(text, NEW).findings
    assert (finding.check, finding.arguments["files"]) == ("S04-23", "a.xsd, b.xsd")


def test_pass_mark_counts_only_where_the_measure_decides() -> None:
    measure = "<imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective>"
    decides = f'<imsss:primaryObjective satisfiedByMeasure="true">{measure}'
    for start, expected in ((decides, 0.6), (decides.replace("true", "false"), None)):
        activity = read(new(item("i1", sequencing(OBJECTIVES.format(start)))), NEW).course.activities[0]
        assert value(activity.pass_mark) == expected


def test_limits_of_a_shared_sequencing_hold_for_the_item_that_refers_to_it() -> None:
    shared = (
        '<imsss:sequencingCollection><imsss:sequencing ID="s1">'
        '<imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT30M"/></imsss:sequencing>'
        "</imsss:sequencingCollection>"
    )
    activity = read(new(item("i1", sequencing("", 'IDRef="s1"')), after=shared), NEW).course.activities[0]
    assert (value(activity.attempts), value(activity.time_limit_s)) == (2, 1800.0)


def waiting(identifier: str, reads: str, writes: str) -> str:
    rule = RULE.format('referencedObjective="before" operator="not" condition="satisfied"', "disabled")
    write = f'<imsss:mapInfo targetObjectiveID="{writes}" writeSatisfiedStatus="true" readSatisfiedStatus="false"/>'
    objectives = (
        f'<imsss:primaryObjective objectiveID="own">{write}</imsss:primaryObjective>'
        f'<imsss:objective objectiveID="before"><imsss:mapInfo targetObjectiveID="{reads}"/></imsss:objective>'
    )
    return item(identifier, sequencing(rule + OBJECTIVES.format(objectives)))


def test_rule_that_waits_for_a_global_objective_is_a_condition() -> None:
    conditions = read(new(waiting("i1", "x", "one") + waiting("i2", "one", "two")), NEW).course.conditions
    assert [(node.owner, node.target, node.in_cycle) for node in conditions] == [("i2", "i1", False)]


def test_items_that_wait_for_each_other_are_a_circle() -> None:
    conditions = read(new(waiting("i1", "two", "one") + waiting("i2", "one", "two")), NEW).course.conditions
    assert [node.in_cycle for node in conditions] == [True, True]


def test_objective_that_nothing_writes_can_be_met_only_from_another_course() -> None:
    own = 'adlseq:objectivesGlobalToSystem="false"'
    assert read(new(waiting("i1", "x", "one")), NEW).course.conditions == ()
    (condition,) = read(new(waiting("i1", "x", "one"), organization=own), NEW).course.conditions
    assert (condition.target, condition.target_exists) == ("x", False)


def test_circles_are_found_without_recursion() -> None:
    chain = [(n, n + 1) for n in range(50_000)]
    assert in_circles(chain) == {}
    assert len(in_circles([*chain, (50_000, 0)])) == 50_001
    assert list(in_circles([(1, 1), (2, 3)])) == [1]


_WORDS = st.sampled_from(
    [
        "sequencing",
        "controlMode",
        "sequencingRules",
        "preConditionRule",
        "ruleConditions",
        "ruleCondition",
        "objectives",
    ]
)
_VALUES = st.sampled_from(["true", "x", "", "-1", "0.5", "p", "PT1H"])
_PARTS = st.recursive(
    st.builds("<imsss:{} ID='{}' objectiveID='{}'/>".format, _WORDS, _VALUES, _VALUES),
    lambda inner: st.builds(
        lambda name, text, parts: f"<imsss:{name} IDRef='{text}' choice='{text}'>{''.join(parts)}</imsss:{name}>",
        _WORDS,
        _VALUES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=15,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PARTS, max_size=3), st.text(alphabet="i1 &|()~", max_size=12))
def test_any_sequencing_gives_a_result(parts: list[str], script: str) -> None:
    inner = "".join(parts)
    told = script.replace("&", "&amp;")
    assert isinstance(read(new(item("i1", inner) + item("i2", inner)), NEW), ReadResult)
    assert isinstance(read(old(item("i1", prerequisite(told))), OLD), ReadResult)
