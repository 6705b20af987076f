/** The four grounds on which a time limit need not be met: regulation 10(4), which 5(4) and 13(3) repeat. */
export const EXCEPTIONS = [
  { code: 'school-closed', wording: 'advice asked of a school in the weeks around a closure of four weeks or more (10(4)(a))' },
  { code: 'early-years-closed', wording: 'the same for an early years provider (10(4)(b))' },
  { code: 'personal', wording: 'exceptional personal circumstances of the child, parent or young person (10(4)(c))' },
  { code: 'absent', wording: 'absence from the area for four weeks or more (10(4)(d))' },
] as const;

export type ExceptionCode = (typeof EXCEPTIONS)[number]['code'];

export const EXCEPTION_CODES: readonly ExceptionCode[] = EXCEPTIONS.map(({ code }) => code);

const BY_CODE: ReadonlyMap<string, (typeof EXCEPTIONS)[number]> = new Map(EXCEPTIONS.map((exception) => [exception.code, exception]));

/** The ground that a recorded reason is; null for any other (staff shortage, late advice), which still counts as recorded. */
export function statutoryGround(reason: string): (typeof EXCEPTIONS)[number] | null {
  return (
    BY_CODE.get(
      reason
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-'),
    ) ?? null
  );
}

/** Whether a recorded reason is one of the four grounds. */
export const isStatutoryGround = (reason: string): boolean => statutoryGround(reason) !== null;
