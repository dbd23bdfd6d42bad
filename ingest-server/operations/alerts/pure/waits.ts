/** How long to leave somebody alone who could not be told this many times in a row. */
export function growingWaitMs(failures: number, firstMs: number, longestMs: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
}

export interface MailTimes {
  /** When the oldest change came that waits. */
  readonly waitingSince: number;
  /** When a mail was sent last. */
  readonly sentAt: number | undefined;
  readonly failedAt: number | undefined;
  /** In a row. */
  readonly failures: number;
}

export interface MailPace {
  /** What comes within this goes into one mail. */
  readonly togetherMs: number;
  /** Between two mails. */
  readonly apartMs: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/** When the next mail is due. */
export function nextMailAt({ waitingSince, sentAt, failedAt, failures }: MailTimes, pace: MailPace): number {
  const due = Math.max(waitingSince + pace.togetherMs, sentAt === undefined ? 0 : sentAt + pace.apartMs);
  if (failedAt === undefined || failures === 0) return due;
  return Math.max(due, failedAt + growingWaitMs(failures, pace.firstWaitMs, pace.longestWaitMs));
}
