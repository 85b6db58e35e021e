/** Computes where a figure's joints are, on a body in a pose or laid flat. */
import type { Point } from './pen';
import type { Random } from './random';

/** Half widths of a body, or of a garment laid flat, at four heights. */
export interface Build {
  readonly shoulder: number;
  readonly chest: number;
  readonly waist: number;
  readonly hip: number;
}

/** Heights in units of a centimetre, from the pit of the neck downwards. */
export const Y = {
  crown: -28,
  shoulder: 4,
  armpit: 19,
  waist: 37,
  hip: 54,
  crotch: 66,
  knee: 104,
  ankle: 142,
};

export type Joints = readonly [Point, Point, Point];

/** The frame of a garment: a body, or a table that it is laid on. */
export interface Figure {
  readonly isFlat: boolean;
  readonly build: Build;
  /** Maps a point in the body's axes, x to the picture's right, into the picture; the body may lean and turn. */
  readonly at: (x: number, y: number) => Point;
  /** Shoulder, elbow and wrist, of the arm at the picture's left, then of the right one. */
  readonly arms: readonly [Joints, Joints];
  /** Hip, knee and ankle, in the same order. */
  readonly legs: readonly [Joints, Joints];
}

function polar([x, y]: Point, length: number, angle: number): Point {
  return [x + length * Math.sin(angle), y + length * Math.cos(angle)];
}

/** Makes a figure laid flat, with the arms away from the body by `spread`, in radians. */
export function laidFlat(spread: number, random: Random): Figure {
  const lean = random.between(-0.012, 0.012);
  const at = (x: number, y: number): Point => [x + y * lean, y];
  const arm = (side: -1 | 1): Joints => {
    const shoulder = at(side * 17.2, Y.shoulder + 8.8);
    const bend = random.between(-0.08, 0.1);
    const elbow = polar(shoulder, 30, side * spread);
    return [shoulder, elbow, polar(elbow, 28, side * (spread - bend))];
  };
  const leg = (side: -1 | 1): Joints => [
    at(side * 11, Y.hip),
    at(side * 13, Y.knee),
    at(side * 14.5, Y.ankle + 2),
  ];
  return {
    isFlat: true,
    build: { shoulder: 20, chest: 20.8, waist: 19.4, hip: 20.4 },
    at,
    arms: [arm(-1), arm(1)],
    legs: [leg(-1), leg(1)],
  };
}

type ArmPose = 'hanging' | 'hip' | 'pocket' | 'raised' | 'behind';

/** Angles of upper and lower arm, in radians from straight down, away from the body. */
function armAngles(pose: ArmPose, random: Random): readonly [number, number] {
  switch (pose) {
    case 'hanging':
      return [random.between(0.14, 0.26), random.between(0.02, 0.14)];
    case 'hip':
      return [random.between(0.6, 0.78), random.between(-0.95, -0.78)];
    case 'pocket':
      return [random.between(0.3, 0.4), random.between(-0.3, -0.18)];
    case 'raised':
      return [random.between(1.75, 2.2), random.between(2.9, 3.3)];
    case 'behind':
      return [random.between(0.2, 0.3), random.between(-0.4, -0.3)];
  }
}

const ARM_POSES: readonly (readonly [ArmPose, ArmPose])[] = [
  ['hanging', 'hanging'],
  ['hip', 'hanging'],
  ['hanging', 'hip'],
  ['hip', 'hip'],
  ['pocket', 'hanging'],
  ['hanging', 'pocket'],
  ['pocket', 'pocket'],
  ['behind', 'behind'],
  ['hanging', 'raised'],
];

/** Makes a body with a random build and pose. */
export function standing(random: Random): Figure {
  const wide = random.between(0, 1);
  const build: Build = {
    shoulder: 17.2 + wide * 3.2,
    chest: 14.6 + wide * 2.6,
    waist: 12 + wide * 3 + random.between(-0.6, 0.8),
    hip: 15.6 + random.between(-0.4, 1) + wide * 0.6,
  };
  const lean = random.between(-0.03, 0.03);
  const hips = random.between(-2.2, 2.2);
  const turn = random.between(0.93, 1);
  // the weight rests on one leg: the hip shifts to its side, the shoulders stay above the feet
  const sway = (y: number) =>
    hips * Math.sin((Math.max(0, Math.min(y, 110)) / 110) * Math.PI) + lean * (60 - y);
  const at = (x: number, y: number): Point => [x * turn + sway(y), y];
  const poses = random.pick(ARM_POSES);
  const arm = (side: -1 | 1): Joints => {
    const [upper, lower] = armAngles(poses[side === -1 ? 0 : 1], random);
    const shoulder = at(side * (build.shoulder - 3.6), Y.shoulder + 6);
    const elbow = polar(shoulder, 28, side * upper);
    return [shoulder, elbow, polar(elbow, 24, side * lower)];
  };
  const stride = random.between(0, 3.5);
  const leg = (side: -1 | 1): Joints => {
    const out = side * (random.between(6.5, 8) + stride);
    return [
      at(side * 8.4, Y.hip + 3),
      at(out * 0.55 + side * 4.3, Y.knee),
      [out + at(0, 60)[0] * 0.4, Y.ankle],
    ];
  };
  return { isFlat: false, build, at, arms: [arm(-1), arm(1)], legs: [leg(-1), leg(1)] };
}
