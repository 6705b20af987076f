/** The four grounds on which a time limit need not be met: regulation 10(4), which 5(4) and 13(3) repeat. */
export const EXCEPTIONS = [
  { code: 'school-closed', wording: 'advice asked of a school in the weeks around a closure of four weeks or more (10(4)(a))' },
  { code: 'early-years-closed', wording: 'the same for an early years provider (10(4)(b))' },
  { code: 'personal', wording: 'exceptional personal circumstances of the child, parent or young person (10(4)(c))' },
  { code: 'absent', wording: 'absence from the area for four weeks or more (10(4)(d))' },
] as const;

export type ExceptionCode = (typeof EXCEPTIONS)[number]['code'];

export const EXCEPTION_CODES: readonly ExceptionCode[] = EXCEPTIONS.map(({ code }) => code);

/** What else takes a limit away, besides the four grounds. */
const OTHER_GROUNDS = {
  'missed-appointment': 'an appointment for an examination or test that was not kept in the six weeks',
  'closed-for-four-weeks': 'a closure of the school of four weeks or more',
  'absent-two-weeks': 'absence from the area for two weeks or more',
  'agreed-otherwise': 'another time agreed in writing',
  'tribunal-allows-longer': 'a longer time allowed by the tribunal',
} as const;

/** Why a limit need not be kept to. */
export type Ground = ExceptionCode | keyof typeof OTHER_GROUNDS;

/** Every ground in words. */
export const GROUNDS: Readonly<Record<Ground, string>> = {
  ...(Object.fromEntries(EXCEPTIONS.map(({ code, wording }) => [code, wording.replace(/ \(10.*$/, '')])) as Record<ExceptionCode, string>),
  ...OTHER_GROUNDS,
};

const CODES: ReadonlySet<string> = new Set(EXCEPTION_CODES);

/** Whether a recorded reason is one of the four grounds; any other (staff shortage, late advice) still counts as recorded. */
export function isStatutoryGround(reason: string): boolean {
  return CODES.has(reason.toLowerCase().replace(/[\s_]+/g, '-'));
}
