/** `npm run fuzz -- --minutes N [--seed S]`: spoilt exports until the time is up; what is found stays in `fuzz-finds`, with its command line. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './run.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' }, times: { type: 'string' } } });
const until = Date.now() + Number(values.minutes) * 60_000;
const last = values.times === undefined ? Number.POSITIVE_INFINITY : Number(values.seed) + Number(values.times);
const folder = mkdtempSync(join(tmpdir(), 'ehcp-fuzz-'));
const ended = new Map<string, number>();
let finds = 0;
for (let seed = Number(values.seed); Date.now() < until && seed < last; seed++) {
  const { name, args, code, faults } = await fuzz(seed, folder);
  ended.set(`${name} ${code}`, (ended.get(`${name} ${code}`) ?? 0) + 1);
  if (faults.length === 0) continue;
  finds++;
  cpSync(folder, join('fuzz-finds', String(seed)), { recursive: true });
  writeFileSync(join('fuzz-finds', String(seed), 'find.txt'), `${name}\n${args.join(' ')}\n${faults.join('\n')}\n`);
  console.log(`${seed} ${name}: ehcp ${args.join(' ').replaceAll(folder, '.')}\n  ${faults.join('\n  ')}`);
}
rmSync(folder, { recursive: true, force: true });
const all = [...ended].sort();
for (const [how, times] of all) console.log(`${how}: ${times}`);
console.log(`${all.reduce((sum, [, times]) => sum + times, 0)} runs, ${finds} finds`);
process.exitCode = finds > 0 ? 1 : 0;
