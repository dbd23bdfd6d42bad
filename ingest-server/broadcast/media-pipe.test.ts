import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readPieces } from './media-pipe.ts';

it.each([
  ['one by one', ['ab', 'cd', 'ef']],
  ['in parts', ['a', 'bc', 'd', 'e', 'f']],
  ['many at once, with the beginning of the next', ['abcde', 'fg']],
])('pieces that come %s are handed on whole', async (_, chunks) => {
  const pipe = new PassThrough();
  const pieces: Buffer[] = [];
  readPieces(pipe, 2, (piece) => pieces.push(piece));
  for (const chunk of chunks) pipe.write(chunk);
  pipe.end();
  await new Promise((resolve) => pipe.once('end', resolve));
  expect(pieces.map(String)).toEqual(['ab', 'cd', 'ef']);
});
