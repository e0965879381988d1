/** What the drawn runner is called, and its faults with what mends them. */

import { spoken } from "../language";
import type { FaultName } from "../ui/figure/motion";

type Words = { readonly name: string; readonly fix: string };

export const figureWords = spoken("figureWords", {
  label: (exercise: string) => `Drawn runner: ${exercise}`,
  faultLabel: (exercise: string, fault: string) => `${exercise} with a fault: ${fault}`,
  fixLabel: (exercise: string) => `${exercise} done well`,
  turn: { side: "See it from the side", front: "See it from the front" },
  fault: "Not like this",
  fix: "Like this",
  faults: {
    knee_in: { name: "The knee caves in", fix: "Kneecap over the second toe" },
    knees_in: { name: "The knees drift in", fix: "Both kneecaps over the middle toes" },
    hip_drop: { name: "One hip drops", fix: "Belt level, like a tray of water" },
    hip_sag: { name: "The hips sag", fix: "One straight line, hips lifted" },
    hip_open: { name: "The hip opens out", fix: "Both hip bones face the floor" },
    hip_sway: { name: "The hips sway", fix: "Hips over the knees, only the ribs turn" },
    heel_up: { name: "The heel lifts", fix: "Whole foot heavy, heel down" },
    heels_push: { name: "Pushing from the toes", fix: "Push through the heels" },
    back_round: { name: "The back rounds", fix: "Long back, bend at the hips" },
    lean_over: { name: "The trunk folds forward", fix: "Tall chest, ribs over the hips" },
    trunk_swing: { name: "The trunk swings", fix: "Trunk still, only the thigh moves" },
    hard_landing: { name: "A hard, stiff landing", fix: "Springy and quiet" },
    overreach: { name: "The foot reaches too far ahead", fix: "Foot lands below you" },
    foot_roll: { name: "The foot rolls to its outer edge", fix: "Weight on the base of the big toe" },
    low_rise: { name: "Only part of the way", fix: "All the way, every time" },
    knee_straight: { name: "The knee straightens to help", fix: "Knee stays as bent as it began" },
    roll_back: { name: "The pelvis rolls back", fix: "Pelvis still, only the knee opens" },
    toes_up: { name: "The toes turn up", fix: "Toes point forward" },
    holding_on: { name: "Holding on", fix: "Hands free, the legs do it" },
    head_down: { name: "Slumped, eyes on the ground", fix: "Tall, with a long breath out" },
  } satisfies Record<FaultName, Words> as Record<FaultName, Words>,
});
