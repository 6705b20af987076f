import { type AdviceStanding, AdviceTally, isLate, isOutstanding } from './advice.ts';
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

/** What is known of advice by the cases that it is for: cases are added one at a time and let go. */
export class CaseAdviceTally {
  open = 0;
  over20 = 0;
  readonly waits = new Map<Wait, number>();
  /** Cases open over 20 weeks, by how many pieces of their advice are late. */
  readonly byLate: number[] = Array.from({ length: MOST_LATE + 1 }, () => 0);
  readonly ofOpen = new AdviceTally();
  readonly ofOver20 = new AdviceTally();
  readonly ofClosed = new AdviceTally();
  /** Of cases that the case list does not have on the day. */
  readonly ofOthers = new AdviceTally();

  /** A case that is there on the day. */
  add(standing: Standing, advice: readonly AdviceStanding[]): void {
    if (standing.state !== 'open') {
      for (const one of advice) this.ofClosed.add(one);
      return;
    }
    this.open++;
    for (const one of advice) this.ofOpen.add(one);
    if (standing.stage !== 'awaiting-decision-to-assess') {
      const wait = waitOf(advice);
      this.waits.set(wait, (this.waits.get(wait) ?? 0) + 1);
    }
    if (standing.band === '0-20') return;
    this.over20++;
    for (const one of advice) this.ofOver20.add(one);
    const late = Math.min(advice.filter(isLate).length, MOST_LATE);
    this.byLate[late] = (this.byLate[late] ?? 0) + 1;
  }

  /** How many wait so. */
  waiting(...waits: readonly Wait[]): number {
    return waits.reduce((sum, wait) => sum + (this.waits.get(wait) ?? 0), 0);
  }
}
