"""Nothing the app does reaches anybody but its own server, and nothing else may run in it.

The browser's own network log is the witness: it knows every request of pages, workers and the service worker,
prefetched and preloaded ones too. What Chromium asks of its maker for itself has no page behind it.
"""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright, Route

from evenstride.catalog import load
from evenstride.main import STATIC
from tests.browser.past import account_with
from tests.browser.phone import FLAGS, SCREEN, LentPhone, find_chromium
from tests.browser.runner import Runner
from tests.browser.server import ROOT, Server
from tests.live import NO_CERTIFICATES
from tests.training.virtual_runner import Body, Life

pytestmark = pytest.mark.browser

DAYS = 5
"""Of a virtual runner's training, so that every screen has something to show."""

NOT_FOUND = "/nothing/here"

ADDRESS_PARTS = {"ladder": "squat", "id": "sl_stand_eyes_open", "exercise": "lateral_step_down"}

CACHED = """
(async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map((request) => new URL(request.url).pathname);
})()
"""

SHOW_A_FOREIGN_PICTURE = """
new Promise((done) => {
  const picture = new Image();
  picture.onload = picture.onerror = () => done(true);
  picture.src = "https://elsewhere.example/pixel.png";
})
"""

SAID_EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Witnessed(LentPhone):
    """A phone of its own browser, which writes down every request it makes."""

    def __init__(
        self, playwright: Playwright, folder: Path, origin: str, *, bypass_csp: bool = False
    ) -> None:
        self._log = folder / "net.json"
        path = find_chromium(playwright)
        browser = playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, f"--log-net-log={self._log}"]
        )
        super().__init__(playwright, browser, origin)
        self._bypass_csp = bypass_csp

    def switch_on(self, *, dark: bool = False) -> None:
        self._context = self._browser.new_context(**SCREEN, bypass_csp=self._bypass_csp)
        self._watch(self._context)
        self._context.new_page()

    def hosts_asked(self) -> dict[str, list[str]]:
        """By origin, what pages and workers asked of it. Ends the browser: only then the log is whole."""
        self._browser.close()
        events = json.loads(self._log.read_text())["events"]
        asked: dict[str, list[str]] = {}
        for said in (event.get("params", {}) for event in events):
            if said.get("initiator", "not an origin") != "not an origin" and "url" in said:
                parts = urlsplit(said["url"])
                asked.setdefault(f"{parts.scheme}://{parts.netloc}", []).append(parts.path)
        return asked


Witness = Callable[..., Witnessed]


@pytest.fixture
def witness(playwright: Playwright, tmp_path: Path, server: Server) -> Iterator[Witness]:
    phones: list[Witnessed] = []

    def switched_on(*, bypass_csp: bool = False) -> Witnessed:
        phone = Witnessed(playwright, tmp_path, server.origin, bypass_csp=bypass_csp)
        phones.append(phone)
        phone.switch_on()
        return phone

    yield switched_on
    for phone in phones:
        phone._browser.close()


def screens(session: str) -> list[str]:
    """Every address of the app, as the app itself lists them."""
    paths = re.findall(r'<Route path="([^"]+)"', (ROOT / "frontend/src/app.tsx").read_text())
    assert len(paths) > 10
    parts = ADDRESS_PARTS | {"session": session}
    return [re.sub(r":(\w+)", lambda part: parts[part[1]], path) for path in paths] + [NOT_FOUND]


def test_a_whole_story_reaches_nobody_but_its_own_server(witness: Witness, server: Server) -> None:
    life = Life(Body("steady", seed=3), load())
    life.live(DAYS)
    sessions = [entry.record for entry in life.log.entries if entry.kind == "session_started"]
    code = account_with(server.origin, life.log.entries)

    phone = witness()
    Runner(phone).signs_in(code)
    phone.works_offline_from_now_on()
    for path in screens(sessions[-1]):
        phone.open(path)
        phone.waits_for("document.querySelector('#app').innerText.trim().length > 0")
        phone.page.wait_for_load_state("networkidle" if path != "/" else "load")
    cached = phone.look(CACHED)
    asked = phone.hosts_asked()

    assert phone.complaints == []
    assert set(asked) == {server.origin}
    assert {"/api/sync", "/api/events", "/sw.js", "/manifest.webmanifest"} <= set(asked[server.origin])
    assert len(cached) > 20
    assert not [path for path in cached if re.match(r"/(api|health|metrics)(/|$)", path)]


def test_the_witness_sees_a_request_that_leaves(witness: Witness, server: Server) -> None:
    phone = witness(bypass_csp=True)
    phone.open()
    phone.look(SHOW_A_FOREIGN_PICTURE)
    assert [complaint for complaint in phone.complaints if "left the origin" in complaint]
    assert set(phone.hosts_asked()) == {server.origin, "https://elsewhere.example"}


def with_markup_of_a_thief(route: Route) -> None:
    page = route.fetch()
    stolen = page.text().replace("<body", "<body onclick='stolen = 1'")
    route.fulfill(response=page, body=stolen.replace("</body>", "<script>stolen = 2</script></body>"))


def test_the_policy_stops_what_is_not_ours_before_it_leaves(witness: Witness, server: Server) -> None:
    phone = witness()
    phone.context.route(server.origin + "/", with_markup_of_a_thief)
    phone.open()
    phone.look(SHOW_A_FOREIGN_PICTURE)
    phone.look("document.body.click()")
    with pytest.raises(BrowserError, match="TrustedScript"):
        phone.look("document.body.setAttribute('onclick', 'stolen = 1')")
    assert phone.look("typeof stolen") == "undefined"
    refused = [one for one in phone.complaints if one.startswith("console: content security policy:")]
    assert any("img-src" in one for one in refused)
    assert any("script-src-attr" in one for one in refused)
    assert any("script-src-elem" in one for one in refused)
    assert set(phone.hosts_asked()) == {server.origin}


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.origin, timeout=60, verify=NO_CERTIFICATES) as client:
        yield client


def test_every_kind_of_answer_carries_the_headers(client: httpx.Client) -> None:
    asset = next(path.name for path in (STATIC / "assets").iterdir() if path.suffix == ".js")
    kinds = {
        "/": 200,
        "/progress": 200,
        f"/assets/{asset}": 200,
        "/sw.js": 200,
        "/manifest.webmanifest": 200,
        "/icons/mark.svg": 200,
        "/assets/gone.js": 404,
        "/health/live": 200,
        "/api/catalog": 200,
        "/api/openapi.json": 200,
        "/api/docs": 200,
        "/api/account": 401,
        "/api/nothing": 404,
        "/api/sync": 405,
    }
    for path, status in kinds.items():
        answer = client.get(path)
        said = answer.headers
        assert answer.status_code == status, path
        assert {name: said.get(name) for name in SAID_EVERYWHERE} == SAID_EVERYWHERE, path
        assert said["referrer-policy"] in ("same-origin", "no-referrer", "strict-origin"), path
        assert "camera=()" in said["permissions-policy"], path
        assert not [name for name in said if name.startswith("access-control-")], path
        policy = dict(part.strip().partition(" ")[::2] for part in said["content-security-policy"].split(";"))
        assert "unsafe" not in said["content-security-policy"], path
        assert {source for value in policy.values() for source in value.split()} <= {
            "'self'", "'none'", "data:", "blob:", "'script'", *policy.get("trusted-types", "").split(),
        }, path  # fmt: skip
        assert (policy["object-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'",) * 3, path
        assert policy.get("script-src", policy["default-src"]) == "'self'", path
        assert policy.get("style-src", policy["default-src"]) == "'self'", path
        if path.startswith("/api/") and status != 200:
            assert said["cache-control"] == "no-store", path


class Inline(HTMLParser):
    """Finds what a strict policy would have to make an exception for, and what comes from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if (tag == "script" and not said.get("src")) or tag == "style":
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in said if name == "style" or name.startswith("on")]
        where = [said.get(name) or "/" for name in ("src", "href", "action") if name in said]
        self.found += [f"{tag} {value}" for value in where if not re.match(r"/(?!/)", value)]


def test_the_built_page_has_nothing_inline_and_nothing_from_elsewhere() -> None:
    inline = Inline()
    inline.feed((STATIC / "index.html").read_text())
    assert inline.found == []
    seen = Inline()
    seen.feed(
        '<script>1</script><style></style><p style="" onclick=""><img src="//x.example/"><a href="http://x">'
    )
    assert seen.found == ["<script>", "<style>", "p style", "p onclick", "img //x.example/", "a http://x"]
