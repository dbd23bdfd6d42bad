// Makes a new database in the folder it is given, in a process of its own: the making needs twice the memory that the
// using does, and a server would keep it for good.
import { PGlite } from '@electric-sql/pglite';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder is needed');
// Whoever asked for it is gone: the remains are set aside at the next start.
process.on('disconnect', () => process.exit(1));
const database = await PGlite.create(folder);
await database.close();
process.exit();
