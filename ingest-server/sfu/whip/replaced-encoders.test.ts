import type { ClassId } from '@rostrum/protocol/room';
import { beforeEach, expect, it } from 'vitest';
import { HELD_BACK_MS } from '../pure/taking-over.ts';
import { ReplacedEncoders } from './replaced-encoders.ts';

const classId = 'c1' as ClassId;

let nowMs = 0;
let isOnAir = true;
let replaced: ReplacedEncoders;
beforeEach(() => {
  isOnAir = true;
  replaced = new ReplacedEncoders({ isOnAir: () => isOnAir, now: () => nowMs });
  replaced.add(classId, 'key');
});

function end() {
  isOnAir = false;
  replaced.handleGone(classId);
}

it('stay out as long as the class is on air, and ten minutes more', () => {
  nowMs += 3 * HELD_BACK_MS;
  expect(replaced.has('key')).toBe(true);
  end();
  nowMs += HELD_BACK_MS - 1;
  expect(replaced.has('key')).toBe(true);
  nowMs += 1;
  expect(replaced.has('key')).toBe(false);
});

it('stay out anew after a broadcast that was lost and came back', () => {
  end();
  isOnAir = true;
  nowMs += 3 * HELD_BACK_MS;
  end();
  expect(replaced.has('key')).toBe(true);
});

it('keep no other key out, and wait for no other class', () => {
  expect(replaced.has('another key')).toBe(false);
  isOnAir = false;
  nowMs += HELD_BACK_MS;
  replaced.handleGone('c2' as ClassId);
  expect(replaced.has('key')).toBe(false);
});
