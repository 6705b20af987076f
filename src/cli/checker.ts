import type { Case } from '../core/case.ts';
import type { Day } from '../core/day.ts';
import { findingsIn, INSPECTION_CODES, type InspectedCase } from '../core/inspection.ts';
import { type Problem, SET_ASIDE_CODES, WARNING_CODES } from '../input/problem.ts';
import { meaningOf, severityOf } from '../input/severity.ts';
import { type Check, startCheck } from '../report/check.ts';

const KINDS = [...SET_ASIDE_CODES, ...WARNING_CODES, ...INSPECTION_CODES].map((code) => ({ code, severity: severityOf(code), means: meaningOf(code) }));

/** Hands every problem to the check, and looks into every case that is counted. */
export class Checker {
  readonly check: Check;
  private readonly asOf: Day | null;

  constructor(asOf: Day | null) {
    this.asOf = asOf;
    this.check = startCheck(KINDS, asOf);
  }

  add(_: Case): void {
    // What is wrong with it comes by `inspect`.
  }

  inspect(inspected: InspectedCase) {
    return findingsIn(inspected, this.asOf);
  }

  told(code: Problem['code'], problem: () => Problem): void {
    this.check.add(code, () => ({ ...problem(), severity: severityOf(code) }));
  }
}
