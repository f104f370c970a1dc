"""Rule files become an edition, or every problem is told; a stored edition is used only while it is the right one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from oecheck.errors import RuleFileError, UsageError
from oecheck.rules import Edition, EditionFiles, digest_of, find_edition, parameter_value, variables
from oecheck.rules.load import load_edition
from oecheck.run import load_catalogue, load_words, stored_edition
from tests.editions import ID, RULE, small_edition


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return small_edition(tmp_path)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("OECHECK_CACHE_DIR", str(folder))
    return folder


def _load(edition: Path) -> Edition:
    return load_edition(find_edition(str(edition)), load_words())


def _change(edition: Path, old: str, new: str, file: str = RULE) -> None:
    path = edition / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_edition_holds_what_its_files_say(edition: Path) -> None:
    loaded = _load(edition)

    assert [rule.file.id for rule in loaded.rules] == [ID]
    assert loaded.rules[0].facts == (("course", "title"),)
    assert [check.id for check, condition in loaded.checks if condition] == ["CT-01"]
    assert loaded.lexicons == (("short", "en", ("it", "go")),)
    assert loaded.vocabularies == {"levels": ("one", "two")}
    assert loaded.places[ID] == f"ohe/0.1/{RULE}"


def test_problems_of_all_files_are_told_together(edition: Path) -> None:
    _change(edition, "has(course.title)", "has(course.titel)")
    _change(edition, "pkg.format !=", "pkg.fromat !=", "../../formats/container.yaml")
    _change(edition, "status: draft", "status: daft", "profiles/core.yaml")
    with pytest.raises(RuleFileError) as raised:
        _load(edition)

    assert [(one.file, one.code) for one in raised.value.problems] == [
        ("formats/container.yaml", "cel-unknown-field"),
        ("ohe/0.1/profiles/core.yaml", "wrong-shape"),
        (f"ohe/0.1/{RULE}", "cel-unknown-field"),
    ]
    assert raised.value.problems[2].arguments["suggestions"][0] == "title"  # type: ignore[index]  # a tuple of words


@pytest.mark.parametrize("name", ["rules/met/new.yml", "rules/new.YAML", "rules/met/deeper/new.txt"])
def test_file_of_another_ending_among_the_rules_is_refused_and_not_left_out(edition: Path, name: str) -> None:
    (edition / name).parent.mkdir(parents=True, exist_ok=True)
    (edition / name).write_bytes((edition / RULE).read_bytes())
    with pytest.raises(RuleFileError) as raised:
        _load(edition)

    assert [(one.file, one.code) for one in raised.value.problems] == [(f"ohe/0.1/{name}", "file-ending")]


def test_rule_in_a_deeper_folder_is_read(edition: Path) -> None:
    deeper = edition / "rules" / "met" / "deeper" / Path(RULE).name
    deeper.parent.mkdir()
    (edition / RULE).rename(deeper)

    assert [rule.file.id for rule in _load(edition).rules] == [ID]


def test_unknown_kind_names_the_likely_one(edition: Path) -> None:
    _change(edition, "for_each: course", "for_each: coures")
    with pytest.raises(RuleFileError) as raised:
        _load(edition)

    (problem,) = raised.value.problems
    assert (problem.code, problem.arguments["suggestions"]) == ("unknown-kind", ("course",))


def test_id_given_twice_is_refused(edition: Path) -> None:
    (edition / "rules" / "met" / f"{ID}-zz.yaml").write_bytes((edition / RULE).read_bytes())
    with pytest.raises(RuleFileError) as raised:
        _load(edition)

    assert [one.code for one in raised.value.problems] == ["duplicate-id"]


@pytest.mark.parametrize("name", ["ohe@9.9", "ohe", "", "ohe@" + "9" * 5000, "ohe@0.1\0", "no/such/folder"])
def test_name_of_no_edition_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="unknown-standard"):
        find_edition(name)


@pytest.mark.parametrize("found", ["O", "OHE-MET", "1.2", "a-b-c-d"])
def test_id_without_an_area_is_refused(edition: Path, found: str) -> None:
    _change(edition, f"id: {ID}", f"id: {found}")
    with pytest.raises(RuleFileError) as raised:
        _load(edition)

    (problem,) = raised.value.problems
    assert (problem.code, problem.arguments["found"], problem.line) == ("shape-form", found, 1)


def test_folder_without_a_standard_is_no_edition(edition: Path) -> None:
    with pytest.raises(UsageError):
        find_edition(str(edition.parent))
    (edition / "standard.yaml").rename(edition / "standart.yaml")
    with pytest.raises(RuleFileError) as raised:
        load_edition(EditionFiles(edition, edition.parent.parent), load_words())

    assert [one.code for one in raised.value.problems] == ["no-standard"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("0.5", 0.5),
        ("2.0", 2.0),
        ("true", True),
        ("1.2.3", "1.2.3"),
        ("a", "a"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_parameter_has_the_type_that_its_text_says(text: str, value: object) -> None:
    assert parameter_value(text) == value
    assert type(parameter_value(text)) is type(value)


def test_digest_changes_with_every_byte_and_every_name() -> None:
    digests = {
        digest_of(files) for files in ([("a", b"bc")], [("ab", b"c")], [("a", b"bd")], [("a", b"b"), ("c", b"")])
    }

    assert len(digests) == 4


def test_stored_edition_is_that_of_the_files(edition: Path, cache: Path) -> None:
    files = find_edition(str(edition))
    first = stored_edition(files)
    stored = list(cache.glob("*.edition"))

    assert len(stored) == 1
    assert msgspec.to_builtins(stored_edition(files)) == msgspec.to_builtins(first)
    assert list(cache.glob("*.edition")) == stored


def test_changed_rule_is_compiled_again(edition: Path, cache: Path) -> None:
    files = find_edition(str(edition))
    before = stored_edition(files)
    _change(edition, "size(course.title) >= least", "size(course.title) > least")
    after = stored_edition(files)

    assert before.digest != after.digest
    assert after.rules[0].file.expect[1].that == "size(course.title) > least"
    assert len(list(cache.glob("*.edition"))) == 2


def test_damaged_stored_edition_is_done_without(edition: Path, cache: Path) -> None:
    files = find_edition(str(edition))
    first = stored_edition(files)
    (stored,) = cache.glob("*.edition")
    no_text = stored.read_bytes().replace(b"A small standard", b"A small \xff\xff\xff\xff\xff\xff\xff\xff")
    for damaged in (b"", b"\x00", stored.read_bytes()[:100], b"\x93\x01\x02\x03", no_text):
        stored.write_bytes(damaged)
        assert msgspec.to_builtins(stored_edition(files)) == msgspec.to_builtins(first)


def test_cache_folder_that_cannot_be_written_is_done_without(edition: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")

    assert stored_edition(find_edition(str(edition))).rules


@pytest.mark.parametrize("language", ["../../fr", "a" * 5_000, "\0"])
def test_edition_in_a_language_of_an_impossible_name_is_kept_in_the_cache_folder(
    edition: Path, cache: Path, language: str
) -> None:
    stored_edition(find_edition(str(edition)), language=language)

    assert len(list(cache.glob("*.edition"))) == 2  # the English one, and this
    assert {path.name for path in cache.parent.iterdir()} <= {cache.name, "standards"}


def test_wrong_edition_is_never_stored(edition: Path, cache: Path) -> None:
    _change(edition, "has(course.title)", "has(course.titel)")
    with pytest.raises(RuleFileError):
        stored_edition(find_edition(str(edition)))

    assert not list(cache.glob("*"))


def test_catalogue_from_the_cache_runs_as_the_one_from_the_files(edition: Path, cache: Path) -> None:
    from oecheck.authoring.examples import run_examples

    def outcomes() -> list[tuple[str, str]]:
        return [(one.example.name, one.outcome) for one in run_examples(load_catalogue(str(edition)))]

    first = outcomes()
    assert list(cache.glob("*.edition"))
    assert outcomes() == first
    assert len(first) == 6


def test_frame_of_every_rule_has_the_order_of_its_variables() -> None:
    around = ("", "course", "pkg", "page", "manifest", "today")
    catalogue = load_catalogue("ohe@0.1", cached=False)
    checks = [check.rule for check in catalogue.checks.values() if check.rule is not None]
    for rule in (*catalogue.rules, *checks):
        names = list(variables(rule.file, with_manifest=rule in checks))
        placed = [
            names[0],
            *(around[slot] for slot in rule.slots[1:]),
            *rule.file.parameters,
            *(["failed"] * bool(rule.file.requires)),
        ]
        assert placed == names, rule.id
