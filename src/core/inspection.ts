/** What looks wrong in a case that is counted all the same: rules for `ehcp check`. No figure depends on them. */

import { type Case, clockStart } from './case.ts';
import { addYears, type Day, dayOf, shortDate } from './day.ts';
import { positionOn } from './position.ts';

/** What each rule finds. An error cannot be true; a warning hardly; a note may be. */
export const INSPECTIONS = {
  'events-out-of-order': { severity: 'error', means: 'an event is before one that must come first' },
  'plan-on-day-0': { severity: 'warning', means: 'the final plan was sent on the day the request was received' },
  'date-in-future': { severity: 'warning', means: 'a date after the as-of day' },
  'decision-without-date': { severity: 'warning', means: 'a decision that has no date, so it is in no period' },
  'decision-contradicts-plan': { severity: 'warning', means: 'a plan, or a decision to issue one, beside a decision that rules it out' },
  'yes-with-date-of-no': { severity: 'note', means: 'agreed to issue on a date, and no final plan: is it the day the plan was sent?' },
  'reopened-without-refusal': { severity: 'warning', means: 'a reopened date, and no refusal' },
  'withdrawn-without-date': { severity: 'warning', means: 'withdrawn or moved away with no date, so closed on every day' },
  'over-25': { severity: 'warning', means: 'aged 25 or over when the request was received' },
  'born-after-request': { severity: 'warning', means: 'a date of birth after the request was received' },
  'no-coordinator': { severity: 'warning', means: 'an open case without a co-ordinator' },
  'upn-check-letter': { severity: 'warning', means: 'a UPN that is mistyped: its first letter does not fit its digits' },
} as const;
export type InspectionCode = keyof typeof INSPECTIONS;
export const INSPECTION_CODES = Object.keys(INSPECTIONS) as InspectionCode[];

/** A case and what its row says besides. */
export interface InspectedCase {
  c: Case;
  birth: Day | null;
  /** '' where there is none. */
  upn: string;
  /** Whether the list has a column for co-ordinators at all. */
  hasCoordinators: boolean;
}

export interface Finding {
  code: InspectionCode;
  /** The column of the case list that is concerned. */
  column: string;
  why: string;
  whatToDo: string;
}

const CHECK = 'Check it, correct it at its source and export again.';

/** All that looks wrong in a case. @param asOf null where no day was named: then nothing is in the future, and every event has happened */
export function findingsIn(inspected: InspectedCase, asOf: Day | null): Finding[] {
  return RULES.flatMap((rule) => rule(inspected, asOf));
}

type Rule = (inspected: InspectedCase, asOf: Day | null) => Finding[];

/** The events of a case that have a day, by their column, in the order in which the law has them. */
function eventsOf(c: Case): { column: string; name: string; on: Day | null }[] {
  return [
    { column: 'received_date', name: 'the request was received', on: c.received },
    { column: 'assess_decision_date', name: 'the decision whether to assess', on: c.assessDecisionDate },
    { column: 'reopened_date', name: 'the case was reopened', on: c.reopened },
    { column: 'issue_decision_date', name: 'the decision whether to issue a plan', on: c.issueDecisionDate },
    { column: 'draft_plan_date', name: 'the draft plan was sent', on: c.draftPlan },
    { column: 'final_plan_date', name: 'the final plan was sent', on: c.finalPlan },
    { column: 'closed_date', name: 'the case was closed', on: c.closed },
  ];
}

/** Which event must not be before which. A plan before its request is a fault of its own (`received-date-not-known`). */
const ORDER: readonly (readonly [earlier: string, later: string])[] = [
  ['received_date', 'assess_decision_date'],
  ['received_date', 'issue_decision_date'],
  ['received_date', 'draft_plan_date'],
  ['received_date', 'reopened_date'],
  ['received_date', 'closed_date'],
  ['assess_decision_date', 'issue_decision_date'],
  ['assess_decision_date', 'draft_plan_date'],
  ['assess_decision_date', 'final_plan_date'],
  ['issue_decision_date', 'final_plan_date'],
  ['draft_plan_date', 'final_plan_date'],
];

const outOfOrder: Rule = ({ c }) => {
  const events = eventsOf(c);
  return ORDER.flatMap(([first, second]) => {
    const earlier = events.find(({ column }) => column === first);
    const later = events.find(({ column }) => column === second);
    if (earlier?.on == null || later?.on == null || later.on >= earlier.on) return [];
    const why = `is before ${earlier.name} (${shortDate(earlier.on)})`;
    return [
      { code: 'events-out-of-order' as const, column: second, why, whatToDo: `The row is counted; a measure that needs both dates is not known. ${CHECK}` },
    ];
  });
};

const onDay0: Rule = ({ c }) =>
  c.finalPlan !== null && c.finalPlan === clockStart(c)
    ? [{ code: 'plan-on-day-0', column: 'final_plan_date', why: 'is the day the request was received', whatToDo: `The plan counts as in time. ${CHECK}` }]
    : [];

const inFuture: Rule = ({ c }, asOf) =>
  asOf === null
    ? []
    : eventsOf(c)
        .filter(({ on }) => on !== null && on > asOf)
        .map(({ column }) => ({
          code: 'date-in-future',
          column,
          why: `is after the as-of day (${shortDate(asOf)})`,
          whatToDo: 'It has not happened on that day. Correct it, unless the list was exported later.',
        }));

const withoutDate: Rule = ({ c }) => {
  const found: Finding[] = [];
  const whatToDo = `The decision is in no period. ${CHECK}`;
  if ((c.assessDecision === 'Y' || c.assessDecision === 'N') && c.assessDecisionDate === null) {
    found.push({
      code: 'decision-without-date',
      column: 'assess_decision_date',
      why: `the decision whether to assess is ${c.assessDecision} and has no date`,
      whatToDo,
    });
  }
  if (c.issueDecision === 'N' && c.issueDecisionDate === null) {
    found.push({ code: 'decision-without-date', column: 'issue_decision_date', why: 'the decision whether to issue is N and has no date', whatToDo });
  }
  return found;
};

/** A refusal may be overturned, and its `N` stays (SEN2 guide); a withdrawal and an undecided may not end in a plan. */
const contradicting: Rule = ({ c }) => {
  const found: Finding[] = [];
  const whatToDo = `The row is counted as its dates say. ${CHECK}`;
  const wentOn = c.finalPlan !== null ? 'there is a final plan' : c.issueDecision === 'Y' ? 'a plan was agreed' : null;
  if ((c.assessDecision === 'W' || c.assessDecision === 'A') && wentOn !== null) {
    found.push({ code: 'decision-contradicts-plan', column: 'assess_decision', why: `stands for no assessment, and ${wentOn}`, whatToDo });
  }
  if ((c.issueDecision === 'W' || c.issueDecision === 'A') && c.finalPlan !== null) {
    found.push({ code: 'decision-contradicts-plan', column: 'issue_decision', why: 'stands for no plan, and there is a final plan', whatToDo });
  }
  return found;
};

const yesWithDateOfNo: Rule = ({ c }) =>
  c.issueDecision === 'Y' && c.issueDecisionDate !== null && c.finalPlan === null
    ? [
        {
          code: 'yes-with-date-of-no',
          column: 'issue_decision_date',
          why: 'stands beside a decision to issue, and there is no final plan date',
          whatToDo: 'The case is open. If the plan was sent on that day, enter it as the final plan date.',
        },
      ]
    : [];

const reopenedWithoutRefusal: Rule = ({ c }) =>
  c.reopened !== null && c.assessDecision !== 'N' && c.issueDecision !== 'N'
    ? [{ code: 'reopened-without-refusal', column: 'reopened_date', why: 'is the day the case went on, but no refusal is recorded', whatToDo: CHECK }]
    : [];

/** The last day that a case can have: on it, everything has happened. */
const LAST_DAY = dayOf(2100, 12, 31) as Day;

/** A closed date that belongs to a refusal that was overtaken dates nothing else. */
const withdrawnWithoutDate: Rule = ({ c }, asOf) => {
  if (c.finalPlan !== null) return [];
  const { closing } = positionOn(c, asOf ?? LAST_DAY);
  const undated = closing !== null && closing.day === null && (closing.by === 'withdrawn' || closing.by === 'moved');
  if (c.closed !== null && !undated) return [];
  const why = withdrawalIn(c);
  const whatToDo = `The case counts as closed on every day. ${CHECK}`;
  return why === null ? [] : [{ code: 'withdrawn-without-date', column: 'closed_date', why: `${why}, and there is no closed date`, whatToDo }];
};

function withdrawalIn(c: Case): string | null {
  if (c.assessDecision === 'W' && c.assessDecisionDate === null) return 'the request was withdrawn';
  if (c.issueDecision === 'W' && c.issueDecisionDate === null) return 'the assessment was withdrawn';
  return c.movedOut ? 'the person moved away' : null;
}

/** The Act is for those under 25 (Children and Families Act 2014, sections 46 and 83); the age that counts is that on the day of the request (DfE). */
const age: Rule = ({ c, birth }) => {
  const received = clockStart(c);
  if (received === null || birth === null) return [];
  const column = 'date_of_birth';
  if (birth > received) return [{ code: 'born-after-request', column, why: 'the date of birth is after the request was received', whatToDo: CHECK }];
  // Asking the calendar takes long, and hardly anybody is near 25.
  return received - birth >= 25 * 365 && received >= addYears(birth, 25)
    ? [
        {
          code: 'over-25',
          column,
          why: 'by the date of birth, the person was 25 or over when the request was received',
          whatToDo: `The row is counted. ${CHECK}`,
        },
      ]
    : [];
};

const unallocated: Rule = ({ c, hasCoordinators }, asOf) => {
  if (!hasCoordinators || c.allocated) return [];
  const { visible, closing } = positionOn(c, asOf ?? LAST_DAY);
  return visible && closing === null
    ? [
        {
          code: 'no-coordinator',
          column: 'coordinator',
          why: 'the case is open and no co-ordinator is named',
          whatToDo: 'Allocate the case, or correct the list.',
        },
      ]
    : [];
};

/** The letters of a UPN, by the remainder on division by 23: the alphabet without I, O and S, which look like digits. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A UPN's first letter follows from its other twelve characters, weighed 2 to 13 (DfE, UPN guide); the last may be a letter in a temporary one. */
export function isUpn(text: string): boolean {
  const upn = text.toUpperCase();
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(upn)) return false;
  const sum = [...upn.slice(1)].reduce(
    (total, character, at) => total + (/\d/.test(character) ? Number(character) : UPN_LETTERS.indexOf(character)) * (at + 2),
    0,
  );
  return UPN_LETTERS[sum % 23] === upn[0];
}

const mistypedUpn: Rule = ({ upn }) =>
  upn === '' || isUpn(upn)
    ? []
    : [{ code: 'upn-check-letter', column: 'upn', why: 'the UPN has not 13 characters, or its check letter does not fit (not shown)', whatToDo: CHECK }];

const RULES: readonly Rule[] = [
  outOfOrder,
  onDay0,
  inFuture,
  withoutDate,
  contradicting,
  yesWithDateOfNo,
  reopenedWithoutRefusal,
  withdrawnWithoutDate,
  age,
  unallocated,
  mistypedUpn,
];
