import { Person, now } from '../crowd/person.ts';
import type { CrowdHere } from './crowd-here.ts';
import { type Place, joinClass } from './join.ts';
import type { GameDay } from './pure/arguments.ts';
import { comparable } from './pure/comparable.ts';
import type { Measured } from './pure/verdict.ts';
import { within } from './within.ts';

export interface LastLook {
  readonly folds: Measured['folds'];
  /** What the class has said, of our students: the newest of it, as a page keeps it. */
  readonly texts: ReadonlySet<string>;
  /** What was said before this is no longer among them. */
  readonly textsFromMs: number;
}

const PATIENCE_MS = 20_000;
/** As many messages as a page keeps. */
const KEPT = 200;

/** Where it could not be taken: nothing was compared, and nothing can be said of what was lost. */
export const nothingCompared: LastLook = {
  folds: { compared: 0, different: 0, missing: 0 },
  texts: new Set(),
  textsFromMs: Number.POSITIVE_INFINITY,
};

/** Somebody new comes in: what they are told is what the server has. Their words are the last that everybody hears. */
export async function takeLastLook(
  crowd: CrowdHere,
  place: Place,
  { tag, share }: { tag: string; share: GameDay['share'] },
): Promise<LastLook> {
  const { token } = await joinClass(place, 'Newcomer');
  const newcomer = new Person(place.origin.replace('http', 'ws'), token);
  const soon = <T>(doing: Promise<T>) => within(PATIENCE_MS, 'nobody new was let in at the end', doing);
  try {
    await soon(newcomer.reaches(() => newcomer.isIn));
    const words = `The rehearsal is over (${share.part}, ${now().toFixed(1)})`;
    const said = await soon(newcomer.client.send({ type: 'chat.send', text: words }));
    if (!said.ok) throw new Error(`the last words were refused: ${said.refusal.text}`);
    await soon(newcomer.reaches(() => newcomer.client.room.chat.messages.some(({ text }) => text === words)));
    const heard = await crowd.students.all('heard-words', () => ({
      ...{ do: 'await-words', words, patienceMs: PATIENCE_MS },
    }));
    const { messages } = newcomer.client.room.chat;
    const ours = messages.map(({ text }) => text).filter((text) => text.startsWith(`${tag}-`));
    const missing = heard.reduce((all, one) => all + one.missing, 0);
    return {
      folds: share.of === 1 ? { ...(await compareAll(crowd, newcomer)), missing } : undefined,
      texts: new Set(ours),
      textsFromMs: messages.length < KEPT ? 0 : keptFromMs(ours),
    };
  } finally {
    newcomer.client.close();
  }
}

async function compareAll(crowd: CrowdHere, { client }: Person) {
  // As it would come over a wire: what is undefined is not there.
  const reference: unknown = JSON.parse(JSON.stringify(comparable(client.room)));
  const compared = await crowd.students.all('compared', () => ({ do: 'compare', reference }));
  const sample = compared.find((one) => one.sample !== undefined)?.sample;
  if (sample !== undefined) console.error(`A page differs from the server at ${sample}`);
  const sum = (pick: (one: (typeof compared)[number]) => number) =>
    compared.reduce((all, one) => all + pick(one), 0);
  return { compared: sum((one) => one.compared), different: sum((one) => one.different) };
}

/** Messages come nearly in the order in which they were said: the first tenth of them is not relied on. */
function keptFromMs(texts: readonly string[]): number {
  const oldest = texts.slice(0, Math.ceil(texts.length / 10)).map((text) => Number(text.split(' ').at(-1)));
  return oldest.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...oldest);
}
