"""Words and types of sequencing attributes, as the schemas fix them.

Values that are no word of a list are named by what a report shows as wanted. Source: imsss_v1p0*.xsd, adlseq_v1p3.xsd.
"""

from __future__ import annotations

__all__ = ["ATTRIBUTES", "CAUTION_CONDITIONS", "CAUTION_LIMITS", "ORDER", "REQUIRED", "RULE_ACTIONS"]

Wanted = str | tuple[str, ...]

_BOOLEAN = "true, false"
_MEASURE = "-1 … 1"
_SHARE = "0 … 1"
_COUNT = "0, 1, 2 …"
_DURATION = "PT1H30M"
_TIME = "2026-01-31T12:00:00"
_SOME = "…"

_ROLLUP_CONDITIONS = (
    "satisfied",
    "objectiveStatusKnown",
    "objectiveMeasureKnown",
    "completed",
    "activityProgressKnown",
    "attempted",
    "attemptLimitExceeded",
    "timeLimitExceeded",
    "outsideAvailableTimeRange",
)
_RULE_CONDITIONS = (*_ROLLUP_CONDITIONS, "objectiveMeasureGreaterThan", "objectiveMeasureLessThan", "always")
_TIMING = ("never", "once", "onEachNewAttempt")
_CONSIDERATION = ("always", "ifAttempted", "ifNotSkipped", "ifNotSuspended")
_OPERATOR = ("not", "noOp")

ORDER = {
    name: place
    for place, name in enumerate(
        (
            "controlMode",
            "sequencingRules",
            "limitConditions",
            "auxiliaryResources",
            "rollupRules",
            "objectives",
            "randomizationControls",
            "deliveryControls",
        )
    )
}
"""Children of `sequencing` in the order of the schema; those of other namespaces follow."""

ATTRIBUTES: dict[str, dict[str, Wanted]] = {
    "controlMode": dict.fromkeys(
        (
            "choice",
            "choiceExit",
            "flow",
            "forwardOnly",
            "useCurrentAttemptObjectiveInfo",
            "useCurrentAttemptProgressInfo",
        ),
        _BOOLEAN,
    ),
    "ruleConditions": {"conditionCombination": ("all", "any")},
    "rollupConditions": {"conditionCombination": ("all", "any")},
    "ruleCondition": {"condition": _RULE_CONDITIONS, "operator": _OPERATOR, "measureThreshold": _MEASURE},
    "rollupCondition": {"condition": _ROLLUP_CONDITIONS, "operator": _OPERATOR},
    "rollupAction": {"action": ("satisfied", "notSatisfied", "completed", "incomplete")},
    "rollupRules": {
        "rollupObjectiveSatisfied": _BOOLEAN,
        "rollupProgressCompletion": _BOOLEAN,
        "objectiveMeasureWeight": _SHARE,
    },
    "rollupRule": {
        "childActivitySet": ("all", "any", "none", "atLeastCount", "atLeastPercent"),
        "minimumCount": _COUNT,
        "minimumPercent": _SHARE,
    },
    "limitConditions": {
        "attemptLimit": _COUNT,
        "attemptAbsoluteDurationLimit": _DURATION,
        "attemptExperiencedDurationLimit": _DURATION,
        "activityAbsoluteDurationLimit": _DURATION,
        "activityExperiencedDurationLimit": _DURATION,
        "beginTimeLimit": _TIME,
        "endTimeLimit": _TIME,
    },
    "primaryObjective": {"satisfiedByMeasure": _BOOLEAN},
    "objective": {"satisfiedByMeasure": _BOOLEAN},
    "mapInfo": {
        "targetObjectiveID": _SOME,
        **dict.fromkeys(
            (
                "readSatisfiedStatus",
                "readNormalizedMeasure",
                "writeSatisfiedStatus",
                "writeNormalizedMeasure",
                "readRawScore",
                "readMinScore",
                "readMaxScore",
                "readCompletionStatus",
                "readProgressMeasure",
                "writeRawScore",
                "writeMinScore",
                "writeMaxScore",
                "writeCompletionStatus",
                "writeProgressMeasure",
            ),
            _BOOLEAN,
        ),
    },
    "organization": {
        "{http://www.adlnet.org/xsd/adlseq_v1p3}objectivesGlobalToSystem": _BOOLEAN,
        "{http://www.adlnet.org/xsd/adlcp_v1p3}sharedDataGlobalToSystem": _BOOLEAN,
    },
    "map": {"targetID": _SOME, "readSharedData": _BOOLEAN, "writeSharedData": _BOOLEAN},
    "randomizationControls": {
        "randomizationTiming": _TIMING,
        "selectionTiming": _TIMING,
        "selectCount": _COUNT,
        "reorderChildren": _BOOLEAN,
    },
    "deliveryControls": dict.fromkeys(("tracked", "completionSetByContent", "objectiveSetByContent"), _BOOLEAN),
    "constrainedChoiceConsiderations": dict.fromkeys(("preventActivation", "constrainChoice"), _BOOLEAN),
    "rollupConsiderations": {
        "requiredForSatisfied": _CONSIDERATION,
        "requiredForNotSatisfied": _CONSIDERATION,
        "requiredForCompleted": _CONSIDERATION,
        "requiredForIncomplete": _CONSIDERATION,
        "measureSatisfactionIfActive": _BOOLEAN,
    },
}
"""Attributes with their allowed values, by local name; those of `ruleAction` depend on the rule, see `RULE_ACTIONS`."""

RULE_ACTIONS: dict[str, tuple[str, ...]] = {
    "preConditionRule": ("skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"),
    "exitConditionRule": ("exit",),
    "postConditionRule": ("exitParent", "exitAll", "retry", "retryAll", "continue", "previous"),
}

REQUIRED = {
    "ruleCondition": ("condition",),
    "rollupCondition": ("condition",),
    "rollupAction": ("action",),
    "ruleAction": ("action",),
    "mapInfo": ("targetObjectiveID",),
    "map": ("targetID",),
}

CAUTION_CONDITIONS = frozenset({"timeLimitExceeded", "outsideAvailableTimeRange"})
CAUTION_LIMITS = (
    "attemptExperiencedDurationLimit",
    "activityAbsoluteDurationLimit",
    "activityExperiencedDurationLimit",
    "beginTimeLimit",
    "endTimeLimit",
)
