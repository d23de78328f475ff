import { advisorId, benchDesk, handClock, personOf, work } from './bench-desk.ts';
import { atMost, type Figure, interleaved, timed } from './figure.ts';
import type { Ground, Plot } from './ground.ts';
import { LIVED_UNTIL, livedThrough } from './seed-lives.ts';
import { takeIn } from './take-in.ts';

const HOUR = 3_600_000;

/** Milliseconds of one life from the message to the closed case, its cards drawn for a chat that takes them at once. */
async function livesIn(plot: Plot): Promise<(count: number) => Promise<number>> {
  const clock = handClock(new Date(LIVED_UNTIL.getTime() + HOUR));
  const desk = benchDesk(plot.database, plot.storeId, clock);
  const [advisor, care, wu, he] = await Promise.all(
    [advisorId(0), 'person-care', 'person-wu', 'person-he'].map((id) => personOf(desk, id)),
  );
  if (!advisor || !care || !wu || !he) throw new Error('nobody is there');
  const people = { advisor, care, wu, he };
  const began = clock.at.getTime();
  const one = async () => {
    clock.at = new Date(began);
    const ref = await takeIn(desk);
    await work(desk);
    const [c] = await desk.ports.cases.fromMessage(ref);
    if (!c) throw new Error('no case came of it');
    const pass = async (minutes: number) => {
      clock.at = new Date(clock.at.getTime() + minutes * 60_000);
    };
    await livedThrough({ desk, people, pass }, c, 'closed_paid');
  };
  return async (count) =>
    (await timed(async () => {
      for (let i = 0; i < count; i++) await one();
    })) / count;
}

/** What a whole life costs, with ever more cases stored. */
export async function lifeFigures(ground: Ground): Promise<readonly Figure[]> {
  const { small, middle, large, lives, turns } = ground.sizes;
  const [inSmall, inMiddle, inLarge] = [
    await livesIn(await ground.small()),
    await livesIn(await ground.middle()),
    await livesIn(await ground.large()),
  ];
  const ms = await interleaved(turns, {
    small: () => inSmall(lives),
    middle: () => inMiddle(lives),
    large: () => inLarge(lives),
  });
  const beside = `${small.toLocaleString('en')} stored`;
  const name = (cases: number) => `a case's whole life, ${cases.toLocaleString('en')} stored`;
  return [
    atMost(name(middle), ms.middle, 'ms', beside, ms.small, 1.15),
    atMost(name(large), ms.large, 'ms', beside, ms.small, 1.15),
  ];
}
