"""The error tree.

    ExtractError                    anything that a user can be told about in one line
    ├── InputError                  one input could not be read; costs that input only
    │   ├── Empty                   empty             nothing but white space
    │   ├── NotAPaper               not_a_paper       binary data, or no text that could be a paper
    │   ├── LeftOut                 left_out          a file of a folder or zip that is no paper
    │   ├── Unreadable              unreadable        the file cannot be opened
    │   ├── Encrypted               encrypted         a password is needed
    │   ├── NoTextLayer             no_text_layer     a scan: every page is a picture
    │   ├── Truncated               truncated         the file ends too early (what could be read is kept)
    │   ├── UnsafeXml               unsafe_xml        external entities or exponential expansion
    │   ├── BadPdf                  bad_pdf           no PDF engine can open it
    │   ├── BadMarkup               bad_markup        XML or HTML that cannot be parsed
    │   ├── TooLarge                too_large         over --max-bytes
    │   ├── TooSlow                 too_slow          over the time limit for one paper
    │   ├── TooHungry               too_hungry        over the memory limit for one paper
    │   └── Crashed                 crashed           a fault of ours: the worker broke on this input
    ├── ServiceError                service           a live service could not be asked
    ├── LibraryError                library           a file of records cannot be read
    ├── DatabaseError               database          the database cannot be opened or written
    ├── OutputError                 output            a file, or standard output, cannot be written
    └── UsageError                  usage             a wrong call

Every class has a short `code` for rows and reports; a message says what, where and what to do next.
"""

from collections.abc import Sequence

LIKE = 0.7
"""How alike a mistyped name and a known one are, by difflib's ratio, for the known one to be suggested."""

STEM = 3
"""Letters of a name that begins another but for its last ("study", "studies") for the other to be suggested."""


def suggestion(name: str, known: Sequence[str]) -> str:
    """What a mistyped name may mean, else all that are known.

    >>> suggestion("result", ("results", "claims"))
    'did you mean results?'
    >>> suggestion("study", ("studies", "results"))
    'did you mean studies?'
    >>> suggestion("x", ("results", "claims"))
    'choose one of results, claims'
    """
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=2, cutoff=LIKE)
    near = near or [word for word in known if len(name) > STEM and word.startswith(name[:-1])][:2]
    return f"did you mean {' or '.join(near)}?" if near else f"choose one of {', '.join(known)}"


class ExtractError(Exception):
    """Base of all errors that are told in one line."""

    code = "error"


class InputError(ExtractError):
    """One input could not be read; the others go on."""

    code = "input"


class Empty(InputError):
    """Nothing but white space."""

    code = "empty"


class NotAPaper(InputError):
    """Binary data, or no text that could be a paper."""

    code = "not_a_paper"


class LeftOut(InputError):
    """No paper: a file of a folder or zip that was not named itself, such as records, data or a README."""

    code = "left_out"


class Unreadable(InputError):
    """The file cannot be opened (missing, no permission, a folder without papers)."""

    code = "unreadable"


class Encrypted(InputError):
    """A password is needed."""

    code = "encrypted"


class NoTextLayer(InputError):
    """Every page is a picture."""

    code = "no_text_layer"


class Truncated(InputError):
    """The file ends too early and nothing could be read."""

    code = "truncated"


class UnsafeXml(InputError):
    """External entities or exponential expansion: refused, nothing fetched."""

    code = "unsafe_xml"


class BadPdf(InputError):
    """No PDF engine can open the file."""

    code = "bad_pdf"


class BadMarkup(InputError):
    """XML or HTML that cannot be parsed."""

    code = "bad_markup"


class TooLarge(InputError):
    """Over --max-bytes."""

    code = "too_large"


class TooSlow(InputError):
    """Over the time limit for one paper."""

    code = "too_slow"


class TooHungry(InputError):
    """Over the memory limit for one paper."""

    code = "too_hungry"


class Crashed(InputError):
    """A fault of ours: the code broke on this input, or its process died."""

    code = "crashed"


class ServiceError(ExtractError):
    """A live service could not be asked; never the same as "not found"."""

    code = "service"


class LibraryError(ExtractError):
    """A file of bibliographic records cannot be read."""

    code = "library"


class DatabaseError(ExtractError):
    """The database cannot be opened or written."""

    code = "database"


class OutputError(ExtractError):
    """A file that was asked for, or standard output, cannot be written."""

    code = "output"


class UsageError(ExtractError):
    """A wrong call: an option, a name or a combination that does not exist."""

    code = "usage"
