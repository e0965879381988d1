import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { keepAwake } from "../device/wakelock";
import { glance, openWorkout } from "../store/live";
import { later, MissingScreen } from "./later";
import { leaveOpen } from "./launch";
import { draftOf } from "./workout_draft";
import { flowNow, shownWorkout } from "./workout_log";
import { TurnScreen } from "./workout_turn";
import "./workout_stage.css";
import "./workout_pad.css";
import "./workout.css";

const WarmUp = later(() => import("./workout_ends").then((ends) => ends.WarmUp), MissingScreen);
const CoolDown = later(() => import("./workout_ends").then((ends) => ends.CoolDown), MissingScreen);
const Placement = later(() => import("./placement").then((placement) => placement.Placement), MissingScreen);

/** The open workout: warm-up, one turn after the other, cool-down. Everything follows from its entries. */
export default function Workout() {
  const { route } = useLocation();
  const workout = shownWorkout.value;
  useEffect(() => keepAwake(), []);
  useEffect(() => leaveOpen(null), []);
  useEffect(CoolDown.load, []);
  useEffect(() => {
    // Finishing here has already gone on to the verdicts; ending it in another tab has not.
    if (!openWorkout.value && location.pathname === "/workout") route("/", true);
  }, [workout === null]);
  // A warning sign raised on another phone closes the plan here too; Today says what to do about it.
  const closed = glance.value?.today.due.some((one) => one.kind === "red_flag" || one.kind === "screening");
  useEffect(() => {
    if (closed && location.pathname === "/workout") route("/", true);
  }, [closed]);
  if (!workout || closed) return null;

  if (workout.body.template === "placement") return <Placement workout={workout} />;
  const flow = flowNow(workout);
  if (workout.sets.length === 0 && !draftOf(workout.record).warmed) return <WarmUp workout={workout} />;
  if (!flow.turn) return <CoolDown workout={workout} flow={flow} />;
  return <TurnScreen workout={workout} flow={flow} turn={flow.turn} />;
}
