/** What the program is made of, as a software bill of materials (CycloneDX 1.6, JSON). */
import { readFileSync } from 'node:fs';
import { packagesIn } from './bundling.mjs';

const TYPEFACE = {
  type: 'data',
  'bom-ref': 'source-sans-3',
  name: 'Source Sans 3',
  description: 'The typeface of PDF papers: regular and semibold.',
  licenses: [{ license: { id: 'OFL-1.1' } }],
};

/**
 * The bill for what esbuild put into a bundle: names, versions and hashes as package-lock.json has them. It has no time and no
 * serial number, so that the same program has the same bill, byte for byte.
 */
export function billOf(metafile) {
  const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { name, version, description, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  const components = packagesIn(metafile).map((one) => {
    const purl = `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`;
    const { integrity } = locked[`node_modules/${one.name}`];
    return {
      type: 'library',
      'bom-ref': purl,
      name: one.name,
      version: one.version,
      hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
      licenses: [{ expression: one.license }],
      purl,
    };
  });
  const own = { type: 'application', 'bom-ref': 'ehcp', name, version, description, licenses: [{ expression: license }] };
  const all = [...components, TYPEFACE];
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: own },
    components: all,
    dependencies: [{ ref: 'ehcp', dependsOn: all.map((one) => one['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}
