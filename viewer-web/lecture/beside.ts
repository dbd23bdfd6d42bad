/** What stands beside the picture and under it: each brings what it shows by itself. */
export const beside = {
  chat: () => import('@rostrum/ui/chat'),
  questions: () => import('../questions/index.ts'),
  polls: () => import('../polls/index.ts'),
  files: () => import('../files/index.ts'),
  reactions: () => import('../reactions/index.ts'),
};

/** All of it at once with what it stands in, not one behind the other. Whoever shows a part is told of a failure. */
export function bringBeside(): void {
  for (const load of Object.values(beside)) load().catch(() => undefined);
}
