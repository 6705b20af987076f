import type { Format } from '../render/index.ts';
import type { Report } from '../report/report.ts';
import type { ReportOptions } from './options.ts';
import { typeface } from './typeface.ts';
import { writeToStdout, writeWhole } from './write.ts';

/** Terminals are at least this wide; a fixed width gives the same bytes everywhere. */
const WIDTH = 80;

/** Renders a report to standard output or a file; what is to be said about its rows goes to standard error first. */
export async function deliver(report: Report, format: Format, options: ReportOptions, messages: readonly string[]): Promise<void> {
  const renderer = await format.load();
  const content = await renderer.render(report, { colour: wantsColour(options), width: WIDTH, typeface });
  if (options.quiet !== true && messages.length > 0) process.stderr.write(`${messages.join('\n')}\n\n`);
  if (options.out === undefined) {
    await writeToStdout(content);
  } else {
    writeWhole(options.out, content, options.force === true);
    if (options.quiet !== true) process.stderr.write(`Wrote ${options.out}.\n`);
  }
}

function wantsColour({ colour, out }: ReportOptions): boolean {
  return colour && out === undefined && process.stdout.isTTY === true && !process.env.NO_COLOR;
}
