// A request with bytes, over a socket: the length of its header, its header as JSON, then the bytes as they are.
const LENGTH_BYTES = 4;

/** As the header of any request: what is large goes as bytes. */
export const HEADER_MAX_BYTES = 64 * 1024;

/** `body.bytes` travels behind the header, everything else in it. */
export function packBytesFrame(header: object, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const frame = new Uint8Array(LENGTH_BYTES + text.byteLength + bytes.byteLength);
  new DataView(frame.buffer).setUint32(0, text.byteLength);
  frame.set(text, LENGTH_BYTES);
  frame.set(bytes, LENGTH_BYTES + text.byteLength);
  return frame;
}

export function unpackBytesFrame(frame: Uint8Array): { header: string; bytes: Uint8Array } | undefined {
  if (frame.byteLength < LENGTH_BYTES) return undefined;
  const headerBytes = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  const from = LENGTH_BYTES + headerBytes;
  if (headerBytes > HEADER_MAX_BYTES || from > frame.byteLength) return undefined;
  return {
    header: new TextDecoder().decode(frame.subarray(LENGTH_BYTES, from)),
    bytes: frame.subarray(from),
  };
}
