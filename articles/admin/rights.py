"""What a signed-in person may do, asked once: their own rights, those of their groups and the groups in one query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class HouseBackend(ModelBackend):
    """Django's backend, but rights and groups are `User.held`, not two queries and one for each group looked for."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # Any: Django's own signature
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        return super().get_all_permissions(user_obj) if user_obj.is_superuser else set(user_obj.held.rights)
