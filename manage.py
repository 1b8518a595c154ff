#!/usr/bin/env python
"""Run Django's command line with the settings of this project, in the language that these name for commands."""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.utils import translation

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    translation.activate(settings.COMMAND_LANGUAGE)
    execute_from_command_line(sys.argv)
