"""Which columns of a list a person wants to see: kept with the person, or named by the address of a view."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import label_for_field
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.listing import COLUMNS_VAR
from articles.models import User

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    _Base = ModelAdmin[Any]  # Any: one class serves every model
else:
    _Base = object

#: The column of the link to a look at the row; always the last.
PEEK = "peek_link"


class ChosenColumns(_Base):
    """Shows of the columns a list has those that its reader chose. The first one always stands: it leads to the row."""

    more_columns: tuple[str, ...] = ()

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:  # Any: Django's own columns
        return (*self.shown_columns(request), PEEK)

    def all_columns(self) -> tuple[str, ...]:
        """Return every column that may be chosen, in their order."""
        return (*(str(name) for name in self.list_display), *self.more_columns)

    def shown_columns(self, request: HttpRequest) -> tuple[str, ...]:
        """Return the columns of this page: those its address names, else those the person chose, else the usual ones."""
        every = self.all_columns()
        user: Any = request.user  # Any: signed in, or the site shows the login page
        chosen = user.list_columns.get(self.model._meta.model_name, ())
        asked = request.GET[COLUMNS_VAR].split(",") if COLUMNS_VAR in request.GET else chosen
        known = {name for name in asked if name in every}
        return tuple(name for name in every if name in {*known, every[0]}) if known else every[: len(self.list_display)]

    def column_choices(self, request: HttpRequest) -> list[tuple[str, str, bool]]:
        """Return name, label and whether it is shown of each column but the first."""
        shown = self.shown_columns(request)
        return [(name, self.column_label(name), name in shown) for name in self.all_columns()[1:]]

    def column_label(self, name: str) -> str:
        return str(label_for_field(name, self.model, self))

    def peek_link(self, row: Any) -> SafeString:  # Any: a row of any model
        return format_html('<a class="peek" href="{}{}/peek/" data-peek>{}</a>', self._peeks, row.pk, _("看一眼"))

    @cached_property
    def _peeks(self) -> str:
        """Return where the looks at the rows of this model are, made once and not for every row."""
        meta = self.model._meta
        return reverse("admin:peek", args=[meta.app_label, meta.model_name, "0"]).removesuffix("0/peek/")

    peek_link.short_description = gettext_lazy("速览")  # type: ignore[attr-defined]  # as Django has it


def choose_columns(user: User, model: str, names: Sequence[str]) -> None:
    """Keep which columns of the list of `model` a person wants; none means the usual ones."""
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=user.pk)
        columns = {**kept.list_columns, model: list(names)} if names else dict(kept.list_columns)
        if not names:
            columns.pop(model, None)
        kept.list_columns = columns
        kept.save(update_fields=["list_columns"])
