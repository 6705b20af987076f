import { EXCEPTIONS, type ExceptionCode } from '../exceptions.ts';

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
