import type { Day } from '../../core/day.ts';
import type { Plan, ReviewDecision } from '../../core/plan.ts';
import { namesOf } from '../headings.ts';
import { PLAN_COLUMNS } from './columns.ts';
import type { ListKind } from './kind.ts';
import { unreadableDateIn } from './read.ts';

type PlanColumn = (typeof PLAN_COLUMNS)[number];

const DATES = PLAN_COLUMNS.filter((column) => column.endsWith('_date')) as readonly Extract<PlanColumn, `${string}_date`>[];

const DECISIONS: ReadonlyMap<string, ReviewDecision | null> = new Map<string, ReviewDecision | null>([
  ['', null],
  ...['m', 'maintain', 'maintained', 'no change'].map((word) => [word, 'maintain'] as const),
  ...['a', 'amend', 'amended'].map((word) => [word, 'amend'] as const),
  ...['c', 'cease', 'ceased'].map((word) => [word, 'cease'] as const),
]);

/** What the child lists of area inspections (Annex A) call the last review. */
const LAST_REVIEWED = 'dateehcplanlastreviewed';

/** The plans that the authority maintains or has maintained, one a row, each with its latest review. */
export const plans: ListKind<PlanColumn, Plan> = {
  role: 'plans',
  title: 'list of plans',
  columns: PLAN_COLUMNS,
  required: ['plan_id', 'plan_start_date'],
  expected: {
    review_meeting_date: 'whether and when a review meeting was held',
    review_decision: 'what was decided after a review',
    review_decision_date: 'when a decision after a review was told',
    amended_final_date: 'which plans were amended, and when',
  },
  dates: DATES,
  ids: ['plan_id'],
  unique: true,
  // The items of the SEN2 return, the DfE's template and the Annex A child list of the area inspections.
  aliases: {
    plan_id: ['activeplanstableid', 'ehcpid', 'planreference', 'planref'],
    person_id: ['persontableid', 'uniqueid', 'childuniqueid', 'childid'],
    plan_start_date: ['startdate', 'ehcplanstartdate', 'planstart', 'dateinitialehcplanissued', 'initialplandate'],
    review_meeting_date: [LAST_REVIEWED, 'reviewmeeting', 'annualreviewmeetingdate', 'confirmedmeetingdate', 'reviewmeetingheld'],
    review_decision: ['reviewoutcome', 'annualreviewdecision', 'laoutcome'],
    review_decision_date: ['lastreview', 'ehcplanreviewdecisionsdate', 'ehcpreviewdecisionsdate'],
    review_draft_date: ['reviewdraft', 'annualreviewdatedraftamendedehcplanissued'],
    amended_final_date: ['amendedfinalplandate', 'finalamendedplandate', 'dateupdatedehcplanissued'],
    phase_transfer_due_date: ['phasetransferreviewduedateforanyamendedplan'],
    phase_transfer_final_date: ['phasetransferreviewfinalplandate'],
    ceased_date: ['ceasedate', 'dateehcplanceased', 'dateceased'],
    cease_reason: ['reasonehcplanceased'],
    transfer_in_date: ['datetransferredin'],
  },
  // The child lists of inspections have a row a child, and no plan's own reference.
  instead: { plan_id: { column: 'person_id', latest: 'plan_start_date' } },
  caution: (headings) =>
    headings.some((heading) => namesOf(heading).includes(LAST_REVIEWED))
      ? [
          'The list has one date of the last review, and does not say whether it is that of the meeting or of the letter with the decision: it was read as the meeting.',
        ]
      : [],
  others: async (found) => (await import('../sen2/as-plans.ts')).plansOfReturn(found),
  ready(cells) {
    return () => {
      const unreadable = unreadableDateIn(DATES, cells);
      if (unreadable !== null) return unreadable;
      const decision = DECISIONS.get(cells.text('review_decision').toLowerCase());
      if (decision === undefined) {
        return { code: 'unknown-word', column: 'review_decision', why: 'is not a decision after a review (M maintain, A amend or C cease)' };
      }
      const date = (column: (typeof DATES)[number]): Day | null => cells.date(column) as Day | null;
      return {
        id: cells.id,
        person: cells.text('person_id'),
        line: cells.line,
        started: date('plan_start_date'),
        reviewMeeting: date('review_meeting_date'),
        reviewDecision: decision,
        reviewDecided: date('review_decision_date'),
        reviewDraft: date('review_draft_date'),
        amendedFinal: date('amended_final_date'),
        phaseTransferDue: date('phase_transfer_due_date'),
        phaseTransferFinal: date('phase_transfer_final_date'),
        ceased: date('ceased_date'),
        transferredIn: date('transfer_in_date'),
        transferAware: date('transfer_aware_date'),
        reassessmentRequested: date('reassessment_request_date'),
      };
    };
  },
};
