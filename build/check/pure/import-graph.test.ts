import { describe, expect, it } from 'vitest';
import { type CruisedModule, findRoomCycle, roomOf, unseenFiles } from './import-graph.ts';

function module(source: string, ...to: string[]): CruisedModule {
  return { source, dependencies: to.map((resolved) => ({ resolved })) };
}

it('a room is a folder of the server; its entry and the dashboard are in none', () => {
  const files = [
    'ingest-server/sfu/pure/a.ts',
    'ingest-server/main.ts',
    'ingest-server/dashboard/a.ts',
    'ui/a.ts',
  ];
  expect(files.map(roomOf)).toEqual(['sfu', undefined, undefined, undefined]);
});

describe('a circle of rooms', () => {
  it('is found even where no file goes round in one', () => {
    const modules = [
      module('ingest-server/room/index.ts', 'ingest-server/log/index.ts'),
      module('ingest-server/log/index.ts', 'ingest-server/storage/index.ts'),
      module('ingest-server/storage/other.ts', 'ingest-server/room/limits.ts'),
    ];
    expect(findRoomCycle(modules)).toEqual(['room', 'log', 'storage', 'room']);
  });

  it('is none where rooms only look one way, nor where a test looks back', () => {
    const modules = [
      module('ingest-server/room/index.ts', 'ingest-server/log/index.ts', 'ingest-server/room/a.ts'),
      module('ingest-server/log/index.test.ts', 'ingest-server/room/index.ts'),
    ];
    expect(findRoomCycle(modules)).toBeUndefined();
  });
});

it('a file that the tool did not read is named', () => {
  expect(unseenFiles([module('ui/a.ts')], ['ui/a.ts', 'ui/b.ts'])).toEqual(['ui/b.ts']);
  expect(unseenFiles([], ['ui/a.ts'])).toEqual(['ui/a.ts']);
});
