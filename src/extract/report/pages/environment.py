"""How all pages are filled: one environment of templates, in which every value is escaped and none may be missing."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from extract.report.pages.signs import codes, plainly, shown
from extract.report.wording import role_name

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Of pages without script or pictures: nothing is loaded, nothing runs."""


@cache
def environment() -> Environment:
    """The templates of `templates/`, with the filters that they use."""
    made = Environment(
        loader=PackageLoader("extract.report.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {"shown": shown, "plainly": plainly, "codes": codes, "file_name": file_name}
    made.filters |= {**filters, "role_name": role_name, "px": "{:.1f}".format}
    return made


def file_name(path: str) -> str:
    """What a person calls a file: its name without the folders.

    >>> file_name("/a/b/paper.pdf"), file_name("C:\\\\papers\\\\a.pdf")
    ('paper.pdf', 'a.pdf')
    """
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1] or path
