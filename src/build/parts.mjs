/** Makes `dist/`: the program as one file and those that it loads when asked, and the licences of the packages in them. `npm run build`. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { licencesOf, PLUGINS } from './bundling.mjs';

rmSync('dist', { recursive: true, force: true });
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
  // What one layout needs is loaded for it alone.
  external: ['adm-zip', 'saxes'],
  plugins: PLUGINS,
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
});
mkdirSync('dist', { recursive: true });
/** `export{a as b}` at the end of a chunk, as plain values: asking a module for them anew each time takes long, and esbuild's own way takes room. */
const withPlainExports = (text, path) =>
  text.replace(/export\s*\{([^{}]*)\};?\s*$/, (_, names) => {
    const pairs = names.split(',').map((name) => name.trim().split(/\s+as\s+/));
    // What has no default is asked for by name alone.
    const isModule = pairs.some(([, given]) => given === 'default') || !path.includes('chunk-');
    return `module.exports={${isModule ? '__esModule:true,' : ''}${pairs.map(([own, given = own]) => `${given === 'default' ? '"default"' : given}:${own}`).join(',')}};`;
  });

/** The names of chunks stand in all that ask for them. */
const chunks = outputFiles.flatMap(({ path }) => /chunk-\w+(?=\.js$)/.exec(path) ?? []);
const shortNames = new Map(chunks.map((name, at) => [name, `c${at}`]));

for (const { path, text } of outputFiles) {
  // CommonJS starts faster.
  const { code } = await transform(withPlainExports(text, path), {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    charset: 'utf8',
    supported: { 'dynamic-import': false },
    // pdfkit finds its colour profile from where it stands.
    define: { 'import.meta.url': 'OWN_URL' },
  });
  const ownUrl = code.includes('OWN_URL') ? 'const OWN_URL=require("node:url").pathToFileURL(__filename).href;' : '';
  const named = code.replace(/"\.\/(chunk-\w+)\.js"/g, (_, name) => `"./${shortNames.get(name)}"`);
  writeFileSync(
    path.replace(/chunk-\w+/, (name) => shortNames.get(name)),
    `${ownUrl}${named}`,
  );
}

const PROFILE = join('data', 'sRGB_IEC61966_2_1.icc');
mkdirSync('dist/data');
copyFileSync(join(dirname(fileURLToPath(import.meta.resolve('pdfkit'))), PROFILE), join('dist', PROFILE));

writeFileSync('dist/THIRD-PARTY.txt', licencesOf(metafile));
