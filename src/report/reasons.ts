import type { ExclusionReason, ScopeReason } from '../core/measure.ts';

/** Why a row was left out of a figure, in words. */
export const REASONS: Record<ExclusionReason | ScopeReason, string> = {
  'week-20-exception': 'a week-20 exception is recorded',
  'dates-out-of-order': 'dates in an impossible order',
  'mediation-or-tribunal': 'after mediation or tribunal',
  'closed-without-plan': 'closed without a plan',
  'not-yet-due': 'its last day has not passed',
  'duration-not-known': 'days not known',
  'not-in-denominator': 'not among the rows that the ratio is of',
  ceased: 'the plan has ceased',
  'under-12-months': 'the plan is under 12 months old',
  'start-not-known': 'no start of the plan is recorded',
  'no-date': 'the list has no date',
  'not-in-period': 'no such event in the period',
  'not-yet-visible': 'not yet received',
};

/** Of rows that are no cases some are said otherwise. */
const REASONS_OF_ROWS: Readonly<Record<string, string>> = { ...REASONS, 'not-in-period': 'not in the period', 'not-yet-visible': 'after the as-of day' };

/** The same for a reason of any report. */
export function reasonInWords(reason: string, ofCases: boolean): string {
  const words: Readonly<Record<string, string>> = ofCases ? REASONS : REASONS_OF_ROWS;
  return Object.hasOwn(words, reason) ? (words[reason] ?? reason) : reason;
}
