/** What somebody is in their room with; `listen`: they hear, see and write. */
export type RoomChoice = 'camera' | 'sound' | 'listen';

const choices: readonly string[] = ['camera', 'sound', 'listen'] satisfies RoomChoice[];

/** As a tab keeps it, so that a page that is loaded anew is in the room as before. */
export function keptChoice(choice: RoomChoice, openedAt: number): string {
  return `${choice} ${openedAt}`;
}

/** Undefined where nothing was chosen, or for rooms that are closed by now: for others nobody is filmed unasked. */
export function choiceOf(kept: string | undefined, openedAt: number): RoomChoice | undefined {
  const [choice = '', at] = kept?.split(' ') ?? [];
  return at === String(openedAt) && choices.includes(choice) ? (choice as RoomChoice) : undefined;
}
