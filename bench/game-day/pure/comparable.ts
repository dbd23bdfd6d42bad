import type { RoomState } from '@rostrum/protocol/room';

/**
 * What everybody in a class sees alike: of a page's state without its number and without what is its person's own. Two
 * pages that have heard the same have the same.
 */
export function comparable(room: RoomState): object {
  const { seq: _seq, people: _people, hands: _hands, ...shared } = room;
  return {
    ...shared,
    chat: {
      ...room.chat,
      messages: room.chat.messages.map(({ reactions: _reactions, ...message }) => message),
    },
    questions: Object.values(room.questions).map(({ questionId, status }) => ({ questionId, status })),
    polls: Object.fromEntries(
      Object.entries(room.polls).map(([id, { attempts: _attempts, tally: _tally, ...poll }]) => [id, poll]),
    ),
    stage: { ...room.stage, called: [] },
  };
}

/** Where two values differ first, as a path; undefined where they don't. The order of names says nothing. */
export function differenceBetween(one: unknown, other: unknown, path = ''): string | undefined {
  if (one === other) return undefined;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
    return `${path}: ${shown(one)} and ${shown(other)}`;
  }
  for (const name of Object.keys(one)) {
    const difference = differenceBetween(one[name], other[name], `${path}/${name}`);
    if (difference !== undefined) return difference;
  }
  const more = Object.keys(other).find((name) => other[name] !== undefined && one[name] === undefined);
  return more === undefined ? undefined : `${path}/${more}: nothing and ${shown(other[more])}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const SHOWN_MAX = 200;

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, SHOWN_MAX);
}
