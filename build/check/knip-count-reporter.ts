import type { Reporter } from 'knip';

/** Says how many files knip has read, which no reporter of its own does. */
const count: Reporter = ({ counters }) => {
  console.log(`looked at ${counters.processed}`);
};

export default count;
