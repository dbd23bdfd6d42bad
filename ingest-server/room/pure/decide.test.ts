import {
  type Command,
  type MessageId,
  type PersonId,
  type Role,
  emptyRoom,
  permissions,
  roleSchema,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';

const ids = { messageId: 'm1' as MessageId };
const personId = 'p1' as PersonId;
const say = (text: string): Command => ({ type: 'chat.send', text });
const decideAs = (role: Role, command: Command) => decide(emptyRoom, command, { personId, role }, 1000, ids);

describe('decide', () => {
  it('logs a chat message under the person who sent it, cleaned', () => {
    expect(decideAs('student', say(' hello\u0000\u202e there '))).toEqual({
      ok: true,
      events: [{ type: 'chat.sent', messageId: 'm1', personId: 'p1', text: 'hello there' }],
    });
  });

  it.each(['', '   ', '\n\t', '\u0000', '\u202e\u2066'])('refuses the empty message %j', (text) => {
    expect(decideAs('guest', say(text))).toEqual({
      ok: false,
      refusal: { code: 'empty', text: 'There is nothing in this message.' },
    });
  });

  const commands: Command[] = [say('hello')];
  it.each(commands.flatMap((command) => roleSchema.options.map((role) => [role, command] as const)))(
    'lets %s do %o exactly when the table of permissions says so',
    (role, command) => {
      const decision = decideAs(role, command);
      if (permissions[command.type].includes(role)) expect(decision.ok).toBe(true);
      else expect(decision).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
    },
  );

  it('refuses a role that the table does not name', () => {
    expect(decideAs('emperor' as Role, say('kneel'))).toMatchObject({
      ok: false,
      refusal: { code: 'not-allowed' },
    });
  });
});
