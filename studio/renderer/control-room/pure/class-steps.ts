import { type Phase, phaseSteps } from '@rostrum/protocol/room';

export type ClassStep = keyof typeof phaseSteps;

/** What can be done with a class in this phase, what is most likely wanted first. */
export function stepsFrom(phase: Phase): readonly ClassStep[] {
  const order: readonly ClassStep[] = [
    'class.start',
    'class.resume',
    'class.pause',
    'class.open',
    'class.end',
  ];
  return order.filter((step) => phaseSteps[step].from.includes(phase));
}
