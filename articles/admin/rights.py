"""What a signed-in person may do, asked once: their own rights, those of their groups and the groups in one query.

And how much of their inbox is unread, in the query that fetches them.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, OuterRef, Subquery

from articles.models import Reminder, User


class HouseBackend(ModelBackend):
    """Django's backend, but rights and groups are `User.held`, not two queries and one for each group looked for."""

    def get_user(self, user_id: Any) -> User | None:  # Any: Django's own signature
        """Return the person with `unread_count`, None where it is nought. One query, which every page asks anyway."""
        mine = Reminder.objects.unread().filter(person=OuterRef("pk")).order_by().values("person")
        counted = Subquery(mine.annotate(number=Count("pk")).values("number"))
        user = User.objects.annotate(unread_count=counted).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # Any: Django's own signature
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        return super().get_all_permissions(user_obj) if user_obj.is_superuser else set(user_obj.held.rights)
