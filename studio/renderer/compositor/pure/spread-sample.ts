/** So many, spread over all of a picture's bytes; every step is odd, so that each of a pixel's colours is among them. */
export function spreadSample(bytes: Uint8Array, count: number): Uint8Array {
  const step = Math.max(1, Math.floor(bytes.length / count)) | 1;
  return Uint8Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => bytes[i * step] ?? 0);
}
