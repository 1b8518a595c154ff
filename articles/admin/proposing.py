"""The page of what a collection's rule proposes: the rule in words, proposals with their reasons, and those refused."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.arranging import done
from articles.admin.finder import FinderPages
from articles.admin.forms import OneLine
from articles.editorial.propose import Known, known_to, propose, refuse, take_back
from articles.editorial.rule import Rule, read_rule, rule_lines, rule_of, set_rule
from articles.editorial.workflow import Refused
from articles.models import Collection, Source, Topic, known_tags, validate_edtf
from articles.text.dates import parse_edtf
from articles.text.tags import split_tags, tag_identity

#: Refused proposals shown at once, the last first.
REFUSED = 50
#: The fields that name records, by their models.
RECORDS: dict[str, Any] = {"topics": Topic, "sources": Source, "without": Topic}


class Names(forms.CharField):
    """Names of records parted by 、 as people write them; gives back their stable keys."""

    def __init__(self, *, model: Any, **kwargs: Any) -> None:  # Any: a model of authorities; Django's own signature
        super().__init__(**{"required": False, "max_length": 2000, **kwargs})
        self.model = model

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the keys of what is named. Raises ValidationError for names nobody has, or that several have. Two queries at most."""
        names = split_tags(super().clean(value))
        known = _known(self.model, names) if names else {}
        for name in names:
            found = known.get(tag_identity(name), set())
            if len(found) != 1:
                words = _("没有叫“%(name)s”的。") if not found else _("叫“%(name)s”的不止一个，请写标识：%(keys)s")
                raise ValidationError(words, "unknown", {"name": name, "keys": _("、").join(sorted(found))})
        return tuple(dict.fromkeys(next(iter(known[tag_identity(name)])) for name in names))


def _known(model: Any, names: list[str]) -> dict[str, set[str]]:
    """Return, by the identity of a name, the keys of the records that bear it: as their name, a written form, or their key."""
    asked = {tag_identity(name) for name in names}
    forms_of = "terms" if model is Topic else "forms"
    found: dict[str, set[str]] = {}
    written = model.objects.filter(**{f"{forms_of}__folded__in": asked}).values_list(f"{forms_of}__folded", "key")
    named = model.objects.filter(name__in=names).values_list("name", "key")
    keyed = model.objects.filter(key__in=names).values_list("key", "key")
    for name, key in (*written, *((tag_identity(name), key) for name, key in (*named, *keyed))):
        found.setdefault(name, set()).add(key)
    return found


def _edtf(value: str) -> None:
    """Refuse what is no date, and a date whose year is unknown."""
    validate_edtf(value)
    if value and parse_edtf(value).bounds() is None:
        raise ValidationError(_("请写到年，如 2023、2023-09。"), "year")


class RuleForm(forms.Form):
    """The rule in words."""

    topics = Names(
        model=Topic, label=gettext_lazy("主题（连同下位主题）"), help_text=gettext_lazy("用顿号分开；合上一个就荐。")
    )
    tags = forms.CharField(label=gettext_lazy("标签"), required=False, max_length=2000)
    query = OneLine(
        label=gettext_lazy("检索词"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("几个词要都有；繁简、拼音不拘。"),
    )
    since = forms.CharField(
        label=gettext_lazy("从"),
        required=False,
        max_length=40,
        validators=[_edtf],
        help_text=gettext_lazy("如 2023-09。"),
    )
    until = forms.CharField(label=gettext_lazy("到"), required=False, max_length=40, validators=[_edtf])
    sources = Names(model=Source, label=gettext_lazy("首发来源"), help_text=gettext_lazy("空着就是不限。"))
    without = Names(model=Topic, label=gettext_lazy("不要的主题（连同下位主题）"))

    def clean_tags(self) -> tuple[str, ...]:
        """Return the identities of the tags. Refuses those nobody has."""
        names = split_tags(self.cleaned_data["tags"])
        known = known_tags(map(tag_identity, names)) if names else {}
        if new := [name for name in names if tag_identity(name) not in known]:
            raise ValidationError(_("没有叫“%(name)s”的标签。"), "unknown", {"name": new[0]})
        return tuple(dict.fromkeys(tag_identity(name) for name in names))

    def rule(self) -> Rule:
        return Rule(**self.cleaned_data)


@dataclass(frozen=True, slots=True)
class Said:
    """A rule with the names of its records."""

    rule: Rule
    names: dict[str, dict[str, str]]

    def initial(self) -> dict[str, str]:
        """Return what the form shows."""
        texts = {name: getattr(self.rule, name) for name in ("query", "since", "until")}
        lists = {name: "、".join(self._named(name)) for name in (*RECORDS, "tags")}
        return {**texts, **lists}

    def lines(self) -> list[str]:
        """Return the rule in words, a line each."""
        topics = [_("主题 %(names)s") % {"names": _("、").join(self._named("topics"))}] if self.rule.topics else []
        names = {key: name for found in self.names.values() for key, name in found.items()}
        return [*topics, *rule_lines(self.rule.as_json(), names)]

    def _named(self, field: str) -> list[str]:
        return [self.names.get(field, {}).get(key, key) for key in getattr(self.rule, field)]


def said(rule: Rule, known: Known) -> Said:
    """Return a rule in the names of its records. No query."""
    tree = known.tree
    topics = {key: tree.names[pk] for key, pk in tree.keys.items() if key in (*rule.topics, *rule.without)}
    sources = {key: name for key, (_pk, name) in known.sources.items()}
    tags = {identity: tag.name for identity, tag in known.tags.items()}
    return Said(rule, {"topics": topics, "without": topics, "sources": sources, "tags": tags})


class ProposalPages(FinderPages):
    def proposals_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the rule and what it proposes; by its buttons save the rule, refuse a proposal, take a refusal back."""
        target = self.seen(request, object_id)
        form = RuleForm(request.POST) if "_rule" in request.POST else None
        if request.method == "POST":
            answer = self._answer(request, target, form)
            if answer is not None:
                return answer
        rule, refused = rule_of(target), "refused" in request.GET
        known = known_to(rule)
        now, newest = said(rule, known), request.GET.get("order") == "new"
        shown = {
            **self.takes(request, target),
            "heading": _("荐稿"),
            "lines": now.lines(),
            "form": form or RuleForm(initial=now.initial(), auto_id="rule-%s"),
            "opened": _packed(rule),
            "newest": newest,
            "lists_refused": refused,
            "proposals": () if refused else propose(target, rule, known=known, newest=newest),
            "refused": _refused(target) if refused else (),
        }
        return self.shelf(request, "proposals", target, shown)

    def _answer(self, request: HttpRequest, target: Any, form: RuleForm | None) -> HttpResponse | None:
        """Do what the pressed button says; None where the rule as typed is none, and the page is to be shown again."""
        if not self.has_change_permission(request, target):
            raise PermissionDenied
        told = done(target, lambda: _do(request, target, form)).as_json()
        if request.headers.get("X-Part") == "shelf":
            return JsonResponse(told)
        (messages.success if told["done"] else messages.error)(request, told["said"])
        return None if form and not told["done"] else HttpResponseRedirect(request.get_full_path())

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_proposals"
        own = path("<path:object_id>/proposals/", self.admin_site.admin_view(self.proposals_view), name=name)
        return [own, *super().get_urls()]


def _refused(target: Collection) -> Any:  # Any: a queryset
    """Return what was refused, the last first. One query."""
    rows = target.refused_proposals.select_related("article", "by")
    return rows.defer("article__body", "article__standfirst")[:REFUSED]


def _do(request: HttpRequest, target: Any, form: RuleForm | None) -> str:
    by: Any = request.user  # Any: signed in, or the site shows the login page
    if form is not None:
        if not form.is_valid():
            fields = form.fields
            raise Refused(
                *(f"{fields[name].label}{_('：')}{error}" for name, errors in form.errors.items() for error in errors)
            )
        changed = set_rule(target, form.rule(), by=by, opened=_unpacked(request.POST.get("opened", "")))
        return _("荐稿规则已存。") if changed else _("没有改动，未作保存。")
    if "_refuse" in request.POST:
        return refuse(target, _number(request.POST["_refuse"]), by=by, why=request.POST.get("why", ""))
    if "_again" in request.POST:
        return take_back(target, _number(request.POST["_again"]), by=by)
    raise Refused(_("没有这样的操作。"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _packed(rule: Rule) -> str:
    """Return a rule as its form carries it, to tell whether another one stands by the time it is saved."""
    return json.dumps([list(rule.topics), rule.as_json()], ensure_ascii=False, sort_keys=True)


def _unpacked(text: str) -> Rule:
    """Return the rule that a form showed. Raises Refused for what is none."""
    try:
        topics, stored = json.loads(text)
        return read_rule(stored, tuple(map(str, topics)))
    except (ValueError, TypeError) as error:
        raise Refused(_("表单里没有打开时的内容，未保存。请重新打开这一页。")) from error
