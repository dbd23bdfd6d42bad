// One gate over one tree: `gate-process.ts NAME ROOT`, answered by one message.
import { gates } from './gates.ts';

const [name, root] = process.argv.slice(2);
const gate = gates.find((known) => known.name === name);
if (!gate || !root) throw new Error(`there is no gate named ${name}`);
const result = await gate.run(root);
process.send?.(result, () => process.exit());
