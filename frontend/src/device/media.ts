/**
 * The play and pause buttons of a headset or a lock screen, where the browser gives them to this page. It does so only
 * while it takes the page for a player, which many phones do not: what beeps now and then is none, and to pose as one
 * would stop the runner's music.
 */

export interface Playing {
  title: string;
  artist: string;
  paused: boolean;
}

const ACTIONS = ["play", "pause"] as const;

/** Says what runs, and hands over the buttons; null takes both back. */
export function showPlaying(playing: Playing | null, toggle: () => void = () => {}): void {
  const media = (navigator as Partial<Navigator>).mediaSession;
  if (!media) return;
  const { title, artist, paused } = playing ?? { title: "", artist: "", paused: false };
  media.metadata = playing && "MediaMetadata" in globalThis ? new MediaMetadata({ title, artist }) : null;
  media.playbackState = playing ? (paused ? "paused" : "playing") : "none";
  for (const action of ACTIONS) {
    // "Play" while it plays means nothing, nor does "pause" while it is paused.
    const means = paused === (action === "play");
    try {
      media.setActionHandler(action, playing && means ? toggle : null);
    } catch {
      // A browser may know fewer actions than others.
    }
  }
}
