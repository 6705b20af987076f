/** Makes `dist/`: the program as one file and those that it loads when asked, and the licences of the packages in them. `npm run build`. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/**
 * What pdfkit loads at its start and our papers never ask for: other compressions and pictures, breaking of lines, encryption,
 * the shaping of scripts whose letters join (our typeface is used letter by letter); and what commander loads for commands that
 * are programs of their own, at 3 ms. Whatever is asked of it fails at once.
 */
const LEFT_OUT = ['@noble/ciphers/aes', 'brotli/decompress.js', 'dfa', 'linebreak', 'node:child_process', 'png-js', 'tiny-inflate', 'unicode-trie'];
const packagesWithoutUnused = {
  name: 'packages-without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path }) => (LEFT_OUT.includes(path) ? { path, namespace: 'left-out' } : undefined));
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `const fail = () => { throw new Error(${JSON.stringify(`${path} is left out of this program`)}); };
        module.exports = class { get() { fail(); } match() { fail(); } nextBreak() { fail(); } };
        module.exports.cbc = module.exports.ecb = fail;`,
    }));
    onResolve({ filter: /^unicode-properties$/ }, () => ({ path: join(import.meta.dirname, 'render', 'pdf', 'characters.mjs') }));
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
  // What one layout needs is loaded for it alone.
  external: ['adm-zip', 'saxes'],
  plugins: [schemaWithoutWords, packagesWithoutUnused],
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

/** Of packages that name their licence and their author, but bring no copy of its text. */
const LICENCES = { fontkit: 'src/render/pdf/fontkit-licence.txt' };
const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
const notices = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? LICENCES[name] : join(folder, file);
  if (text === undefined) throw new Error(`${name} has no licence file, and so may not be bundled.`);
  return `${name} ${version} (${license})\n\n${readFileSync(text, 'utf8').trim()}\n`;
});
writeFileSync('dist/THIRD-PARTY.txt', `ehcp holds code of these packages, under these licences.\n\n${notices.join('\n----\n\n')}`);
