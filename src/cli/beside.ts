import type { Case } from '../core/case.ts';
import type { Conventions } from '../core/conventions.ts';
import type { Day } from '../core/day.ts';
import { periodOf } from '../core/period.ts';
import { showableId } from '../input/problem.ts';
import { advice } from '../input/records/advice.ts';
import { appeals } from '../input/records/appeals.ts';
import { plans } from '../input/records/plans.ts';
import { type AdviceCases, startAdvice } from '../report/advice.ts';
import { startAppeals } from '../report/appeals.ts';
import { withBeside } from '../report/beside.ts';
import type { ReportContext } from '../report/context.ts';
import type { Report } from '../report/report.ts';
import { startReviews } from '../report/reviews.ts';
import type { FoundConfig } from './config.ts';
import { readKind } from './read-list.ts';

/** What takes cases one at a time. */
export interface CaseTaker {
  add(c: Case, group: string, values: readonly string[]): void;
}

/** What makes a report of them. */
interface Reporter extends CaseTaker {
  report(context: ReportContext): Report;
}

/** The other lists of a configuration, read; the cases that one of them is about are still to come. */
export interface BesideLists {
  /** Begins with the cases; again where the case list must be read anew. Null where no list asks for them. */
  startWaiting(): CaseTaker | null;
  /** The whole report of each list. @param cases where the cases come from */
  reports(cases: ReportContext): Report[];
  messages: string[];
}

/**
 * Reads the lists that the configuration names beside the cases.
 * @throws UserError where one is not there, or is no such list
 */
export async function readBeside(found: FoundConfig, asOf: Day, conventions: Conventions): Promise<BesideLists> {
  const { sources = {}, publish } = found.config;
  const read = async <T>(role: string, reading: () => Promise<T>): Promise<T | null> => (sources[role] === undefined ? null : reading());
  const period = periodOf('last-12-months', asOf);
  const split = { by: null, shownId: showableId };
  const threshold = publish?.threshold ?? null;
  const reviews = await read(plans.role, () =>
    readKind(plans, undefined, found, 'snapshot', (absent) => startReviews({ asOf, period, threshold, absent, ...split })),
  );
  // What cases wait for would tell of the counts of cases that are suppressed.
  const withCases = threshold === null || threshold === 0;
  const adviceRead = await read(advice.role, () =>
    readKind(advice, undefined, found, 'snapshot', (absent) => startAdvice({ asOf, conventions, absent, ...split }, withCases ? 'read' : 'withheld')),
  );
  const disputes = await read(appeals.role, () =>
    readKind(appeals, undefined, found, 'snapshot', (absent) => startAppeals({ asOf, period, absent, by: null, published: null })),
  );
  let waiting: AdviceCases | null = null;
  const adviceReport = (cases: ReportContext): Report[] => {
    if (adviceRead === null) return [];
    const { taker, context } = adviceRead;
    return [waiting === null ? taker.report(context) : waiting.report([context, cases])];
  };
  const reports = (cases: ReportContext): Report[] => [
    ...(reviews === null ? [] : [reviews.taker.report(reviews.context)]),
    ...adviceReport(cases),
    ...(disputes === null ? [] : [disputes.taker.report(disputes.context)]),
  ];
  return {
    startWaiting() {
      waiting = withCases && adviceRead !== null ? adviceRead.taker.startCases(false) : null;
      return waiting;
    },
    reports,
    messages: [reviews, adviceRead, disputes].flatMap((list) => list?.messages ?? []),
  };
}

/** A report of cases, started so that it has a short section for each of the lists. */
export function besideLists(lists: BesideLists, start: () => Reporter): () => Reporter {
  return () => {
    const [own, waiting] = [start(), lists.startWaiting()];
    return {
      add(c, group, values) {
        own.add(c, group, values);
        waiting?.add(c, group, values);
      },
      report: (context) => withBeside(own.report(context), lists.reports(context)),
    };
  };
}
