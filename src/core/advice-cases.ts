import { type AdviceStanding, AdviceTally, isLate, isOutstanding } from './advice.ts';
import { Alike } from './alike.ts';
import type { Standing } from './position-figures.ts';

/** What an open case waits for, once it is decided to assess: it is in one of these. */
export const WAITS = ['psychologist-only', 'psychologist-and-others', 'others-only', 'nothing', 'not-asked'] as const;
export type Wait = (typeof WAITS)[number];

/** @param advice all that has been asked for in the case by the day */
export function waitOf(advice: readonly AdviceStanding[]): Wait {
  if (advice.length === 0) return 'not-asked';
  const outstanding = advice.filter(isOutstanding);
  if (outstanding.length === 0) return 'nothing';
  const ofPsychologists = outstanding.filter(({ adviser }) => adviser === 'educational-psychology').length;
  if (ofPsychologists === 0) return 'others-only';
  return ofPsychologists === outstanding.length ? 'psychologist-only' : 'psychologist-and-others';
}

/** From so many late pieces of advice in one case on, cases are counted together. */
export const MOST_LATE = 3;

/** How an open case stands. */
export interface CaseAdvice {
  /** Null before the decision to assess. */
  wait: Wait | null;
  /** How many pieces of its advice are late, no more than `MOST_LATE`; null where it is not open over 20 weeks. */
  late: number | null;
}

/** Where the advice of a case is counted: by whether the case is open, and for how long. */
const ADVICE_PLACES = ['ofOpen', 'ofOver20', 'ofClosed', 'ofOthers'] as const;
export type AdvicePlace = (typeof ADVICE_PLACES)[number];

/** @param standing null where the case list does not have the case on the day */
export function placesOf(standing: Standing | null): readonly AdvicePlace[] {
  if (standing === null || standing.state === 'not-yet-visible') return ['ofOthers'];
  if (standing.state === 'closed') return ['ofClosed'];
  return standing.band === '0-20' ? ['ofOpen'] : ['ofOpen', 'ofOver20'];
}

/** How a case stands; null where it is not open. */
export function caseAdviceOf(standing: Standing, advice: readonly AdviceStanding[]): CaseAdvice | null {
  if (standing.state !== 'open') return null;
  const wait = standing.stage === 'awaiting-decision-to-assess' ? null : waitOf(advice);
  return { wait, late: standing.band === '0-20' ? null : Math.min(advice.filter(isLate).length, MOST_LATE) };
}

/** What is known of advice by the cases that it is for: cases are added one at a time and let go. */
export class CaseAdviceTally {
  readonly ofOpen = new AdviceTally();
  readonly ofOver20 = new AdviceTally();
  readonly ofClosed = new AdviceTally();
  /** Of cases that the case list does not have on the day. */
  readonly ofOthers = new AdviceTally();
  private readonly alike = new Alike<CaseAdvice>();

  /** A case that is there on the day. */
  add(standing: Standing, advice: readonly AdviceStanding[]): void {
    for (const where of placesOf(standing)) this[where].addAll(advice);
    const stands = caseAdviceOf(standing, advice);
    if (stands !== null) this.alike.add(`${stands.wait} ${stands.late}`, stands);
  }

  /** How many open cases stand so. */
  cases(holds: (stands: CaseAdvice) => boolean): number {
    return this.alike.count(holds);
  }
}
