import { BANDS, STAGES } from '../../core/position.ts';
import { adds, type Known } from '../context.ts';

/** The sums that the counts of a paper obey, by their names: how they add up of a period, of the as-of day and of its year. */

/** The plans that leave out exceptions, and those with them. */
export const COHORTS = ['', '-all'] as const;
export const LATE = ['20-to-52', 'over-52', 'not-known'] as const;

/** How the counts of a period add up. What ends in `?` is no count that anybody asks for, and is not guarded. */
export const OF_PERIOD: readonly Known[] = [
  ...COHORTS.flatMap((cohort) => [
    adds(`issued${cohort}`, `in-time${cohort}`, `late${cohort}`),
    adds(`issued${cohort}`, `with-days${cohort}`, `not-known${cohort}`),
    adds(`late${cohort}`, ...LATE.map((band) => `${band}${cohort}`)),
    ...LATE.map((band) => adds(`issued${cohort}`, `${band}${cohort}`, `not-${band}${cohort}`)),
    adds(`late${cohort}`, `not-known${cohort}`, `known-late${cohort}?`),
    adds(`in-time${cohort}`, `on-day-140${cohort}`, `sooner${cohort}?`),
  ]),
  adds('issued-all', 'issued', 'week-20-exception'),
  ...['in-time', 'late', ...LATE, 'on-day-140'].map((name) => adds(`${name}-all`, name, `${name}-excepted`)),
  adds('in-time-excepted', 'on-day-140-excepted', 'sooner-excepted?'),
  adds('finals', 'issued-all', 'mediation-or-tribunal'),
  adds('decisions', 'told-in-6', 'told-later'),
  adds('decisions', 'refused', 'to-be-assessed'),
  adds('refusals', 'told-in-16', 'refusals-told-later'),
  adds('due', 'planned-in-time', 'not-planned-in-time'),
  adds('requests', 'due', 'closed-without-plan', 'not-yet-due'),
  adds('finals', 'planned-in-time', 'other-finals?'),
];

export const BAND_IDS = BANDS.map(({ id }) => `open-band-${id}`);
export const LATER_BANDS = BAND_IDS.slice(1);
export const STAGE_IDS = STAGES.map((stage) => `open-${stage}`);

/** The same of the as-of day. */
export const OF_THE_DAY: readonly Known[] = [
  adds('open', 'open-band-0-20', 'open-over-20-weeks'),
  adds('open-over-20-weeks', ...LATER_BANDS),
  adds('open', ...STAGE_IDS),
  ...[...BAND_IDS, ...STAGE_IDS, 'open-reopened'].map((id) => adds('open', id, `not-${id}`)),
  adds('open-band-over-52', 'open-over-52-weeks-allocated', 'not-allocated'),
  adds('open-band-over-52', 'open-over-52-weeks-with-draft', 'without-draft'),
  adds('open-draft-sent', 'open-over-52-weeks-with-draft', 'drafted-sooner?'),
  adds('open', 'open-band-over-52', 'drafted-sooner?', 'not-drafted-sooner?'),
  adds('not-open-awaiting-decision-to-assess', 'open-reopened', 'never-refused?'),
  adds('received', 'open', 'closed-date-not-known', 'closed'),
  adds('ended', 'closed', 'closed-date-not-known'),
  adds('not-at-first', 'ended', 'open-reopened'),
];

/** What lies within the last 12 months of the as-of day. */
export const OF_THE_YEAR: readonly Known[] = [
  adds('requests', ...BAND_IDS.slice(0, -1), 'closed-of-the-year?'),
  adds('not-yet-due', 'open-band-0-20', 'closed-and-not-due?'),
  adds('not-planned-in-time', ...LATER_BANDS.slice(0, -1), 'planned-late?'),
];

/** What every row is in at most once, whatever the period. */
export const ONCE = ['requests', 'finals', 'issued-all', 'issued', 'with-days-all', 'with-days', 'decisions', 'refusals', 'due'];
