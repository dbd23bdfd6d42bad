import { expect, test } from 'vitest';
import { bytesByPart, namedIn, partOf } from './page-parts.ts';

test.each([
  ['index-BKGJQFf0.js', 'index'],
  ['http://localhost:4400/assets/lecture-6nOjm-bq.js', 'lecture'],
  ['hls-H-voav__.js', 'hls'],
  ['text---V2TOe3.js', 'text'],
  ['board-BwdFcNS0.css', 'board'],
  ['duration-text-pfXT9ELM.js', 'duration-text'],
  ['favicon.svg', undefined],
  ['0.1.m4s', undefined],
])('%s is of the part %s', (file, part) => expect(partOf(file)).toBe(part));

test('a page names its scripts and styles', () => {
  const html = `<link rel="icon" href="/favicon.svg" />
    <script type="module" crossorigin src="/assets/index-BKGJQFf0.js"></script>
    <link rel="modulepreload" crossorigin href="/assets/ids-CvY-UT5Y.js">
    <link rel="stylesheet" crossorigin href="/assets/index-BQVRFLsY.css">`;
  expect(namedIn(html)).toEqual(['index-BKGJQFf0.js', 'ids-CvY-UT5Y.js', 'index-BQVRFLsY.css']);
});

test('a part has its scripts and its styles, and the largest comes first', () => {
  const files = [
    { name: 'chat-DhPqYaY9.js', bytes: 10 },
    { name: 'stage-Bv13aAky.js', bytes: 50 },
    { name: 'chat-C55UTf57.css', bytes: 5 },
  ];
  expect([...bytesByPart(files)]).toEqual([
    ['stage', 50],
    ['chat', 15],
  ]);
});
