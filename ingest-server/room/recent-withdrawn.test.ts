import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';
import { TestClass, ada, bob, prof } from './test-class.ts';

describe('ROOM-19: words that were taken back', () => {
  it.each(['class', 'staff'] as const)(
    'are in no delta and no snapshot for whoever comes then to the %s view',
    (view) => {
      const its = new TestClass([prof, ada, bob]);
      const recent = new Recent();
      const keep = () => its.log.slice(recent.after(0).length).forEach((logged) => recent.add(logged));
      const messageId = its.messageBy(ada, 'regret this');
      const questionId = its.questionBy(bob);
      keep();
      const before = its.state.seq - 2;
      const told = () =>
        JSON.stringify([recent.replay(view, before, its.state), recent.replay(view, undefined, its.state)]);
      expect(told()).toMatch(/regret this.*regret this/);
      its.ask(ada, { type: 'chat.delete', messageId });
      its.ask(prof, { type: 'question.dismiss', questionId });
      keep();
      expect(told()).not.toMatch(/regret this|Why\?/);
      expect(told()).toContain(messageId);
    },
  );
});
