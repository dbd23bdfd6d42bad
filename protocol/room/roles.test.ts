import { describe, expect, it } from 'vitest';
import { type Role, commandSchema, may, permissions, roleSchema } from './index.ts';

describe('the table of permissions', () => {
  it('has a line for every command', () => {
    for (const { entries } of commandSchema.options)
      expect(permissions).toHaveProperty([entries.type.literal]);
  });

  it.each<[Role, boolean, boolean]>([
    ['admin', true, true],
    ['instructor', true, false],
    ['assistant', true, false],
    ['student', false, false],
    ['guest', false, false],
  ])('lets %s publish: %s, and watch operations: %s', (role, publishes, watches) => {
    expect(may(role, 'stream.publish')).toBe(publishes);
    expect(may(role, 'operations.watch')).toBe(watches);
  });

  it('names roles only', () => {
    for (const roles of Object.values(permissions)) {
      for (const role of roles) expect(roleSchema.options).toContain(role);
    }
  });
});
