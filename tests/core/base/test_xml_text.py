"""Text in XML comes out of it as it went in, but for the characters that XML does not know."""

from xml.etree import ElementTree

import pytest

from slipline.core.base.xml_text import in_xml


@pytest.mark.parametrize(
    "text", ["a<b", "<script>alert('1')</script>", "\"quoted\" & 'more'", "滑坡 Å²", "a\n\tb\r", ""]
)
def test_it_is_the_same_in_a_tag_and_in_an_attribute(text):
    element = ElementTree.fromstring(f'<a b="{in_xml(text)}">{in_xml(text)}</a>')
    assert (element.get("b"), element.text or "") == (text, text)


def test_characters_that_xml_cannot_hold_are_left_out():
    assert in_xml("a\x00b\x0bc\ud800d\ufffe") == "abcd"
    assert in_xml(2.5) == "2.5"
