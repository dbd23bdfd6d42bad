import { describe, expect, it } from 'vitest';
import { type Role, commandSchema, isStaff, may, permissions, roleSchema } from './index.ts';

describe('the table of permissions', () => {
  it('has a line for every command', () => {
    for (const { entries } of commandSchema.options)
      expect(permissions).toHaveProperty([entries.type.literal]);
  });

  it.each<[Role, boolean, boolean, boolean]>([
    ['admin', true, true, true],
    ['instructor', true, true, false],
    ['assistant', true, false, false],
    ['student', false, false, false],
    ['guest', false, false, false],
  ])(
    'lets %s publish: %s, start a class: %s, and watch operations: %s',
    (role, publishes, starts, watches) => {
      expect(may(role, 'stream.publish')).toBe(publishes);
      expect(may(role, 'file.upload')).toBe(publishes);
      expect(may(role, 'class.start')).toBe(starts);
      expect(may(role, 'roster.import')).toBe(starts);
      expect(may(role, 'class.administer')).toBe(starts);
      expect(may(role, 'operations.watch')).toBe(watches);
      expect(may(role, 'institution.administer')).toBe(watches);
      expect(isStaff(role)).toBe(publishes);
    },
  );

  it('never gives students or guests less than each other, nor admins less than instructors', () => {
    for (const roles of Object.values(permissions)) {
      expect(roles.includes('student')).toBe(roles.includes('guest'));
      if (roles.includes('instructor')) expect(roles).toContain('admin');
      if (roles.includes('assistant')) expect(roles).toContain('instructor');
    }
  });

  it('names roles only, each once', () => {
    for (const roles of Object.values(permissions)) {
      for (const role of roles) expect(roleSchema.options).toContain(role);
      expect(new Set(roles).size).toBe(roles.length);
    }
  });
});
