import { type Case, UNKNOWN_CASE } from '../../src/core/case.ts';
import { addDays, type Day, dayFromIso } from '../../src/core/day.ts';

/** The columns of a case that hold a date; in tests they are written `yyyy-mm-dd`. */
export const DATE_FIELDS = ['received', 'assessDecisionDate', 'reopened', 'issueDecisionDate', 'draftPlan', 'finalPlan', 'closed'] as const;
type DateField = (typeof DATE_FIELDS)[number];

/** What a test says of a case; everything else is blank. */
export type Facts = Partial<Record<DateField, string | Day | null>> & Partial<Omit<Case, DateField>>;

const BLANK: Case = { ...UNKNOWN_CASE, id: 'A1', line: 2 };

/** The day of an ISO date; a test with a date that the calendar has not is a mistake. */
export function on(iso: string): Day {
  const day = dayFromIso(iso);
  if (day === null) throw new Error(`there is no ${iso} in the calendar`);
  return day;
}

/** The day so many days after an ISO date. */
export function daysAfter(iso: string, days: number): Day {
  return addDays(on(iso), days);
}

/** A case of which only the facts given are known. */
export function caseOf(facts: Facts): Case {
  const dates = DATE_FIELDS.filter((field) => typeof facts[field] === 'string').map((field) => [field, on(facts[field] as string)]);
  return { ...BLANK, ...facts, ...Object.fromEntries(dates) };
}
