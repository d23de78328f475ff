import { afterEach } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { openRig, personAt, type Rig, type RigOptions } from './rig.ts';

/*
 * One desk a test with the people most tests have: 小李 who reports, 吴强 and 何总 who decide. It is stopped after the test by itself.
 */

export let rig: Rig;
afterEach(() => rig.stop());

export async function open(options: RigOptions = {}) {
  rig = await openRig(options);
  return { li: personAt(rig, 'li'), wu: personAt(rig, 'wu'), he: personAt(rig, 'he') };
}

export const cases = () => rig.stores.cases.list({});

/** The case, or a fault when there is not just one. */
export async function only(): Promise<Case> {
  const [c, ...others] = await cases();
  if (!c || others.length > 0) throw new Error(`${others.length + (c ? 1 : 0)} cases`);
  return c;
}

/** A complaint in the channel, its case and the thread its card stands in. */
export async function complained(text = '客户等了两个小时') {
  const ts = await rig.post('li', text);
  return { ts, c: await only() };
}
