/** What the instructor works with under the programme. */
export const TOOLS = ['sources', 'sound', 'slides', 'board'] as const;
export type Tool = (typeof TOOLS)[number];

/** These are worked in, and get the room; beside the others the programme does. */
export function isRoomy(tool: Tool): boolean {
  return tool === 'slides' || tool === 'board';
}

/** Where the keyboard leads from one tab; undefined where the key means nothing there. */
export function toolByKey(from: Tool, key: string): Tool | undefined {
  const place = TOOLS.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return TOOLS[(place + 1) % TOOLS.length];
    case 'ArrowLeft':
      return TOOLS[(place - 1 + TOOLS.length) % TOOLS.length];
    case 'Home':
      return TOOLS[0];
    case 'End':
      return TOOLS.at(-1);
    default:
      return undefined;
  }
}
