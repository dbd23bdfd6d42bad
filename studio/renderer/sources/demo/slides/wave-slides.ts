import { BLUE, GREEN, INK, MUTED, type PaintSlide, PAPER, RED, RULE } from './slide.ts';

export const titleSlide: PaintSlide = (pen, t) => {
  pen.box(0, 0, 1600, 900, PAPER);
  const hues = ['#8a3ffc', '#1f5fa8', '#1b8a8f', '#3a7d57', '#c9a227', '#d9822b', '#b8452f'];
  hues.forEach((hue, i) => {
    pen.context.globalAlpha = 0.75;
    const length = 520 + i * 46;
    pen.curve(
      -20,
      1620,
      (x) => 690 + (i - 3) * 26 + 46 * Math.sin((x / length) * 2 * Math.PI - t * 1.4),
      hue,
      6,
    );
  });
  pen.context.globalAlpha = 1;
  pen.text('Waves and light', 120, 380, 118, { font: 'Georgia, "DejaVu Serif", serif', weight: 600 });
  pen.text('Physics 101  ·  Lecture 7', 124, 460, 42, { colour: MUTED });
  pen.line(
    [
      [124, 505],
      [440, 505],
    ],
    RED,
    6,
  );
};

export const travellingSlide: PaintSlide = (pen, t) => {
  pen.paper();
  pen.heading('A wave that travels');
  const left = 90;
  const middle = 560;
  const length = 400;
  const phase = t * 2.2;
  pen.line(
    [
      [left, middle],
      [1130, middle],
    ],
    RULE,
    3,
  );
  pen.curve(left, 1110, (x) => middle - 130 * Math.sin(((x - left) / length) * 2 * Math.PI - phase), BLUE, 7);

  // One point of the string: it goes up and down while the shape moves on.
  const atX = left + 250;
  const atY = middle - 130 * Math.sin((250 / length) * 2 * Math.PI - phase);
  pen.line(
    [
      [atX, middle - 150],
      [atX, middle + 150],
    ],
    RULE,
    3,
    [10, 10],
  );
  pen.dot(atX, atY, 15, RED);

  pen.arrow(left + 430, 745, left + 30, 745, MUTED);
  pen.arrow(left + 30, 745, left + 430, 745, MUTED);
  pen.formula('λ', left + 215, 800, 44, MUTED);
  pen.arrow(880, 400, 1080, 400, GREEN, 5);
  pen.formula('v', 968, 378, 44, GREEN);

  pen.formula('y(x, t) = A sin(kx − ωt)', 90, 330, 46);
  pen.formula('v = λ f', 1170, 330, 50, GREEN);
  pen.bullets(['The shape moves on.', 'The string stays.'], 1170, 430);
};

export const superpositionSlide: PaintSlide = (pen, t) => {
  pen.paper();
  pen.heading('Two waves meet: they add');
  const first = (x: number) => 62 * Math.sin(x / 62 - t * 2.4);
  const second = (x: number) => 62 * Math.sin(x / 50 - t * 1.9);
  const rows = [
    { y: 360, label: 'y₁', of: first, colour: BLUE },
    { y: 510, label: 'y₂', of: second, colour: GREEN },
    { y: 720, label: 'y₁ + y₂', of: (x: number) => first(x) + second(x), colour: RED },
  ];
  for (const { y, label, of, colour } of rows) {
    pen.line(
      [
        [250, y],
        [1130, y],
      ],
      RULE,
      3,
    );
    pen.formula(label, 70, y + 14, 44, colour);
    pen.curve(250, 1130, (x) => y - of(x), colour, 6);
  }
  pen.bullets(['In step: louder.', 'Out of step: quiet.', 'Nearly alike: beats.'], 1180, 380);
};

export const standingSlide: PaintSlide = (pen, t) => {
  pen.paper();
  pen.heading('A string held at both ends');
  [1, 2, 3].forEach((n) => {
    const y = 250 + n * 160;
    const swing = (x: number) => Math.sin(((x - 200) / 880) * n * Math.PI) * 56;
    pen.context.globalAlpha = 0.25;
    pen.curve(200, 1080, (x) => y - swing(x), BLUE, 4);
    pen.curve(200, 1080, (x) => y + swing(x), BLUE, 4);
    pen.context.globalAlpha = 1;
    pen.curve(200, 1080, (x) => y - swing(x) * Math.cos(t * 2.1 * n), BLUE, 7);
    pen.dot(200, y, 12, INK);
    pen.dot(1080, y, 12, INK);
    pen.formula(`n = ${n}`, 70, y + 12, 38, MUTED);
    for (let node = 1; node < n; node += 1) pen.dot(200 + (880 / n) * node, y, 10, RED);
  });
  pen.formula('fₙ = n · v / 2L', 1180, 400, 50);
  pen.bullets(['Whole halves fit.', 'Red points rest.'], 1180, 500);
};
