"""How steadily the beat of a test sounds for a minute, while the page's own timers are slow."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from playwright.sync_api import sync_playwright
from tests.browser.account import Account, ready_to_train
from tests.browser.phone import FLAGS, LentPhone, find_chromium
from tests.browser.runner import Runner
from tests.browser.server import Server

BEATS = 61
BEAT_S = 1.0
BUDGET_MS = 20
THROTTLE = 4
"""A beat is planned ahead, so a slow page must not move it."""

EAR = """
registerProcessor("ear", class extends AudioWorkletProcessor {
  loudAt = -Infinity;
  process([[samples] = []]) {
    for (let at = 0; at < (samples?.length ?? 0); at++) {
      if (Math.abs(samples[at]) < 0.02) continue;
      const frame = currentFrame + at;
      if (frame - this.loudAt > sampleRate / 5) this.port.postMessage(frame / sampleRate);
      this.loudAt = frame;
    }
    return true;
  }
});
"""
"""Hears each sample where it is made: a sound sets in after a fifth of a second of silence."""

RECORDS = """
window.onsets = [];
const connect = AudioNode.prototype.connect;
const ears = new Map();
AudioNode.prototype.connect = function (to, ...rest) {
  if (to instanceof AudioDestinationNode) connect.call(this, earOf(this.context));
  return connect.call(this, to, ...rest);
};
function earOf(context) {
  if (!ears.has(context)) {
    const heard = context.createGain();
    ears.set(context, heard);
    context.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(EAR)).then(() => {
      const ear = new AudioWorkletNode(context, "ear");
      ear.port.onmessage = ({ data: audioS }) => {
        const { contextTime, performanceTime } = context.getOutputTimestamp();
        window.onsets.push({ audioS, wallMs: performanceTime + (audioS - contextTime) * 1000 });
      };
      connect.call(connect.call(heard, ear), context.destination);
    });
  }
  return ears.get(context);
}
""".replace("EAR", json.dumps(EAR))
"""When each sound that goes to the loudspeaker sets in, by the audio clock and by the wall."""


def figures(folder: Path) -> Iterator[Figure]:
    server = Server(folder / "beats", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        onsets = _heard(server)
    finally:
        server.kill()
    audio_ms = _off_ms([one["audioS"] * 1000 for one in onsets])
    wall_ms = _off_ms([one["wallMs"] for one in onsets])
    yield Figure(
        f"{BEATS} beats of a minute, each off its time, Chromium at {THROTTLE}x",
        f"worst {max(map(abs, audio_ms)):.1f} ms by the audio clock, "
        f"{max(map(abs, wall_ms)):.1f} ms by the wall, drift {wall_ms[-1]:+.1f} ms",
        f"budget {BUDGET_MS} ms",
    )


def _heard(server: Server) -> list[dict[str, Any]]:
    account = Account.made(server.origin, ready_to_train())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        phone = LentPhone(playwright, browser, server.origin)
        phone.switch_on()
        phone.context.add_init_script(RECORDS)
        devtools = phone.context.new_cdp_session(phone.page)
        devtools.send("Page.setBypassCSP", {"enabled": True})  # the ear is no part of the app
        runner = Runner(phone)
        runner.signs_in(account.code)
        runner.goes_to("/test/sl_calf_raise", "Start 60 beats a minute")
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        phone.tap("Start 60 beats a minute")
        # The first of all is due with the tap itself, so it may be late.
        phone.page.wait_for_timeout((BEATS + 5) * BEAT_S * 1000)
        onsets: list[dict[str, Any]] = phone.look("window.onsets")
        browser.close()
    account.close()
    assert len(onsets) > BEATS, f"only {len(onsets)} beats were heard"
    return onsets[1 : BEATS + 1]


def _off_ms(at_ms: Sequence[float]) -> list[float]:
    """How far each beat is from where the first one puts it."""
    return [at - at_ms[0] - number * BEAT_S * 1000 for number, at in enumerate(at_ms)]
