// `npm run institution -- --name "Far College" --admin "Grace Hopper"`: another institution on this server. It belongs to
// the composition root, opens the same records as the server, and ends.
import { parseArgs } from 'node:util';
import { type Config, StartError, readConfig } from './config/index.ts';
import { addInstitution } from './identity/index.ts';
import { originHere } from './links.ts';
import { type Records, openPostgresRecords, openRecords } from './records/index.ts';
import { openDataFolder } from './storage/index.ts';

const USAGE =
  'npm run institution -- --name "Far College" --admin "Grace Hopper" [--course "First course"] [--class "First class"]';

interface Opened {
  readonly records: Records;
  close(): Promise<void>;
}

async function open(config: Config): Promise<Opened> {
  if (config.databaseUrl !== undefined) {
    const records = await openPostgresRecords(config.databaseUrl);
    return { records, close: () => records.close() };
  }
  // The database in a data folder is one process's: while the server runs this ends in a sentence that says so.
  const data = await openDataFolder(config.dataFolder);
  try {
    const records = await openRecords(data.databasePath);
    return {
      records,
      async close() {
        await records.close();
        await data.close();
      },
    };
  } catch (error) {
    await data.close();
    throw error;
  }
}

function wishes(): { institutionName: string; adminName: string; courseTitle: string; classTitle: string } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { name: text, admin: text, course: text, class: text } });
  const { name, admin, course = 'First course', class: classTitle = 'First class' } = values;
  if (name === undefined || admin === undefined) throw new StartError(USAGE);
  return { institutionName: name, adminName: admin, courseTitle: course, classTitle };
}

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) throw new StartError(read.sentence);
  const { config } = read;
  const wanted = wishes();
  const { records, close } = await open(config);
  try {
    const added = await addInstitution(records.database, wanted, () => Date.now());
    if (!added.ok) throw new StartError(added.refusal.text);
    const origin = config.publicOrigin ?? originHere(config.host, config.port, config.tls ? 'https' : 'http');
    process.stdout.write(
      `${wanted.institutionName} is there. Its admin opens this link once, within three days:\n` +
        `${origin}/dashboard/#key=${added.adminKey}\n`,
    );
  } finally {
    await close();
  }
}

try {
  await main();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof StartError ? reason : `${reason}\n${USAGE}`}\n`);
  process.exitCode = 1;
}
