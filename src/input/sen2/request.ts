import { COLUMNS, type Column } from '../columns.ts';
import type { Remark } from '../export.ts';
import { readDate, readDecision, readMovedOut, wholeNumber } from '../fields.ts';
import { namesOf } from '../headings.ts';
import type { WarningCode } from '../problem.ts';
import type { Item, TableName } from './items.ts';

/** Which items of the return fill one of our columns, in the order in which they are asked. */
export const SOURCE_OF: Readonly<Record<Column, readonly (readonly [TableName, Item])[]>> = {
  case_id: [['requests', 'requeststableid']],
  person_id: [['requests', 'persontableid']],
  received_date: [['requests', 'receiveddate']],
  request_source: [['requests', 'requestsource']],
  assess_decision: [['requests', 'requestoutcome']],
  assess_decision_date: [['requests', 'requestoutcomedate']],
  assess_mediation: [['requests', 'requestmediation']],
  assess_tribunal: [['requests', 'requesttribunal']],
  reopened_date: [],
  moved_out: [['requests', 'exported']],
  issue_decision: [['assessment', 'assessmentoutcome']],
  issue_decision_date: [['assessment', 'assessmentoutcomedate']],
  issue_mediation: [['assessment', 'assessmentmediation']],
  issue_tribunal: [['assessment', 'assessmenttribunal']],
  other_mediation: [['assessment', 'othermediation']],
  other_tribunal: [['assessment', 'othertribunal']],
  draft_plan_date: [],
  final_plan_date: [
    ['assessment', 'assessmentoutcomedate'],
    ['namedplan', 'startdate'],
  ],
  week20_exception: [['assessment', 'week20']],
  exception_reason: [],
  closed_date: [],
  closed_reason: [],
  coordinator: [],
  team: [],
  area: [],
  primary_need: [['senneed', 'sentype']],
  sex: [['person', 'sex']],
  ethnicity: [['person', 'ethnicity']],
  date_of_birth: [['person', 'personbirthdate']],
  setting: [],
  upn: [['person', 'upn']],
};

/** The columns that the date of an assessment's outcome fills. */
export const OUTCOME_DATE: readonly Column[] = ['issue_decision_date', 'final_plan_date'];

const PLACE = Object.fromEntries(COLUMNS.map((column, place) => [column, place])) as Record<Column, number>;

/** Outcome `S` of returns before 2024: a plan issued after an assessment by another authority, whose clock was not ours. */
const BY_ANOTHER_AUTHORITY = 'S';

/** The date of the outcome of an assessment is the day the plan was sent where the outcome is `Y`, else the day the requester was told. */
export function placeOutcomeDate(outcome: string, date: string): { issue_decision_date: string; final_plan_date: string } {
  return readDecision(outcome) === 'Y' ? { issue_decision_date: '', final_plan_date: date } : { issue_decision_date: date, final_plan_date: '' };
}

/** Whether ids under this heading may count from 1 for each person. */
export const isRecordId = (heading: string): boolean => namesOf(heading).some((name) => /^requests?records?id$/.test(name));

/** The id of a request: a table id is one of its own; a "record id" may count from 1 for each person, and so has the person's before it. */
export function caseIdOf(heading: string, request: string, person: string): string {
  return isRecordId(heading) && person !== '' && request !== '' ? `${person}/${request}` : request;
}

/**
 * A request of the SEN2 return as our columns, in their order.
 * @param valueIn the text of an item, '' where there is none
 */
export function caseFields(valueIn: (table: TableName, item: Item) => string, caseId: string): { values: string[]; remarks: Remark<WarningCode>[] } {
  const values = COLUMNS.map((column) => {
    const [source] = SOURCE_OF[column];
    return source === undefined ? '' : wholeNumber(valueIn(...source));
  });
  const remarks: Remark<WarningCode>[] = [];
  const set = (column: Column, value: string): void => {
    values[PLACE[column]] = value;
  };
  const outcome = valueIn('assessment', 'assessmentoutcome');
  const placed = placeOutcomeDate(outcome, valueIn('assessment', 'assessmentoutcomedate'));
  set('case_id', caseId);
  set('issue_decision_date', placed.issue_decision_date);
  set('final_plan_date', placed.final_plan_date);
  const started = valueIn('namedplan', 'startdate');
  if (readDecision(outcome) === 'Y' && readDate(placed.final_plan_date) === null && readDate(started) !== null) {
    set('final_plan_date', started);
    remarks.push({
      code: 'plan-start-date-used',
      column: 'final_plan_date',
      why: 'the plan has a start date, and the date it was issued is blank',
      whatToDo: 'The row is counted. The start date was taken for the day the plan was sent; enter the date of the outcome and run again.',
      origin: null,
    });
  }
  const ours = { assess_decision: values[PLACE.assess_decision] ?? '', issue_decision: values[PLACE.issue_decision] ?? '' };
  remarks.push(...judgedElsewhere(ours, valueIn('activeplans', 'transferla')));
  set('issue_decision', ours.issue_decision);
  return { values, remarks };
}

/** Makes a case historical whose clock was another authority's: it assessed (outcome `S`), or the plan came from it. */
export function judgedElsewhere(values: { assess_decision: string; issue_decision: string }, transferredFrom: string): Remark<WarningCode>[] {
  if (values.issue_decision.toUpperCase() === BY_ANOTHER_AUTHORITY) values.issue_decision = 'H';
  if (!readMovedOut(transferredFrom) || readDecision(values.assess_decision) === 'H' || readDecision(values.issue_decision) === 'H') return [];
  values.issue_decision = 'H';
  return [
    {
      code: 'transferred-in',
      column: 'issue_decision',
      why: 'the plan came from another authority, and its request is not recorded as historical (H)',
      whatToDo: 'The row is out of scope, as its clock was not ours; record its outcome as H.',
      origin: null,
    },
  ];
}
