import { BoardLane, type GatewayClient } from '@rostrum/protocol/client';
import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Board } from './board.svelte.ts';
import { BoardDocument, overPageId } from './document.ts';
import type { Element } from './pure/element.ts';

/** A canvas that takes everything: which picture is handed out is asked here, not what is on it. */
class TestCanvas {
  width: number;
  height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  getContext() {
    return new Proxy(
      { canvas: this },
      { get: (own, name) => (name === 'canvas' ? own.canvas : () => undefined) },
    );
  }

  transferToImageBitmap() {
    return { close: () => undefined };
  }
}

class TestPath {
  moveTo(): void {}
  lineTo(): void {}
  closePath(): void {}
}

beforeAll(() => {
  vi.stubGlobal('OffscreenCanvas', TestCanvas);
  vi.stubGlobal('Path2D', TestPath);
});
afterAll(() => void vi.unstubAllGlobals());

let board: Board | undefined;
afterEach(() => board?.close());

/** A line that lies on a page. */
const line = (id: string): Element => ({
  ...{ is: 'shape', id, shape: 'line', colour: '#1b231f', width: 80 },
  ...{ from: { x: 1_000, y: 1_000 }, to: { x: 5_000, y: 5_000 } },
});

/** The class's board, as another studio has it, with a line on two slides; and what is over the picture here. */
async function start(shownId?: string) {
  const base64 = (update: Uint8Array) => Buffer.from(update).toString('base64');
  const elsewhere: BoardDocument = new BoardDocument({
    onChange: () => undefined,
    onUpdate: (update, isOurs) => {
      if (isOurs) lane.handleTold({ is: 'drawn', personId: 'ben' as PersonId, update: base64(update) });
    },
  });
  const lane: BoardLane = new BoardLane(({ is }) => {
    if (is === 'open') lane.handleTold({ is: 'whole', update: base64(elsewhere.whole) });
  });
  for (const deck of ['deck 1', 'deck 2']) elsewhere.add(overPageId(deck), line(deck));
  if (shownId !== undefined) elsewhere.turnTo(shownId);
  const send = async ({ update }: { update: string }) => {
    elsewhere.take(Buffer.from(update, 'base64'));
    return { ok: true, seq: 1 };
  };
  const inks = new Set<string>();
  board = new Board({
    client: { board: lane, send } as unknown as GatewayClient,
    owner: 'class/grace',
    programme: {
      size: { width: 160, height: 90 },
      onPicture: (picture) => picture.close(),
      onInk: (changes) => {
        for (const { layer, piece } of changes) {
          if (piece) inks.add(layer);
          else inks.delete(layer);
        }
      },
    },
  });
  const here = board;
  await vi.waitFor(() => expect(here.sync.is).toBe('open'));
  const hasInk = () => inks.size > 0;
  const comes = () => vi.waitFor(() => expect(hasInk()).toBe(true));
  return { board, elsewhere, hasInk, comes };
}

describe('ink over the picture', () => {
  it('is taken away as soon as the picture is another one, and comes for that one', async () => {
    const { board, hasInk, comes } = await start();
    board.setBeneath('deck 1');
    expect(hasInk()).toBe(false);
    board.drawOver('deck 1');
    await comes();
    board.setBeneath('deck 2');
    expect(hasInk()).toBe(false);
    board.drawOver('deck 2');
    await comes();
    board.setBeneath(undefined);
    expect(hasInk()).toBe(false);
  });

  it('is not of what was drawn over before a reload', async () => {
    const { board, hasInk, comes } = await start(overPageId('deck 1'));
    expect(board.isOver).toBe(true);
    board.setBeneath('deck 2');
    expect(hasInk()).toBe(false);
    board.setBeneath('deck 1');
    await comes();
  });

  it('goes where another studio turns the board to its own slide, and comes back with it', async () => {
    const { board, elsewhere, hasInk, comes } = await start(overPageId('deck 1'));
    board.setBeneath('deck 1');
    await comes();
    elsewhere.turnTo(overPageId('deck 2'));
    expect(board.isOver).toBe(true);
    expect(hasInk()).toBe(false);
    elsewhere.turnTo(overPageId('deck 1'));
    await comes();
  });
});

describe('a turn of the page', () => {
  it('is none while the board is over a picture', async () => {
    const { board } = await start();
    board.addPage();
    board.drawOver('deck 1');
    board.turn(1);
    expect(board.isOver).toBe(true);
    board.drawOver(undefined);
    board.turn(-1);
    expect(board.pageNumber).toBe(1);
  });
});
