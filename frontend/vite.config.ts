import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { manifest } from "./manifest.ts";
import { buildName } from "./scripts/build_name.mjs";
import { firstChunk } from "./scripts/first_chunk.mjs";

const first = firstChunk();

/** A chunk is fetched by a plain import: the service worker has it already, so there is nothing to preload. */
function plainImports(): Plugin {
  const helper = "\0vite/preload-helper.js";
  return {
    name: "plain-imports",
    enforce: "pre",
    load: { filter: { id: helper }, handler: () => "export const __vitePreload = (load) => load();" },
  };
}

/** The page asks for the app beside the entry that settles the language, and not only after it. */
function preloadedApp(): Plugin {
  return {
    name: "preloaded-app",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
        const app = chunks.find(({ name }) => name === first.app);
        const start = chunks.find(({ name }) => name === first.start);
        return (app ? [app.fileName, ...app.imports] : [])
          .filter((file) => file !== start?.fileName)
          .map((file) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
          }));
      },
    },
  };
}

export default defineConfig({
  build: {
    outDir: "../backend/evenstride/static",
    emptyOutDir: true,
    target: ["es2022", "safari16.4", "chrome107", "firefox110"],
    // The content security policy allows no data: URL and no inline script.
    assetsInlineLimit: 0,
    // One style sheet and no preload helper: the service worker has every chunk already.
    modulePreload: false,
    cssCodeSplit: false,
    // scripts/size.mjs reads which chunk leans on which.
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups: first.groups } } },
  },
  define: { __BUILD__: JSON.stringify(buildName()) },
  plugins: [
    first.plugin,
    plainImports(),
    preloadedApp(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      injectRegister: false,
      manifest,
      // Phones keep their own copy of the icons; the page asks for two of them again.
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ["index.html", "assets/*.{js,css,json,svg}", "icons/{mark.svg,any-192.png}"],
      },
    }),
  ],
  server: { proxy: { "/api": "http://localhost:8000" } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./vitest.setup.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
