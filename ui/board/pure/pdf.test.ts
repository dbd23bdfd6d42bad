import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { type PdfPage, writePdf } from './pdf.ts';

const size = { width: 16_000, height: 9_000 };
const page: PdfPage = {
  background: 'grid',
  marks: [
    {
      ...{ is: 'area', colour: '#1b231f', opacity: 0.35 },
      outline: [
        { x: 0, y: 0 },
        { x: 900, y: 0.123456789 },
        { x: 900, y: 900 },
      ],
    },
    {
      ...{ is: 'line', colour: '#c0271c', width: 40, isClosed: true },
      points: [
        { x: 0, y: 0 },
        { x: 900, y: 900 },
      ],
    },
    { is: 'ellipse', centre: { x: 5, y: 5 }, radiusX: 3, radiusY: 2, colour: '#1f5fbf', width: 8 },
    {
      ...{ is: 'picture', x: 100, y: 200, width: 800, height: 200, colour: '#1f7a45' },
      ...{ pixelsWide: 16, pixelsHigh: 2, bits: Uint8Array.from([0x0f, 0xff, 0xf0, 0x00]) },
    },
  ],
};

describe('a PDF of the board', () => {
  it('opens in a reader, with a page for each and all that is on it', async () => {
    const data = writePdf([page, { background: 'blank', marks: [] }], size, 'Licht — свет');
    const task = getDocument({ data, verbosity: 0 });
    const read = await task.promise;
    expect(read.numPages).toBe(2);
    expect((await read.getMetadata()).info).toMatchObject({ Title: 'Licht — свет', PDFFormatVersion: '1.7' });
    const first = await read.getPage(1);
    expect(first.view).toEqual([0, 0, 842, 473.625]);
    const drawn = await first.getOperatorList();
    const empty = await (await read.getPage(2)).getOperatorList();
    expect(drawn.fnArray.length).toBeGreaterThan(empty.fnArray.length + 50);
    await task.destroy();
  });

  it('has its places where its table says', () => {
    const text = new TextDecoder().decode(writePdf([page], size, 'Waves'));
    const table = /xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(text)!;
    const places = [...table[2]!.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
    expect(places).toHaveLength(Number(table[1]) - 1);
    for (const [i, place] of places.entries())
      expect(text.slice(place)).toMatch(new RegExp(`^${i + 1} 0 obj`));
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)![1]))).toMatch(/^xref/);
  });
});
