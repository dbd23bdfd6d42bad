// Owns what the outside says before anything starts: the environment, read once into one typed value.
// Must not know what any setting is used for; it starts nothing.
export { type Config, type Environment, readConfig } from './pure/read-config.ts';
export { StartError } from './start-error.ts';
