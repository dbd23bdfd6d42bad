export * from './fold.ts';
export * from './marks.ts';
export * from './schemas.ts';
export * from './tally.ts';
