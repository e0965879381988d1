/**
 * The language first, then the app: sentences are said when the modules are evaluated that hold them. Who reads
 * English waits for nothing, since the page asks for both files at once.
 */

import "./formats";
import { language, speak, type Tongue } from "./language";
import { tongueOf } from "./tongues";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";

const begin = (tongue: Tongue | null) => import("./begin").then((app) => app.begin(tongue));

const fetchTongue = tongueOf(language);
if (!fetchTongue) void begin(null);
else {
  void fetchTongue().then(
    (tongue) => {
      document.documentElement.lang = language;
      speak(tongue.words);
      return begin(tongue);
    },
    // A first visit that went offline halfway: English is here, and the next start has the rest.
    () => begin(null),
  );
}
