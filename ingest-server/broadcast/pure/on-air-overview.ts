import type { OverviewClass } from '@rostrum/protocol/http';
import type { AudioRung, VideoRung } from './ladder.ts';

type Overview = NonNullable<OverviewClass['broadcast']>;

/** What is known of a stream; what isn't is undefined, and left out. */
export type OnAirFacts = Pick<Overview, 'status' | 'restarts'> & {
  /** Those that go out. */
  readonly rungs: readonly (VideoRung | AudioRung)[];
  readonly isAv1: (name: string) => boolean;
  readonly leftOut: readonly string[];
  readonly more: {
    readonly [K in Exclude<keyof Overview, 'status' | 'restarts' | 'rungs' | 'leftOut'>]?:
      Overview[K] | undefined;
  };
};

/** As an admin is told of it. */
export function onAirOverview({ status, restarts, rungs, isAv1, leftOut, more }: OnAirFacts): Overview {
  return {
    ...{ status, restarts },
    rungs: rungs.map(({ averageBps: bitrateBps, name, kind, ...rung }) => ({
      ...{ name, kind, bitrateBps },
      ...(isAv1(name) && { codec: 'AV1' as const }),
      ...('width' in rung ? { width: rung.width, height: rung.height } : {}),
    })),
    ...(leftOut.length > 0 && { leftOut: [...leftOut] }),
    ...known(more),
  };
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function known<T extends object>(facts: T): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}
