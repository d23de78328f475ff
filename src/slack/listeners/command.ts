import { localDate } from '../../domain/business-time.ts';
import type { DigestKind } from '../../domain/job.ts';
import { maySetUpPeople } from '../../domain/person.ts';
import { setVisits } from '../../flows/count-visits.ts';
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
import { visitsAnswer } from '../views/digest-visits.ts';
import { newCaseForm } from '../views/facts-forms.ts';
import { helpMessage } from '../views/help.ts';
import type { ListName } from '../views/lists.ts';
import { peopleList } from '../views/people.ts';
import { peopleCsvForm, peopleForm, placeForm } from '../views/setup-forms.ts';
import { metadata } from './about.ts';
import { detailOf } from './after-change.ts';
import { answerDelegation, answerShifts } from './duty.ts';
import { tellList } from './lists.ts';
import { whoSigns } from './who-signs.ts';

type Answer = (desk: Desk, command: Command, rest: string) => Promise<void>;

const newCase: Answer = (desk, { asker }, rest) => open(desk, asker, newCaseForm(metadata(desk, asker), desk.w, rest));

const list =
  (name: ListName): Answer =>
  (desk, { asker, by }, rest) =>
    tellList(desk, asker, by, { list: name, words: name === 'search' ? rest : '', from: 0 });

const search: Answer = (desk, command, rest) =>
  rest === '' ? help(desk, command, '') : list('search')(desk, command, rest);

const digest =
  (kind: DigestKind): Answer =>
  async (desk, { asker, by }) =>
    tell(desk, asker, digestMessage(await seeDigest(desk.ports, by, kind), desk.w));

const visits: Answer = async (desk, { asker, by }, rest) =>
  tell(desk, asker, visitsAnswer(await setVisits(desk.ports, by, rest), desk.w));

const people: Answer = async (desk, { asker, by }, rest) => {
  if (/^(导入|import|csv)$/i.test(rest)) {
    checkMaySetUpPeople(by);
    return open(desk, asker, peopleCsvForm(metadata(desk, asker), desk.w));
  }
  if (/^(设置|set|add|edit)$/i.test(rest)) {
    checkMaySetUpPeople(by);
    return open(desk, asker, peopleForm(metadata(desk, asker), desk.w));
  }
  const { clock, policies } = desk.ports;
  const today = localDate(clock.now(), policies.current().store.timeZone);
  await tell(desk, asker, peopleList(await listPeople(desk.ports), desk.w, today));
  if (rest === '' && maySetUpPeople(by)) await open(desk, asker, peopleForm(metadata(desk, asker), desk.w));
};

const place: Answer = async (desk, { asker, by, channel }) => {
  checkMaySetUpPlaces(by);
  const membership = await membershipIn(desk, channel);
  if (membership === 'direct') return tell(desk, asker, sentence(desk.w.form.intro.placeNotHere));
  const now = await desk.ports.places.purposeOf(placeRef(channel));
  await open(desk, asker, placeForm(metadata(desk, asker), now, membership === 'member', desk.w));
};

const help: Answer = (desk, { asker }) => tell(desk, asker, helpMessage(desk.w));

/** Chinese words need no space behind them: 搜索沈女士. Where one begins another, the longer stands first. */
const WORDS: readonly (readonly [zh: RegExp, en: RegExp, Answer])[] = [
  [/^(?:登记|新建)/, /^(?:new|register)$/, newCase],
  [/^我的/, /^(?:mine|my)$/, list('mine')],
  [/^(?:未结|全部)/, /^(?:all|open)$/, list('all')],
  [/^(?:潜在重大|重大)/, /^(?:major|grave)$/, list('grave')],
  [/^(?:查找|查询|搜索|查|搜)/, /^(?:search|find)$/, search],
  [/^早报/, /^morning$/, digest('morning')],
  [/^日报/, /^(?:digest|today|daily)$/, digest('daily')],
  [/^周报/, /^(?:weekly|week)$/, digest('weekly')],
  [/^(?:进厂台次|台次)/, /^visits$/, visits],
  [/^代理人?/, /^(?:deputy|delegate)$/, answerDelegation],
  [/^(?:班次|排班)/, /^shifts?$/, answerShifts],
  [/^人员/, /^(?:people|staff)$/, people],
  [/^谁批/, /^who$/, whoSigns],
  [/^频道/, /^(?:channel|place)$/, place],
  [/^(?:帮助|\?)/, /^help$/, help],
];

const NUMBER = /^#?(?:\d{4}(?:\d{4})?-)?\d{1,4}$/;

/** What the words ask for, and what stands behind it. */
function understood(text: string): { readonly answer: Answer; readonly rest: string } | null {
  const [word = ''] = text.split(/\s/, 1);
  for (const [zh, en, answer] of WORDS) {
    const hit = zh.exec(text)?.[0] ?? (en.test(word.toLowerCase()) ? word : null);
    if (hit !== null) return { answer, rest: text.slice(hit.length).trim() };
  }
  return null;
}

/** `/kesu` and what stands behind it. Every answer is for the asker alone. */
export const answerCommand: CommandHandler = async (desk, command) => {
  const text = command.text.normalize('NFKC').trim();
  if (text === '') return newCase(desk, command, '');
  const asked = understood(text);
  if (asked) return asked.answer(desk, command, asked.rest);
  if (NUMBER.test(text))
    return tell(desk, command.asker, await detailOf(desk, await seeCaseByNumber(desk.ports, command.by, text)));
  await tell(desk, command.asker, helpMessage(desk.w, command.text.trim()));
};
