import { expect, it } from 'vitest';
import { type SpeakersFacts, speakersIn, speakersTaken } from './speakers.ts';

const output = (deviceId: string, label: string) => ({ kind: 'audiooutput', deviceId, label });

it.each([
  ['by their names', [output('desk', 'Desk')], [{ id: 'desk', label: 'Desk' }]],
  ['without a name where the browser tells none', [output('desk', '')], [{ id: 'desk', label: '' }]],
  [
    'once, and without what the browser calls the system’s choice',
    [
      output('default', 'Default - Desk'),
      output('communications', 'Communications - Desk'),
      output('desk', 'Desk'),
      output('desk', 'Desk'),
    ],
    [{ id: 'desk', label: 'Desk' }],
  ],
  ['not at all before a permission', [output('', '')], []],
  ['without microphones', [{ ...output('mic', 'Microphone'), kind: 'audioinput' }], []],
])('speakers are listed %s', (_, devices, listed) => {
  expect(speakersIn(devices)).toEqual(listed);
});

const usual: SpeakersFacts = {
  ...{ chosenId: 'desk', failedId: undefined },
  devices: [{ id: 'desk' }, { id: 'headset' }],
};

it.each<[string, Partial<SpeakersFacts>, string, string]>([
  ['the chosen ones', {}, 'chosen', 'desk'],
  ['the system’s where none are chosen', { chosenId: undefined }, 'system', ''],
  ['the system’s where the chosen ones are unplugged, which is said', { chosenId: 'hall' }, 'away', ''],
  ['the system’s where the browser says no, which is said', { failedId: 'desk' }, 'failed', ''],
  ['the chosen ones where it said no to others', { failedId: 'headset' }, 'chosen', 'desk'],
  ['the system’s as long as the browser names none', { devices: [] }, 'system', ''],
])('what is played comes through %s', (_, changed, is, sinkId) => {
  expect(speakersTaken({ ...usual, ...changed })).toEqual({ is, sinkId });
});
