/** Paints the ground that a product lies on, by its name. */
import { type Colour, css, shade } from './colour';
import { type Paint, SIDE, light, wash } from './light';
import { bright, dark } from './part';
import { type Pen, ellipse, outline, polyline } from './pen';
import type { Random } from './random';
import { layGrain } from './texture';

function paper(l: number, c: number, h: number): Paint {
  return (pen, random) => {
    wash(pen, { l: l + random.between(-0.015, 0.015), c, h });
    light(pen, 0.55);
  };
}

function linen(pen: Pen, random: Random): void {
  wash(pen, { l: random.between(0.82, 0.9), c: 0.018, h: random.between(60, 100) });
  layGrain(pen.ctx, 'linen', [0, 0, SIDE, SIDE], 0.8);
  for (let i = 0; i < 4; i++) {
    const y = random.between(0, 100);
    const bow = outline(
      [
        [-4, y],
        [30, y + random.between(-9, 9)],
        [70, y + random.between(-9, 9)],
        [104, y + random.between(-14, 14)],
      ],
      false,
    );
    pen.softLine(bow, dark(0.14), 1.4, 1.8);
  }
  light(pen, 0.6);
}

function planks(pen: Pen, random: Random): void {
  const wood: Colour = random.pick([
    { l: 0.86, c: 0.035, h: 75 },
    { l: 0.9, c: 0.02, h: 80 },
  ]);
  wash(pen, wood);
  const wide = random.between(14, 19);
  for (let x = random.between(-10, 0); x < SIDE; x += wide) {
    pen.ctx.fillStyle = css(shade(wood, random.between(0.93, 1.05)));
    pen.ctx.fillRect(x, 0, wide, SIDE);
    for (let i = 0; i < 7; i++) {
      const g = x + random.between(1, wide - 1);
      pen.line(
        outline(
          [
            [g, -2],
            [g + random.between(-1, 1), 30],
            [g + random.between(-1, 1), 66],
            [g, 102],
          ],
          false,
        ),
        css(shade(wood, 0.8), 0.24),
        random.between(0.2, 0.7),
      );
    }
    pen.line(polyline([x, 0], [x, SIDE]), dark(0.4), 0.4);
  }
  light(pen, 0.6);
}

function stone(pen: Pen, random: Random): void {
  const base: Colour = { l: random.between(0.72, 0.84), c: 0.006, h: 80 };
  wash(pen, base);
  for (let i = 0; i < 26; i++)
    pen.softFill(
      ellipse(random.between(0, 100), random.between(0, 100), random.between(6, 18), random.between(4, 12)),
      random.chance(0.5) ? bright(0.12) : dark(0.05),
      5,
    );
  layGrain(pen.ctx, 'wool', [0, 0, SIDE, SIDE], 0.35);
  light(pen, 0.7);
}

function marble(pen: Pen, random: Random): void {
  wash(pen, { l: 0.94, c: 0.004, h: 80 });
  for (let i = 0; i < 7; i++) {
    const x = random.between(-20, 100);
    const vein = outline(
      [
        [x, -4],
        [x + random.between(4, 22), 30],
        [x + random.between(8, 34), 64],
        [x + random.between(20, 50), 104],
      ],
      false,
    );
    pen.softLine(vein, css({ l: 0.6, c: 0.01, h: 250 }, 0.35), random.between(0.5, 1.6), 1.4);
    pen.line(vein, css({ l: 0.6, c: 0.01, h: 250 }, 0.16), 0.25);
  }
  light(pen, 0.45);
}

/** Grounds that products are laid on, or stood before. */
export const GROUNDS: readonly Paint[] = [
  paper(0.95, 0.003, 90),
  paper(0.9, 0.006, 80),
  paper(0.93, 0.016, 70),
  paper(0.9, 0.02, 240),
  paper(0.9, 0.022, 150),
  paper(0.89, 0.026, 20),
  linen,
  planks,
  stone,
  marble,
];
