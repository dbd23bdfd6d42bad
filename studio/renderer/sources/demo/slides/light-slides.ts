import { BLUE, INK, MUTED, type PaintSlide, RED, RULE } from './slide.ts';

export const lightSlide: PaintSlide = (pen, t) => {
  pen.paper();
  pen.heading('Light is a wave of two fields');
  const swing = (x: number) => Math.sin((x - 120) / 82 - t * 2.2);
  pen.arrow(100, 500, 1150, 500, MUTED, 3);
  // The second field stands across the first; on paper it is drawn aslant.
  for (let x = 120; x <= 1090; x += 26) {
    const size = swing(x);
    pen.line(
      [
        [x, 500],
        [x, 500 - 150 * size],
      ],
      'rgba(31, 95, 168, 0.45)',
      3,
    );
    pen.line(
      [
        [x, 500],
        [x - 70 * size, 500 + 64 * size],
      ],
      'rgba(184, 69, 47, 0.45)',
      3,
    );
  }
  pen.curve(120, 1090, (x) => 500 - 150 * swing(x), BLUE, 6);
  const across: [number, number][] = [];
  for (let x = 120; x <= 1090; x += 6) across.push([x - 70 * swing(x), 500 + 64 * swing(x)]);
  pen.line(across, RED, 6);
  pen.formula('E', 100, 350, 52, BLUE);
  pen.formula('B', 70, 620, 52, RED);

  const spectrum = pen.context.createLinearGradient(120, 0, 1090, 0);
  const hues = ['#5b2a86', '#2b4fb0', '#1f8fb5', '#3a9d57', '#d8c02f', '#e0812b', '#a32f22'];
  hues.forEach((hue, i) => spectrum.addColorStop(i / (hues.length - 1), hue));
  pen.box(120, 760, 970, 34, spectrum);
  pen.text('380 nm', 120, 832, 26, { colour: MUTED });
  pen.text('750 nm', 1090, 832, 26, { colour: MUTED, align: 'right' });

  pen.formula('c = 1 / √(μ₀ ε₀)', 1180, 360, 48);
  pen.bullets(['299 792 458 m/s', 'Needs no medium.'], 1180, 460);
};

export const slitsSlide: PaintSlide = (pen, t) => {
  pen.paper();
  pen.heading('Two slits');
  const wall = 330;
  const screen = 1010;
  const slits = [500, 620];
  const length = 54;

  pen.context.save();
  pen.context.beginPath();
  pen.context.rect(70, 270, screen - 70, 580);
  pen.context.clip();
  const travelled = (t * 60) % length;
  for (let x = 90 + travelled; x < wall; x += length)
    pen.line(
      [
        [x, 290],
        [x, 830],
      ],
      'rgba(31, 95, 168, 0.5)',
      4,
    );
  pen.context.beginPath();
  pen.context.rect(wall, 270, screen - wall, 580);
  pen.context.clip();
  pen.context.strokeStyle = 'rgba(31, 95, 168, 0.38)';
  pen.context.lineWidth = 4;
  for (const slit of slits) {
    for (let radius = travelled; radius < 820; radius += length) {
      pen.context.beginPath();
      pen.context.arc(wall, slit, radius, -Math.PI / 2, Math.PI / 2);
      pen.context.stroke();
    }
  }
  pen.context.restore();

  pen.line(
    [
      [wall, 280],
      [wall, 482],
    ],
    INK,
    14,
  );
  pen.line(
    [
      [wall, 518],
      [wall, 602],
    ],
    INK,
    14,
  );
  pen.line(
    [
      [wall, 638],
      [wall, 840],
    ],
    INK,
    14,
  );
  pen.line(
    [
      [screen, 280],
      [screen, 840],
    ],
    INK,
    6,
  );

  const brightness = (y: number) => {
    const [one = 0, two = 0] = slits.map((slit) => Math.hypot(screen - wall, y - slit));
    return Math.cos((Math.PI * (one - two)) / length) ** 2;
  };
  const fringe: [number, number][] = [];
  for (let y = 290; y <= 830; y += 5) fringe.push([screen + 14 + 120 * brightness(y), y]);
  pen.line(
    [
      [screen + 14, 290],
      [screen + 14, 830],
    ],
    RULE,
    2,
  );
  pen.line(fringe, RED, 6);

  pen.formula('d sin θ = m λ', 1200, 360, 46);
  pen.bullets(['Whole λ: bright.', 'Half λ: dark.'], 1200, 460);
};
