/** What the archive knows of one segment of one rung. */
export interface KeptSegment {
  msn: number;
  run: number;
  /** Wall clock of its first sample. */
  wallMs: number;
  durationMs: number;
  is: 'complete' | 'gap';
  /** 0 for a gap. */
  bytes: number;
}
