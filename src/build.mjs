/** Makes `dist/`: the whole program as one file, and the licences of the packages in it. `npm run build`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const { metafile } = await build({
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/ehcp.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  // CommonJS starts faster, and pdfkit cannot be bundled into it: it stays a package of its own, loaded for a PDF.
  format: 'cjs',
  external: ['pdfkit'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
const notices = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (text === undefined) throw new Error(`${name} has no licence file, and so may not be bundled.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, text), 'utf8').trim()}\n`;
});
writeFileSync('dist/THIRD-PARTY.txt', `ehcp holds code of these packages, under these licences.\n\n${notices.join('\n----\n\n')}`);
