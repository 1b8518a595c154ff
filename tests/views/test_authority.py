"""The pages of topics, sources, authors and tags."""

import pytest
from django.test import Client

from articles.models import Contribution, Tag, TopicTerm
from tests.factories import make_article, make_author, make_source, make_topic
from tests.press import publish, withdraw

pytestmark = pytest.mark.django_db


def publish_under(topic=None, source=None, author=None, tag="", **changes):
    article = make_article(source=source, **changes)
    if topic:
        article.topics.add(topic)
    if author:
        Contribution.objects.create(article=article, name=author.name, role="reporter", author=author)
    if tag:
        article.tags.add(tag)
    publish(article)
    return article


def test_topic_shows_its_own_pieces_and_those_of_narrower_topics(client: Client):
    broad = make_topic(name="新质生产力", scope="说明在此。", since="2023-09")
    narrow = make_topic(name="低空经济", parent=broad)
    TopicTerm.objects.create(topic=broad, form="新型生产力", kind="variant")
    TopicTerm.objects.create(topic=broad, form="不该用的", kind="avoided")
    publish_under(topic=narrow, title="低空起飞")

    page = client.get("/topics/xin-zhi-sheng-chan-li/").content.decode()

    for part in ("低空起飞", "低空经济", "说明在此。", "2023年9月", "新型生产力"):
        assert part in page, part
    assert "不该用的" not in page
    assert "新质生产力" in client.get("/topics/di-kong-jing-ji/").content.decode()


def test_a_topic_with_nothing_live_is_not_found_nor_listed(client: Client):
    broad = make_topic(name="新质生产力")
    make_topic(name="空着的", parent=broad)
    publish_under(topic=broad)

    assert client.get("/topics/kong-zhe-de/").status_code == 404
    assert "空着的" not in client.get("/topics/").content.decode()
    assert "空着的" not in client.get("/topics/xin-zhi-sheng-chan-li/").content.decode()


def test_tree_nests_narrower_topics_under_one_that_has_nothing_itself(client: Client):
    broad = make_topic(name="上位")
    publish_under(topic=make_topic(name="下位", parent=broad))

    roots = client.get("/topics/").context["roots"]

    assert [(b.topic.name, b.count, [n.topic.name for n in b.narrower]) for b in roots] == [("上位", 0, ["下位"])]


def test_names_are_listed_with_how_many_pieces(client: Client):
    source, author = make_source(name="松川日报"), make_author(name="陆青")
    publish_under(source=source, author=author)
    publish_under(source=source)

    sources, authors = client.get("/sources/").context["kinds"], client.get("/authors/").context["initials"]

    assert sources == {"报纸": [(source, 2)]}
    assert authors == {"L": [(author, 1)]}


@pytest.mark.parametrize("kind", ["topic", "source", "author", "tag"])
def test_an_old_slug_moves_to_the_new_one(client: Client, kind):
    records = {"topic": make_topic(slug="old"), "source": make_source(slug="old"), "author": make_author(slug="old")}
    records["tag"] = Tag.objects.create(name="旧", slug="old")
    publish_under(**{kind: records[kind]})
    records[kind].slug = "new"
    records[kind].save()

    response = client.get(f"/{kind}s/old/")

    assert (response.status_code, response.headers["Location"]) == (301, f"/{kind}s/new/")
    assert client.get(f"/{kind}s/new/").status_code == 200


def test_an_old_slug_of_what_is_not_public_is_not_found(client: Client):
    source = make_source(slug="old")
    source.slug = "new"
    source.save()

    assert client.get("/sources/old/").status_code == 404


def test_topic_feed_moves_with_its_topic(client: Client):
    topic = make_topic(slug="old")
    publish_under(topic=topic)
    topic.slug = "new"
    topic.save()

    assert client.get("/topics/old/feed/").headers["Location"] == "/topics/new/feed/"


def test_the_last_piece_withdrawn_the_record_is_gone(client: Client):
    author = make_author(slug="lu")
    article = publish_under(author=author)
    assert client.get("/authors/lu/").status_code == 200

    withdraw(article)

    assert client.get("/authors/lu/").status_code == 404
    assert "lu" not in str(client.get("/authors/").context["initials"])


def test_editors_notes_on_a_record_stay_inside(client: Client):
    source, author = make_source(slug="s", note="内部备注"), make_author(slug="a", note="内部备注")
    publish_under(source=source, author=author)

    for path in ("/sources/s/", "/authors/a/", "/sources/", "/authors/"):
        assert "内部备注" not in client.get(path).content.decode()
