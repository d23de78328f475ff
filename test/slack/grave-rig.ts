import type { Case } from '../../src/domain/case.ts';
import type { FoundTrigger, Reading } from '../../src/domain/complaint.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { placeRef, userRef } from '../../src/slack/refs.ts';
import { openRig, personAt, type Rig } from './rig.ts';

const SIGNS: readonly (readonly [word: string, trigger: FoundTrigger['trigger']])[] = [
  ['没反应', 'safety'],
  ['记者', 'media'],
  ['发抖音', 'threat'],
];

/** The rig's reading with the grave words in it seen. */
function withSigns(reading: Reading): Reading {
  const complaints = reading.complaints.map((c) => {
    const triggers = SIGNS.flatMap(([quote, trigger]) => (c.text.includes(quote) ? [{ trigger, quote }] : []));
    const major = triggers.some(({ trigger }) => trigger !== 'threat');
    return { ...c, triggers, severity: major ? 'major' : triggers.length > 0 ? 'serious' : c.severity } as const;
  });
  return { ...reading, complaints };
}

/** A rig whose reader knows danger and the press, whose 管理层 hears of major cases, and in which xin is the customer-relations manager. */
export async function openGraveRig() {
  const rig = await openRig({
    ports: (ports) => ({
      ...ports,
      reader: { read: async (input) => withSigns(await ports.reader.read(input)) },
    }),
  });
  await rig.ports.places.mark(placeRef(rig.workspace.channel('管理层')), 'major', rig.ports.clock.now());
  await rig.workspace.act({
    verb: 'join',
    as: rig.workspace.user('he'),
    channel: rig.workspace.channel('管理层'),
    user: rig.workspace.user('xin'),
  });
  await rig.ports.people.save('p-xin' as PersonId, {
    name: '周敏',
    role: 'customer_relations_manager',
    department: 'customer_relations',
    isAdmin: false,
    chatUser: userRef(rig.workspace.user('xin')),
    email: 'xin@example.com',
  });
  const at = (name: string) => personAt(rig, name);
  return { rig, li: at('li'), wu: at('wu'), zhou: at('xin'), he: at('he') };
}

/** The one case there is. */
export async function onlyCase(rig: Rig): Promise<Case> {
  const [c, ...others] = await rig.stores.cases.list({});
  if (!c || others.length > 0) throw new Error(`${others.length + (c ? 1 : 0)} cases`);
  return c;
}

/** What somebody reads in a channel, threads left out, as one text. */
export const readBy = (who: ReturnType<typeof personAt>, channel: string): string => JSON.stringify(who.sees(channel));
