// What an admin's page and the server tell each other about an institution's records: courses, classes, people, links,
// and who changed what. Knows shapes and colours; who may do it is said by the table of permissions.
export * from './accent.ts';
export * from './audit.ts';
export * from './classes.ts';
export * from './institution.ts';
export * from './links.ts';
export * from './people.ts';
export * from './roster.ts';
