import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS, type CaseAction } from '../../src/domain/case-action.ts';
import { type RefusalCode, RuleError } from '../../src/domain/errors.ts';
import type { ChatUserRef } from '../../src/domain/ids.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import { changeSeverity } from '../../src/flows/amend-case.ts';
import { setAccused } from '../../src/flows/assign-case.ts';
import { dismissCase } from '../../src/flows/set-aside-case.ts';
import { refusalText } from '../../src/wording/language.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { complaint, openDesk, reading } from '../support/desk.ts';
import { ACTS, BEFORE, type Scene } from './case-acts.ts';

/*
 * Who may do what, written from domain.md §3 (roles and authority), §4 (the process) and §1.3, §1.7, §2, §5, not from ACTION_RULES. A new action or a
 * new role does not compile until somebody has said here what it may.
 */

/** Besides each role: nobody's role, a manager who left, the manager whom the customer complains about, and a reporter without a role. */
type Who = Role | 'no_role' | 'inactive' | 'accused' | 'reporter';
type Answer = 'may' | RefusalCode;
type Row = Readonly<Record<Who, Answer>>;

/** 首问责任制: whoever has a role works the case; outsiders and people who left do not (§3). */
const STAFF: Row = {
  advisor: 'may',
  customer_care: 'may',
  supervisor: 'may',
  department_manager: 'may',
  customer_relations_manager: 'may',
  general_manager: 'may',
  no_role: 'no_role',
  inactive: 'person_inactive',
  accused: 'may',
  reporter: 'no_role',
};
/** The person complained about does not handle it. */
const BUT_ACCUSED: Row = { ...STAFF, accused: 'complained_about' };
const MANAGERS_ONLY: Row = {
  ...STAFF,
  advisor: 'role_may_not',
  customer_care: 'role_may_not',
  supervisor: 'role_may_not',
};
/** 客户关系经理 and 总经理. */
const LEADERS_ONLY: Row = { ...MANAGERS_ONLY, department_manager: 'role_may_not' };
/** §3: an advisor only proposes; 部门经理 ≤ ¥1,000, 客户关系经理 ≤ ¥3,000, above that the general manager. Here ¥200; others sign only as deputies. */
const SIGNERS: Row = {
  ...BUT_ACCUSED,
  advisor: 'role_may_not',
  customer_care: 'above_authority',
  supervisor: 'above_authority',
};

const MAY: Readonly<Record<CaseAction, Row>> = {
  claim: BUT_ACCUSED,
  acknowledge: STAFF,
  log_contact: STAFF,
  agree_date: STAFF,
  promise: STAFF,
  keep_promise: STAFF,
  propose: STAFF,
  // Whoever made it, or a manager.
  withdraw: {
    ...STAFF,
    advisor: 'not_your_proposal',
    customer_care: 'not_your_proposal',
    supervisor: 'not_your_proposal',
  },
  add_consent: STAFF,
  approve: SIGNERS,
  reject: SIGNERS,
  return: SIGNERS,
  accept: STAFF,
  decline: STAFF,
  pay: BUT_ACCUSED,
  carry_out: STAFF,
  // §4 step 12: 客户关系部.
  follow_up: {
    ...BUT_ACCUSED,
    advisor: 'role_may_not',
    supervisor: 'role_may_not',
    department_manager: 'role_may_not',
  },
  close: { ...BUT_ACCUSED, advisor: 'role_may_not', supervisor: 'role_may_not' },
  reopen: STAFF,
  hand_over: BUT_ACCUSED,
  set_severity: BUT_ACCUSED,
  amend: BUT_ACCUSED,
  confirm_reading: BUT_ACCUSED,
  accuse: BUT_ACCUSED,
  // §2: pauses nothing silently: needs a reason and a manager.
  pause: { ...MANAGERS_ONLY, accused: 'complained_about' },
  resume: STAFF,
  assess_impact: { ...LEADERS_ONLY, accused: 'complained_about' },
  crisis: MANAGERS_ONLY,
  release_statement: {
    ...LEADERS_ONLY,
    customer_relations_manager: 'role_may_not',
    accused: 'complained_about',
  },
  draft_report: MANAGERS_ONLY,
  // §5: send only after a click of 总经理 or 客户关系经理.
  send_report: { ...LEADERS_ONLY, accused: 'complained_about' },
  merge: BUT_ACCUSED,
  dismiss: BUT_ACCUSED,
  restore: STAFF,
  reveal: STAFF,
};

const WHOS = Object.keys(STAFF) as readonly Who[];
const w = wordingFor('zh');

/** A case reported by somebody without a role, read without certainty, and another one. */
async function sceneOf(who: Who): Promise<{ readonly scene: Scene; readonly by: Person }> {
  const desk = await openDesk();
  const people = {
    owner: await desk.person('小陈', 'advisor'),
    care: await desk.person('小赵', 'customer_care'),
    relations: await desk.person('周经理', 'customer_relations_manager'),
  };
  const reporter = await desk.person('路人', null);
  const by = await actor(who, reporter, (name, role) => desk.person(name, role));
  const uncertain = { value: 'waiting_time', quote: null, by: 'rule', sureness: 'uncertain' } as const;
  desk.readings.set('等了很久', reading({ complaints: [complaint({ category: uncertain })] }));
  for (const text of ['等了很久', '报价不一样']) await desk.post(text, { author: reporter });
  const [first, second] = [...(await desk.cases())].sort((a, b) => a.number.localeCompare(b.number));
  if (!first || !second) throw new Error('no two cases');
  const scene: Scene = { desk, id: first.id, other: second.number, ...people };
  if (who === 'accused') await setAccused(desk.ports, people.owner, first.id, [by.chatUser as ChatUserRef]);
  return { scene, by };
}

async function actor(
  who: Who,
  reporter: Person,
  person: (name: string, role: Role | null) => Promise<Person>,
): Promise<Person> {
  if (who === 'reporter') return reporter;
  if (who === 'no_role') return person('访客', null);
  if (who === 'inactive') return { ...(await person('前任', 'general_manager')), active: false };
  return person('某某', who === 'accused' ? 'general_manager' : who);
}

/** `may` when it went through, else the code of the refusal, whose sentence is looked at on the way. */
async function answerTo(work: () => Promise<unknown>): Promise<Answer> {
  try {
    await work();
    return 'may';
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    expect(refusalText(error, w)).toMatch(/\p{Script=Han}{4}/u);
    return error.code;
  }
}

/** What stands in the timelines of all cases, refusals that were kept on record aside. */
async function history({ desk }: Scene): Promise<string> {
  const timelines = await Promise.all((await desk.cases()).map((c) => desk.ports.cases.timeline(c.id)));
  return JSON.stringify(timelines.flat().filter((event) => event.body.type !== 'refused'));
}

describe('each action and each role', () => {
  it.each(CASE_ACTIONS)('%s is done by whoever may, and refused with a sentence to everybody else', async (action) => {
    const answers: Partial<Record<Who, Answer>> = {};
    for (const who of WHOS) {
      const { scene, by } = await sceneOf(who);
      await BEFORE[action](scene);
      const before = await history(scene);
      const answer = await answerTo(() => ACTS[action](scene, by));
      answers[who] = answer;
      // What was done stands in the timeline under the account that did it, and what was refused changed nothing.
      expect([who, (await history(scene)) !== before]).toEqual([who, answer === 'may']);
    }
    expect(answers).toEqual(MAY[action]);
  });

  it('lowering a severity takes a manager', async () => {
    for (const [who, answer] of Object.entries({ ...MANAGERS_ONLY, accused: 'complained_about' })) {
      const { scene, by } = await sceneOf(who as Who);
      await changeSeverity(scene.desk.ports, scene.owner, scene.id, { severity: 'major', reason: '' });
      const lower = { severity: 'general', reason: '看错了' } as const;
      const code = await answerTo(() => changeSeverity(scene.desk.ports, by, scene.id, lower));
      expect([who, code]).toEqual([who, answer === 'role_may_not' ? 'lowering_needs_manager' : answer]);
    }
  });

  it('a major case is dismissed by a manager only', async () => {
    for (const [who, answer] of Object.entries({ ...MANAGERS_ONLY, accused: 'complained_about' })) {
      const { scene, by } = await sceneOf(who as Who);
      await changeSeverity(scene.desk.ports, scene.owner, scene.id, { severity: 'major', reason: '' });
      const code = await answerTo(() => dismissCase(scene.desk.ports, by, scene.id, '误报'));
      expect([who, code]).toEqual([who, answer === 'role_may_not' ? 'dismissing_major_needs_manager' : answer]);
    }
  });
});
