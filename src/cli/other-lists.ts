import { advice } from '../input/records/advice.ts';
import { appeals } from '../input/records/appeals.ts';
import type { ListKind } from '../input/records/kind.ts';
import type { OtherLists } from '../report/case-clocks.ts';
import type { FoundConfig } from './config.ts';
import { readKind } from './read-list.ts';

/**
 * What the lists of the configuration beside the case list hold of one case; they are read row by row, and nothing else is kept.
 * @param cases the case list that was named: the lists of the configuration are then of other cases, and are not read
 */
export async function otherLists(id: string, cases: string | undefined, found: FoundConfig): Promise<OtherLists & { messages: string[] }> {
  const [ofAdvice, ofAppeals] = [await rowsOf(advice, id, cases, found), await rowsOf(appeals, id, cases, found)];
  const read = [ofAdvice, ofAppeals].filter((one) => one !== null);
  return {
    advice: ofAdvice?.taker.rows ?? [],
    showsReplies: !(ofAdvice?.taker.absent.includes('received_date') ?? false),
    appeals: ofAppeals?.taker.rows ?? [],
    contexts: read.map(({ context }) => context),
    messages: read.flatMap(({ messages }) => messages),
  };
}

/** The rows of a case in one list; null where the configuration names none. */
async function rowsOf<C extends string, R extends { caseId: string }>(kind: ListKind<C, R>, id: string, cases: string | undefined, found: FoundConfig) {
  if (cases !== undefined || found.config.sources?.[kind.role] === undefined) return null;
  return readKind(kind, undefined, found, 'clocks --case', (absent) => {
    const rows: R[] = [];
    return { rows, absent, add: (row: R) => (row.caseId === id ? rows.push(row) : 0) };
  });
}
