import { REVIEW_MEASURES } from '../core/review-measures.ts';
import { UserError } from '../core/user-error.ts';
import { PLAN_COUNTS, PLAN_SHARES } from '../report/reviews-figures.ts';

/** @throws UserError where a figure is one over the list of plans, which other commands do not read */
export function refuseReviews(name: string): void {
  const ids = [...PLAN_SHARES, ...PLAN_COUNTS, ...REVIEW_MEASURES].map(({ id }) => id);
  const id = ids.find((one) => one === name.trim().toLowerCase());
  if (id !== undefined)
    throw new UserError(
      `${id}: this is counted over the list of plans, by ehcp reviews alone, which says what it counts and lists the plans that are overdue.`,
    );
}
