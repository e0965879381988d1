import type { ManifestOptions } from "vite-plugin-pwa";

export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Evenstride",
  short_name: "Evenstride",
  description: "Train one leg at a time: a staged plan for runners that works with no network.",
  start_url: "/",
  scope: "/",
  display: "standalone",
  orientation: "any",
  lang: "en",
  dir: "ltr",
  categories: ["health", "fitness", "sports"],
  background_color: "#f6f4ef",
  theme_color: "#f6f4ef",
  icons: [
    { src: "/icons/any-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icons/any-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "/icons/maskable-192.png", sizes: "192x192", type: "image/png", purpose: "maskable" },
    { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  shortcuts: [
    {
      name: "Start today's session",
      short_name: "Start",
      url: "/?start",
      icons: [{ src: "/icons/any-192.png", sizes: "192x192", type: "image/png" }],
    },
    {
      name: "Log a run",
      url: "/plan?run",
      icons: [{ src: "/icons/any-192.png", sizes: "192x192", type: "image/png" }],
    },
  ],
  screenshots: [
    {
      src: "/screenshots/today.png",
      sizes: "390x844",
      type: "image/png",
      form_factor: "narrow",
      label: "Today",
    },
    {
      src: "/screenshots/workout.png",
      sizes: "390x844",
      type: "image/png",
      form_factor: "narrow",
      label: "One set, one leg",
    },
    {
      src: "/screenshots/progress.png",
      sizes: "390x844",
      type: "image/png",
      form_factor: "narrow",
      label: "Progress",
    },
  ],
};
