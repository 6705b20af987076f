import type { ReportContext } from '../../src/report/context.ts';

/** Where the cases of a test's report come from: all rows counted, but for what is said. */
export function contextOf(rows: number, said: Partial<ReportContext> = {}): ReportContext {
  return {
    role: 'cases',
    authority: null,
    file: 'cases.csv',
    place: 'cases.csv',
    sha256: '72acbb932d283e6eed95a2ea87ea265f361f44a377a80b9c430b33052a5e6bb7',
    layout: 'ehcp',
    layoutTitle: 'flat case list',
    files: [{ file: 'cases.csv', sha256: '72acbb932d283e6eed95a2ea87ea265f361f44a377a80b9c430b33052a5e6bb7', assumedEncoding: null }],
    notes: [],
    cautions: [],
    read: rows,
    counted: rows,
    outOfScope: 0,
    setAside: [],
    warnings: [],
    setAsideMaybeOpen: 0,
    ...said,
  };
}
