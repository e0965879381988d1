/** The page of the design system. Only `npm run dev` serves it, at /design.html: no build knows it. */

import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/parts.css";
import "../screens/workout_stage.css";
import "../screens/workout_pad.css";
import "../screens/workout.css";
import "../screens/measuring.css";
import "../screens/verdict.css";
import "./design.css";
import { Design } from "./design";
import { bothThemes } from "./themes";

bothThemes();
const root = document.getElementById("design");
if (root) render(<Design />, root);
