import { createHash } from 'node:crypto';

export interface PdfPage {
  readonly title: string;
  readonly text?: string;
  /** Stuck to the page, as readers of PDF files do it. */
  readonly note?: string;
}

/** From the PDF specification, 7.6.3.3: a password is filled up with these. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const FILE_ID = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const PERMISSIONS = -4;

/** A small PDF, 960 by 540 points a page, with real text; with a password it is encrypted (40 bit RC4). */
export function makePdf(pages: readonly PdfPage[], password?: string): Buffer {
  const secret = password === undefined ? undefined : lock(password);
  const objects: Buffer[] = [];
  const add = (number: number, body: (quote: (text: string) => string) => Buffer) => {
    const quote = (text: string) => hex(secret ? secret.seal(number, Buffer.from(text)) : Buffer.from(text));
    objects[number] = body(quote);
  };
  const first = 4;
  const kids = pages.map((_, i) => `${first + 3 * i} 0 R`).join(' ');
  add(1, () => Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'));
  add(2, () => Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`));
  add(3, () => Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'));
  pages.forEach(({ title, text = '', note }, i) => {
    const number = first + 3 * i;
    const notes = note === undefined ? '' : `/Annots [${number + 2} 0 R]`;
    add(number, () =>
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${number + 1} 0 R ${notes} ` +
          '/Resources << /Font << /F 3 0 R >> >> >>',
      ),
    );
    const plain = Buffer.from(
      `0.1 0.3 0.5 rg 0 0 960 40 re f 0 g BT /F 48 Tf 60 440 Td (${title}) Tj ET BT /F 20 Tf 60 380 Td (${text}) Tj ET`,
    );
    add(number + 1, () => {
      const stream = secret ? secret.seal(number + 1, plain) : plain;
      const head = Buffer.from(`<< /Length ${stream.length} >>\nstream\n`);
      return Buffer.concat([head, stream, Buffer.from('\nendstream')]);
    });
    add(number + 2, (quote) =>
      Buffer.from(
        `<< /Type /Annot /Subtype /Text /Rect [900 480 930 510] /F 28 /Contents ${quote(note ?? '')} >>`,
      ),
    );
  });
  return assemble(objects, secret?.dictionary);
}

function assemble(objects: readonly Buffer[], encryption: string | undefined): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((body, number) => {
    offsets[number] = length;
    push(Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
  });
  const xref = length;
  const lines = objects.map((_, number) =>
    number === 0 ? '' : `${String(offsets[number]).padStart(10, '0')} 00000 n \n`,
  );
  const id = hex(FILE_ID);
  const locked = encryption === undefined ? '' : `/Encrypt ${encryption}`;
  push(
    Buffer.from(
      `xref\n0 ${objects.length}\n0000000000 65535 f \n${lines.join('')}` +
        `trailer\n<< /Size ${objects.length} /Root 1 0 R /ID [${id} ${id}] ${locked} >>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** The standard security handler, revision 2. */
function lock(password: string) {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const key = md5(Buffer.concat([padded, owner, permissions, FILE_ID])).subarray(0, 5);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /P ${PERMISSIONS} /O ${hex(owner)} /U ${hex(rc4(key, PADDING))} >>`,
    seal(number: number, data: Buffer): Buffer {
      const salt = Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0]);
      return rc4(md5(Buffer.concat([key, salt])).subarray(0, 10), data);
    },
  };
}

const md5 = (data: Buffer) => createHash('md5').update(data).digest();
const hex = (data: Buffer) => `<${data.toString('hex')}>`;

/** Node's own is gone with its weakness. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number) => state[i & 255] ?? 0;
  const swap = (a: number, b: number) => {
    [state[a & 255], state[b & 255]] = [at(b), at(a)];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j += at(i) + (key[i % key.length] ?? 0);
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, n) => {
      const i = n + 1;
      j += at(i);
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}
