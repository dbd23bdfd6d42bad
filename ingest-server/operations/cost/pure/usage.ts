import type { Usage } from '@rostrum/protocol/http';

export const nothingUsed: Usage = {
  liveSeconds: 0,
  personSeconds: 0,
  stageSeconds: 0,
  sentBytes: 0,
  av1Bytes: 0,
  av1AsH264Bytes: 0,
  cpuSeconds: 0,
  storedByteSeconds: 0,
};

export function plus(one: Usage, other: Partial<Usage>): Usage {
  const sum = { ...one };
  for (const name of Object.keys(nothingUsed) as (keyof Usage)[]) sum[name] += other[name] ?? 0;
  return sum;
}

export function sumOf(all: readonly Usage[]): Usage {
  return all.reduce(plus, nothingUsed);
}
