import type { Report } from './report.ts';

const INTERNAL = 'Internal, not for publication: ';

/** What names cases, row by row. */
const OF_ROWS: readonly string[] = ['cases', 'due', 'unallocated', 'undrafted', 'problems', 'moved', 'overdue', 'waiting', 'timeline'];

/**
 * The report, which says at its head where it is not for the public: it lists rows one by one, or is of a pack of such.
 * @param why what makes it internal besides what it lists; null where nothing does
 */
export function markedInternal(
  report: Report,
  why: string | null = report.report === 'caseload' ? 'it is for managers, and nothing in it is suppressed.' : null,
): Report {
  if (report.internal === true) return report;
  const listed = report.listings?.find(({ name, rows }) => OF_ROWS.includes(name) && (rows.length > 0 || name === 'timeline'));
  const reason = why ?? (listed === undefined ? null : listed.name === 'timeline' ? 'it is about one child.' : 'it lists rows one by one.');
  if (reason === null) return report;
  const head = { internal: true, cautions: [`${INTERNAL}${reason}`, ...report.cautions] };
  // The keys of a report have one order.
  return Object.fromEntries(
    Object.entries(report).flatMap(([key, value]) => (key === 'cautions' ? Object.entries(head) : [[key, value]])),
  ) as unknown as Report;
}
