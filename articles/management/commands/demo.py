"""Show the whole way once: seeds to a published collection, by the functions behind the admin's buttons; then serve."""

import hashlib
import os
import sys
import tomllib
from itertools import count
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.editorial import decide, workflow
from articles.editorial.findings import open_findings
from articles.models import (
    Article,
    ArticleLink,
    Attribution,
    Collection,
    Contribution,
    Placement,
    Section,
    Source,
    Topic,
    User,
)
from articles.told import told as _

SEEDS = settings.BASE_DIR / "seeds"
#: Fixed logins for trying things on one's own machine: name, groups, display name. Made only in demo mode.
PEOPLE = (
    ("bianji", ("编辑",), "沈一白"),
    ("chushen", ("初审",), "陆青"),
    ("fushen", ("复审",), "周念一"),
    ("zhongshen", ("终审",), "何知秋"),
    ("guanli", ("管理员",), "管理员"),
)
PASSWORD = "newsroom-demo"


class Command(BaseCommand):
    requires_system_checks = ()  # of the code, which no run changes: half of the start

    def add_arguments(self, parser: CommandParser) -> None:
        parser.description = _(
            "用 seeds/ 装满一个空的演示：导入、签发并发布样例专题，再开网站；只在 NEWSROOM_DEMO=1 时。退出状态：0；1 有一步办不了。"
        )
        parser.add_argument("--port", type=int, default=8000, help=_("127.0.0.1 上的端口（默认 8000）"))
        parser.add_argument("--no-serve", action="store_true", help=_("什么都做，只是不开网站"))

    def handle(self, *args: object, **options: Any) -> None:  # Any: Django's own signature
        if not settings.DEMO:
            raise CommandError(_("演示的登录名和密码是固定的，只在 NEWSROOM_DEMO=1 时运行。"))
        call_command("migrate", interactive=False, verbosity=0)
        before = Article.objects.count()
        call_command("import_seeds", stdout=self.stdout, stderr=self.stderr)
        people = make_people()
        for path in sorted((SEEDS / "collections").glob("*.toml")):
            publish_collection(tomllib.loads(path.read_text(encoding="utf-8")), people)
        counts = {"new": Article.objects.count() - before, "all": Article.objects.count()}
        self.stdout.write(_("%(new)d 件新入库；共 %(all)d 篇文章。") % counts)
        self.greet(options["port"])
        if not options["no_serve"]:
            self.stdout.flush()
            serve(options["port"])

    def greet(self, port: int) -> None:
        """Print where to look and how to sign in."""
        for place, path in ((_("网站"), "/"), (_("编辑台"), "/admin/")):
            self.stdout.write(f"{place} http://127.0.0.1:{port}{path}")
        for username, groups, name in PEOPLE:
            self.stdout.write(f"  {username:<10} {PASSWORD}  {'、'.join(groups)}（{name}）")
        self.stdout.write(_("按 Ctrl+C 结束。"))


def make_people() -> dict[str, User]:
    """Return the demo's users by login, made where they are missing."""
    people: dict[str, User] = {}
    for username, groups, name in PEOPLE:
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User.objects.create_user(
                username, password=PASSWORD, is_staff=True, is_superuser=username == "guanli", display_name=name
            )
            user.groups.set(Group.objects.filter(name__in=groups))
        people[username] = user
    return people


def publish_collection(plan: dict[str, Any], people: dict[str, User]) -> None:  # Any: TOML
    """Do what `plan` says an editor does, have everything signed by three, publish; nothing where it is public already."""
    if Collection.objects.filter(slug=plan["slug"]).exists():
        return
    articles = {name: seed_article(name) for name in named_captures(plan)}
    for mend in plan.get("mend", []):
        mend_article(articles[mend["capture"]], mend, people["bianji"])
    for link in plan.get("link", []):
        link_articles(articles[link["from"]], articles[link["to"]], link, people["bianji"])
    for section in plan["section"]:
        for placement in section["placement"]:
            sign_and_publish(articles[placement["capture"]], people)
    collection = Collection.objects.create(
        **{name: plan[name].strip() for name in ("title", "slug", "standfirst", "introduction")}
    )
    order = count(1)
    for n, part in enumerate(plan["section"], 1):
        section = Section.objects.create(
            collection=collection, title=part["title"], introduction=part.get("introduction", ""), order=n
        )
        for placed in part["placement"]:
            Placement.objects.create(
                collection=collection,
                section=section,
                article=articles[placed["capture"]],
                order=next(order),
                note=placed.get("note", ""),
                title=placed.get("title", ""),
            )
    workflow.record(collection, by=people["bianji"], reason=_("新建"))
    sign_and_publish(collection, people)


def named_captures(plan: dict[str, Any]) -> list[str]:  # Any: TOML
    """Return every capture that `plan` names, each once."""
    names = [p["capture"] for section in plan["section"] for p in section["placement"]]
    names += [mend["capture"] for mend in plan.get("mend", [])]
    names += [name for link in plan.get("link", []) for name in (link["from"], link["to"])]
    return list(dict.fromkeys(names))


def seed_article(name: str) -> Article:
    """Return the article read from the seed `name`, found by the digest of its bytes."""
    sha256 = hashlib.sha256((SEEDS / name).read_bytes()).hexdigest()
    article = Article.objects.filter(reading__capture__sha256=sha256).first()
    if article is None:
        raise CommandError(_("seeds/%(name)s 没有导入。") % {"name": name})
    return article


def mend_article(article: Article, mend: dict[str, Any], by: User) -> None:  # Any: TOML
    """Apply the fixes `mend` names, fill in the facts it gives."""
    for code in mend.get("apply", []):
        for finding in [f for f in open_findings(article) if f.code == code and f.fix is not None]:
            decide.apply_fix(article, finding.key, by=by)
            article.refresh_from_db()
    if mend.get("confirm"):
        decide.confirm_names(article, by=by)
    with workflow.editing(article.pk, by=by, reason=_("补齐事实")) as mine:
        for name in ("title", "date"):
            setattr(mine, name, mend.get(name, getattr(mine, name)))
        mine.save()
        if "source" in mend:
            source = Source.objects.get(key=mend["source"])
            Attribution.objects.update_or_create(
                article=mine, role="published_by", defaults={"source": source, "name": source.name}
            )
        if "editor" in mend:
            Contribution.objects.create(
                article=mine, name=mend["editor"], role="editor", order=mine.contributions.count()
            )
        mine.topics.add(*Topic.objects.filter(key__in=mend.get("topics", [])))
        mine.tags.add(*mend.get("tags", []))


def link_articles(one: Article, other: Article, link: dict[str, Any], by: User) -> None:  # Any: TOML
    """Link `one` to `other` with the kind and note given."""
    with workflow.editing(one.pk, by=by, reason=_("加关联")):
        ArticleLink.objects.create(from_article=one, to_article=other, kind=link["kind"], note=link["note"], by=by)


def sign_and_publish(target: Article | Collection, people: dict[str, User]) -> None:
    """Send `target` to review, sign it as three people, publish it. Raises CommandError with the reasons on a refusal."""
    try:
        workflow.submit(target, by=people["bianji"])
        for username in ("chushen", "fushen", "zhongshen"):
            workflow.sign(target, by=people[username])
        workflow.publish(target, by=people["zhongshen"])
    except workflow.Refused as refused:
        raise CommandError(f"{target}: {refused}") from refused


def serve(port: int) -> None:
    """Become the server, on this machine only."""
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, server_command(port))


def server_command(port: int) -> list[str]:
    """Return the words by which the server of a demo is started, from the folder of the project."""
    listening = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4"]
    return [sys.executable, "-m", "granian", *listening, "--log-level", "warning", "newsroom.wsgi:application"]
