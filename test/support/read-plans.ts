import './ready.ts';
import type { Plan } from '../../src/core/plan.ts';
import { openList } from '../../src/input/records/open.ts';
import { plans } from '../../src/input/records/plans.ts';
import { readRecords } from '../../src/input/records/read.ts';
import { fromBytes } from '../../src/input/source.ts';
import { listTable } from '../../src/input/table.ts';

/** The plans of a list, as the program reads them; none may be set aside. */
export async function readPlans(text: string): Promise<Plan[]> {
  const source = fromBytes('plans.csv', Buffer.from(text));
  const { list } = await openList({ name: 'plans.csv', kind: 'list', tables: [listTable(source)], xml: null, notes: [] }, plans, {});
  let found: Plan[] = [];
  readRecords(list, plans, () => {
    found = [];
    return {
      counted: (plan) => found.push(plan),
      setAside: (code) => {
        throw new Error(`a plan was set aside: ${code}`);
      },
      warned: () => {},
    };
  });
  return found;
}
