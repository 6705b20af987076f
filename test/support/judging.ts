import type { Conventions } from '../../src/core/conventions.ts';
import type { Day } from '../../src/core/day.ts';
import { type Measure, type Verdict, verdictOf, type Window } from '../../src/core/measure.ts';
import { CASE_MEASURES } from '../../src/core/measures/index.ts';
import { periodOf } from '../../src/core/period.ts';
import { caseOf, type Facts, on } from './cases.ts';

/** The day of receipt is day 0, so day 140 is in time: the default. */
export const DAY_0: Conventions = { dayOfReceipt: 0, cohort: 'dfe' };
/** The day of receipt is day 1, so day 139 is the last in time. */
export const DAY_1: Conventions = { dayOfReceipt: 1, cohort: 'dfe' };
export const EVERY_PLAN: Conventions = { dayOfReceipt: 0, cohort: 'every-plan' };

export function measureOf(id: string): Measure {
  const measure = CASE_MEASURES.find((candidate) => candidate.id === id);
  if (measure === undefined) throw new Error(`there is no measure ${id}`);
  return measure;
}

/** A period as a report would ask for it: by name, cut off at the as-of day. */
export function windowOf(period: string, asOf: Day | string, conventions: Conventions = DAY_0): Window {
  const day = typeof asOf === 'string' ? on(asOf) : asOf;
  const { from, to } = periodOf(period, day);
  return { from, to, asOf: day, conventions };
}

export function judged(id: string, facts: Facts, window: Window): Verdict {
  return verdictOf(measureOf(id), caseOf(facts), window);
}
