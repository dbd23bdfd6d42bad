import { describe, expect, it } from 'vitest';
import type { Event } from '../index.ts';
import { after, id } from '../test-log.ts';

const deck = { deckId: id('waves'), title: 'Waves', pages: 12 };
const opened = (page: number): Event => ({ type: 'slides.opened', ...deck, page, personId: id('prof') });
const turned = (page: number): Event => ({ type: 'slides.turned', page, personId: id('prof') });
const closed: Event = { type: 'slides.closed', personId: id('prof') };

describe('the slides of a class', () => {
  it('are at the page that was last turned to, since then', () => {
    expect(after(opened(3)).slides).toEqual({ is: 'open', ...deck, page: 3, turnedAt: 10 });
    expect(after(opened(3), turned(4), turned(9)).slides).toEqual({
      ...{ is: 'open', ...deck, page: 9, turnedAt: 30 },
    });
  });

  it('are gone when they are closed, and a turn without any turns nothing', () => {
    expect(after(opened(1), closed).slides).toEqual({ is: 'closed' });
    expect(after(turned(2)).slides).toEqual({ is: 'closed' });
  });
});
