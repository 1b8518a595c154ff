"""The import page in a browser: files chosen, looked at and imported by the keyboard, nothing cut off or barred."""

import pytest
from playwright.sync_api import expect

from tests.factories import BODY
from tests.once import once

pytestmark = [pytest.mark.browser, once]
STAYS = "document.querySelector('form.desk-import').addEventListener('submit', (event) => event.preventDefault())"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_files_are_looked_at_and_imported_by_keyboard(person, width, scheme):
    watched = person("bianji")
    watched.look(width, scheme)
    watched.open("/admin/import/")
    page = watched.page
    text = f"---\ntitle: 第 {width} 条产线\ndate: 2024-06-28\nsource: 松川日报\nauthor: 林远舟\n---\n\n{BODY}\n"
    made = [
        {"name": "产线.md", "mimeType": "text/plain", "buffer": text.encode()},
        {"name": "空.md", "mimeType": "text/plain", "buffer": b""},
    ]
    page.set_input_files("#import-files", made)
    page.locator("form.desk-import button[type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-import li")).to_have_count(2)
    expect(page.locator(".desk-import input[type=checkbox]")).to_be_checked()
    assert watched.faults() == []

    page.locator("form.desk-import button[type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-import li h2 a")).to_have_text("产线.md")
    assert watched.faults() == []

    page.locator(".desk-import li h2 a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_have_value(f"第 {width} 条产线")


def test_who_waits_for_an_import_is_told_how_far_it_has_come(person):
    watched = person("bianji")
    watched.look(1280, "light")
    watched.open("/admin/import/")
    page = watched.page
    page.route("**/admin/import/progress/*", lambda route: route.fulfill(json=[3, 12]))
    page.evaluate(STAYS)  # as if the answer took its time

    page.get_by_role("button", name="预览").click()

    expect(page.locator(".running [role=status]")).to_have_text("已读 3 件，共 12 件")
    assert page.locator(".running progress").evaluate("(bar) => [bar.value, bar.max]") == [3, 12]
    assert watched.faults() == []
    page.unroute_all()
