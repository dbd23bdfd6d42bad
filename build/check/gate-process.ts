// One gate over one tree: `gate-process.ts NAME ROOT [FILE…]`, answered by one message.
import { gates } from './gates.ts';

const [name, root, ...only] = process.argv.slice(2);
const gate = gates.find((known) => known.name === name);
if (!gate || !root) throw new Error(`there is no gate named ${name}`);
const result = await gate.run(root, only.length > 0 ? only : undefined);
process.send?.(result, () => process.exit());
