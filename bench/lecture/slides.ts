import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  color: string;
  font: 'DejaVu Sans' | 'DejaVu Sans Mono' | 'DejaVu Serif';
}

interface Slide {
  background: string;
  lines: readonly Line[];
  /** Filters that draw what is no text. */
  drawn: readonly string[];
}

const title = (text: string): Line => ({
  ...{ text, x: 48, y: 36, size: 38, color: '#1b2a4a', font: 'DejaVu Sans' },
});

const bullets = (texts: readonly string[]): Line[] =>
  texts.map((text, i) => ({
    ...{ text: `•  ${text}`, x: 60, y: 118 + 46 * i, size: 24, color: '#222222', font: 'DejaVu Sans' },
  }));

const code = (texts: readonly string[]): Line[] =>
  texts.map((text, i) => ({
    ...{ text, x: 56, y: 104 + 27 * i, size: 18, color: '#dddddd', font: 'DejaVu Sans Mono' },
  }));

const bars = Array.from({ length: 8 }, (_, i) => {
  const height = 60 + ((i * 53) % 190);
  return `drawbox=x=${80 + 62 * i}:y=${440 - height}:w=40:h=${height}:color=#3a6ea5:t=fill`;
});

const heat = [
  'Heat flows from warm to cold',
  'Its rate is proportional to the gradient',
  'Energy is neither made nor lost',
  'Together: the equation of diffusion',
];

/** In the order in which they are shown. */
const slides: readonly Slide[] = [
  {
    background: '#fdfdf8',
    lines: [title('Heat: from Fourier’s law'), ...bullets(heat.slice(0, 2))],
    drawn: [],
  },
  { background: '#fdfdf8', lines: [title('Heat: from Fourier’s law'), ...bullets(heat)], drawn: [] },
  {
    background: '#1e1e26',
    lines: [
      { ...title('One step in time'), color: '#f0f0f0' },
      ...code([
        'def step(u, alpha, dx, dt):',
        '    """One explicit step of the heat equation."""',
        '    r = alpha * dt / dx**2',
        '    if r > 0.5:',
        '        raise ValueError(f"unstable: r = {r:.3f}")',
        '    new = u.copy()',
        '    for i in range(1, len(u) - 1):',
        '        new[i] = u[i] + r * (u[i-1] - 2*u[i] + u[i+1])',
        '    return new',
        '',
        'u = [0.0] * 40 + [100.0] * 20 + [0.0] * 40',
        'for n in range(1000):',
        '    u = step(u, alpha=1.1e-4, dx=0.01, dt=0.4)',
      ]),
    ],
    drawn: [],
  },
  {
    background: '#ffffff',
    lines: [
      title('Measured at eight depths'),
      ...Array.from({ length: 8 }, (_, i): Line => ({
        ...{
          text: `${(i + 1) * 5} cm`,
          x: 80 + 62 * i,
          y: 450,
          size: 14,
          color: '#333333',
          font: 'DejaVu Serif',
        },
      })),
    ],
    drawn: [
      ...bars,
      'drawbox=x=64:y=110:w=2:h=332:color=#222222:t=fill',
      'drawbox=x=64:y=440:w=520:h=2:color=#222222:t=fill',
    ],
  },
];

/** Each slide as one frame of planar YUV 4:2:0. */
export async function drawSlides(ffmpegPath: string, width: number, height: number): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-slides-'));
  try {
    return await Promise.all(slides.map((slide, i) => draw(ffmpegPath, folder, slide, i, width, height)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function draw(
  ffmpegPath: string,
  folder: string,
  { background, lines, drawn }: Slide,
  index: number,
  width: number,
  height: number,
): Promise<Buffer> {
  // From files: no text then needs its quotes and colons escaped for a filter.
  const texts = await Promise.all(
    lines.map(async ({ text, x, y, size, color, font }, i) => {
      const file = join(folder, `${index}-${i}.txt`);
      await writeFile(file, text);
      return `drawtext=textfile=${file}:font=${font}:fontsize=${size}:fontcolor=${color}:x=${x}:y=${y}:expansion=none`;
    }),
  );
  const filters = [...drawn, ...texts, 'format=yuv420p'].join(',');
  const source = `color=c=${background}:s=${width}x${height}`;
  const { stdout } = await run(
    ffmpegPath,
    [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      source,
      '-vf',
      filters,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      'pipe:1',
    ],
    { encoding: 'buffer', maxBuffer: 4 * width * height },
  );
  return stdout;
}
