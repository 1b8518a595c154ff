"""Passages: the rows of the search index, desk and press apart so that a leak would need a table nobody joins.

The index itself hangs on these rows in the database (migration 0013): whatever writes or deletes them keeps it in step.
"""

from django.db import models


class Passage(models.Model):
    """A piece of text of at most 8,000 characters with its search tokens, joined by blanks.

    `as_printed` rows repeat the paragraphs in which a word was folded, with the tokens of the word as it stands.
    """

    class Field(models.TextChoices):
        TITLE = "title"
        HEADING = "heading"
        BODY = "body"
        PEOPLE = "people"

    ordinal = models.PositiveIntegerField()
    field = models.CharField(max_length=10, choices=Field)
    text = models.TextField()
    tokens = models.TextField()
    as_printed = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.field} {self.ordinal}"


class DeskPassage(Passage):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="passages")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "ordinal"], name="desk_passage_once")]


class PressPassage(Passage):
    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="passages")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "ordinal"], name="press_passage_once")]
