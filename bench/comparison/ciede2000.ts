/** Computes how different two CIELAB colours look. */

/** L* 0..100, a*, b*. */
export type Lab = readonly [number, number, number];

const FULL_TURN = 360;
const TO_THE_7TH_OF_25 = 25 ** 7;

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Degrees 0..360; 0 for a grey. */
function hueOf(a: number, b: number): number {
  return ((Math.atan2(b, a) * 180) / Math.PI + FULL_TURN) % FULL_TURN;
}

/** The formula's weight for a chroma: 0 at grey, near 1 for strong colours. */
function saturation(chroma: number): number {
  return Math.sqrt(chroma ** 7 / (chroma ** 7 + TO_THE_7TH_OF_25));
}

/**
 * The CIEDE2000 colour difference with kL = kC = kH = 1, after Sharma, Wu and Dalal 2005, whose test pairs it
 * reproduces. 1 is about what an eye just sees.
 */
export function ciede2000([light1, a1, b1]: Lab, [light2, a2, b2]: Lab): number {
  const meanLab = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1 + 0.5 * (1 - saturation(meanLab));
  const chroma1 = Math.hypot(a1 * stretch, b1);
  const chroma2 = Math.hypot(a2 * stretch, b2);
  const hue1 = hueOf(a1 * stretch, b1);
  const hue2 = hueOf(a2 * stretch, b2);

  const coloured = chroma1 * chroma2 !== 0;
  const apart = hue2 - hue1;
  // the shorter way round the circle
  const turn = Math.abs(apart) <= 180 ? apart : apart - Math.sign(apart) * FULL_TURN;
  const lightness = light2 - light1;
  const chroma = chroma2 - chroma1;
  const hue = coloured ? 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(radians(turn / 2)) : 0;

  const meanLight = (light1 + light2) / 2;
  const meanChroma = (chroma1 + chroma2) / 2;
  const sum = hue1 + hue2;
  const around = Math.abs(apart) <= 180 ? sum : sum + (sum < FULL_TURN ? FULL_TURN : -FULL_TURN);
  const meanHue = coloured ? around / 2 : sum;

  const t =
    1 -
    0.17 * Math.cos(radians(meanHue - 30)) +
    0.24 * Math.cos(radians(2 * meanHue)) +
    0.32 * Math.cos(radians(3 * meanHue + 6)) -
    0.2 * Math.cos(radians(4 * meanHue - 63));
  const overGrey = (meanLight - 50) ** 2;
  const weightLight = 1 + (0.015 * overGrey) / Math.sqrt(20 + overGrey);
  const weightChroma = 1 + 0.045 * meanChroma;
  const weightHue = 1 + 0.015 * meanChroma * t;
  const blue = 60 * Math.exp(-(((meanHue - 275) / 25) ** 2));
  const rotation = -2 * saturation(meanChroma) * Math.sin(radians(blue));

  const byLight = lightness / weightLight;
  const byChroma = chroma / weightChroma;
  const byHue = hue / weightHue;
  return Math.sqrt(byLight ** 2 + byChroma ** 2 + byHue ** 2 + rotation * byChroma * byHue);
}
