import type { Appeal } from '../core/appeal.ts';
import { namesPerson } from '../input/fields.ts';
import { advice } from '../input/records/advice.ts';
import { appeals } from '../input/records/appeals.ts';
import type { ListKind } from '../input/records/kind.ts';
import { plans } from '../input/records/plans.ts';
import type { OtherLists } from '../report/case-clocks.ts';
import type { ReportContext } from '../report/context.ts';
import type { AppealsOfPlan } from '../report/plan-clocks.ts';
import type { FoundConfig } from './config.ts';
import { type ListRead, readKind } from './read-list.ts';

/**
 * What the lists of the configuration beside the case list hold of one case; they are read row by row, and nothing else is kept.
 * @param person as the case list has it
 */
export async function listsOfCase(id: string, person: string, { layout }: ReportContext, found: FoundConfig): Promise<OtherLists & { messages: string[] }> {
  // A return in XML numbers its persons, and no other list knows those numbers.
  const isKnown = namesPerson(person) && layout !== 'sen2-xml';
  const isOfCase = ({ caseId, person: theirs }: Appeal): boolean => (caseId === '' ? isKnown && theirs === person : caseId === id);
  const ofAdvice = await rowsOf(advice, found, ({ caseId }) => caseId === id);
  const ofAppeals = await rowsOf(appeals, found, isOfCase, ({ caseId, person: theirs }) => !isKnown && caseId === '' && theirs !== '');
  const ofPlans = isKnown ? await rowsOf(plans, found, (plan) => plan.person === person) : null;
  return {
    advice: ofAdvice?.taker.rows ?? [],
    showsReplies: ofAdvice?.context.absent?.includes('received_date') !== true,
    appeals: ofAppeals?.taker.rows ?? [],
    appealsOfPersons: ofAppeals?.taker.doubtful ?? 0,
    plans: ofPlans?.taker.rows ?? [],
    ...told([ofAdvice, ofAppeals, ofPlans]),
  };
}

/** The same of one plan, which the list of appeals knows by its person. */
export async function listsOfPlan(person: string, found: FoundConfig): Promise<AppealsOfPlan & { messages: string[] }> {
  const isKnown = namesPerson(person);
  const isOfAPlan = ({ matter, person: theirs }: Appeal): boolean => matter !== 'assess' && matter !== 'issue' && (theirs === '' || !isKnown);
  const ofAppeals = await rowsOf(appeals, found, ({ person: theirs }) => isKnown && theirs === person, isOfAPlan);
  return { appeals: ofAppeals?.taker.rows ?? [], appealsOfNobody: ofAppeals?.taker.doubtful ?? 0, ...told([ofAppeals]) };
}

interface Rows<R> {
  rows: R[];
  /** How many more may be meant. */
  doubtful: number;
  add(row: R): void;
}

/** The rows that are meant in one list; null where the configuration names none. */
async function rowsOf<C extends string, R>(
  kind: ListKind<C, R>,
  found: FoundConfig,
  isMeant: (row: R) => boolean,
  mayBeMeant: (row: R) => boolean = () => false,
): Promise<ListRead<Rows<R>> | null> {
  if (found.config.sources?.[kind.role] === undefined) return null;
  return readKind(kind, undefined, found, 'clocks', () => {
    const taker: Rows<R> = {
      rows: [],
      doubtful: 0,
      add(row) {
        if (isMeant(row)) taker.rows.push(row);
        else if (mayBeMeant(row)) taker.doubtful++;
      },
    };
    return taker;
  });
}

function told(lists: readonly (ListRead<unknown> | null)[]): { contexts: ReportContext[]; messages: string[] } {
  const read = lists.filter((one) => one !== null);
  return { contexts: read.map(({ context }) => context), messages: read.flatMap(({ messages }) => messages) };
}
