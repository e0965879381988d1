import { LocationProvider, Route, Router, useLocation } from "preact-iso";
import { Failure } from "./screens/failure";
import { screen } from "./screens/later";
import { NotFound } from "./screens/not_found";
import Today from "./screens/today";
import Workout from "./screens/workout";
import { opening, whole } from "./store/live";
import { Messages } from "./ui/toast";

const Account = screen(() => import("./screens/account"), whole);
const BackupPage = screen(() => import("./screens/backup"), whole);
const Done = screen(() => import("./screens/done"), whole);
const History = screen(() => import("./screens/history"), whole);
const HistoryAdd = screen(() => import("./screens/history_add"), whole);
const HistorySession = screen(() => import("./screens/history_session"), whole);
const JoinPage = screen(() => import("./screens/join"), whole);
const Library = screen(() => import("./screens/library"), whole);
const LibraryExercise = screen(() => import("./screens/library_exercise"), whole);
const Plan = screen(() => import("./screens/plan"), whole);
const Progress = screen(() => import("./screens/progress"), whole);
const ProgressLadder = screen(() => import("./screens/progress_ladder"), whole);
const Sources = screen(() => import("./screens/sources"), whole);
const Symmetry = screen(() => import("./screens/symmetry"), whole);
const TestScreen = screen(() => import("./screens/test"), whole);
const Tests = screen(() => import("./screens/tests"), whole);
const Welcome = screen(() => import("./screens/welcome"), whole);
const You = screen(() => import("./screens/you"), whole);

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
        <Route path="/plan" component={Plan} />
        <Route path="/progress" component={Progress} />
        <Route path="/progress/:ladder" component={ProgressLadder} />
        <Route path="/history" component={History} />
        <Route path="/history/add" component={HistoryAdd} />
        <Route path="/history/:session" component={HistorySession} />
        <Route path="/library" component={Library} />
        <Route path="/library/:exercise" component={LibraryExercise} />
        <Route path="/sources" component={Sources} />
        <Route path="/symmetry" component={Symmetry} />
        <Route path="/tests" component={Tests} />
        <Route path="/test/:id" component={TestScreen} />
        <Route path="/you" component={You} />
        <Route path="/account" component={Account} />
        <Route path="/backup" component={BackupPage} />
        <Route path="/join" component={JoinPage} />
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
