import type { ListExport, Remark } from '../export.ts';
import { wholeNumber } from '../fields.ts';
import type { Found } from '../layout.ts';
import { blocksOf } from '../layouts/sen2-template.ts';
import { xmlExport } from '../layouts/sen2-xml.ts';
import type { WarningCode } from '../problem.ts';
import { PLAN_COLUMNS } from '../records/columns.ts';
import type { OpenedList } from '../records/kind.ts';
import type { Shape } from './shape.ts';
import { joinedExport, placedTables } from './tables.ts';

type PlanColumn = (typeof PLAN_COLUMNS)[number];
/** Columns of the child, by which a report may be split. */
const OF_THE_CHILD = ['primary_need', 'sex', 'ethnicity'] as const;
type Filled = PlanColumn | (typeof OF_THE_CHILD)[number];

const TRANSFERRED: Remark<WarningCode, never> = {
  code: 'transferred-in',
  column: null,
  why: 'the plan came from another authority, and the return does not say on which day',
  whatToDo: 'The row is counted, and its next review as due 12 months after its start or last review; it may be due later, 3 months after the transfer.',
  origin: null,
};

/** The return as plans: the active ones and those that ceased in the year, each with its latest review. */
const PLANS: Shape<Filled> = {
  columns: [...PLAN_COLUMNS, ...OF_THE_CHILD],
  sourceOf: {
    plan_id: [['requests', 'requeststableid']],
    person_id: [['requests', 'persontableid']],
    plan_start_date: [['namedplan', 'startdate']],
    review_meeting_date: [['activeplans', 'reviewmeeting']],
    review_decision: [['activeplans', 'reviewoutcome']],
    review_decision_date: [['activeplans', 'lastreview']],
    review_draft_date: [['activeplans', 'reviewdraft']],
    amended_final_date: [],
    phase_transfer_due_date: [['activeplans', 'phasetransferduedate']],
    phase_transfer_final_date: [['activeplans', 'phasetransferfinaldate']],
    ceased_date: [['namedplan', 'ceasedate']],
    cease_reason: [['namedplan', 'ceasereason']],
    transfer_in_date: [],
    transfer_aware_date: [],
    reassessment_request_date: [],
    primary_need: [['senneed', 'sentype']],
    sex: [['person', 'sex']],
    ethnicity: [['person', 'ethnicity']],
  },
  oneDate: [],
  needs: { tables: ['activeplans'], why: 'without which no review would be seen' },
  needed: { activeplans: ['lastreview'] },
  expected: {
    activeplans: { reviewmeeting: 'the day of a review meeting', reviewoutcome: 'what was decided after it' },
    namedplan: { startdate: 'when a plan was made', ceasedate: 'which plans have ceased' },
  },
  // What says how the request went.
  passesOver: [],
  fieldsOf(valueIn, id) {
    const values = this.columns.map((column) => {
      const [source] = this.sourceOf[column];
      return source === undefined ? '' : wholeNumber(valueIn(...source));
    });
    const isPlan = PLAN_ITEMS.some(([table, item]) => valueIn(table, item) !== '');
    const remarks = valueIn('activeplans', 'transferla') === '' ? [] : [TRANSFERRED];
    return isPlan ? { values: [id, ...values.slice(1)], remarks } : null;
  },
};

/** What only a plan has; a request without any of it came to none. */
const PLAN_ITEMS = [
  ['activeplans', 'activeplanstableid'],
  ['activeplans', 'requeststableid'],
  ['activeplans', 'reviewmeeting'],
  ['activeplans', 'lastreview'],
  ['activeplans', 'transferla'],
  ['activeplans', 'phasetransferduedate'],
  ['namedplan', 'startdate'],
  ['namedplan', 'ceasedate'],
] as const;

/** The plans of a SEN2 return in any of its forms; null where what was found is none. */
export async function plansOfReturn(found: Found): Promise<OpenedList<PlanColumn> | null> {
  const list = returnAs(found);
  // Who reads it asks for the columns of plans alone.
  return list === null ? null : { title: 'active plans of a SEN2 return', list: { ...(list as unknown as ListExport<PlanColumn>), startsOfCurrent: true } };
}

function returnAs(found: Found): ListExport<Filled> | null {
  if (found.xml !== null) return xmlExport(found, PLANS);
  const blocks = blocksOf(found);
  const placed = blocks.length > 0 ? blocks : placedTables(found.tables);
  return placed.some((one) => one.placed.table === 'requests') ? joinedExport('sen2', found, placed, PLANS) : null;
}
