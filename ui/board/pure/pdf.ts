// A PDF of vectors, one page of the board on each of its pages (ISO 32000-1): lines stay sharp however far one zooms in.
import type { Background } from './element.ts';
import type { Mark } from './mark.ts';

export interface PdfPage {
  readonly background: Background;
  readonly marks: readonly (Exclude<Mark, { is: 'words' }> | PdfPicture)[];
}

/** A text, as the pixels of its letters: PDF's own fonts know the letters of a few languages only. */
export interface PdfPicture {
  readonly is: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  readonly pixelsWide: number;
  readonly pixelsHigh: number;
  /** One bit each, rows of whole bytes; 0 is ink. */
  readonly bits: Uint8Array;
}

export interface PdfSize {
  readonly width: number;
  readonly height: number;
}

const RULE = '#d5dde6';
const RULE_EVERY = 500;
/** Of a circle by four curves. */
const KAPPA = 0.5523;
/** Points of a page: 16:9, as wide as A4 is long. */
const WIDE_POINTS = 842;

export function writePdf(pages: readonly PdfPage[], size: PdfSize, title: string): Uint8Array {
  const objects: string[] = [];
  const add = (object: string) => objects.push(object);
  const scale = WIDE_POINTS / size.width;
  const high = size.height * scale;
  // Catalogue, tree of pages and what it is about come first; what they point at follows.
  const kids = pages.map((_, i) => 4 + i);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids.map((id) => `${id} 0 R`).join(' ')}] >>`);
  add(`<< /Title ${textString(title)} /Producer (Rostrum) >>`);
  const opacities = '<< /O10 << /ca 1 >> /O4 << /ca 0.35 >> >>';
  let next = 4 + pages.length;
  const later: string[] = [];
  for (const page of pages) {
    const pictures = page.marks.filter((mark) => mark.is === 'picture');
    const names = pictures.map((_, i) => `/P${i} ${next + 1 + i} 0 R`).join(' ');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${number(WIDE_POINTS)} ${number(high)}] /Contents ${next} 0 R ` +
        `/Resources << /ExtGState ${opacities} /XObject << ${names} >> >> >>`,
    );
    later.push(stream('', contentOf(page, size, scale)), ...pictures.map(stencil));
    next += 1 + pictures.length;
  }
  return assemble([...objects, ...later]);
}

function contentOf({ background, marks }: PdfPage, { width, height }: PdfSize, scale: number): string {
  // From here on in the board's units, whose y grows downwards.
  const lines = [
    `${number(scale)} 0 0 ${number(-scale)} 0 ${number(height * scale)} cm 1 J 1 j`,
    `0 0 ${width} ${height} re W n`,
  ];
  if (background !== 'blank') {
    lines.push(`8 w ${ink(RULE)} RG`);
    for (let y = RULE_EVERY; y < height; y += RULE_EVERY) lines.push(`0 ${y} m ${width} ${y} l S`);
    if (background === 'grid')
      for (let x = RULE_EVERY; x < width; x += RULE_EVERY) lines.push(`${x} 0 m ${x} ${height} l S`);
  }
  let picture = 0;
  for (const mark of marks) {
    lines.push(mark.is === 'picture' ? pictureOf(mark, picture++) : pathOf(mark));
  }
  return lines.join('\n');
}

function pathOf(mark: Exclude<Mark, { is: 'words' }>): string {
  switch (mark.is) {
    case 'area':
      return `/${mark.opacity < 1 ? 'O4' : 'O10'} gs ${ink(mark.colour)} rg ${polygon(mark.outline)} h f`;
    case 'line':
      return `${ink(mark.colour)} RG ${number(mark.width)} w ${polygon(mark.points)} ${mark.isClosed ? 's' : 'S'}`;
    case 'ellipse': {
      const { centre, radiusX: rx, radiusY: ry } = mark;
      const at = (x: number, y: number) => `${number(centre.x + x * rx)} ${number(centre.y + y * ry)}`;
      const curve = (...ends: readonly [number, number][]) => `${ends.map(([x, y]) => at(x, y)).join(' ')} c`;
      return [
        `${ink(mark.colour)} RG ${number(mark.width)} w ${at(1, 0)} m`,
        curve([1, KAPPA], [KAPPA, 1], [0, 1]),
        curve([-KAPPA, 1], [-1, KAPPA], [-1, 0]),
        curve([-1, -KAPPA], [-KAPPA, -1], [0, -1]),
        `${curve([KAPPA, -1], [1, -KAPPA], [1, 0])} s`,
      ].join(' ');
    }
  }
}

function pictureOf({ x, y, width, height, colour }: PdfPicture, index: number): string {
  // A picture stands on its own lower left corner: here y grows downwards.
  const matrix = [width, 0, 0, -height, x, y + height].map(number).join(' ');
  return `q /O10 gs ${ink(colour)} rg ${matrix} cm /P${index} Do Q`;
}

function stencil({ pixelsWide, pixelsHigh, bits }: PdfPicture): string {
  const hex = Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const form = `/Type /XObject /Subtype /Image /ImageMask true /BitsPerComponent 1`;
  return stream(`${form} /Width ${pixelsWide} /Height ${pixelsHigh} /Filter /ASCIIHexDecode`, `${hex}>`);
}

function polygon(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, i) => `${number(x)} ${number(y)} ${i === 0 ? 'm' : 'l'}`).join(' ');
}

function ink(colour: string): string {
  return [1, 3, 5].map((at) => number(parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');
}

function number(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

/** UTF-16, big end first, as hexadecimal. */
function textString(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) =>
    text.charCodeAt(i).toString(16).padStart(4, '0'),
  );
  return `<feff${units.join('')}>`;
}

function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** All of it is ASCII, so that places in the text are places in the file. */
function assemble(objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.7\n';
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const end = `trailer\n<< /Size ${count} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(`${text}xref\n0 ${count}\n0000000000 65535 f \n${table}${end}`);
}
