/** What to do with a piece that begins at `offset`, of a file of which `received` bytes are there. */
export function placeOf(
  piece: { offset: number; length: number },
  file: { received: number; total: number },
): 'append' | 'there-already' | 'out-of-place' {
  const { offset, length } = piece;
  if (length === 0 || offset + length > file.total) return 'out-of-place';
  if (offset === file.received) return 'append';
  // A request that was answered, but whose answer got lost, is sent again.
  return offset + length <= file.received ? 'there-already' : 'out-of-place';
}
