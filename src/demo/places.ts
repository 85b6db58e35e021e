/** Paints the place that a person stands in, by its name. */
import { type Colour, css, shade, tint } from './colour';
import { type Paint, SIDE, light, wash } from './light';
import { bright, dark } from './part';
import { type Pen, ellipse, outline, polyline } from './pen';
import { layGrain } from './texture';

/** Height at which wall and floor meet, from the top. */
function floor(pen: Pen, wall: Colour, ground: Colour, y: number, skirting: boolean): void {
  const { ctx } = pen;
  wash(pen, wall);
  ctx.fillStyle = css(ground);
  ctx.fillRect(0, y, SIDE, SIDE - y);
  if (skirting) {
    ctx.fillStyle = css(tint(wall, 0.6));
    ctx.fillRect(0, y - 4, SIDE, 4);
    pen.softLine(polyline([0, y - 4], [SIDE, y - 4]), dark(0.3), 0.5, 0.5);
  }
  pen.softLine(polyline([-5, y], [SIDE + 5, y]), dark(0.35), 1, 1);
}

const seamless: Paint = (pen, random) => {
  const base: Colour = {
    l: random.between(0.74, 0.92),
    c: random.between(0.005, 0.05),
    h: random.between(0, 360),
  };
  wash(pen, base);
  pen.ctx.fillStyle = pen.gradient(
    [0, 62],
    [0, 100],
    [
      [0, dark(0)],
      [0.25, dark(0.07)],
      [0.4, bright(0.05)],
      [1, bright(0.25)],
    ],
  );
  pen.ctx.fillRect(0, 0, SIDE, SIDE);
  light(pen, 0.9);
};

const room: Paint = (pen, random) => {
  const wall: Colour = {
    l: random.between(0.78, 0.9),
    c: random.between(0.01, 0.04),
    h: random.between(30, 220),
  };
  floor(
    pen,
    wall,
    random.pick([
      { l: 0.66, c: 0.055, h: 65 },
      { l: 0.55, c: 0.05, h: 55 },
      { l: 0.76, c: 0.02, h: 80 },
    ]),
    random.between(80, 86),
    true,
  );
  const side = random.chance(0.5) ? 14 : 86;
  // a picture on one side, a plant on the other
  const frame = polyline([side - 9, 16], [side + 9, 16], [side + 9, 40], [side - 9, 40], [side - 9, 16]);
  pen.softFill(frame, dark(0.3), 1);
  pen.fill(frame, '#f7f4ee');
  pen.line(frame, css({ l: 0.4, c: 0.04, h: 60 }), 0.9);
  const art: Colour = { l: random.between(0.5, 0.8), c: 0.09, h: random.between(0, 360) };
  pen.fill(ellipse(side, 26, 4.6, 4.6), css(art));
  pen.fill(polyline([side - 6, 36], [side, 28], [side + 6, 36]), css(shade(art, 0.7)));
  const x = 100 - side;
  for (let i = 0; i < 9; i++) {
    const a = -Math.PI / 2 + (i - 4) * 0.3;
    const long = random.between(16, 26);
    const path = outline([
      [x, 76],
      [x + Math.cos(a) * long * 0.6 - 2, 76 + Math.sin(a) * long * 0.6],
      [x + Math.cos(a) * long, 76 + Math.sin(a) * long],
      [x + Math.cos(a) * long * 0.6 + 2, 76 + Math.sin(a) * long * 0.55],
    ]);
    pen.fill(path, css({ l: random.between(0.38, 0.55), c: 0.08, h: 145 }));
  }
  pen.fill(
    outline([
      [x - 6, 75, true],
      [x + 6, 75, true],
      [x + 4.6, 88, true],
      [x - 4.6, 88, true],
    ]),
    css({ l: 0.6, c: 0.08, h: 45 }),
  );
  light(pen, 0.8);
};

const bricks: Paint = (pen, random) => {
  const base: Colour = random.pick([
    { l: 0.56, c: 0.07, h: 35 },
    { l: 0.88, c: 0.01, h: 80 },
    { l: 0.5, c: 0.02, h: 60 },
  ]);
  wash(pen, tint(base, 0.3));
  for (let j = 0; j * 5 < SIDE; j++) {
    for (let i = -1; i < 10; i++) {
      pen.ctx.fillStyle = css(shade(base, random.between(0.88, 1.08)));
      pen.ctx.fillRect(i * 11.5 + (j % 2) * 5.75, j * 5, 11, 4.5);
    }
  }
  layGrain(pen.ctx, 'wool', [0, 0, SIDE, SIDE], 0.4);
  light(pen, 0.9);
};

const sunlit: Paint = (pen, random) => {
  wash(pen, { l: random.between(0.8, 0.9), c: random.between(0.02, 0.05), h: random.between(40, 100) });
  const x = random.between(-10, 40);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 2; j++) {
      const l = x + i * 19;
      const t = 10 + j * 30;
      pen.softFill(
        polyline([l, t], [l + 16, t + 5], [l + 16, t + 32], [l, t + 27]),
        'rgba(255,246,220,0.55)',
        1.2,
      );
    }
  }
  light(pen, 0.7);
};

/** Paints a background out of focus: soft lights and masses. */
function blurred(sky: Colour, masses: readonly Colour[], lights: number): Paint {
  return (pen, random) => {
    wash(pen, sky);
    for (let i = 0; i < 12; i++) {
      const mass = random.pick(masses);
      const w = random.between(12, 30);
      const x = random.between(-10, 100);
      pen.softFill(
        ellipse(x, random.between(30, 90), w, random.between(14, 34)),
        css(shade(mass, random.between(0.9, 1.1)), 0.8),
        5,
      );
    }
    pen.ctx.fillStyle = pen.gradient(
      [0, 70],
      [0, 100],
      [
        [0, 'rgba(0,0,0,0)'],
        [1, css(shade(masses[0]!, 0.8), 0.8)],
      ],
    );
    pen.ctx.fillRect(0, 60, SIDE, 40);
    for (let i = 0; i < lights; i++) {
      const radius = random.between(1.4, 4);
      const spot = ellipse(random.between(0, 100), random.between(4, 70), radius, radius);
      pen.fill(spot, css({ l: 0.95, c: 0.06, h: random.between(60, 110) }, random.between(0.12, 0.4)));
    }
    light(pen, 0.6);
  };
}

export const PLACES: readonly Paint[] = [
  seamless,
  seamless,
  room,
  bricks,
  sunlit,
  blurred(
    { l: 0.86, c: 0.04, h: 140 },
    [
      { l: 0.52, c: 0.08, h: 140 },
      { l: 0.64, c: 0.09, h: 130 },
      { l: 0.76, c: 0.08, h: 115 },
    ],
    18,
  ),
  blurred(
    { l: 0.84, c: 0.02, h: 250 },
    [
      { l: 0.55, c: 0.015, h: 260 },
      { l: 0.68, c: 0.02, h: 70 },
      { l: 0.48, c: 0.02, h: 40 },
    ],
    16,
  ),
  blurred(
    { l: 0.88, c: 0.04, h: 230 },
    [
      { l: 0.85, c: 0.045, h: 85 },
      { l: 0.8, c: 0.04, h: 220 },
      { l: 0.7, c: 0.05, h: 225 },
    ],
    6,
  ),
];
