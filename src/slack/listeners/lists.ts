import type { CaseLine } from '../../domain/case-card.ts';
import type { Person } from '../../domain/person.ts';
import { allCases, graveCases, MOST, myCases, searchCases } from '../../flows/list-cases.ts';
import type { Ports } from '../../ports.ts';
import { type Asker, replacePressed, tell, updateModal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { sentence } from '../edge.ts';
import { ACTION } from '../ids.ts';
import { asModal } from '../modal.ts';
import type { Letter } from '../posting.ts';
import type { PressHandler } from '../press.ts';
import { caseList, LINES, type ListPage, parsePage } from '../views/lists.ts';

interface Found {
  readonly lines: readonly CaseLine[];
  /** Nothing was cut off. */
  readonly whole: boolean;
}

/** The list up to a line beyond the page. */
async function find(ports: Ports, by: Person, { list, words, from }: ListPage): Promise<Found> {
  if (list === 'search') {
    const limit = from + LINES + 1;
    const lines = await searchCases(ports, by, words, limit);
    return { lines, whole: lines.length < limit };
  }
  const lines = await { mine: myCases, all: allCases, grave: graveCases }[list](ports, by);
  return { lines, whole: lines.length < MOST };
}

async function drawn(desk: Desk, by: Person, page: ListPage): Promise<Letter> {
  const { ports, w } = desk;
  const { lines, whole } = await find(ports, by, page);
  const { timeZone } = ports.policies.current().store;
  return {
    ...caseList(lines, page, { whole, now: ports.clock.now(), timeZone }, w),
    title: w.screen.list.title[page.list],
  };
}

/** Answers with a page of a list. */
export async function tellList(desk: Desk, asker: Asker, by: Person, page: ListPage): Promise<void> {
  await tell(desk, asker, await drawn(desk, by, page));
}

/** The page takes the place of the one it was turned from; from the Home tab it opens in a modal. */
const turn: PressHandler = async (desk, { asker, by, value }) => {
  const page = parsePage(value);
  if (page === null) return tell(desk, asker, sentence(desk.w.screen.error.expired));
  const letter = await drawn(desk, by, page);
  const { where } = asker;
  if (where.at === 'modal' && where.view !== null) return updateModal(desk, where.view, asModal(letter, desk.w));
  if (where.at !== 'channel' || !(await replacePressed(desk, asker, letter))) await tell(desk, asker, letter);
};

/** The buttons that turn the pages of a list. */
export const listActions: Readonly<Record<string, PressHandler>> = {
  [ACTION.nextPage]: turn,
  [ACTION.previousPage]: turn,
};
