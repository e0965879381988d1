import { LocationProvider, lazy, Route, Router, useLocation } from "preact-iso";
import { Failure } from "./screens/failure";
import { NotFound } from "./screens/not_found";
import Today from "./screens/today";
import Workout from "./screens/workout";
import { opening } from "./store/live";
import { Messages } from "./ui/toast";

const Welcome = lazy(() => import("./screens/welcome"));
const Done = lazy(() => import("./screens/done"));
const Progress = lazy(() => import("./screens/progress"));
const ProgressLadder = lazy(() => import("./screens/progress_ladder"));
const Symmetry = lazy(() => import("./screens/symmetry"));
const Tests = lazy(() => import("./screens/tests"));
const TestScreen = lazy(() => import("./screens/test"));
const You = lazy(() => import("./screens/you"));

/** The whole app: which screen stands at which address, once the log is open. */
export function App() {
  const { value } = opening;
  if (value.step === "failed") return <Failure why={value.why} />;
  // Opening takes a few milliseconds: an empty page is calmer than a flash of something else.
  if (value.step === "opening") return null;
  return (
    <LocationProvider>
      <Router>
        <Route path="/" component={Today} />
        <Route path="/workout" component={Workout} />
        <Route path="/welcome" component={Welcome} />
        <Route path="/done/:session" component={Done} />
        <Route path="/progress" component={Progress} />
        <Route path="/progress/:ladder" component={ProgressLadder} />
        <Route path="/symmetry" component={Symmetry} />
        <Route path="/tests" component={Tests} />
        <Route path="/test/:id" component={TestScreen} />
        <Route path="/you" component={You} />
        <Route default component={NotFound} />
      </Router>
      <Toasts />
    </LocationProvider>
  );
}

const WITHOUT_TABS = ["/welcome", "/done"];

function Toasts() {
  const { path } = useLocation();
  if (path === "/workout") return <Messages place="top" />;
  return <Messages place={WITHOUT_TABS.some((one) => path.startsWith(one)) ? "bottom" : "above-tabs"} />;
}
