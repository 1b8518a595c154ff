"""What an editor answers to a finding or a suggestion: take the fix, leave it with a reason, undo; accept, refuse."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from articles.editorial.findings import open_findings
from articles.editorial.kinship import settled_with
from articles.editorial.workflow import Refused, editing
from articles.models import (
    Article,
    ArticleLink,
    Author,
    FindingDecision,
    LinkDecision,
    SuggestionDecision,
    Topic,
    User,
    is_held,
)
from articles.text.diff import carry
from articles.text.finding import Finding
from articles.text.tags import tag_identity
from articles.told import told as _


@transaction.atomic
def apply_fix(
    article: Article, key: str, *, by: User, choice: str | None = None, version: int | None = None
) -> FindingDecision:
    """Put the fix (or `choice`, one of the finding's choices) in place of the quotation; one revision.

    Raises Refused where the finding is gone or has no such fix.
    """
    may_change(by)
    with editing(article.pk, by=by, reason=_("校对：采纳改正"), version=version) as locked:
        finding = _named(open_findings(locked), key)
        fix = finding.fix if choice is None else choice
        if fix is None or (choice is not None and choice not in (finding.fix, *finding.choices)):
            raise Refused(_("这一条没有可采纳的改法，请直接修改文字。"))
        before = locked.revisions.order_by("-number").first()
        text = getattr(locked, finding.field)
        setattr(locked, finding.field, text[: finding.start] + fix + text[finding.end :])
        _save(locked, finding.field, Article.Certainty.INFERRED)
    # Applied before and put back since, by other ways than undoing it: that one stands no more.
    article.decisions.filter(key=key, undone_at__isnull=True).update(undone_at=timezone.now(), undone_by=by)
    return FindingDecision.objects.create(
        article=article,
        key=key,
        code=finding.code,
        decision=FindingDecision.Decision.APPLIED,
        finding={**asdict(finding), "fix": fix},
        by=by,
        before=before,
        after=article.revisions.order_by("-number").first(),
    )


@transaction.atomic
def dismiss(article: Article, key: str, *, by: User, reason: str) -> FindingDecision:
    """Leave the text as it is, with a reason that is remembered for these words.

    What blocks may be dismissed only by those who may publish, and a missing fact by nobody: it must be filled in.
    """
    may_change(by)
    with editing(article.pk, by=by, reason=_("校对：不改")) as locked:
        finding = _named(open_findings(locked), key)
    if not reason.strip():
        raise Refused(_("不改须写明理由。"))
    if finding.level == "block" and not finding.quote:
        raise Refused(_("缺的内容须补上，不能略过。"))
    if finding.level == "block" and not by.has_perm("articles.publish_article"):
        raise Refused(_("这一条会挡住发布，只有能发布的人可以略过。"))
    return FindingDecision.objects.create(
        article=article,
        key=key,
        code=finding.code,
        decision=FindingDecision.Decision.DISMISSED,
        reason=reason.strip()[:300],
        finding=asdict(finding),
        by=by,
    )


@transaction.atomic
def undo(decision: FindingDecision, *, by: User) -> FindingDecision:
    """Take a decision back: an applied fix by a new revision with the inverse edit, refused if that place has changed."""
    may_change(by)
    standing = FindingDecision.objects.select_for_update().get(pk=decision.pk)
    if standing.undone_at is not None:
        raise Refused(_("这一条已经撤销过。"))
    if standing.decision == FindingDecision.Decision.APPLIED:
        _put_back(standing, by)
    standing.undone_at, standing.undone_by = timezone.now(), by
    standing.save(update_fields=["undone_at", "undone_by"])
    return standing


def _put_back(decision: FindingDecision, by: User) -> None:
    finding = decision.finding
    field = finding["field"]
    with editing(decision.article_id, by=by, reason=_("校对：撤销改正")) as locked:
        after = decision.after.content["payload"] if decision.after else {}
        then, now = str(after.get("text" if field == "body" else field, "")), str(getattr(locked, field))
        place = carry(then, now, finding["start"], finding["start"] + len(finding["fix"]))
        if place is None or now[slice(*place)] != finding["fix"]:
            raise Refused(_("这一处后来又改过，不能自动撤销，请直接修改文字。"))
        setattr(locked, field, now[: place[0]] + finding["quote"] + now[place[1] :])
        _save(locked, field, Article.Certainty.STATED)


def _save(article: Article, field: str, certainty: str) -> None:
    """Save the one field; a date carries how it is known along."""
    if field == "date":
        article.date_certainty = certainty
    article.save(update_fields=[field, "date_certainty"])


def accept_topic(article: Article, topic: Topic, *, by: User) -> None:
    """Put the article under a suggested topic; one revision."""
    may_change(by)
    with editing(article.pk, by=by, reason=_("采纳主题：%(topic)s") % {"topic": topic}) as locked:
        locked.topics.add(topic)
        _remember(locked, topic, by, accepted=True)


def confirm_names(article: Article, *, by: User) -> int:
    """Take every name to be confirmed as it stands, under the one author known by it, or a new one. Returns how many.

    A name that several authors bear is confirmed but left for the editor to place.
    """
    may_change(by)
    with editing(article.pk, by=by, reason=_("确认姓名")) as locked:
        doubtful = list(locked.contributions.filter(confirm=True))
        for contribution in doubtful:
            contribution.confirm, contribution.alternatives = False, []
            contribution.author = contribution.author or author_of(contribution.name)
            contribution.save()
    return len(doubtful)


def author_of(name: str) -> Author | None:
    """Return the one author known by `name`, a new one where none is, None where several are. One query, or three."""
    known = list(Author.objects.filter(forms__folded=tag_identity(name)).distinct()[:2])
    if len(known) == 2:
        return None
    if known:
        return known[0]
    author = Author.objects.create(name=name)
    author.forms.create(form=name)
    return author


def refuse_topic(article: Article, topic: Topic, *, by: User) -> None:
    """Refuse a suggested topic for good."""
    may_change(by)
    with editing(article.pk, by=by, reason=_("不取主题：%(topic)s") % {"topic": topic}) as locked:
        _remember(locked, topic, by, accepted=False)


def accept_link(article: Article, other: Article, kind: str, *, by: User) -> None:
    """Link the article to `other` as suggested; one revision. Raises Refused where they are linked or answered already."""
    _answer_link(article, other, kind, by, accepted=True)


def refuse_link(article: Article, other: Article, kind: str, *, by: User) -> None:
    """Refuse a suggested link for good. Raises Refused where the two are linked or answered already."""
    _answer_link(article, other, kind, by, accepted=False)


@transaction.atomic
def _answer_link(article: Article, other: Article, kind: str, by: User, *, accepted: bool) -> None:
    may_change(by)
    if kind not in LinkDecision.Kind.values or article.pk == other.pk:
        raise Refused(_("没有这样的关联建议。"))
    names = {"kind": LinkDecision.Kind(kind).label, "other": other}
    # Both, always in one order: two editors may answer from the two sides at once.
    list(Article.objects.select_for_update().filter(pk__in=[article.pk, other.pk]).order_by("pk").values_list("pk"))
    reason = _("采纳关联：%(kind)s %(other)s") if accepted else _("不取关联：%(kind)s %(other)s")
    with editing(article.pk, by=by, reason=reason % names) as locked:
        if other.pk in settled_with(locked):
            raise Refused(_("这一条关联已有人处理过，请重新载入。"), code="stale")
        LinkDecision.objects.create(article=locked, other=other, kind=kind, accepted=accepted, by=by)
        if accepted:
            ArticleLink.objects.create(from_article=locked, to_article=other, kind=kind, by=by)


def decided_findings(article: Article) -> list[tuple[FindingDecision, Finding]]:
    """Return the decisions that stand, newest first, with the finding each was taken on. One query, none where they are held."""
    held = is_held(article, "decisions")
    decisions = article.decisions.all() if held else article.decisions.select_related("by")
    rows = [row for row in decisions if row.undone_at is None]
    return [(row, Finding(**{**row.finding, "choices": tuple(row.finding["choices"])})) for row in rows]


def _remember(article: Article, topic: Topic, by: User, *, accepted: bool) -> None:
    SuggestionDecision.objects.update_or_create(article=article, topic=topic, defaults={"accepted": accepted, "by": by})


def may_change(by: User) -> None:
    """Raise Refused where the person may not change articles."""
    if not by.has_perm("articles.change_article"):
        raise Refused(_("您没有修改文章的权限。"), code="forbidden")


def _named(findings: tuple[Finding, ...], key: str) -> Finding:
    for finding in findings:
        if finding.key == key:
            return finding
    raise Refused(_("这一条已经不在了：文字可能刚被改过，请重新载入。"), code="stale")
