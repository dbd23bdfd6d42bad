/** What a mark means; each has its own colour and its own shape. */
export type Tone = 'good' | 'warn' | 'bad' | 'live' | 'idle';
