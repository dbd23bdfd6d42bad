import type { Command, DeckId, SharedId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { fileOf, withFile } from './asked-file.ts';

const fileId = 'f1' as SharedId;
const file = { kind: 'file', fileId, title: 'Waves', mediaType: 'image/png', bytes: 1 } as const;
const share: Command = { type: 'share.add', item: file };
const handOut: Command = { type: 'slides.hand-out', deckId: 'd1' as DeckId, page: 2, fileId };
const link: Command = { type: 'share.add', item: { kind: 'link', url: 'https://a.example/', title: 'A' } };

describe('a command that speaks of an uploaded file', () => {
  it('is one that shares it or hands a page out', () => {
    expect([share, handOut, link].map(fileOf)).toEqual([fileId, fileId, undefined]);
  });

  it('is carried out with what was uploaded, and a page only with a picture', () => {
    const pdf = { mediaType: 'application/pdf', bytes: 9 } as const;
    expect(withFile(share, pdf)).toEqual({ type: 'share.add', item: { ...file, ...pdf } });
    expect(withFile(handOut, pdf)).toBeUndefined();
    expect(withFile(handOut, { mediaType: 'image/webp', bytes: 9 })).toBe(handOut);
  });
});
