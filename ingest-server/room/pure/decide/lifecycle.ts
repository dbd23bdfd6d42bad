import { type CommandOf, type Event, type Phase, phaseSteps } from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { endedBreakouts } from './breakouts.ts';
import { type Context, type Decision, events, no } from './context.ts';
import { leadEvents } from './lead.ts';
import { goneFromStage } from './stage.ts';

type PhaseCommand = CommandOf<'class.open' | 'class.start' | 'class.pause' | 'class.resume' | 'class.end'>;

const words: Readonly<Record<Phase, string>> = {
  scheduled: 'has not been opened',
  lobby: 'has not begun',
  live: 'is live',
  paused: 'is paused',
  ended: 'has ended',
};

export function changePhase({ state, actor }: Context, { type }: PhaseCommand): Decision {
  const { from, to } = phaseSteps[type];
  const { phase } = state.class;
  // Two of the staff press the same button: the second one got what they wanted.
  if (phase === to) return events();
  if (!from.includes(phase)) return no('not-yet', `This can not be done: the class ${words[phase]}.`);
  const changed = { type: 'class.phase-changed', phase: to, by: actor.personId } as const;
  if (type === 'class.open' || type === 'class.start') return events(...leadEvents(state, actor), changed);
  if (to !== 'ended') return events(changed);
  const open = Object.values(state.polls).filter(({ status }) => status.is === 'open');
  const closed = open.map(({ pollId }) => ({
    type: 'poll.closed' as const,
    pollId,
    because: 'class-ended' as const,
  }));
  const lowered: Event[] = state.hands.length > 0 ? [{ type: 'hand.all-lowered', by: actor.personId }] : [];
  const { guests, called } = state.stage;
  const seated = [...guests, ...called].flatMap(({ personId }) =>
    goneFromStage(state, personId, { reason: 'class-ended', by: actor.personId }),
  );
  const back = endedBreakouts(state, 'class-ended', actor.personId);
  return events(...closed, ...lowered, ...seated, ...back, changed);
}

export function announce({ actor }: Context, command: CommandOf<'announcement.make'>): Decision {
  const text = cleanText(command.text);
  if (text === '') return no('empty', 'There is nothing in this announcement.');
  return events({ type: 'announcement.made', text, personId: actor.personId, name: actor.name });
}
