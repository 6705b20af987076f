import { type Clock, days, IN_FORCE, months, sendRegulations, weeks, workingDays } from './clock.ts';

/** The clocks of mediation and of lodging an appeal. */

const AFTER_THE_DAY = { asks: 'by', startDayCounts: false } as const;

const TRIBUNAL_RULES = 'Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699)';

const APPEAL = {
  ...AFTER_THE_DAY,
  duty: 'lodge the appeal',
  by: 'the parent or young person',
  stops: ['appeal-lodged'],
  exceptions: { provision: 'rule 5', grounds: ['tribunal-allows-longer'], checked: false },
} as const;

const tribunalRules = (count: number) => ({
  length: months(count),
  instrument: TRIBUNAL_RULES,
  provision: 'rule 20',
  inForceFrom: IN_FORCE,
  inForceTo: null,
  checked: true,
});

export const MEDIATION_CLOCKS: readonly Clock[] = [
  {
    ...AFTER_THE_DAY,
    id: 'mediation-adviser',
    duty: 'contact the mediation adviser',
    by: 'the parent or young person',
    starts: ['decision-notice'],
    stops: ['mediation-adviser-asked'],
    limits: [sendRegulations(months(2), 'regulation 33', true)],
  },
  {
    ...AFTER_THE_DAY,
    id: 'mediation-certificate',
    duty: 'issue the mediation certificate',
    by: 'the mediation adviser',
    starts: ['mediation-over'],
    stops: ['mediation-certificate'],
    limits: [sendRegulations(workingDays(3), 'regulations 34 and 39', true)],
  },
  {
    ...AFTER_THE_DAY,
    id: 'health-issues-told',
    duty: 'tell each health body of the issues that concern it',
    by: 'the authority',
    starts: ['mediation-asked'],
    stops: ['health-issues-told'],
    limits: [sendRegulations(workingDays(3), 'regulations 35 and 36', true)],
  },
  {
    ...AFTER_THE_DAY,
    id: 'mediation-arranged',
    duty: 'arrange and take part in mediation',
    by: 'the authority or the health body',
    starts: ['mediation-asked', 'health-issues-told'],
    stops: ['mediation-held'],
    limits: [sendRegulations(days(30), 'regulations 36 to 38', true)],
    note: 'Of health care alone, the 30 days run from the day on which the health body is told.',
  },
  {
    ...AFTER_THE_DAY,
    id: 'agreement-without-appeal',
    duty: 'do what mediation agreed, where it could not have been appealed',
    by: 'the authority or the health body',
    starts: ['agreement-without-appeal'],
    stops: ['agreement-done'],
    limits: [sendRegulations(weeks(2), 'regulation 42(3)', true)],
    exceptions: { provision: 'regulation 42(5)', grounds: ['agreed-otherwise'], checked: true },
  },
  {
    ...APPEAL,
    id: 'appeal',
    starts: ['decision-notice'],
    limits: [tribunalRules(2)],
    laterOf: 'appeal-after-mediation',
  },
  {
    ...APPEAL,
    id: 'appeal-after-mediation',
    duty: 'lodge the appeal, after a mediation certificate',
    starts: ['mediation-certificate'],
    limits: [tribunalRules(1)],
    laterOf: 'appeal',
  },
];
