import { afterEach, beforeEach, expect, it } from 'vitest';
import { digestPage } from '../../src/flows/send-digest.ts';
import { placeRef } from '../../src/slack/refs.ts';
import { openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.stop());

it('a digest is posted once, though the answer to the post was lost and the job ran again', async () => {
  const channel = rig.workspace.channel('客诉');
  const posted = () =>
    rig.workspace
      .messages(rig.workspace.user('li'), channel)
      .filter((message) => JSON.stringify(message).includes('客诉日报'));
  const page = await digestPage(rig.ports, 'daily', rig.ports.clock.now());
  rig.workspace.fault({ method: 'chat.postMessage', kind: 'drop_after_commit', times: 1 });
  await expect(rig.ports.chat.sendDigest(page, placeRef(channel), 'job-a')).rejects.toThrow();
  expect((await rig.ports.chat.sendDigest(page, placeRef(channel), 'job-a')).type).toBe('shown');
  expect(posted()).toHaveLength(1);
});
