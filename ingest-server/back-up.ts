// `npm run backup -- FILE` and `npm run restore -- FILE`: the data folder as one archive, and back. It belongs to the
// composition root, reads the same settings as the server, and ends.
import { resolve } from 'node:path';
import { type Config, StartError, readConfig } from './config/index.ts';
import packageJson from './package.json' with { type: 'json' };
import { backUp, restore } from './storage/index.ts';

const USAGE = 'npm run backup -- FILE.tar.gz makes a backup; npm run restore -- FILE.tar.gz brings one back.';
const GIGABYTE = 1024 ** 3;

async function makeBackup(config: Config, file: string): Promise<string[]> {
  const databaseIsElsewhere = config.databaseUrl !== undefined;
  const { files, bytes } = await backUp({
    ...{ folder: config.dataFolder, file, databaseIsElsewhere },
    ...{ version: packageJson.version, now: () => Date.now() },
  });
  return [
    `${files} files (${(bytes / GIGABYTE).toFixed(2)} GB) are in ${file}. It was read back and is whole.`,
    'The signing key is in it: keep it as safe as a password.',
    ...(databaseIsElsewhere
      ? ['Log and people are in PostgreSQL: back that up with pg_dump, before this.']
      : []),
    ...(config.s3 ? [`Media are in the bucket ${config.s3.bucket}, which this is no backup of.`] : []),
  ];
}

async function bringBack(config: Config, file: string): Promise<string[]> {
  const folder = resolve(config.dataFolder);
  const { madeAt, files, holds, version } = await restore({ file, folder });
  const isHalf = holds === 'files' && config.databaseUrl === undefined;
  return [
    `${files} files are back in ${folder}, as they were at ${madeAt} under Rostrum ${version}.`,
    ...(isHalf
      ? ['Log and people are not in this backup: set DATABASE_URL to the database that they are in.']
      : []),
  ];
}

async function main(): Promise<void> {
  const [what, name, ...more] = process.argv.slice(2);
  if (name === undefined || name.startsWith('-') || more.length > 0) throw new StartError(USAGE);
  const read = readConfig(process.env);
  if (!read.ok) throw new StartError(read.sentence);
  // npm runs commands in the checkout, wherever they were typed.
  const file = resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
  const words = what === 'restore' ? await bringBack(read.config, file) : await makeBackup(read.config, file);
  for (const sentence of words) process.stdout.write(`${sentence}\n`);
}

try {
  await main();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof StartError ? reason : `It could not be done: ${reason}.`}\n`);
  process.exitCode = 1;
}
