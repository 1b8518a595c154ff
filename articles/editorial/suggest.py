"""Topics that an article's own words suggest, each with the reason; an editor accepts or refuses (`decide`).

Not for tags or links, and never applied by itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from articles.models import Article, Topic, TopicTerm
from articles.text import glossary, lines
from articles.text.dates import read_date
from articles.text.script import to_simplified
from articles.text.tags import tag_identity
from articles.told import told as _

FIELDS = ("title", "body")

#: A field with `[start, end)` in it, in code points of the field as written.
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic, why, how often its terms stand in the article, and where. `background`: the article is older."""

    topic: Topic
    reason: str
    count: int
    spans: tuple[Span, ...]
    background: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """A folded term; `topics` are the topics it names, none where it is one to be avoided."""

    folded: str
    form: str
    topics: tuple[Topic, ...]


def suggest_topics(article: Article) -> tuple[Suggestion, ...]:
    """Return the topics whose names or terms stand in title or body, most often named first, then by name.

    Left out: topics the article has, and those accepted or refused before. Three queries, however many topics; fewer where
    they are held.
    """
    settled: set[int] = set()
    if article.pk:
        settled |= {topic.pk for topic in article.topics.all()}
        settled |= {decision.topic_id for decision in article.suggestion_decisions.all()}
    found: defaultdict[int, list[tuple[_Term, Span]]] = defaultdict(list)
    topics: dict[int, Topic] = {}
    for term, span in _places(article, _terms(article.known_topics())):
        for topic in term.topics:
            if topic.pk not in settled:
                topics[topic.pk] = topic
                found[topic.pk].append((term, span))
    made = [_suggestion(article, topics[pk], places) for pk, places in found.items()]
    return tuple(sorted(made, key=lambda suggestion: (-suggestion.count, suggestion.topic.name, suggestion.topic.pk)))


def _suggestion(article: Article, topic: Topic, places: list[tuple[_Term, Span]]) -> Suggestion:
    counts = Counter(term.form for term, _span in places)
    parts = [_("“%(term)s”%(count)s 次") % {"term": form, "count": n} for form, n in counts.most_common()]
    reason, background = _("、").join(parts), _is_older(article, topic)
    if background:
        reason = _("只作背景：文章日期 %(date)s 早于这一提法的始见 %(since)s；%(counts)s") % {
            "date": article.date,
            "since": topic.since,
            "counts": reason,
        }
    return Suggestion(topic, reason, len(places), tuple(span for _term, span in places), background)


def _is_older(article: Article, topic: Topic) -> bool:
    """Return whether all of the article's date lies before the topic's term was first used."""
    since = read_date(topic.since)
    bounds = since.bounds() if since else None
    return bool(article.dated_until and bounds and article.dated_until <= bounds[0])


def _terms(known: Iterable[Topic]) -> dict[str, list[_Term]]:
    """Return all terms by their first two characters, the longest first; those of one by that one."""
    forms: dict[str, str] = {}
    topics: defaultdict[str, list[Topic]] = defaultdict(list)
    for topic in known:
        named = {tag_identity(topic.name): topic.name}
        avoided = set()
        for term in topic.known_terms():
            named.setdefault(term.folded, term.form)
            if term.kind == TopicTerm.Kind.AVOIDED:
                avoided.add(term.folded)
        for folded, form in named.items():
            forms.setdefault(folded, form)
            topics[folded] += [] if folded in avoided else [topic]
    by_first: defaultdict[str, list[_Term]] = defaultdict(list)
    for folded in sorted(filter(None, forms), key=len, reverse=True):
        by_first[folded[:2]].append(_Term(folded, forms[folded], tuple(topics[folded])))
    return by_first


def _places(article: Article, terms: dict[str, list[_Term]]) -> Iterator[tuple[_Term, Span]]:
    """Yield every term and where it stands, in reading order, none inside a longer one."""
    if not terms:
        return
    first = re.compile(f"[{re.escape(''.join({begins[0] for begins in terms}))}]")
    for field in FIELDS:
        text, origin = _fold(getattr(article, field))
        at = 0
        while match := first.search(text, at):
            at = match.start()
            likely = (*terms.get(text[at : at + 2], ()), *terms.get(text[at], ()))
            term = next((term for term in likely if _stands(text, term.folded, at)), None)
            if term:
                yield term, (field, origin[at], origin[at + len(term.folded)])
            at += len(term.folded) if term else 1


def _stands(text: str, term: str, at: int) -> bool:
    """Return whether `term` stands at `at`; a Latin one only as a whole word (AI, not Main)."""
    end = at + len(term)
    if not text.startswith(term, at):
        return False
    return not (_joins(text[at - 1 : at], term[0]) or _joins(term[-1], text[end : end + 1]))


def _joins(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _fold(text: str) -> tuple[str, list[int]]:
    """Return `text` as terms are folded, and where each of its places (the end too) stands in `text`."""
    simple = to_simplified(text)
    flat = lines.narrow(simple if len(simple) == len(text) else text)
    low = flat.lower()
    flat = low if len(low) == len(flat) else flat
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for match in _words().finditer(flat):
        entry = glossary.entries()[match.group()]
        word = entry.mainland if entry.folds and entry.mainland else entry.word
        parts += [flat[at : match.start()], word]
        origin += range(at, match.start())
        origin += [min(match.start() + n, match.end() - 1) for n in range(len(word))]
        at = match.end()
    parts.append(flat[at:])
    return "".join(parts), [*origin, *range(at, len(flat) + 1)]


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(glossary.entries(), key=len, reverse=True))))
