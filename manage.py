#!/usr/bin/env python
"""Run a management command with the project's settings."""

import os
import sys

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.utils import translation

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    translation.activate(settings.COMMAND_LANGUAGE)
    execute_from_command_line(sys.argv)
