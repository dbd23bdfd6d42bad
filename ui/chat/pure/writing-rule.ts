import { type ChatState, type Refusal, type Role, isStaff } from '@rostrum/protocol/room';
import type { Words } from './texts.ts';

type ChatWords = Words['chat'];

/** Whether somebody may write at the moment, and what they should know before they do. */
export interface WritingRule {
  may: boolean;
  words?: string;
}

export function writingRule(
  { slowModeMs, staffOnly }: Pick<ChatState, 'slowModeMs' | 'staffOnly'>,
  role: Role | undefined,
  muted: boolean,
  words: ChatWords,
): WritingRule {
  if (role !== undefined && isStaff(role))
    return staffOnly ? { may: true, words: words.staffOnlyForStaff } : { may: true };
  if (muted) return { may: false, words: words.muted };
  if (staffOnly) return { may: false, words: words.staffOnly };
  return slowModeMs > 0
    ? { may: true, words: words.slowMode(durationWords(slowModeMs, words)) }
    : { may: true };
}

/** Why the words came back, and how long still to wait. */
export function notSentWords(
  { text, retryAfterMs }: Pick<Refusal, 'text' | 'retryAfterMs'>,
  passedMs: number,
  words: ChatWords,
): string {
  if (retryAfterMs === undefined) return words.notSent(text);
  const seconds = Math.ceil((retryAfterMs - passedMs) / 1000);
  return seconds > 0 ? words.waitBeforeSending(firstSentence(text), seconds) : words.sendNow;
}

/** Without the time in it, which is counted down beside it. */
function firstSentence(text: string): string {
  const cause = /^(.*?)[.:]/.exec(text)?.[1] ?? text;
  return `${cause.charAt(0).toLowerCase()}${cause.slice(1)}.`;
}

function durationWords(ms: number, words: ChatWords): string {
  const seconds = Math.round(ms / 1000);
  return seconds % 60 === 0 ? words.minutes(seconds / 60) : words.seconds(seconds);
}

export interface WritingChoice {
  slowModeMs: number;
  staffOnly: boolean;
  label: string;
}

const SLOW_MODES_MS = [10_000, 30_000, 60_000, 300_000];

/** What staff can choose from; what is set now is among them whatever it is. */
export function writingChoices(
  now: Pick<ChatState, 'slowModeMs' | 'staffOnly'>,
  words: ChatWords,
): readonly (WritingChoice & { value: string })[] {
  const slow = new Set([...SLOW_MODES_MS, ...(now.staffOnly ? [] : [now.slowModeMs])]);
  const choices = [0, ...[...slow].filter((ms) => ms > 0).sort((a, b) => a - b)].map((slowModeMs) => ({
    ...{ slowModeMs, staffOnly: false },
    label: slowModeMs === 0 ? words.everyone : words.everyoneEvery(durationWords(slowModeMs, words)),
  }));
  const staff = { slowModeMs: now.slowModeMs, staffOnly: true, label: words.staff };
  return [...choices, staff].map((choice) => ({ ...choice, value: valueOf(choice) }));
}

export function valueOf({ slowModeMs, staffOnly }: Pick<ChatState, 'slowModeMs' | 'staffOnly'>): string {
  return staffOnly ? 'staff' : String(slowModeMs);
}
