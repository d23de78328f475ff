/*
 * npm run manifest:http -- https://desk.example.com
 * Prints manifest.json as it must be when Slack sends its events over HTTP to that address, for pasting into Slack.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpManifest } from './http-manifest.ts';

const address = process.argv[2];
if (!address || !/^https:\/\/[^/\s]+/.test(address)) {
  process.stderr.write('Give the public address, with https: npm run manifest:http -- https://desk.example.com\n');
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'));
process.stdout.write(`${JSON.stringify(httpManifest(manifest, address.replace(/\/+$/, '')), null, 2)}\n`);
