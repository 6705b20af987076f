import type { Advice } from '../core/advice.ts';
import { type Appeal, Repeats } from '../core/appeal.ts';
import type { Case } from '../core/case.ts';
import type { Plan } from '../core/plan.ts';
import { type Standing, standingOn } from '../core/position-figures.ts';
import { UserError } from '../core/user-error.ts';
import { advice as adviceKind } from '../input/records/advice.ts';
import { appeals } from '../input/records/appeals.ts';
import { plans } from '../input/records/plans.ts';
import { AdviceByCase } from '../report/advice-traced.ts';
import { type CasesAsked, startCases } from '../report/cases.ts';
import type { FoundConfig } from './config.ts';
import type { Named } from './figures.ts';
import type { Made } from './make-report.ts';
import { openNamed, readCases } from './read.ts';
import { readKind } from './read-list.ts';

type OfList = Exclude<Named, { over: 'cases' | 'rows' }>;

const COMMAND = 'cases';

/**
 * The rows behind a figure of a list beside the case list.
 * @param listed the list that was named on the command line
 */
export async function rowsOfList(named: OfList, listed: string | undefined, found: FoundConfig, asked: CasesAsked): Promise<Made> {
  const { asOf, conventions } = asked.window;
  switch (named.over) {
    case 'plans': {
      const { taker, context, messages } = await readKind(plans, listed, found, COMMAND, () => {
        const behind = startCases(named.traced, asked);
        return { add: (plan: Plan) => behind.add(plan), report: behind.report };
      });
      return { report: taker.report(context), messages };
    }
    case 'appeals': {
      const { taker, context, messages } = await readKind(appeals, listed, found, COMMAND, () => {
        const behind = startCases(named.traced, asked);
        const repeats = new Repeats();
        const add = (appeal: Appeal): void => behind.add({ id: appeal.caseId, line: appeal.line, appeal, isRepeat: repeats.isOne(appeal) });
        return { add, report: behind.report };
      });
      return { report: taker.report(context), messages };
    }
    case 'advice': {
      const standings = new Map<string, Standing>();
      if (named.needsCases) refuseOne(listed, named.traced.id);
      const cases = named.needsCases
        ? await readCases(await openNamed(undefined, found, COMMAND), found, asOf, () => {
            standings.clear();
            return { add: (c: Case) => void standings.set(c.id, standingOn(c, asOf, conventions)) };
          })
        : null;
      const { taker, context, messages } = await readKind(adviceKind, listed, found, COMMAND, () => {
        const behind = startCases(named.traced, { ...asked, turnsOnConventions: true });
        const add = (advice: Advice): void => behind.add({ id: advice.caseId, line: advice.line, advice, standing: standings.get(advice.caseId) ?? null });
        return { add, report: behind.report };
      });
      if (cases === null) return { report: taker.report(context), messages };
      return { report: taker.report(context, cases.context), messages: [...messages, ...cases.messages] };
    }
    case 'advised-cases': {
      refuseOne(listed, named.traced.id);
      const of = await readKind(adviceKind, undefined, found, COMMAND, () => new AdviceByCase(asOf, conventions));
      const { taker, context, messages } = await readCases(await openNamed(undefined, found, COMMAND), found, asOf, () => {
        const behind = startCases(named.traced, asked);
        return { add: (c: Case) => behind.add(of.taker.with(c)), report: behind.report };
      });
      return { report: taker.report(context, of.context), messages: [...of.messages, ...messages] };
    }
  }
}

/** @throws UserError where one list is named for a figure that is made of two */
function refuseOne(listed: string | undefined, id: string): void {
  if (listed !== undefined)
    throw new UserError(`${listed}: ${id} is made of the case list and the list of advice. Leave it away, and name both under sources in the configuration.`);
}
