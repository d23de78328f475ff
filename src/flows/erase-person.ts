import { mentionsOnly, onRequest } from '../domain/erasure.ts';
import { maskPhone } from '../domain/privacy.ts';
import type { ErasureCounts, Ports } from '../ports.ts';
import type { CustomerFile } from './customer-file.ts';
import { sumOf } from './retain.ts';

/**
 * Masks or removes what the law lets go of a customer's data (domain/retention.ts) and keeps a note of it. Open cases and their messages stay.
 * One that was cut short is done again: what was reached the first time is not found any more. `by`: the command and who ran it.
 */
export async function erasePerson(
  ports: Pick<Ports, 'keeping' | 'clock'>,
  { identity, cases, messages }: CustomerFile,
  by: string,
): Promise<ErasureCounts> {
  const { keeping } = ports;
  const now = ports.clock.now();
  const done: ErasureCounts[] = [];
  for (const { case: c, own, fate } of cases) {
    if (fate === 'open') continue;
    if (fate === 'remove' && own) done.push(await keeping.removeCase(c.id, now));
    else {
      // In somebody else's case only this customer is masked.
      const erasing = own ? onRequest(identity) : mentionsOnly(identity);
      done.push(await keeping.maskCase(c.id, () => erasing, own ? 'request' : 'mention', now));
    }
  }
  const cleared = await keeping.maskMessages(
    messages.map((m) => m.ref),
    onRequest(identity),
    now,
  );
  const jobs = await keeping.maskJobs(mentionsOnly({ ...identity, names: [] }));
  const counts = sumOf([...done, { ...sumOf([]), messages: cleared, jobs }]);
  const [phone = ''] = identity.phones;
  await keeping.note({ why: 'request', by, subject: maskPhone(phone), counts }, now);
  return counts;
}
