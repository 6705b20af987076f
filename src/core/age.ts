import { type Day, partsOf } from './day.ts';

/** Ages in whole years, in DfE's bands: `Under 5`, `5 to 10` … Source: DfE, Education, health and care plans, requests and assessments by age. */
const BANDS: readonly { name: string; last: number }[] = [
  { name: 'Under 5', last: 4 },
  { name: '5 to 10', last: 10 },
  { name: '11 to 15', last: 15 },
  { name: '16 to 19', last: 19 },
  { name: '20 to 25', last: 25 },
  { name: 'Over 25', last: Number.POSITIVE_INFINITY },
];

/** The group of whoever's age cannot be told. */
export const AGE_NOT_KNOWN = 'Age not known';

/** Every group of ages, the youngest first. */
export const AGE_GROUPS: readonly string[] = [...BANDS.map(({ name }) => name), AGE_NOT_KNOWN];

/** Completed years on a day. Whoever was born on 29 February is a year older from 1 March on where the year has no such day. */
export function ageOn(birth: Day, day: Day): number {
  const [born, now] = [partsOf(birth), partsOf(day)];
  const hadBirthday = now.month > born.month || (now.month === born.month && now.day >= born.day);
  return now.year - born.year - (hadBirthday ? 0 : 1);
}

/** The group of somebody's age on a day; not known where either is missing, or the day is before the birth. */
export function ageGroup(birth: Day | null, day: Day | null): string {
  if (birth === null || day === null || day < birth) return AGE_NOT_KNOWN;
  const age = ageOn(birth, day);
  return BANDS.find(({ last }) => age <= last)?.name ?? AGE_NOT_KNOWN;
}
