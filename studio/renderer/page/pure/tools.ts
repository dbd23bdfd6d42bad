/** What the instructor works with under the programme. */
export const TOOLS = ['sources', 'sound', 'slides', 'board'] as const;
export type Tool = (typeof TOOLS)[number];

/** These are worked in, and get the room; beside the others the programme does. */
export function isRoomy(tool: Tool): boolean {
  return tool === 'slides' || tool === 'board';
}
