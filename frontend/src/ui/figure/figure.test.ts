import { describe, expect, it } from "vitest";
import json from "../../generated/catalog.json";
import { drawn } from "./drawn";
import { away, between, faulty, type Motion, poseAt, repetition } from "./motion";
import { type Paper, paperOf } from "./paper";
import { MOTIONS } from "./poses";
import type { Shape } from "./shapes";
import { add, dot, type Joints, jointsOf, type Point, type Pose, SHIN, scale, THIGH, unit } from "./skeleton";

const SUNK = 1.5;
const SIDES = ["work", "free"] as const;
const VIEWS = ["side", "front"] as const;
const LEGS = ["left", "right"] as const;
const motions = Object.entries(MOTIONS);

/** Every pose and nine moments on each way between two, as it should be and with the fault. */
function moments(motion: Motion): { name: string; pose: Pose; joints: Joints }[] {
  const lasts = (index: number) => motion.times?.[index] !== 0;
  return [motion.poses, faulty(motion)].flatMap((poses, kind) =>
    poses.flatMap((from, index) => {
      const to = poses[(index + 1) % poses.length] ?? from;
      const shares = lasts(index) ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => tenth / 10) : [0];
      return shares.map((share) => {
        const pose = between(from, to, share);
        return { name: `${kind ? "fault " : ""}${index}+${share}`, pose, joints: jointsOf(pose) };
      });
    }),
  );
}

function far(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function direction(from: Point, to: Point): Point {
  return unit(add(to, scale(from, -1)));
}

function bendOf([from, middle, to]: readonly [Point, Point, Point]): number {
  const cosine = dot(direction(from, middle), direction(middle, to));
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

/** What a foot at this place may rest on: the floor, the top of a box below it, or the hill. */
function groundAt({ props = [] }: Motion, [x, y, z]: Point): number {
  const tops = props.flatMap(({ from, to, soft, rise = 0 }) => {
    if (soft || x < from[0] || x > to[0] || z < from[2] || z > to[2]) return [];
    const top = to[1] + (rise * (x - from[0])) / (to[0] - from[0]);
    // Whoever is below the seat of a bench stands beside it or is in it, never on it: see the test of what is inside.
    return y > top - 6 ? [top] : [];
  });
  const isHill = props.some(({ rise }) => rise);
  return Math.max(isHill ? -20 : 0, ...tops);
}

function isInside({ props = [] }: Motion, [x, y, z]: Point): boolean {
  return props.some(({ from, to, soft, rise }) => {
    if (soft || rise) return false;
    const deep = [x - from[0], to[0] - x, to[1] - y, z - from[2], to[2] - z];
    return Math.min(...deep) > SUNK && y > from[1];
  });
}

function bodyPoints(joints: Joints): Point[] {
  return SIDES.flatMap((side) => [
    ...joints.legs[side].joints,
    ...joints.arms[side].joints.slice(1),
    ...Object.values(joints.feet[side]),
  ]);
}

/** Roughly where the weight of the body is. */
function balance(joints: Joints): Point {
  const parts: [number, Point][] = [
    [8, joints.head],
    [50, scale(add(joints.hips, joints.chest), 0.5)],
    ...SIDES.flatMap((side): [number, Point][] => {
      const [hip, knee, ankle] = joints.legs[side].joints;
      const [shoulder, elbow, hand] = joints.arms[side].joints;
      return [
        [10, scale(add(hip, knee), 0.5)],
        [6, scale(add(knee, ankle), 0.5)],
        [3, scale(add(shoulder, elbow), 0.5)],
        [2, scale(add(elbow, hand), 0.5)],
      ];
    }),
  ];
  const all = parts.reduce((sum, [weight]) => sum + weight, 0);
  return parts.reduce<Point>((sum, [weight, at]) => add(sum, scale(at, weight / all)), [0, 0, 0]);
}

describe("the motions", () => {
  it("are there for every exercise of the catalogue, and for nothing else", () => {
    expect(Object.keys(MOTIONS).sort()).toEqual(json.exercises.map((exercise) => exercise.id).sort());
  });

  it("show a fault that the catalogue names, where they claim so", () => {
    for (const exercise of json.exercises) {
      const says = MOTIONS[exercise.id]?.fault.says;
      if (says !== null) expect(exercise.faults, exercise.id).toContain(says);
    }
    expect(motions.filter(([, motion]) => motion.fault.says === null).map(([id]) => id)).toEqual([
      "easy_raise",
      "easy_walk_and_breath",
      "calf_and_hip_stretch",
      "race_pace_drill",
    ]);
  });

  it("have a time for each pose of a cycle, and a still that exists", () => {
    for (const [id, { poses, times, still = 0, fault }] of motions) {
      if (times || poses.length > 2) expect(times?.length, id).toBe(poses.length);
      for (const index of [still, ...fault.at]) expect(poses[index], id).toBeDefined();
      expect(fault.at.length, id).toBeGreaterThan(0);
    }
  });
});

describe.each(motions)("%s", (_, motion) => {
  const all = moments(motion);

  it("never sinks into the floor or into its step", () => {
    const sunk = all.flatMap(({ name, joints }) =>
      bodyPoints(joints).flatMap((at) =>
        at[1] < groundAt(motion, at) - SUNK ? [`${name} ${at.map(Math.round)}`] : [],
      ),
    );
    expect(sunk.join("\n")).toBe("");
  });

  it("puts no foot, knee or hand into what stands around", () => {
    const inside = all.flatMap(({ name, joints }) =>
      bodyPoints(joints).flatMap((at) => (isInside(motion, at) ? [`${name} ${at.map(Math.round)}`] : [])),
    );
    expect(inside.join("\n")).toBe("");
  });

  it("keeps the length of its limbs, and its feet on its legs", () => {
    for (const { name, joints } of all) {
      for (const side of SIDES) {
        const [hip, knee, ankle] = joints.legs[side].joints;
        expect(far(hip, knee), name).toBeCloseTo(THIGH, 1);
        expect(far(knee, ankle), name).toBeCloseTo(SHIN, 1);
        expect(far(ankle, joints.feet[side].ankle), `${name} ${side} foot`).toBeLessThan(1);
        expect(far(joints.feet[side].heel, joints.feet[side].ball), name).toBeCloseTo(13, 0);
        const [shoulder, elbow, hand] = joints.arms[side].joints;
        expect(far(shoulder, elbow), name).toBeCloseTo(16, 1);
        expect(far(elbow, hand), name).toBeCloseTo(17, 1);
      }
    }
  });

  it("bends knees and elbows the way they bend, and no further than people can", () => {
    for (const { name, joints, pose } of all) {
      for (const side of SIDES) {
        const leg = joints.legs[side].joints;
        expect(bendOf(leg), `${name} ${side} knee`).toBeLessThan(152);
        expect(bendOf(joints.arms[side].joints), `${name} ${side} elbow`).toBeLessThan(152);
        const shin = direction(leg[1], leg[2]);
        const square = (one: Point) => add(one, scale(shin, -dot(one, shin)));
        const thigh = square(direction(leg[0], leg[1]));
        const foot = joints.feet[side];
        const ahead = square(direction(foot.heel, foot.toe));
        if (Math.hypot(...thigh) > 0.25 && Math.hypot(...ahead) > 0.2)
          expect(dot(unit(thigh), unit(ahead)), `${name} ${side} knee`).toBeGreaterThan(0.3);
      }
      for (const arm of [pose.near, pose.far]) expect(arm.elbow ?? 0, name).toBeGreaterThanOrEqual(0);
    }
  });

  it("bears its weight on something, unless it jumps", () => {
    if (motion.jumps) return expect(motion.times).toBeDefined();
    const inTheAir = all.filter(({ joints }) => {
      const lowest = bodyPoints(joints).map((at) => at[1] - groundAt(motion, at));
      return Math.min(...lowest) > 5.5;
    });
    expect(inTheAir.map(({ name }) => name)).toEqual([]);
  });

  it("stands in balance where it stands on one foot and holds on to nothing", () => {
    for (const { name, pose, joints } of all) {
      const standing = SIDES.filter((side) => pose[side].at);
      const [side] = standing;
      if (
        motion.times ||
        standing.length !== 1 ||
        !side ||
        pose.work.ankle ||
        pose.free.ankle ||
        pose.near.at ||
        pose.far.at ||
        name.startsWith("fault")
      )
        continue;
      if (Math.abs(joints.chest[1] - joints.hips[1]) < 5 || joints.chest[1] < 20) continue;
      const { heel, toe, ball } = joints.feet[side];
      const [x, , z] = balance(joints);
      const back = Math.min((pose[side].heel ?? 0) > 10 ? ball[0] : heel[0], toe[0]);
      expect(x, `${name} forward`).toBeLessThan(toe[0] + 2);
      expect(x, `${name} backward`).toBeGreaterThan(back - 3);
      expect(Math.abs(z - heel[2]), `${name} sideways`).toBeLessThan(6);
    }
  });

  it("stays on its paper", () => {
    for (const view of VIEWS) {
      const paper = paperOf(motion, view, "right");
      for (const { name, pose } of all)
        for (const shape of drawn(pose, motion, view, "right", motion.fault.marks))
          expect(isOn(paper, shape), `${name} ${view} ${shape.part} ${shape.points}`).toBe(true);
    }
  });

  it("is for the left leg what a mirror makes of the right one", () => {
    for (const view of VIEWS) {
      const [left, right] = LEGS.map((leg) => motion.poses.map((pose) => drawn(pose, motion, view, leg)));
      const mirrored = right?.map((shapes) =>
        shapes.map((shape) => ({ ...shape, points: shape.points.map(([x, y]) => [0 - x, y]) })),
      );
      expect(left).toEqual(mirrored);
      expect(paperOf(motion, view, "left")).toEqual(paperOf(motion, view, "right"));
    }
  });

  it("shows in its fault something else than without it", () => {
    const { fault } = motion;
    for (const index of fault.at) {
      const good = motion.poses[index];
      const bad = faulty(motion)[index];
      if (!good || !bad) throw new Error("no such pose");
      const [before, after] = [good, bad].map((pose) => drawn(pose, motion, fault.view, "right"));
      const moved = (before ?? []).map((shape, at) =>
        Math.max(
          ...shape.points.map(([x, y], spot) => {
            const [x2, y2] = after?.[at]?.points[spot] ?? [x, y];
            return Math.hypot(x2 - x, y2 - y);
          }),
        ),
      );
      expect(Math.max(...moved)).toBeGreaterThan(3);
    }
  });
});

function isOn({ left, top, width, height }: Paper, shape: Shape): boolean {
  const pen = shape.width / 2;
  return shape.points.every(
    ([x, y]) => x - pen >= left && x + pen <= left + width && y - pen >= top && y + pen <= top + height,
  );
}

describe("the tempo", () => {
  const squat = MOTIONS.single_leg_squat as Motion;
  const raise = MOTIONS.balanced_calf_raise as Motion;
  const seconds = (motion: Motion, tempo: string) =>
    repetition(motion, tempo).map(({ from, to, ms }) => `${from}>${to} ${ms / 1_000}`);

  it("lowers, waits, lifts and waits as the catalogue says", () => {
    expect(seconds(squat, "3120")).toEqual(["0>0 0.35", "0>1 3", "1>1 1", "1>0 2"]);
  });

  it("lifts first where the exercise begins below", () => {
    expect(seconds(raise, "3011")).toEqual(["0>0 0.35", "0>1 1", "1>1 1", "1>0 3"]);
  });

  it("shows a hold as a way in, a long stay and a way out, and moves nothing where there is but one pose", () => {
    const plank = MOTIONS.side_plank as Motion;
    expect(seconds(plank, "hold")).toContain("1>1 4");
    expect(repetition(MOTIONS.single_leg_stand as Motion, "hold")).toEqual([]);
  });

  it("goes through a cycle by its own times", () => {
    const run = MOTIONS.hill_repeats as Motion;
    expect(seconds(run, "fast")).toEqual([
      "0>1 0.11",
      "1>2 0.11",
      "2>3 0.11",
      "3>4 0.11",
      "4>5 0.11",
      "5>0 0.11",
    ]);
  });

  it("is at the second pose when the lowering is over, and starts again after the end", () => {
    const way = repetition(squat, "3120");
    expect(poseAt(squat.poses, way, 3_400)?.pose).toBe(squat.poses[1]);
    expect(poseAt(squat.poses, way, 6_350)?.pose).toBe(squat.poses[0]);
    const half = poseAt(squat.poses, way, 350 + 1_500)?.pose;
    expect(half?.hips[1]).toBeCloseTo(
      ((squat.poses[0]?.hips[1] ?? 0) + (squat.poses[1]?.hips[1] ?? 0)) / 2,
      5,
    );
  });

  it("keeps the knee of a foot that leaves the floor on its way where a knee is", () => {
    const [from, to] = MOTIONS.step_up_knee_drive?.poses ?? [];
    if (!from || !to) throw new Error("no poses");
    const [hip, knee, ankle] = jointsOf(between(from, to, 0.5)).legs.free.joints;
    expect(away(hip, knee, ankle)[0]).toBeGreaterThan(5);
  });
});
