import type { Accent, Branding } from '@rostrum/protocol/http';

/** How an institution shows itself: its colour, and where its picture is. */
export function brandingOf({
  institutionId,
  accent,
  logoId,
}: {
  readonly institutionId: string;
  readonly accent: Accent | undefined;
  readonly logoId: string | undefined;
}): Branding {
  return {
    ...(accent === undefined ? {} : { accent }),
    ...(logoId === undefined ? {} : { logo: `/api/branding/${institutionId}/${logoId}` }),
  };
}
