/** Every word of what students see now. */
export const texts = {
  show: 'What students see now',
  hide: 'Hide what students see',
  label: 'What students see now, without its sound',
  behind: (seconds: string) => `${seconds} s behind you`,
  starting: 'Getting the students’ picture…',
  away: 'The students’ picture can’t be had just now. Trying again.',
} as const;
