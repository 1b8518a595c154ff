"""The share of each field that must be right, over samples and corpus together. Raised as the reading gets better, never lowered."""

FLOORS = {
    "articles": 0.0,
    "title": 0.0,
    "subtitle": 0.0,
    "date": 0.0,
    "precision": 0.0,
    "source": 0.0,
    "people": 0.0,
    "first": 0.0,
    "last": 0.0,
    "absent": 0.0,
    "present": 0.0,
    "headings": 0.0,
}
