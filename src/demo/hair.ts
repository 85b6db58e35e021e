/** Draws a person's hair, or the scarf over it, behind and before the head. */
import { posed } from './body';
import { css, shade } from './colour';
import type { Figure } from './figure';
import type { Looks } from './looks';
import { bright, dark } from './part';
import { type Knot, type Pen, ellipse, knots, outline, tube } from './pen';

/** Draws the hair behind the shoulders; call it before the body is drawn. */
export function drawBackHair(pen: Pen, figure: Figure, looks: Looks): void {
  posed(pen, figure, looks, () => {
    const { style } = looks;
    const colour = shade(looks.style === 'headscarf' ? looks.scarf : looks.hair, 0.82);
    const side = looks.turn > 0 ? -1 : 1;
    let path: Path2D | undefined;
    if (style === 'bob')
      path = outline(knots('0 -29, 8.6 -25, 10.4 -14, 9.4 -4, 0 -1, -9.4 -4, -10.4 -14, -8.6 -25'));
    if (style === 'fringe')
      path = outline(knots('0 -29, 8.6 -25, 10 -12, 9.6 4, 5 9, -5 9, -9.6 4, -10 -12, -8.6 -25'));
    if (style === 'long')
      path = outline(
        knots('0 -29, 8.8 -25, 10 -12, 11 6, 10.4 20, 5 24, -5 24, -10.4 20, -11 6, -10 -12, -8.8 -25'),
      );
    if (style === 'wavy')
      path = outline(
        knots(
          '0 -29.6, 9 -25, 11.4 -15, 10 -7, 13 0, 11 7, 13.4 15, 7 20, 0 17, -7 20, -13.4 15, -11 7, -13 0, -10 -7, -11.4 -15, -9 -25',
        ),
      );
    if (style === 'tail')
      path = tube(
        [
          [side * 4, -24],
          [side * 11, -19],
          [side * 12.6, -4],
          [side * 10, 9],
        ],
        [6, 7, 6.4, 1.6],
      );
    if (style === 'headscarf')
      path = outline(
        knots('0 -30, 9.6 -25, 10.6 -12, 13 2, 16 10, 0 15, -16 10, -13 2, -10.6 -12, -9.6 -25'),
      );
    if (style === 'afro') {
      const knots: Knot[] = [];
      for (let i = 0; i < 26; i++) {
        const a = (i / 26) * 2 * Math.PI;
        const r = 14.6 + (i % 2) * 0.9;
        knots.push([Math.cos(a) * r, -20 + Math.sin(a) * r * 0.96]);
      }
      path = outline(knots);
    }
    if (!path) return;
    const filled = path;
    pen.fill(filled, css(colour));
    pen.within(filled, () => {
      pen.softLine(filled, dark(0.4), 2, 2.4);
      pen.softFill(ellipse(0, -4, 7, 9), dark(0.5), 3);
      if (style === 'afro') return;
      for (let i = -4; i <= 4; i++)
        pen.softLine(
          outline(
            [
              [i * 2, -20],
              [i * 2.6, -4],
              [i * 2.4, 22],
            ],
            false,
          ),
          bright(0.12),
          0.5,
          0.5,
        );
    });
  });
}

/** Hair over forehead and temples: the lower edge, from the picture's left to its right. */
function hairline({ style, turn }: Looks): Knot[] {
  const part = turn > 0 ? 1 : -1;
  switch (style) {
    case 'fringe':
      return knots('-8.2 -13, -7 -18.6, -3 -19, 0 -18.6, 3 -19, 7 -18.6, 8.2 -13');
    case 'bob':
    case 'long':
    case 'wavy':
      return [
        [-9.2, -6],
        [-7.2, -15],
        [-5.6, -20.4],
        [part * 1.6, -25],
        [5.6, -20.4],
        [7.2, -15],
        [9.2, -6],
      ];
    case 'parted':
      return [
        [-8, -14.6],
        [-7, -19],
        [-4, -22 + part],
        [0, -23.4],
        [4, -22 - part],
        [7, -19],
        [8, -14.6],
      ];
    case 'afro':
    case 'curls':
      return knots('-8.4 -15, -6.8 -20.4, -3 -22.4, 0 -22.8, 3 -22.4, 6.8 -20.4, 8.4 -15');
    default:
      return knots('-8 -14.8, -7.2 -19.6, -4.4 -22.8, 0 -23.6, 4.4 -22.8, 7.2 -19.6, 8 -14.8');
  }
}

export function frontHair(pen: Pen, looks: Looks): void {
  const { style, hair, turn } = looks;
  if (style === 'bald') {
    pen.softFill(
      outline(knots('-8 -15, -8 -20, -6 -26, 0 -28.4, 6 -26, 8 -20, 8 -15, 5 -22, 0 -24, -5 -22')),
      css(hair, 0.22),
      1,
    );
    pen.softFill(ellipse(-2, -25, 2.6, 1.2), bright(0.4), 1.2);
    return;
  }
  if (style === 'headscarf') {
    headscarf(pen, looks);
    return;
  }
  const high =
    { cropped: 0.3, parted: 1.9, curls: 2.4, afro: 3, bun: 0.7, tail: 0.5 }[style as string] ?? 1.2;
  const top: Knot[] = [
    [8.6, -20],
    [7, -26 - high * 0.5],
    [0 - turn * high * 0.5, -28.4 - high],
    [-7, -26 - high * 0.5],
    [-8.6, -20],
  ];
  const path = outline([...hairline(looks), ...top]);
  if (style === 'bun') {
    const bun = ellipse(-turn * 2, -31, 5, 4.4);
    pen.fill(bun, css(shade(hair, 0.9)));
    pen.within(bun, () => {
      pen.softLine(bun, dark(0.5), 1, 1);
    });
  }
  if (style === 'curls') {
    for (let i = 0; i < 22; i++) {
      const a = Math.PI * (1 + i / 21);
      const r = 8.4 + (i % 3) * 0.8;
      const curl = ellipse(Math.cos(a) * r, -20 + Math.sin(a) * (r + 1), 2.5, 2.4);
      pen.fill(curl, css(shade(hair, 0.9 + (i % 3) * 0.08)));
      pen.line(curl, dark(0.18), 0.3);
    }
  }
  pen.softLine(outline(hairline(looks), false), dark(0.3), 1, 1);
  pen.fill(path, css(hair));
  pen.within(path, () => {
    pen.softLine(path, dark(0.35), 1.2, 1.4);
    if (style === 'afro' || style === 'curls') {
      for (let i = 0; i < 60; i++)
        pen.line(ellipse(Math.sin(i * 7.3) * 9, -25 + Math.cos(i * 4.1) * 5, 0.8, 0.8), bright(0.07), 0.4);
      return;
    }
    for (let i = -5; i <= 5; i++) {
      pen.softLine(
        outline(
          [
            [turn * 1.6, -28.6],
            [i * 1.4, -26],
            [i * 1.75, -18],
          ],
          false,
        ),
        i % 2 === 0 ? bright(0.13) : dark(0.16),
        0.5,
        0.5,
      );
    }
    pen.softLine(outline(knots('-5 -24.4, 0 -26.6, 5 -24.4'), false), bright(0.16), 1.3, 1.4);
  });
}

function headscarf(pen: Pen, { scarf, turn }: Looks): void {
  const dx = turn * 0.8;
  const ring = outline(knots('0 -29.6, 8.8 -25, 9.6 -14, 8 -4, 3 0, -3 0, -8 -4, -9.6 -14, -8.8 -25'));
  ring.addPath(
    outline([
      [dx, -23.4],
      [dx + 5.6, -20.6],
      [dx + 6.6, -14],
      [dx + 5.2, -8],
      [dx, -4.8],
      [dx - 5.2, -8],
      [dx - 6.6, -14],
      [dx - 5.6, -20.6],
    ]),
  );
  const { ctx } = pen;
  ctx.fillStyle = css(scarf);
  ctx.fill(ring, 'evenodd');
  for (const [a, b] of knots('-1 0.2, 1 0.5, -0.4 1'))
    pen.softLine(
      outline(
        [
          [a * 8, -22],
          [a * 8.4, -10],
          [b * 4, -1],
        ],
        false,
      ),
      dark(0.22),
      0.8,
      0.8,
    );
  const drape = outline(knots('-9 -6, 0 -3.6, 9 -6, 13 4, 8 12, 0 14, -9 11, -13 3'));
  pen.softFill(drape, dark(0.35), 1);
  pen.fill(drape, css(scarf));
  pen.within(drape, () => {
    for (const o of [0, 3.4, 7])
      pen.softLine(
        outline(
          [
            [-12, -3 + o],
            [0, 2 + o],
            [12, -4 + o],
          ],
          false,
        ),
        dark(0.3),
        1,
        0.9,
      );
    for (const o of [1.6, 5])
      pen.softLine(
        outline(
          [
            [-12, -3 + o],
            [0, 2 + o],
            [12, -4 + o],
          ],
          false,
        ),
        bright(0.3),
        0.8,
        0.8,
      );
    pen.softLine(drape, dark(0.35), 1.2, 1.2);
  });
}
