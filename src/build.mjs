/** Makes `dist/`: the program as one file and those that it loads when asked, and the licences of the packages in them. `npm run build`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
/** The program checks a configuration by its schema; what the schema says to editors stays in the schema. */
const schemaWithoutWords = {
  name: 'schema-without-words',
  setup({ onLoad }) {
    onLoad({ filter: /config\.schema\.json$/ }, ({ path }) => {
      const forEditors = ['$schema', '$id', 'title', 'description', 'definitions'];
      const isWords = (key, value) => forEditors.includes(key) && (typeof value === 'string' || key === 'definitions');
      const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value) => (isWords(key, value) ? undefined : value));
      return { contents: JSON.stringify(schema), loader: 'json' };
    });
  },
};

const { metafile, outputFiles } = await build({
  entryPoints: { ehcp: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  // What is imported only when asked for (a format, a layout, a command) becomes a file of its own: only ES modules can be split so.
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  // pdfkit cannot be bundled, and what one format or layout needs is loaded for it alone.
  external: ['pdfkit', 'adm-zip', 'saxes'],
  plugins: [schemaWithoutWords],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
});
mkdirSync('dist', { recursive: true });
for (const { path, text } of outputFiles) {
  // CommonJS starts faster; and what one file gives another is made plain values, as asking for them anew each time takes long.
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node20', minify: true, supported: { 'dynamic-import': false } });
  writeFileSync(path, `${code.trimEnd()}module.exports={...module.exports};\n`);
}

const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
const notices = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (text === undefined) throw new Error(`${name} has no licence file, and so may not be bundled.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, text), 'utf8').trim()}\n`;
});
writeFileSync('dist/THIRD-PARTY.txt', `ehcp holds code of these packages, under these licences.\n\n${notices.join('\n----\n\n')}`);
