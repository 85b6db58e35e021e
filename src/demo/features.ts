/** Draws eyes, nose, mouth and the other features of a face. */
import { css, shade } from './colour';
import type { Looks } from './looks';
import { bright, dark } from './part';
import { type Pen, ellipse, outline } from './pen';

function eye(pen: Pen, x: number, y: number, looks: Looks, side: number): void {
  const { eyes, hair, skin } = looks;
  const almond = outline([
    [x - 1.75, y + 0.15, true],
    [x, y - 1],
    [x + 1.75, y - 0.05, true],
    [x, y + 0.8],
  ]);
  pen.softFill(ellipse(x, y - 0.6, 2.4, 1.5), css(shade(skin, 0.6), 0.35), 0.9);
  pen.fill(almond, '#fbf8f4');
  pen.within(almond, () => {
    const ix = x + looks.turn * 0.3;
    pen.fill(ellipse(ix, y - 0.1, 0.92, 0.95), css(eyes));
    pen.fill(ellipse(ix, y - 0.1, 0.46, 0.48), '#151012');
    pen.fill(ellipse(ix - 0.28, y - 0.4, 0.2, 0.2), '#ffffff');
    pen.softLine(
      outline(
        [
          [x - 2, y - 0.6],
          [x, y - 1.2],
          [x + 2, y - 0.6],
        ],
        false,
      ),
      dark(0.5),
      0.5,
      0.4,
    );
  });
  pen.line(
    outline(
      [
        [x - 1.85, y + 0.1],
        [x, y - 1.05],
        [x + 1.85 + 0.1 * side, y - 0.15],
      ],
      false,
    ),
    css({ l: 0.2, c: 0.02, h: 40 }, 0.9),
    0.36,
  );
  const brow = shade(hair, 0.85);
  pen.line(
    outline(
      [
        [x - side * 1.9, y - 2.5],
        [x + side * 0.4, y - 3.15],
        [x + side * 2.3, y - 2.35],
      ],
      false,
    ),
    css({ ...brow, l: Math.min(brow.l, skin.l - 0.2) }, 0.85),
    looks.beard === 'none' ? 0.55 : 0.75,
  );
}

export function features(pen: Pen, looks: Looks): void {
  const { skin, lips, turn, smile } = looks;
  const dx = turn * 1.3;
  const shadow = css(shade(skin, 0.58), 0.6);
  for (const side of [-1, 1]) {
    // the far half of a turned face is narrower
    eye(pen, dx + side * (3.25 - side * turn * 0.28), -16, looks, side);
    pen.softFill(ellipse(dx + side * 4.5, -11.6, 2, 1.4), css({ l: 0.66, c: 0.13, h: 25 }, 0.28), 1.4);
  }
  const nx = dx * 1.25;
  pen.softLine(
    outline(
      [
        [nx + 0.6 * (turn > 0 ? -1 : 1), -16.4],
        [nx + 1 * (turn > 0 ? -1 : 1), -13.4],
      ],
      false,
    ),
    shadow,
    0.7,
    0.7,
  );
  pen.line(
    outline(
      [
        [nx - 1.15, -11.9],
        [nx, -11.3],
        [nx + 1.15, -11.9],
      ],
      false,
    ),
    css(shade(skin, 0.58), 0.8),
    0.34,
  );
  pen.softFill(ellipse(nx, -12.9, 0.7, 1), bright(0.4), 0.5);
  const w = 2.1 + smile * 0.7;
  const up = smile * 0.55;
  const my = -8.9;
  if (smile > 0.72) {
    const mouth = outline([
      [dx - w, my - up, true],
      [dx, my - 0.2],
      [dx + w, my - up, true],
      [dx, my + 1.4],
    ]);
    pen.fill(mouth, '#fdfaf6');
    pen.line(
      outline(
        [
          [dx - w, my - up],
          [dx, my - 0.25],
          [dx + w, my - up],
        ],
        false,
      ),
      css(shade(lips, 0.85)),
      0.42,
    );
    pen.line(
      outline(
        [
          [dx - w, my - up],
          [dx - w * 0.5, my + 0.85],
          [dx, my + 1.35],
          [dx + w * 0.5, my + 0.85],
          [dx + w, my - up],
        ],
        false,
      ),
      css(lips),
      0.62,
    );
  } else {
    pen.fill(
      outline([
        [dx - w, my - up, true],
        [dx - 0.7, my - 0.85],
        [dx, my - 0.55],
        [dx + 0.7, my - 0.85],
        [dx + w, my - up, true],
        [dx, my + 0.2],
      ]),
      css(shade(lips, 0.9)),
    );
    pen.fill(
      outline([
        [dx - w, my - up, true],
        [dx, my + 0.1],
        [dx + w, my - up, true],
        [dx, my + 1.25],
      ]),
      css(lips),
    );
    pen.line(
      outline(
        [
          [dx - w, my - up],
          [dx, my + 0.12],
          [dx + w, my - up],
        ],
        false,
      ),
      css(shade(lips, 0.55), 0.8),
      0.22,
    );
  }
  pen.softLine(
    outline(
      [
        [dx - 1.2, -6.4],
        [dx, -6.1],
        [dx + 1.2, -6.4],
      ],
      false,
    ),
    shadow,
    0.5,
    0.5,
  );
  if (!looks.freckles) return;
  for (let i = 0; i < 16; i++)
    pen.fill(
      ellipse(dx + Math.sin(i * 5.1) * 5, -12.8 + Math.cos(i * 3.7) * 1.5, 0.16, 0.16),
      css(shade(skin, 0.66), 0.6),
    );
}

export function beard(pen: Pen, { beard: kind, hair, turn, jaw }: Looks): void {
  if (kind === 'none') return;
  const dx = turn * 1.3;
  const path = outline([
    [-7.6, -14.6, true],
    [-6.6 * jaw, -8.4],
    [-3.4 * jaw, -4.6],
    [0, -3.4],
    [3.4 * jaw, -4.6],
    [6.6 * jaw, -8.4],
    [7.6, -14.6, true],
    [6, -11.4],
    [dx + 3.4, -10.9],
    [dx, -10.8],
    [dx - 3.4, -10.9],
    [-6, -11.4],
  ]);
  if (kind === 'full') pen.fill(path, css(hair, 0.94));
  else pen.softFill(path, css(hair, 0.5), 0.8);
}

export function glasses(pen: Pen, { turn }: Looks): void {
  const dx = turn * 1.3;
  for (const side of [-1, 1]) {
    const lens = ellipse(dx + side * 3.3, -15.8, 2.6, 2.2);
    pen.fill(lens, bright(0.14));
    pen.line(lens, '#2a2320', 0.42);
    pen.line(
      outline(
        [
          [dx + side * 5.9, -16.2],
          [side * 7.8, -16.6],
        ],
        false,
      ),
      '#2a2320',
      0.42,
    );
  }
  pen.line(
    outline(
      [
        [dx - 0.8, -16],
        [dx, -16.4],
        [dx + 0.8, -16],
      ],
      false,
    ),
    '#2a2320',
    0.42,
  );
}
