"""LTI links: what they say, and what is never kept of them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from oecheck.documents.xml import XmlDocument
from oecheck.readers._cartridge.lti import LtiReading, is_lti, read_lti
from tests.readers.cartridges import any_tree, files_of, found, read_fixture, xml

TOOL = "tool/draw.xml"
NAMES = [
    "title",
    "description",
    "custom",
    "extensions",
    "property",
    "launch_url",
    "secure_launch_url",
    "icon",
    "vendor",
    "code",
]


def link(old: str = "", new: str = "") -> LtiReading:
    text = files_of("minimal")[TOOL].decode()
    assert old in text
    document = xml(text.replace(old, new, 1) if old else text)
    return read_lti(document.root, document, resource="r", path="a.xml", cartridge="1.3")


def test_link_says_what_it_launches() -> None:
    read = link()
    assert (read.link.title, read.link.launch, read.link.host) == (
        "Map drawing",
        "https://draw.example/launch",
        "draw.example",
    )
    assert read.link.secure
    assert read.link.order_ok
    assert read.link.foreign == ()
    assert read.link.version == "1.3"
    assert read.tool.sends == ()


def test_secret_is_counted_and_never_kept() -> None:
    secret = '<lticm:property name="shared_secret">hunter2</lticm:property>'
    result = read_fixture("minimal", {TOOL: ('<lticm:property name="client_id">1</lticm:property>', secret)})
    assert found(result) == ["LT-10"]
    assert result.findings[0].arguments == {"link": "Map drawing", "count": 1}
    assert b"hunter2" not in msgspec.json.encode(result)


@pytest.mark.parametrize("value", ["", "secret", "$SECRET", "[secret]", "xxxx"])
def test_placeholder_of_a_secret_is_no_secret(value: str) -> None:
    read = link('name="client_id">1<', f'name="shared_secret">{value}<')
    assert read.link.secrets == 0


def test_query_of_the_address_is_not_kept() -> None:
    read = link("https://draw.example/launch", "https://user:pw@draw.example/launch?token=abc#x")
    assert read.link.launch == "https://draw.example/launch"


def test_secure_address_goes_first() -> None:
    read = link(
        "<blti:secure_launch_url>", "<blti:launch_url>http://a.example</blti:launch_url><blti:secure_launch_url>"
    )
    assert read.link.launch == "https://draw.example/launch"


def test_address_without_scheme_is_not_absolute() -> None:
    assert not link("https://draw.example/launch", "draw.example/launch").link.launch_absolute


def test_link_without_address_has_none() -> None:
    assert link("https://draw.example/launch", " ").link.launch is None


@pytest.mark.parametrize("host", ["localhost", "tool.local", "192.168.0.4", "10.1.2.3", "127.0.0.1", "server"])
def test_host_of_a_private_network_is_not_public(host: str) -> None:
    assert not link("draw.example/launch", f"{host}/launch").link.host_public


def test_public_address_is_public() -> None:
    assert link("draw.example/launch", "93.184.216.34/launch").link.host_public


def test_other_order_is_noticed() -> None:
    read = link(
        "<blti:title>Map drawing</blti:title>",
        "<blti:icon>https://a.example/i.png</blti:icon><blti:title>A</blti:title>",
    )
    assert not read.link.order_ok


def test_element_of_the_wrong_namespace_is_noticed() -> None:
    read = link("<blti:description>Draw a map of your street.</blti:description>", "<description>x</description>")
    assert read.link.foreign == ("description",)
    assert read.link.description == "x"


def test_email_address_in_a_custom_parameter_is_named_without_its_value() -> None:
    custom = (
        '<blti:custom><lticm:property name="owner">ada@maps.example</lticm:property>'
        '<lticm:property name="user">$User.email</lticm:property></blti:custom>'
        "<blti:extensions"
    )
    read = link("<blti:extensions", custom)
    assert read.link.suspicious_parameters == ("owner",)
    assert b"ada@" not in msgspec.json.encode(read)


def test_icon_that_is_not_there_does_not_resolve() -> None:
    result = read_fixture(
        "minimal",
        {TOOL: ("</cartridge_basiclti_link>", '<cartridge_icon identifierref="gone"/></cartridge_basiclti_link>')},
    )
    assert result.manifest is not None
    assert [read.icon_resolves for read in result.manifest.lti_links] == [False]


def test_privacy_level_says_what_is_sent() -> None:
    assert link("anonymous", "public").tool.sends == ("name", "email", "id", "roles")


@settings(max_examples=60, deadline=None)
@given(any_tree(NAMES, "cartridge_basiclti_link"))
def test_any_tree_gives_a_link(document: XmlDocument) -> None:
    assert is_lti(document.root)
    assert isinstance(read_lti(document.root, document, resource="r", path="a.xml"), LtiReading)
