import type { Known, Numbers } from './context.ts';
import type { ReviewDays, ReviewTally } from './reviews-tally.ts';

/** Whether a figure is told of each group of a split. */
export const isOfGroups = (id: string): boolean => OF_GROUPS.includes(id);

const OF_GROUPS: readonly string[] = [
  'plans-maintained',
  'reviews-held-12-months',
  'reviews-held-12-months-expected',
  'reviews-decided-12-months',
  'reviews-overdue',
  'reviews-overdue-never-reviewed',
  'review-decision-outstanding',
  'amended-plan-outstanding',
  'review-decision-within-4-weeks',
  'amended-final-within-12-weeks',
];

export function reviewsKnown(_days: ReviewDays): Known[] {
  return [];
}

export function unprinted(_whole: ReviewTally, groups: readonly ReviewTally[]): NonNullable<Numbers['unprinted']> {
  return { whole: {}, groups: groups.map(() => ({})) };
}
