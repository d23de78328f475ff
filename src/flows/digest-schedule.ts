import { dueDigests } from '../domain/digest-schedule.ts';
import type { PlaceRef } from '../domain/ids.ts';
import type { DigestKind, NewJob } from '../domain/job.ts';
import type { PlacePurpose } from '../domain/place.ts';
import type { Ports } from '../ports.ts';

/** Where a digest goes: the first of these purposes that some place serves. */
const PLACES: Readonly<Record<DigestKind, readonly PlacePurpose[]>> = {
  morning: ['major', 'leadership'],
  daily: ['leadership', 'major'],
  weekly: ['leadership', 'major'],
};

async function placesFor(ports: Pick<Ports, 'places'>, kind: DigestKind): Promise<readonly PlaceRef[]> {
  for (const purpose of PLACES[kind]) {
    const places = await ports.places.withPurpose(purpose);
    if (places.length > 0) return places;
  }
  return [];
}

const send = (digest: DigestKind, date: string, place: PlaceRef): NewJob => ({
  payload: { kind: 'send_digest', digest, date, place },
  onceKey: `send_digest:${digest}:${date}:${place}`,
  orderKey: `digest:${place}`,
});

/** Sends the digests whose time has come, each once a day whatever restarts. Where no place is set for one yet, it waits for a place. */
export async function scheduleDigests(ports: Pick<Ports, 'clock' | 'clocks' | 'places' | 'policies'>): Promise<void> {
  const now = ports.clock.now();
  for (const { kind, date } of dueDigests(now, ports.policies.current())) {
    const places = await placesFor(ports, kind);
    if (places.length === 0) continue;
    await ports.clocks.once(
      `digest:${kind}:${date}`,
      places.map((place) => send(kind, date, place)),
      now,
    );
  }
}
