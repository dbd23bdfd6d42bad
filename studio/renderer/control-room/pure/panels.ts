export const PANELS = ['chat', 'questions', 'polls', 'people', 'class'] as const;
export type Panel = (typeof PANELS)[number];
