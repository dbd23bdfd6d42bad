import { FILE_TYPES } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { type FileType, isWhatItSays } from './sniff.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const zip = 'PK\x03\x04';
const office = 'application/vnd.openxmlformats-officedocument';
const beginnings: readonly (readonly [string, readonly string[]])[] = [
  ['%PDF-1.7', ['application/pdf']],
  ['\x89PNG\r\n\x1a\n', ['image/png']],
  ['\xff\xd8\xff\xe0', ['image/jpeg']],
  ['RIFF\x01\x02\x03\x04WEBPVP8 ', ['image/webp']],
  [
    zip,
    [
      'application/zip',
      `${office}.presentationml.presentation`,
      `${office}.wordprocessingml.document`,
      `${office}.spreadsheetml.sheet`,
    ],
  ],
  ['a,b\n1,2', ['text/plain', 'text/csv']],
  ['<!doctype html>', ['text/plain', 'text/csv']],
  ['RIFF\x01\x02\x03\x04WAVE', []],
  ['MZ\x00\x01', []],
  ['', []],
];

it.each(beginnings)('what begins with %j can be %j and nothing else', (text, types) => {
  expect(FILE_TYPES.filter((type: FileType) => isWhatItSays(type, bytes(text)))).toEqual(
    FILE_TYPES.filter((type) => types.includes(type)),
  );
});
