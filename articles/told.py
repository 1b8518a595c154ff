"""Sentences that know what they are made of, so that what is kept of one can be told in another language later.

`told` stands for `gettext` wherever a sentence may be kept: why a revision was made, why something was refused. Such a
sentence is a `str` in the language in force; what is kept of it (`kept`) is its message and what stands in that. What a
person typed is kept as typed. Not for the sentences of the pure code (`articles.wording` finds these again by their form).
"""

from collections.abc import Iterable, Mapping
from typing import Any, SupportsIndex

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext


class Told(str):
    """A sentence in the language it was said in, with its message and what stands in it: by name, or in a row."""

    message: str
    values: Mapping[str, object] | tuple[object, ...]

    def __new__(cls, words: str, message: str, values: Mapping[str, object] | tuple[object, ...] = ()) -> "Told":
        said = super().__new__(cls, words)
        said.message, said.values = message, values
        return said

    def __mod__(self, values: Any) -> "Told":  # Any: the signature of str; here always by name
        return Told(super().__mod__(values), self.message, dict(values))

    def join(self, parts: Iterable[str], /) -> "Told":
        row = tuple(parts)
        return Told(super().join(row), self.message, row)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        return Told, (str(self), self.message, self.values)


def told(message: str | Promise) -> str:
    """Return a message of the catalogues, or a label (`gettext_lazy`), in the language in force: a `Told`.

    >>> with translation.override("en"):
    ...     sentence = told("恢复第 %(number)d 次修订") % {"number": 3}
    >>> sentence
    'Restore revision 3'
    >>> kept(sentence)
    {'message': '恢复第 %(number)d 次修订', 'values': {'number': 3}}
    """
    if isinstance(message, Promise):
        return Told(str(message), _message_of(message))
    return Told(gettext(message), message)


def _message_of(label: Promise) -> str:
    with translation.override(settings.LANGUAGE_CODE):  # the messages are written in it
        return str(label)


def kept(said: object) -> Any:  # Any: JSON
    """Return what is kept of a sentence: its message and its values, themselves kept so; of any other text the text."""
    if isinstance(said, Promise):
        return {"message": _message_of(said)}
    if not isinstance(said, Told) or not said:
        return said if isinstance(said, int) else str(said)
    if isinstance(said.values, tuple):
        return {"message": said.message, **({"row": [kept(part) for part in said.values]} if said.values else {})}
    return {"message": said.message, "values": {name: kept(value) for name, value in said.values.items()}}


def tell(what: Any) -> Any:  # Any: JSON
    """Return in the language in force what was kept of a sentence; what was typed, as it was typed.

    >>> tell({"message": "恢复第 %(number)d 次修订", "values": {"number": 3}}), tell("改错字")
    ('恢复第 3 次修订', '改错字')
    """
    if not isinstance(what, dict):
        return what
    words = gettext(what["message"])
    if "row" in what:
        return words.join(map(tell, what["row"]))
    return words % {name: tell(value) for name, value in what["values"].items()} if "values" in what else words
