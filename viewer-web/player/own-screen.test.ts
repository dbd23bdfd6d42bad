import { expect, it } from 'vitest';
import { followOwnScreen } from './own-screen.ts';

function follow() {
  const video = new EventTarget();
  const told: boolean[] = [];
  const stop = followOwnScreen(video, (isOwn) => told.push(isOwn));
  const after = (...types: string[]) => {
    for (const type of types) video.dispatchEvent(new Event(type));
    return told.at(-1);
  };
  return { after, stop };
}

it.each([
  [['webkitbeginfullscreen'], true],
  [['webkitbeginfullscreen', 'webkitendfullscreen'], false],
  [['enterpictureinpicture'], true],
  [['enterpictureinpicture', 'leavepictureinpicture'], false],
  [['webkitbeginfullscreen', 'enterpictureinpicture', 'webkitendfullscreen'], true],
  [['enterpictureinpicture', 'webkitbeginfullscreen', 'leavepictureinpicture'], true],
])('after %j a picture has a place of its own: %s', (types, isOwn) => {
  expect(follow().after(...types)).toBe(isOwn);
});

it('is told no more once nobody follows', () => {
  const { after, stop } = follow();
  stop();
  expect(after('enterpictureinpicture')).toBeUndefined();
});
