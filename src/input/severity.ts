import { INSPECTIONS, type InspectionCode } from '../core/inspection.ts';
import { type Problem, SET_ASIDE, type SetAsideCode, WARNINGS, type WarningCode } from './problem.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Warnings that leave a figure short of what it should say. */
const ERRORS: readonly string[] = ['received-date-not-known', 'month-first-dates', 'row-without-request'] satisfies WarningCode[];

/** An error cannot be right; a warning hardly; a note may be. */
export function severityOf(code: Problem['code']): Severity {
  if (Object.hasOwn(SET_ASIDE, code) || ERRORS.includes(code)) return 'error';
  return Object.hasOwn(INSPECTIONS, code) ? INSPECTIONS[code as InspectionCode].severity : 'warning';
}

/** What a code means, in plain words. */
export function meaningOf(code: Problem['code']): string {
  if (Object.hasOwn(SET_ASIDE, code)) return SET_ASIDE[code as SetAsideCode];
  return Object.hasOwn(WARNINGS, code) ? WARNINGS[code as WarningCode] : INSPECTIONS[code as InspectionCode].means;
}
