import { describe, expect, it } from 'vitest';
import { createNetworkWatch } from './network-watch.mjs';

const failure = 'npm http fetch GET https://registry.npmjs.org/ws attempt 1 failed with EAI_AGAIN';
const answer = 'npm http fetch GET 200 https://registry.npmjs.org/ws 35ms (cache miss)';

describe('the watch over npm’s requests', () => {
  it('gives up when nothing has answered for a while', () => {
    const watch = createNetworkWatch();
    expect(watch.isHopeless(failure, 1_000)).toBe(false);
    expect(watch.isHopeless(failure, 5_999)).toBe(false);
    expect(watch.isHopeless(failure, 6_000)).toBe(true);
  });

  it('leaves npm its own patience once anything has answered, were it an error', () => {
    const watch = createNetworkWatch();
    expect(watch.isHopeless(answer.replace('200', '404'), 0)).toBe(false);
    expect(watch.isHopeless(failure, 1_000)).toBe(false);
    expect(watch.isHopeless(failure, 60_000)).toBe(false);
  });

  it('sees nothing in what comes from the cache', () => {
    const watch = createNetworkWatch();
    expect(watch.isHopeless('npm http cache https://registry.npmjs.org/ws 2ms (cache hit)', 60_000)).toBe(
      false,
    );
  });
});
