/** The items of the SEN2 person-level return that say how a request went, and the headings they are found under. */

/** By the name of the Blade export and of the XML return; beside it what the module CSVs and the DfE's Excel template say, as `namesOf` gives it. */
const ITEMS = {
  persontableid: ['personid'],
  requeststableid: ['requestsrecordid', 'requestrecordsid', 'requestrecordid'],
  assessmenttableid: [],
  activeplanstableid: [],
  personbirthdate: ['dateofbirth', 'dob'],
  // gendercurrent until 2023.
  sex: ['gendercurrent', 'gender'],
  ethnicity: [],
  upn: ['upnuniquepupilnumber'],
  receiveddate: ['daterequestwasreceived'],
  // The pre-submission workbook misspells it.
  requestsource: ['rquestsource', 'sourceofrequestforanehcneedsassessment'],
  requestoutcomedate: [],
  requestoutcome: [],
  requestmediation: [],
  requesttribunal: [],
  exported: ['exportedchildoryoungpersonmovesoutoflabeforeassessmentiscompleted'],
  assessmentoutcome: ['assessmentoutcometoissueehcp', 'assessmentoutcomedecisiontoissueehcplan'],
  assessmentoutcomedate: [],
  assessmentmediation: [],
  assessmenttribunal: [],
  othermediation: [],
  othertribunal: [],
  week20: ['twentyweektimelimitexceptionsapply', 'twentyweekstimelimitexceptionsapply'],
  startdate: ['ehcplanstartdate'],
  reviewmeeting: ['annualreviewmeetingdate'],
  reviewoutcome: ['annualreviewdecision'],
  // The day of the letter with the decision, and not of the meeting.
  lastreview: ['ehcplanreviewdecisionsdate', 'ehcpreviewdecisionsdate'],
  reviewdraft: ['annualreviewdatedraftamendedehcplanissued'],
  phasetransferduedate: ['phasetransferreviewduedateforanyamendedplan'],
  phasetransferfinaldate: ['phasetransferreviewfinalplandate'],
  ceasedate: ['dateehcplanceased'],
  ceasereason: ['reasonehcplanceased'],
  transferla: ['ehcplantransfer', 'ehcplantransferredinfromanotherladuringcalendaryear'],
  sentype: ['sentypeofneed'],
  sentyperank: ['sentypeofneedrank'],
} as const;
export type Item = keyof typeof ITEMS;

const BY_NAME: ReadonlyMap<string, Item> = new Map(
  Object.entries(ITEMS).flatMap(([item, others]) => [item, ...others].map((name) => [name, item as Item] as const)),
);

/** The item that one of these names stands for. */
export function itemNamed(names: readonly string[]): Item | null {
  for (const name of names) {
    const item = BY_NAME.get(name);
    if (item !== undefined) return item;
  }
  return null;
}

/** The tables of the return that are read; the others (header, plan details, placements) say nothing of a clock. */
export const TABLES = ['person', 'requests', 'assessment', 'namedplan', 'activeplans', 'senneed'] as const;
export type TableName = (typeof TABLES)[number];

/** Which table of the return has these items; null for none that is read. */
export function tableWith(items: ReadonlySet<Item>): TableName | null {
  const has = (...wanted: Item[]): boolean => wanted.every((item) => items.has(item));
  const requests = has('receiveddate');
  const assessment = has('assessmentoutcome');
  // One list that holds both is no table of the return, but a flat list.
  if (requests && assessment) return null;
  if (requests && has('requeststableid')) return 'requests';
  if (assessment && has('requeststableid')) return 'assessment';
  if (has('startdate') && (has('assessmenttableid') || has('requeststableid'))) return 'namedplan';
  if (has('transferla', 'requeststableid')) return 'activeplans';
  if (has('sentype') && (has('activeplanstableid') || has('requeststableid'))) return 'senneed';
  if (has('persontableid') && !requests && !assessment && !has('requeststableid') && (has('personbirthdate') || has('upn'))) return 'person';
  return null;
}
