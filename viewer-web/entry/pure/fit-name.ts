import { NAME_MAX } from '@rostrum/protocol/room';

/** As much of a name as there is room for, cut between characters as people see them: a browser would leave half an emoji. */
export function fitName(typed: string): string {
  if (typed.length <= NAME_MAX) return typed;
  let fitting = '';
  for (const character of charactersOf(typed)) {
    if (fitting.length + character.length > NAME_MAX) break;
    fitting += character;
  }
  return fitting;
}

/** Older browsers know no more of characters than that an emoji is one. */
function charactersOf(typed: string): string[] {
  if (!('Segmenter' in Intl)) return Array.from(typed);
  return Array.from(new Intl.Segmenter().segment(typed), ({ segment }) => segment);
}
