import type { CaptionId, ClassId, PersonId, StreamId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Rooms } from '../room/index.ts';
import { ClassCaptions } from './captions.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecordsInMemory();
});
afterAll(() => records.close());

const prof = { personId: 'prof' as PersonId, name: 'Grace', role: 'instructor' } as const;
const logger = pino({ level: 'silent' });

let classes = 0;
let classId: ClassId;
let nowMs: number;
beforeEach(() => {
  classId = `class-${(classes += 1)}` as ClassId;
  nowMs = 1_800_000_000_000;
});

interface Life {
  readonly captions: ClassCaptions;
  readonly rooms: Rooms;
  close(): Promise<void>;
}

/** Another life of the server, over the same database. */
function start(otherwise?: string, said?: string): Life {
  let made = 0;
  const log = new SqlEventLog({ database: records.database });
  const now = () => nowMs;
  const rooms = new Rooms({
    ...{ log, logger, now, newId: () => `id-${nowMs}-${(made += 1)}` },
    titleOf: () => 'Physics',
    findFile: () => Promise.resolve(undefined),
    resumeStream: () => Promise.resolve(true),
  });
  const captions = new ClassCaptions({
    ...{ log, rooms, now, otherwise, saidOf: () => said },
    recorded: (_, streamId) =>
      Promise.resolve(streamId === 'gone' ? undefined : { language: 'en', lines: [] }),
  });
  return {
    ...{ captions, rooms },
    async close() {
      captions.close();
      await rooms.close();
      await log.close();
    },
  };
}

async function onAir({ rooms }: Life, language?: string): Promise<void> {
  const room = await rooms.open(classId);
  await room!.command(prof, 'start', { type: 'class.start' });
  await room!.startStream('st1' as StreamId);
  if (language !== undefined) await room!.command(prof, 'choose', { type: 'captions.choose', language });
}

const line = (lineId: string, text = lineId) => ({ lineId: lineId as CaptionId, text });

describe('the captions of a class', () => {
  it('HLS-80 are there as soon as they are written, also for who asked before', async () => {
    const life = start();
    await onAir(life, 'de');
    expect(await life.captions.linesOf(classId)).toEqual([]);
    expect(await life.captions.say(classId, [line('l1', ' Guten  Tag. ')], prof.personId)).toBeUndefined();
    const [first, ...others] = await life.captions.linesOf(classId);
    expect([first?.lineId, first?.text, others]).toEqual(['l1', 'Guten Tag.', []]);
    expect(first!.until - first!.from).toBe(1_200);
    await life.captions.correct(classId, 'l1' as CaptionId, 'Guten Abend.', prof.personId);
    expect(await life.captions.linesOf(classId)).toMatchObject([{ text: 'Guten Abend.' }]);
    await life.captions.correct(classId, 'l1' as CaptionId, '', prof.personId);
    expect(await life.captions.linesOf(classId)).toEqual([]);
    const again = await life.captions.correct(classId, 'l1' as CaptionId, 'Guten Tag.', prof.personId);
    expect(again).toMatchObject({ code: 'not-found' });
    await life.close();
  });

  it('HLS-80 survive the server', async () => {
    const first = start();
    await onAir(first, 'en');
    await first.captions.say(classId, [line('l1'), line('l2')], prof.personId);
    await first.close();
    const second = start();
    await second.rooms.open(classId);
    expect(second.captions.languageOf(classId)).toBe('en');
    const reading = second.captions.linesOf(classId);
    await second.captions.say(classId, [line('l3')], prof.personId);
    await reading;
    expect((await second.captions.linesOf(classId)).map(({ lineId }) => lineId)).toEqual(['l1', 'l2', 'l3']);
    await second.close();
  });

  it('count once under a key, and each person has keys of their own', async () => {
    const life = start();
    await onAir(life, 'en');
    const tutor = 'tutor' as PersonId;
    for (const [lineId, who] of [
      ['l1', prof.personId],
      ['l2', prof.personId],
      ['l3', tutor],
    ] as const)
      expect(await life.captions.say(classId, [line(lineId)], who, 'k1')).toBeUndefined();
    expect((await life.captions.linesOf(classId)).map(({ lineId }) => lineId)).toEqual(['l1', 'l3']);
    await life.close();
  });

  it('are in the server’s language where staff have said nothing, and off where they said so', async () => {
    const life = start('fr');
    await onAir(life);
    expect(life.captions.languageOf(classId)).toBe('fr');
    expect(await life.captions.say(classId, [line('l1')])).toBeUndefined();
    const room = life.rooms.get(classId);
    await room!.command(prof, 'off', { type: 'captions.choose' });
    expect(life.captions.languageOf(classId)).toBeUndefined();
    expect(await life.captions.say(classId, [line('l2')])).toMatchObject({ code: 'closed' });
    await life.close();
  });

  it.each([
    ['in the class’s own language before the server’s', 'fr', 'de', 'de'],
    ['off where its record says so', 'fr', 'off', undefined],
    ['in its own where the server has none', undefined, 'it', 'it'],
  ])('are %s, until staff choose', async (_what, otherwise, said, language) => {
    const life = start(otherwise, said);
    await onAir(life);
    expect(life.captions.languageOf(classId)).toBe(language);
    const outcome = await life.captions.say(classId, [line('l1')]);
    expect(outcome?.code).toBe(language === undefined ? 'closed' : undefined);
    const room = life.rooms.get(classId);
    await room!.command(prof, 'choose', { type: 'captions.choose', language: 'es' });
    expect(life.captions.languageOf(classId)).toBe('es');
    await life.close();
  });

  it('are looked up anew after they were forgotten', async () => {
    const life = start('en');
    await onAir(life);
    await life.captions.say(classId, [line('l1')]);
    const lines = await life.captions.linesOf(classId);
    const found = await life.captions.find(classId, 'st1');
    life.captions.forget(classId);
    expect(await life.captions.linesOf(classId)).toEqual(lines);
    expect(await life.captions.linesOf(classId)).not.toBe(lines);
    expect(await life.captions.find(classId, 'st1')).not.toBe(found);
    await life.close();
  });

  it('of a recording are looked up once a minute', async () => {
    const life = start();
    const one = await life.captions.find(classId, 'st1');
    expect(one).toBeDefined();
    expect(await life.captions.find(classId, 'st1')).toBe(one);
    nowMs += 60_000;
    expect(await life.captions.find(classId, 'st1')).not.toBe(one);
    expect(await life.captions.find(classId, 'gone')).toBeUndefined();
    await life.close();
  });
});
