import { maySetUpPeople } from '../../domain/person.ts';
import { allCases, myCases, searchCases } from '../../flows/list-cases.ts';
import { seeCaseByNumber } from '../../flows/see-case.ts';
import { seeDigest } from '../../flows/send-digest.ts';
import { checkMaySetUpPeople, checkMaySetUpPlaces, listPeople } from '../../flows/set-up.ts';
import { open, tell } from '../answer.ts';
import type { Command, CommandHandler } from '../command.ts';
import type { Desk } from '../desk.ts';
import { sentence } from '../edge.ts';
import { membershipIn } from '../membership.ts';
import { placeRef } from '../refs.ts';
import { digestMessage } from '../views/digest.ts';
import { newCaseForm } from '../views/facts-forms.ts';
import { helpMessage } from '../views/help.ts';
import { caseList } from '../views/lists.ts';
import { peopleList } from '../views/people.ts';
import { peopleCsvForm, peopleForm, placeForm } from '../views/setup-forms.ts';
import { metadata } from './about.ts';
import { detailOf } from './after-change.ts';

type Answer = (desk: Desk, command: Command, rest: string) => Promise<void>;

const newCase: Answer = (desk, { asker }, rest) => open(desk, asker, newCaseForm(metadata(desk, asker), desk.w, rest));

const listing =
  (find: (desk: Desk, command: Command, rest: string) => ReturnType<typeof allCases>): Answer =>
  async (desk, command, rest) => {
    const { ports, w } = desk;
    const lines = await find(desk, command, rest);
    const title = command.text.trim();
    const { timeZone } = ports.policies.current().store;
    await tell(desk, command.asker, caseList(lines, title, w, ports.clock.now(), timeZone));
  };

const mine = listing((desk, { by }) => myCases(desk.ports, by));
const all = listing((desk, { by }) => allCases(desk.ports, by));
const found = listing((desk, { by }, rest) => searchCases(desk.ports, by, rest));
const search: Answer = (desk, command, rest) => (rest === '' ? help(desk, command, '') : found(desk, command, rest));

const digest: Answer = async (desk, { asker, by }) => {
  const { ports, w } = desk;
  const { digest: numbers, people } = await seeDigest(ports, by);
  const { name, timeZone } = ports.policies.current().store;
  await tell(desk, asker, digestMessage(numbers, people, w, name, timeZone, ports.clock.now()));
};

const people: Answer = async (desk, { asker, by }, rest) => {
  if (/^(导入|import|csv)$/i.test(rest)) {
    checkMaySetUpPeople(by);
    return open(desk, asker, peopleCsvForm(metadata(desk, asker), desk.w));
  }
  if (/^(设置|set|add|edit)$/i.test(rest)) {
    checkMaySetUpPeople(by);
    return open(desk, asker, peopleForm(metadata(desk, asker), null, desk.w));
  }
  await tell(desk, asker, peopleList(await listPeople(desk.ports), desk.w));
  if (rest === '' && maySetUpPeople(by)) await open(desk, asker, peopleForm(metadata(desk, asker), null, desk.w));
};

const place: Answer = async (desk, { asker, by, channel }) => {
  checkMaySetUpPlaces(by);
  const membership = await membershipIn(desk, channel);
  if (membership === 'direct') return tell(desk, asker, sentence(desk.w.form.intro.placeNotHere));
  const now = await desk.ports.places.purposeOf(placeRef(channel));
  await open(desk, asker, placeForm(metadata(desk, asker), now, membership === 'member', desk.w));
};

const help: Answer = (desk, { asker }) => tell(desk, asker, helpMessage(desk.w));

const WORDS: readonly (readonly [RegExp, Answer])[] = [
  [/^(登记|新建|new|register)$/i, newCase],
  [/^(我的|mine|my)$/i, mine],
  [/^(未结|全部|all|open)$/i, all],
  [/^(查|查找|搜索|搜|search|find)$/i, search],
  [/^(日报|digest|today)$/i, digest],
  [/^(人员|people|staff)$/i, people],
  [/^(频道|channel|place)$/i, place],
  [/^(帮助|help|\?|？)$/i, help],
];

const NUMBER = /^#?(?:\d{4}(?:\d{4})?-)?\d{1,4}$/;

/** `/kesu` and what stands behind it. Every answer is for the asker alone. */
export const answerCommand: CommandHandler = async (desk, command) => {
  const text = command.text.normalize('NFKC').trim();
  if (text === '') return newCase(desk, command, '');
  const [word = '', ...words] = text.split(/\s+/);
  const answer = WORDS.find(([pattern]) => pattern.test(word))?.[1];
  if (answer) return answer(desk, command, words.join(' '));
  if (NUMBER.test(text))
    return tell(desk, command.asker, await detailOf(desk, await seeCaseByNumber(desk.ports, command.by, text)));
  await tell(desk, command.asker, helpMessage(desk.w, command.text.trim()));
};
