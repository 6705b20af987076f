import { ADVICE_CASE_FIGURES, ADVICE_FIGURES } from './advice-figures.ts';
import { APPEAL_FIGURES } from './appeal-figures.ts';
import { BENCHMARK_FIGURES } from './benchmark-figures.ts';
import type { Described } from './described.ts';
import { REVIEW_FIGURES } from './reviews-figures.ts';

/** Every figure that is made of the lists beside the case list, and of what DfE publishes. */
export const LIST_FIGURES: readonly Described[] = [...REVIEW_FIGURES, ...ADVICE_FIGURES, ...ADVICE_CASE_FIGURES, ...APPEAL_FIGURES, ...BENCHMARK_FIGURES];
