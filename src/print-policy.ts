/*
 * npm run policy -- [FILE]
 * Prints the rules in force, each with its value, as YAML: the defaults, or those of a policy file with everything it leaves out filled in.
 */
import { stringify } from 'yaml';
import { readPolicyFile } from './policy-file.ts';

try {
  process.stdout.write(stringify(readPolicyFile(process.argv[2] ?? null).policy));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
