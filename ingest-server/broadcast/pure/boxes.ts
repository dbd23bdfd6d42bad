// ISO base media boxes (ISO/IEC 14496-12), as far as cutting a fragmented MP4 needs them.

export interface Box {
  type: string;
  /** Where the box begins, and where the next one does. */
  start: number;
  end: number;
  /** First byte after the header. */
  body: number;
}

/** The box at `offset`, or undefined while its bytes (or even its header) are not all there yet. */
export function boxAt(bytes: Buffer, offset: number, limit: number = bytes.length): Box | undefined {
  const header = headerAt(bytes, offset, limit);
  if (!header || offset + header.size > limit) return undefined;
  const { type, size, headerSize } = header;
  return { type, start: offset, end: offset + size, body: offset + headerSize };
}

export interface BoxHeader {
  type: string;
  /** Of the whole box. */
  size: number;
  headerSize: 8 | 16;
}

/** What a box says of itself before all of it is there; undefined while even that is not. */
export function headerAt(bytes: Buffer, offset: number, limit: number = bytes.length): BoxHeader | undefined {
  if (offset + 8 > limit) return undefined;
  const type = bytes.toString('latin1', offset + 4, offset + 8);
  const shortSize = bytes.readUInt32BE(offset);
  const headerSize = shortSize === 1 ? 16 : 8;
  if (offset + headerSize > limit) return undefined;
  const size = headerSize === 16 ? Number(bytes.readBigUInt64BE(offset + 8)) : shortSize;
  // Size 0 ("to the end of the file") can't be in a stream that is cut while it is written.
  if (size < headerSize) throw new Error(`a box '${type}' of ${size} bytes is no MP4`);
  return { type, size, headerSize };
}

export function* childrenOf(bytes: Buffer, box: Pick<Box, 'body' | 'end'>): Generator<Box> {
  let offset = box.body;
  while (offset < box.end) {
    const child = boxAt(bytes, offset, box.end);
    if (!child) throw new Error('a box is larger than the one around it');
    yield child;
    offset = child.end;
  }
}

/** Follows a path of types down from the top of `bytes`: the first box of each type. */
export function findBox(bytes: Buffer, ...path: string[]): Box | undefined {
  let around: Pick<Box, 'body' | 'end'> = { body: 0, end: bytes.length };
  let found: Box | undefined;
  for (const type of path) {
    found = undefined;
    for (const child of childrenOf(bytes, around)) {
      if (child.type === type) {
        found = child;
        break;
      }
    }
    if (!found) return undefined;
    around = found;
  }
  return found;
}
