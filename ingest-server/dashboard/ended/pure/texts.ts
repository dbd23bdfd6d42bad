/** The words of the list of what is over. */
export const texts = {
  heading: 'Ended',
  loading: 'Asking what was…',
  again: 'Try again',
  none: 'Nothing has ended yet',
  noneText: 'What was on air is listed here once it is over.',
  notRead: 'What was could not be read',
  earlier: 'Show earlier ones',
  cost: 'What classes cost is on its own page:',
  costLink: 'Cost',
  columns: {
    title: 'Class',
    began: 'Began',
    lasted: 'Lasted',
    peak: 'Most people',
    restarts: 'Restarts',
    alerts: 'Alerts',
  },
} as const;
