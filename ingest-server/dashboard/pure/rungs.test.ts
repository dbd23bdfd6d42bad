import { expect, it } from 'vitest';
import { pictureNames, rungName } from './rungs.ts';
import { broadcast } from './test-classes.ts';

it('names a rendition by its height, and its codec where that is another', () => {
  expect(broadcast.rungs.map(rungName)).toEqual(['540p', '540p AV1', 'audio']);
  expect(pictureNames(broadcast.rungs)).toEqual(['540p', '540p AV1']);
});
