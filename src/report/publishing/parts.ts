import { ADVICE_PARTS } from '../advice-figures.ts';
import { COHORT_PARTS } from '../cohort-known.ts';
import { FOI_PARTS } from '../foi-figures.ts';
import { REVIEW_PARTS } from '../reviews-known.ts';
import { COHORTS } from './sums.ts';

/** What the parts of a figure are, under the names above. */
interface Parts {
  value?: string;
  numerator?: string;
  denominator?: string;
  onDay140?: string;
  /** The reasons that cases may be left out for: one that is not listed is a true zero. */
  reasons?: Readonly<Record<string, string>>;
}

/** By the id of the figure. */
export const PARTS: Readonly<Record<string, Parts>> = {
  'open-within-20-weeks': { value: 'open-band-0-20' },
  'open-over-52-weeks': { value: 'open-band-over-52' },
  'open-over-20-weeks-mean-weeks': { denominator: 'open-over-20-weeks' },
  'open-over-20-weeks-median-weeks': { denominator: 'open-over-20-weeks' },
  ...COHORT_PARTS,
  ...REVIEW_PARTS,
  ...ADVICE_PARTS,
  ...FOI_PARTS,
  ...Object.fromEntries(
    COHORTS.flatMap((cohort): [string, Parts][] => {
      const issued = `issued${cohort}`;
      const reasons: Record<string, string> = { 'mediation-or-tribunal': 'mediation-or-tribunal' };
      if (cohort === '') reasons['week-20-exception'] = 'week-20-exception';
      const average: Parts = { denominator: `with-days${cohort}`, reasons: { ...reasons, 'duration-not-known': `not-known${cohort}` } };
      return [
        [`within-20-weeks${cohort}`, { numerator: `in-time${cohort}`, denominator: issued, onDay140: `on-day-140${cohort}`, reasons }],
        [`mean-weeks-to-issue${cohort}`, average],
        [`median-weeks-to-issue${cohort}`, average],
        [`issued${cohort}`, { value: issued, denominator: issued, reasons }],
        [`issued-within-20-weeks${cohort}`, { value: `in-time${cohort}`, denominator: issued }],
        [`issued-20-to-52-weeks${cohort}`, { value: `20-to-52${cohort}`, denominator: issued }],
        [`issued-over-52-weeks${cohort}`, { value: `over-52${cohort}`, denominator: issued }],
        [`issued-not-known${cohort}`, { value: `not-known${cohort}`, denominator: issued }],
        [`issued-on-day-140${cohort}`, { value: `on-day-140${cohort}` }],
      ];
    }),
  ),
  'decision-within-6-weeks': { numerator: 'told-in-6', denominator: 'decisions', reasons: { 'no-date': 'decisions-no-date' } },
  'requests-refused': { numerator: 'refused', denominator: 'decisions', reasons: { 'no-date': 'decisions-no-date' } },
  'refusal-within-16-weeks': { numerator: 'told-in-16', denominator: 'refusals', reasons: { 'no-date': 'refusals-no-date' } },
  'cohort-within-20-weeks': {
    numerator: 'planned-in-time',
    denominator: 'due',
    reasons: { 'no-date': 'requests-no-date', 'closed-without-plan': 'closed-without-plan', 'not-yet-due': 'not-yet-due' },
  },
};
