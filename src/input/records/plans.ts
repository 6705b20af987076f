import type { Day } from '../../core/day.ts';
import type { Plan, ReviewDecision } from '../../core/plan.ts';
import { namesOf } from '../headings.ts';
import { SeenIds } from '../seen-ids.ts';
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

const ANOTHER_PLAN = 'an earlier row has another plan of the same child that has not ceased either: two are counted';
const CEASED_BEFORE = 'is before the plan started: from its start it counts as ceased, and is in no figure of plans maintained';
const AMENDED_SINCE = 'is after the review: a return has the start of the current plan, so this one was amended since, and when it was first made is not known';

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
  instead: { plan_id: { column: 'person_id', latest: ['plan_start_date', 'review_meeting_date'] } },
  caution: (headings) =>
    headings.some((heading) => namesOf(heading).includes(LAST_REVIEWED))
      ? [
          'The list has a row for each child: of several rows of one child that with the latest initial plan is counted, and of an as-of day before that plan the child is not there.',
          'The list has one date of the last review, and does not say whether it is that of the meeting or of the letter with the decision: it was read as the meeting.',
        ]
      : [],
  others: async (found) => (await import('../sen2/as-plans.ts')).plansOfReturn(found),
  ready(cells) {
    const current = new SeenIds(() => 0);
    return () => {
      const unreadable = unreadableDateIn(DATES, cells);
      if (unreadable !== null) return unreadable;
      const decision = DECISIONS.get(cells.text('review_decision').toLowerCase());
      if (decision === undefined) {
        return { code: 'unknown-word', column: 'review_decision', why: 'is not a decision after a review (M maintain, A amend or C cease)' };
      }
      const date = (column: (typeof DATES)[number]): Day | null => cells.date(column) as Day | null;
      const [started, meeting, decided, ceased] = [date('plan_start_date'), date('review_meeting_date'), date('review_decision_date'), date('ceased_date')];
      const person = cells.text('person_id');
      // Where children stand in for plans each has one.
      const isAnother = person !== '' && person !== cells.text('plan_id') && ceased === null && current.isRepeat(person);
      if (isAnother) cells.warn('same-person-twice', null, ANOTHER_PLAN);
      if (started !== null && ceased !== null && ceased < started) cells.warn('ceased-before-start', 'ceased_date', CEASED_BEFORE);
      const reviewed = meeting ?? decided;
      const isAmendedSince = cells.startsOfCurrent && started !== null && reviewed !== null && reviewed < started;
      if (isAmendedSince) cells.warn('start-after-review', 'plan_start_date', AMENDED_SINCE, 'The row is counted; nothing need be done.');
      return {
        id: cells.id,
        person,
        line: cells.line,
        started: isAmendedSince ? null : started,
        reviewMeeting: meeting,
        reviewDecision: decision,
        reviewDecided: decided,
        reviewDraft: date('review_draft_date'),
        amendedFinal: date('amended_final_date'),
        phaseTransferDue: date('phase_transfer_due_date'),
        phaseTransferFinal: date('phase_transfer_final_date'),
        ceased,
        transferredIn: date('transfer_in_date'),
        transferAware: date('transfer_aware_date'),
        reassessmentRequested: date('reassessment_request_date'),
      };
    };
  },
};
