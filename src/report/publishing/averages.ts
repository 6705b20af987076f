import { DAY_140 } from '../figure.ts';
import type { Figure } from '../report.ts';
import type { Place } from './places.ts';
import { BAND_IDS, LATE, LATER_BANDS } from './sums.ts';

const MEDIAN_OF_REQUESTS = 'cohort-curve-median-weeks';

/** The counts that the curve of the requests is made of. */
const OF_THE_CURVE = /^(requests|planned-in-time|cohort-(issued.*|open|curve-requests))$/;

/** An average goes where a count that it is made of has gone: with the others, its sum could tell that count. */
export function lookAtAverage(id: string, figure: Figure, { counts }: Place): void {
  const isGone = (name: string): boolean => {
    const count = counts.get(name);
    return count !== undefined && count.cost !== null && count.hidden;
  };
  // What is not printed of its own plans may be printed of those with, or without, an exception.
  const [cohort, other] = id.endsWith('-all') ? ['-all', ''] : ['', '-all'];
  const gone =
    id === 'open-longest-weeks'
      ? isGone(BAND_IDS.findLast((band) => (counts.get(band)?.value ?? 0) > 0) ?? '')
      : id.startsWith('open-')
        ? ['open-over-20-weeks', ...LATER_BANDS].some(isGone)
        : id === MEDIAN_OF_REQUESTS
          ? [...counts.keys()].some((name) => OF_THE_CURVE.test(name) && isGone(name))
          : ['issued', 'in-time', 'with-days', ...LATE].some(
              (name) => isGone(name + (counts.get(name + cohort)?.cost == null ? other : cohort)) || isGone(name + cohort),
            ) ||
            (isGone(`on-day-140${cohort}`) && isAtTheEdge(figure, counts.get(`late${cohort}`)?.value ?? 0));
  // That half of the requests have no plan yet tells something of them too.
  if (!figure.suppressed && (!gone || (figure.value === null && id !== MEDIAN_OF_REQUESTS))) return;
  figure.value = null;
  figure.suppressed = true;
  if (figure.numerator !== undefined) figure.numerator = null;
}

/** Whether an average leaves no choice of how many plans took exactly 140 days. @param late plans that took longer */
function isAtTheEdge({ value, numerator }: Figure, late: number): boolean {
  const least = 2 * DAY_140 + late * (DAY_140 + 1);
  return late === 0 || value === DAY_140 / 7 || (typeof numerator === 'number' && numerator < least);
}
