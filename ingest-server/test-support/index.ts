// Owns what tests of several rooms stand on: a real PostgreSQL server of their own, suites run on both databases,
// and Rostrum's own server as a process.
// Must not be imported by anything that runs in the world.
export { describeOnEachDatabase } from './each-database.ts';
export { type PostgresServer, missingPostgres, startPostgres } from './postgres.ts';
export {
  type Running,
  connect,
  joinAs,
  killAll,
  launch,
  running,
  startServer,
  tokenBy,
} from './server-process.ts';
export { type S3Server, s3Keys, startS3 } from './s3-server.ts';
