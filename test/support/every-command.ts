import { join } from 'node:path';
import { ehcp, PROJECT } from './program.ts';

/** The commands that help lists. */
export const commandNames = (): string[] =>
  [...ehcp(['--help']).stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name).filter((name) => !['ehcp', 'help'].includes(name));

const AS_OF = ['--as-of', '2022-07-31'];
const DFE = ['--dfe', join(PROJECT, 'fixtures', 'dfe', 'timeliness_20_week.csv'), '--authority', '801'];

/**
 * At least one command line of every command, to be run in a folder with a configuration that names cases, plans, advice and appeals,
 * and a saved report `old.json`. `pack` writes into the folder that is named.
 */
export const everyCommand = (pack: string): string[][] => [
  ['snapshot', ...AS_OF],
  ['snapshot', ...AS_OF, '--since', '2022-06-30'],
  ['kpi', '--all', '--period', '2022-Q2', ...AS_OF],
  ['timeliness', '--period', '2022', '--by', 'area', ...AS_OF],
  ['timeliness', '--period', '2021', ...DFE, ...AS_OF],
  ['trend', '--from', '2021-08', '--to', '2022-07', ...AS_OF],
  ['cohort', '--period', '2021', ...AS_OF],
  ['movement', '--from', '2022-01-01', '--to', '2022-07-31'],
  ['due', '--within', '13w', ...AS_OF],
  ['caseload', ...AS_OF],
  ['advice', ...AS_OF],
  ['appeals', '--period', '2022', ...AS_OF],
  ['forecast', ...AS_OF, '--look-back'],
  ['reviews', ...AS_OF],
  ['benchmark', ...DFE],
  ['clocks'],
  ['clocks', '--case', 'EHC-2022-0300', ...AS_OF],
  ['cases', '--figure', 'open-over-20-weeks', ...AS_OF],
  ['cases', '--measure', 'within-20-weeks', '--period', '2022', '--show', 'all', ...AS_OF],
  ['explain', '--all'],
  ['compare', 'old.json', 'old.json', '--new-list', 'cases.csv'],
  ['check', ...AS_OF],
  ['pack', ...AS_OF, '--out', `${pack}-internal`, '--internal'],
  ['pack', ...AS_OF, '--out', `${pack}-published`],
  ['benchmark', '--dfe', join(PROJECT, 'fixtures', 'dfe', 'timeliness_20_week.csv'), '--neighbours', 'Leeds'],
  ['foi', '--period', '2022', ...AS_OF],
  ['init', 'cases.csv', '--yes', '--config', `${pack}.json`],
  ['completion', 'bash'],
];
