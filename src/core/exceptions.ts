/** The four grounds on which a time limit need not be met: regulation 10(4), which 5(4) and 13(3) repeat. */
export const EXCEPTIONS = [
  { code: 'school-closed', wording: 'advice asked of a school in the weeks around a closure of four weeks or more (10(4)(a))' },
  { code: 'early-years-closed', wording: 'the same for an early years provider (10(4)(b))' },
  { code: 'personal', wording: 'exceptional personal circumstances of the child, parent or young person (10(4)(c))' },
  { code: 'absent', wording: 'absence from the area for four weeks or more (10(4)(d))' },
] as const;

const CODES: ReadonlySet<string> = new Set(EXCEPTIONS.map((exception) => exception.code));

/** Whether a recorded reason is one of the four grounds; any other (staff shortage, late advice) still counts as recorded. */
export function isStatutoryGround(reason: string): boolean {
  return CODES.has(reason.toLowerCase().replace(/[\s_]+/g, '-'));
}
