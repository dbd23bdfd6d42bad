export const PANELS = ['chat', 'questions', 'polls', 'people', 'breakouts', 'class'] as const;
export type Panel = (typeof PANELS)[number];
