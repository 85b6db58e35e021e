/** Turns colours of lightness, chroma and hue into CSS, and shades, tints or mixes them. */

/** OKLCH (Björn Ottosson, 2020): lightness 0..1, chroma 0..about 0.3, hue in degrees. */
export interface Colour {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

function gamma(linear: number): number {
  const x = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
}

/** sRGB, 0..255; colours out of gamut are clipped channel by channel. */
function rgbOf({ l, c, h }: Colour): readonly [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gamma(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    gamma(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    gamma(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ];
}

/** Writes sRGB numbers, since not every browser's canvas supports `oklch()`. */
export function css(colour: Colour, alpha = 1): string {
  const [r, g, b] = rgbOf(colour);
  return `rgba(${r},${g},${b},${alpha})`;
}

/** Multiplies lightness; chroma follows halfway, as in shade. */
export function shade({ l, c, h }: Colour, by: number): Colour {
  return { l: Math.min(1, l * by), c: c * (by < 1 ? 0.4 + 0.6 * by : 2 - by), h };
}

/** Mixes a colour with white by a share 0..1. */
export function tint({ l, c, h }: Colour, share: number): Colour {
  return { l: l + (1 - l) * share, c: c * (1 - share), h };
}
