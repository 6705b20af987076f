import './ready.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { ListKind } from '../../src/input/records/kind.ts';
import { openList } from '../../src/input/records/open.ts';
import { plans } from '../../src/input/records/plans.ts';
import { readRecords } from '../../src/input/records/read.ts';
import { fromBytes } from '../../src/input/source.ts';
import { listTable } from '../../src/input/table.ts';

/** The rows of a list of some kind, as the program reads them; none may be set aside. */
export async function readRows<C extends string, R>(kind: ListKind<C, R>, text: string): Promise<R[]> {
  const name = `${kind.role}.csv`;
  const { list } = await openList({ name, kind: 'list', tables: [listTable(fromBytes(name, Buffer.from(text)))], xml: null, notes: [] }, kind, {});
  let found: R[] = [];
  readRecords(list, kind, () => {
    found = [];
    return {
      counted: (row) => found.push(row),
      setAside: (code) => {
        throw new Error(`a row was set aside: ${code}`);
      },
      warned: () => {},
    };
  });
  return found;
}

/** The plans of a list. */
export const readPlans = (text: string): Promise<Plan[]> => readRows(plans, text);
