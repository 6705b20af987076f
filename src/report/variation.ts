import { type Assurance, ENOUGH_POINTS, type Pattern, type Reading, type Variation } from '../core/process-behaviour.ts';
import { plural } from './words.ts';

const CHANGES: Record<Exclude<Variation, 'ordinary' | 'too-few'>, string> = {
  improvement: 'A change for the better',
  concern: 'A change for the worse',
  high: 'A change upwards',
  low: 'A change downwards',
};

/** What is seen, high or rising first. */
const SEEN: Record<Pattern, [high: string, low: string]> = {
  'beyond-limit': ['the latest point is above the limits of ordinary variation', 'the latest point is below the limits of ordinary variation'],
  trend: ['seven points in a row or more, each higher than the one before', 'seven points in a row or more, each lower than the one before'],
  'two-of-three': ['of three points in a row, two or more are near the upper limit', 'of three points in a row, two or more are near the lower limit'],
  'one-side': ['seven points in a row or more are above the mean', 'seven points in a row or more are below the mean'],
};

const ASSURANCES: Record<Exclude<Assurance, 'too-few'>, string> = {
  'consistently-met': 'If nothing changes, the target will be met consistently.',
  'consistently-missed': 'If nothing changes, the target will be missed consistently.',
  'hit-and-miss': 'If nothing changes, the target will be met at some times and missed at others.',
};

/** What a series says of its latest point, as a sentence. */
export function variationInWords({ latest, groups }: Reading): string {
  if (latest === null) return 'No period has a value.';
  const { variation, pattern, direction } = latest;
  if (variation === 'too-few') {
    const known = groups.findLast((group) => group.known > 0)?.known ?? 0;
    return `Too few points to tell a change from ordinary variation: ${plural(known, 'point', 'points')} of the ${ENOUGH_POINTS} it takes.`;
  }
  if (variation === 'ordinary' || pattern === null) return 'Ordinary variation: no evidence of change.';
  return `${CHANGES[variation]}: ${SEEN[pattern][direction > 0 ? 0 : 1]}.`;
}

/** Whether a target will be met, as a sentence; null where there is none to meet. */
export function assuranceInWords({ assurance }: Reading): string | null {
  if (assurance === 'too-few') return 'There are too few points to say whether the target will be met.';
  return assurance === null ? null : ASSURANCES[assurance];
}
