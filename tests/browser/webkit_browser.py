#!/usr/bin/python3
"""A WebKit window for WebDriver whose profile outlives it, so that "killed and opened again" can be tested.

The browser that comes with the driver keeps nothing. This one keeps its data under $WK_PROFILE and has the
storage features switched on that an iPhone has. Its window is $WK_SIZE, it speaks $WK_LANGUAGE, and
$WK_BEGUN_BY is a script that runs before those of each page. It needs the system's Python (python3-gi), never
the project's environment; WebKitWebDriver starts it.
"""

import os
from pathlib import Path

import gi  # type: ignore[import-not-found] # belongs to the system's Python

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # type: ignore[import-not-found] # noqa: E402 # versions are chosen first

PHONE_FEATURES = {"StorageAPI", "StorageAPIEstimate", "FileSystem", "FileSystemWritableStream"}


def main() -> None:
    profile = os.environ["WK_PROFILE"]
    data = WebKit2.WebsiteDataManager(
        base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache"
    )
    cookies = data.get_cookie_manager()
    cookies.set_persistent_storage(f"{profile}/cookies.sqlite", WebKit2.CookiePersistentStorage.SQLITE)
    context = WebKit2.WebContext.new_with_website_data_manager(data)
    context.set_preferred_languages([os.environ["WK_LANGUAGE"]])
    context.set_automation_allowed(True)
    context.connect("automation-started", begin)
    context.connect("download-started", keep)
    Gtk.main()


def begin(context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
    """The driver asks for a browser by name and for a window when it opens one."""
    about = WebKit2.ApplicationInfo()
    about.set_name("MiniBrowser")
    about.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(about)
    session.connect("create-web-view", lambda _session: window_of(context))


def keep(_context: WebKit2.WebContext, download: WebKit2.Download) -> None:
    """The runner's files go beside the profile; a name there means that the file is whole."""
    folder = Path(os.environ["WK_PROFILE"]) / "downloads"
    folder.mkdir(exist_ok=True)
    arriving = folder.parent / f"arriving-{len(list(folder.iterdir()))}"
    download.connect("decide-destination", lambda *_: download.set_destination(arriving.as_uri()) or True)
    download.connect("finished", lambda _: arriving.rename(folder / arriving.name))


def window_of(context: WebKit2.WebContext) -> WebKit2.WebView:
    scripts = WebKit2.UserContentManager()
    scripts.add_script(
        WebKit2.UserScript.new(
            os.environ["WK_BEGUN_BY"],
            WebKit2.UserContentInjectedFrames.TOP_FRAME,
            WebKit2.UserScriptInjectionTime.START,
            None,
            None,
        )
    )
    view = WebKit2.WebView(
        web_context=context,
        is_controlled_by_automation=True,
        settings=settings_of_a_phone(),
        user_content_manager=scripts,
    )
    window = Gtk.Window()
    width, height = os.environ["WK_SIZE"].split("x")
    window.set_default_size(int(width), int(height))
    window.add(view)
    view.connect("close", lambda _view: window.destroy())
    window.show_all()
    return view


def settings_of_a_phone() -> WebKit2.Settings:
    settings = WebKit2.Settings()
    known = WebKit2.Settings.get_all_features()
    for feature in (known.get(index) for index in range(known.get_length())):
        if feature.get_identifier() in PHONE_FEATURES:
            settings.set_feature_enabled(feature, True)
    return settings


if __name__ == "__main__":
    main()
