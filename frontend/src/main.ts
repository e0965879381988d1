/**
 * The language first, then the app: sentences are said when the modules are evaluated that hold them. Who reads
 * English waits for nothing, since the page asks for both files at once.
 */

import "./formats";
import { language, speak, type Tongue } from "./language";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";

/** Each language but English, by the folder of its words. */
const TONGUES = import.meta.glob<{ tongue: Tongue }>("./words/*/index.ts");

const begin = (tongue: Tongue | null) => import("./begin").then((app) => app.begin(tongue));

const fetchTongue = TONGUES[`./words/${language}/index.ts`];
if (!fetchTongue) void begin(null);
else {
  void fetchTongue().then(
    ({ tongue }) => {
      document.documentElement.lang = language;
      speak(tongue.words);
      return begin(tongue);
    },
    // A first visit that went offline halfway: English is here, and the next start has the rest.
    () => begin(null),
  );
}
