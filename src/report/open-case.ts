/** An open case as a listing shows it to those who work with it: nothing of its row but its reference, its days and who has it. */

import type { Case } from '../core/case.ts';
import { addDays, type Day, isoDate } from '../core/day.ts';
import type { Stage } from '../core/position.ts';
import type { ListingColumn } from './report.ts';
import { capital, groupName } from './words.ts';

/** The columns of the list that say who has a case. */
export const STAFF_COLUMNS = ['coordinator', 'team'] as const;

/** What an open case waits for, by its stage. */
const AWAITED: Record<Stage, string> = {
  'awaiting-decision-to-assess': 'decision whether to assess',
  'being-assessed': 'advice and assessment, decision whether to issue',
  'plan-being-drafted': 'draft plan',
  'draft-sent': 'final plan',
};

/** By what a case is known. @param shownId a reference as a report may show it */
export const referenceOf = ({ id, line }: Case, shownId: (id: string) => string | null) => ({ caseId: shownId(id), line });

/**
 * Where a case stands, and who has it.
 * @param who null for a co-ordinator whom nobody named, and for the group of a report that is not split
 */
export const standingOf = ({ days, stage }: { days: number; stage: Stage }, who: { coordinator: string | null; group: string | null }, asOf: Day) => ({
  received: isoDate(addDays(asOf, -days)),
  days,
  coordinator: who.coordinator,
  group: who.group === null ? null : groupName(who.group),
  stage,
  awaited: AWAITED[stage],
});

const unless = (seen: boolean): Pick<ListingColumn, 'unseen'> => (seen ? {} : { unseen: true });

export const referenceColumns = (rows: readonly { caseId: string | null }[]): ListingColumn[] => [
  { key: 'caseId', heading: 'Case', kind: 'text' },
  // Where a reference cannot be shown, the row is known by its line.
  { key: 'line', heading: 'Line', kind: 'number', ...unless(rows.some(({ caseId }) => caseId === null)) },
];

/** @param column the one by which the report is split; null where it is not */
export const standingColumns = (rows: readonly { coordinator: string | null }[], column: string | null): ListingColumn[] => [
  { key: 'received', heading: 'Received', kind: 'date', unseen: true },
  { key: 'days', heading: 'Days', kind: 'number', unseen: true },
  { key: 'coordinator', heading: 'Co-ordinator', kind: 'text', ...unless(rows.some(({ coordinator }) => coordinator !== null)) },
  { key: 'group', heading: capital(column ?? 'team'), kind: 'text', ...unless(column !== null) },
  { key: 'stage', heading: 'Stage', kind: 'text', unseen: true },
  { key: 'awaited', heading: 'Awaited', kind: 'text' },
];
