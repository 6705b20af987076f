import type { Appeal } from '../core/appeal.ts';
import type { Case } from '../core/case.ts';
import { showableId } from '../input/problem.ts';
import { advice } from '../input/records/advice.ts';
import { appeals } from '../input/records/appeals.ts';
import { plans } from '../input/records/plans.ts';
import { startAdvice } from '../report/advice.ts';
import { type FoiAsked, startFoi } from '../report/foi.ts';
import { startReviews } from '../report/reviews.ts';
import type { FoundConfig } from './config.ts';
import type { Made } from './make-report.ts';
import { openNamed, readCases } from './read.ts';
import { readKind } from './read-list.ts';

/**
 * Reads the case list and the lists that the configuration names beside it, and answers the questions.
 * @throws UserError where a list is wrong, or the numbers are too small to be published
 */
export async function makeFoi(cases: string | undefined, found: FoundConfig, asked: Omit<FoiAsked, 'targets' | 'publish'>): Promise<Made> {
  const { asOf, conventions, period } = asked;
  const { sources = {}, publish, kpis = [] } = found.config;
  const targets = kpis.flatMap(({ code, measure, target }) =>
    target !== undefined && (measure === 'within-20-weeks' || measure === 'within-20-weeks-all') ? [{ id: measure, code, target }] : [],
  );
  const split = { by: null, shownId: showableId };
  const read = async <T>(role: string, reading: () => Promise<T>): Promise<T | null> => (sources[role] === undefined ? null : reading());
  const ofPlans = await read(plans.role, () =>
    readKind(plans, undefined, found, 'foi', (absent) => startReviews({ asOf, period, threshold: publish?.threshold ?? null, absent, ...split })),
  );
  const ofAdvice = await read(advice.role, () =>
    readKind(advice, undefined, found, 'foi', (absent) => startAdvice({ asOf, conventions, absent, ...split }, 'none')),
  );
  // Kept, as they are few: the cases are still to come, and may have to be read twice.
  const ofAppeals = await read(appeals.role, () =>
    readKind(appeals, undefined, found, 'foi', (absent) => {
      const kept: Appeal[] = [];
      return { kept, absent, add: (one: Appeal) => void kept.push(one) };
    }),
  );
  const { taker, context, messages } = await readCases(await openNamed(cases, found, 'foi'), found, asOf, () => {
    const foi = startFoi({ ...asked, targets, publish: publish !== undefined, absent: ofAppeals?.taker.absent ?? [] });
    for (const one of ofAppeals?.taker.kept ?? []) foi.addAppeal(one);
    return { foi, add: (c: Case) => foi.add(c) };
  });
  const others = [ofPlans, ofAdvice].flatMap((list) => (list === null ? [] : [list.taker.report(list.context)]));
  return {
    report: taker.foi.report(context, ofAppeals?.context ?? null, others),
    messages: [...[ofPlans, ofAdvice, ofAppeals].flatMap((list) => list?.messages ?? []), ...messages],
  };
}
