import { POPULATIONS } from '../../core/movement.ts';
import { ADVICE_COSTS } from '../advice-figures.ts';
import { APPEAL_COSTS } from '../appeal-figures.ts';
import { REVIEW_COSTS } from '../reviews-known.ts';
import { BAND_IDS, STAGE_IDS } from './sums.ts';

/** What a paper loses by a count, from what it is about to what nobody misses. What is not named costs 20. */
const COSTS: Readonly<Record<string, number>> = {
  open: 1000,
  'open-over-20-weeks': 500,
  'open-band-0-20': 400,
  'open-band-over-52': 300,
  ...Object.fromEntries([...BAND_IDS.slice(1, -1), ...STAGE_IDS].map((id) => [id, 80])),
  'due-week-20': 200,
  'due-week-52': 200,
  'due-week-6': 100,
  'due-week-16': 100,
  ...REVIEW_COSTS,
  'cohort-issued': 300,
  'cohort-open': 250,
  'planned-in-time': 200,
  'cohort-old-enough-for-week-20': 150,
  finals: 300,
  requests: 300,
  issued: 250,
  'in-time': 200,
  'issued-all': 100,
  'in-time-all': 90,
  decisions: 150,
  'told-in-6': 120,
  refused: 120,
  'with-days-all': 3,
  'with-days': 4,
  'on-day-140': 2,
  'on-day-140-all': 2,
  'week-20-exception': 5,
  'mediation-or-tribunal': 5,
  'closed-without-plan': 3,
  'not-yet-due': 3,
  ...ADVICE_COSTS,
  ...APPEAL_COSTS,
  read: 30,
  counted: 40,
  'set-aside': 25,
  ...Object.fromEntries(
    POPULATIONS.flatMap(({ id }, at): [string, number][] => [
      // Where there are the fewest the paper is about them.
      ...(['opening', 'closing'] as const).map((part): [string, number] => [`${id}-${part}`, 1000 + 200 * at]),
      [`${id}-in-received`, 200],
      [`${id}-in-crossed`, 300],
      [`${id}-out-final-plan`, 300],
    ]),
  ),
};

/** What is lost by a count of a group, against the same of all. */
const OF_A_GROUP = 0.2;

/** What is lost by a count. @param years over how many it is counted; 0 of a day */
export const costOf = (name: string, years: number, isGroup: boolean): number => (COSTS[name] ?? 20) * (1 + years) * (isGroup ? OF_A_GROUP : 1);
