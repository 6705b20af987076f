import type { Known, Numbers, ReportContext } from '../context.ts';

/**
 * What may be said of numbers; where the report is not to be published, everything.
 * @param also how further figures add up
 */
export function published<N extends Numbers>(
  numbers: N,
  contexts: readonly ReportContext[],
  also: readonly Known[] = [],
): { numbers: N; contexts: readonly ReportContext[] } {
  return contexts[0]?.publish?.step(numbers, contexts, also) ?? { numbers, contexts };
}
