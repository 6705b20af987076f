import { COLUMNS, type Column } from './columns.ts';
import { namesOf, plain } from './headings.ts';
import { itemNamed } from './sen2/items.ts';

/** A column of ours, or a SEN2 item that decides others: the authority a plan came from; and the day the plan was sent where the outcome is `Y`, else the day the requester was told. */
export type Target = Column | 'assessment_outcome_date' | 'transferred_in';
export const TARGETS: readonly Target[] = [...COLUMNS, 'assessment_outcome_date', 'transferred_in'];

/**
 * What other systems and papers call our columns, as letters and digits alone: the items of SEN2, the DfE's template, the
 * Standard Safeguarding Dataset, the inspection lists, and what was seen in case systems' exports. Only what can mean nothing else.
 */
const ALIASES: Readonly<Partial<Record<Target, readonly string[]>>> = {
  case_id: [
    'requeststableid',
    'requestsrecordid',
    'requestrecordsid',
    'requestrecordid',
    'requestid',
    'caseref',
    'casereference',
    'casenumber',
    'ehcprequestid',
  ],
  person_id: ['persontableid', 'personid', 'uniqueid', 'childuniqueid', 'childid', 'pupilid', 'studentid', 'clientid'],
  received_date: [
    'receiveddate',
    'daterequestwasreceived',
    'daterequestreceived',
    'requestreceived',
    'requestreceiveddate',
    'requestreceivedon',
    'datereceived',
    'requestdate',
    'dateofrequest',
    'ehcrehcpreqdate',
  ],
  request_source: ['requestsource', 'rquestsource', 'sourceofrequestforanehcneedsassessment', 'sourceofrequest', 'sen2referralsource'],
  assess_decision: ['requestoutcome', 'decisiontoassess', 'assessmentdecision'],
  assess_decision_date: ['requestoutcomedate', 'decisiontoassessdate', 'dateofdecisiontoassess', 'phase1complete', 'phase1completenotifieddate'],
  assess_mediation: ['requestmediation'],
  assess_tribunal: ['requesttribunal'],
  moved_out: ['exported', 'exportedchildoryoungpersonmovesoutoflabeforeassessmentiscompleted', 'latransferredoutto'],
  issue_decision: ['assessmentoutcome', 'assessmentoutcometoissueehcp', 'assessmentoutcomedecisiontoissueehcplan', 'decisiontoissue'],
  issue_decision_date: ['decisiontoissuedate', 'dateofdecisiontoissue'],
  assessment_outcome_date: ['assessmentoutcomedate'],
  issue_mediation: ['assessmentmediation'],
  issue_tribunal: ['assessmenttribunal'],
  transferred_in: ['transferla', 'ehcplantransfer', 'ehcplantransferredinfromanotherladuringcalendaryear'],
  other_mediation: ['othermediation'],
  other_tribunal: ['othertribunal'],
  draft_plan_date: ['draftissued', 'draftplanissued', 'draftissueddate', 'draftplanissueddate', 'datedraftissued', 'datedraftplanissued'],
  final_plan_date: [
    'planissued',
    'planissueddate',
    'finalplanissued',
    'finalplanissueddate',
    'finalissueddate',
    'datefinalplanissued',
    'datefinalissued',
    'dateplanissued',
    'dateinitialehcplanissued',
    'ehcpissued',
    'ehcpissueddate',
  ],
  week20_exception: ['week20', 'twentyweektimelimitexceptionsapply', 'twentyweekstimelimitexceptionsapply', 'exceptionapplies', 'exception'],
  exception_reason: ['reasonforexception'],
  closed_date: ['dateclosed', 'closeddate', 'withdrawndate', 'datewithdrawn'],
  closed_reason: ['reasonclosed', 'reasonforclosure'],
  coordinator: [
    'caseworker',
    'caseofficer',
    'allocatedworker',
    'allocatedto',
    'casecoordinator',
    'sencoordinator',
    'ehccoordinator',
    'ehcpcoordinator',
    'planwriter',
  ],
  primary_need: ['senprimaryneed', 'sentype', 'sentypeofneed', 'primarysenneed'],
  sex: ['gender', 'gendercurrent'],
  date_of_birth: ['dob', 'birthdate', 'personbirthdate'],
  setting: ['school', 'currentschool', 'sensetting', 'mainschool'],
  upn: ['uniquepupilnumber', 'upnuniquepupilnumber'],
};

const BY_NAME: ReadonlyMap<string, Target> = new Map(TARGETS.flatMap((target) => (ALIASES[target] ?? []).map((alias) => [alias, target] as const)));

/** The column that a heading certainly means; null where it may mean something else, or is one of our own names. */
export function aliasOf(heading: string): Target | null {
  for (const name of namesOf(heading)) {
    const target = BY_NAME.get(name);
    if (target !== undefined) return target;
  }
  return null;
}

const OWN: ReadonlyMap<string, Column> = new Map(COLUMNS.map((column) => [plain(column), column]));

/** The column that a heading names by our own name. */
export const ownColumn = (heading: string): Column | null => OWN.get(plain(heading)) ?? null;

/** Whether a text is a heading that is certainly known: our own, another's for one of ours, or an item of the SEN2 return. */
export const isKnown = (heading: string): boolean => ownColumn(heading) !== null || aliasOf(heading) !== null || itemNamed(namesOf(heading)) !== null;

/** Every name that certainly means a column: our own first. */
export const namesFor = (target: Target): readonly string[] => [plain(target), ...(ALIASES[target] ?? [])];
