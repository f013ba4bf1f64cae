"""What a browser makes of a page: its elements, and its text."""

from __future__ import annotations

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements, self.attributes, self.texts = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)


def read_page(html):
    """Names of the elements and attributes of a page, and all of its text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.elements, reader.attributes, "".join(reader.texts)
