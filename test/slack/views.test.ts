import type { HomeView, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { CASE_STATUSES } from '../../src/domain/case-status.ts';
import { SEVERITIES } from '../../src/domain/complaint.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { MessageOutcome } from '../../src/domain/message.ts';
import type { Basis } from '../../src/domain/provenance.ts';
import { READ_FIELDS } from '../../src/domain/read-value.ts';
import { FORM } from '../../src/slack/ids.ts';
import { checkMessage, checkView } from '../../src/slack/limits.ts';
import { approvalCard } from '../../src/slack/views/approval-card.ts';
import { basisView } from '../../src/slack/views/basis.ts';
import { caseCard, type Said } from '../../src/slack/views/case-card.ts';
import * as forms from '../../src/slack/views/case-forms.ts';
import * as closing from '../../src/slack/views/closing-forms.ts';
import { amendForm, newCaseForm } from '../../src/slack/views/facts-forms.ts';
import { helpMessage } from '../../src/slack/views/help.ts';
import { homeView } from '../../src/slack/views/home.ts';
import { caseDetail, caseList, LISTS, pageValue, parsePage } from '../../src/slack/views/lists.ts';
import { noticeMessage } from '../../src/slack/views/notice.ts';
import { peopleList } from '../../src/slack/views/people.ts';
import { revealedMessage } from '../../src/slack/views/revealed.ts';
import * as setup from '../../src/slack/views/setup-forms.ts';
import * as timed from '../../src/slack/views/time-forms.ts';
import { timelineView } from '../../src/slack/views/timeline.ts';
import { whyView } from '../../src/slack/views/why.ts';
import type { Wording } from '../../src/wording/wording.ts';
import * as asSlack from '../../src/workspace/limits.ts';
import {
  cardOf,
  heardPromise,
  LINES,
  LONG_NAME,
  link,
  METADATA,
  mention,
  NOW,
  PEOPLE,
  plainCase,
  proposal,
  SECRET,
  TONGUES,
  WORST,
  WU,
  withoutEntries,
  worstCase,
  ZHAO,
  ZONE,
} from './views-data.ts';
import { EVENTS, NOTICES } from './views-events.ts';
import { graveForms, graveMessages } from './views-grave.ts';
import { APPROVALS, moneyForms } from './views-money.ts';

const OUTCOME: MessageOutcome = {
  verdict: 'complaint',
  reason: 'dissatisfaction',
  evidence: Array.from({ length: 20 }, () => WORST),
  instructions: [WORST],
  reader: WORST,
  caseIds: [],
  note: true,
  decidedBy: LONG_NAME.id,
  at: NOW.toISOString(),
  second: 'awaited',
  answered: true,
  transcript: WORST,
};

/** Every value at its longest, each of which replaced many others. */
const SOURCE = { by: 'person', reader: WORST, person: LONG_NAME.id, at: NOW.toISOString() } as const;
const WORST_BASIS: Basis = {
  people: PEOPLE,
  of: new Map([
    [
      'c-1' as CaseId,
      READ_FIELDS.map((field, i) => ({
        ...{ field, value: WORST, quote: WORST, sureness: 'uncertain', confirmed: { by: LONG_NAME.id, at: SOURCE.at } },
        by: i % 2 ? SOURCE : { ...SOURCE, by: 'model' },
        earlier: Array.from({ length: 20 }, () => ({ value: WORST, by: { ...SOURCE, by: 'rule' } })),
      })),
    ],
  ]),
};

const HOLD_TEXT = new Set<string>([FORM.amend, FORM.newCase, FORM.report, FORM.crisisStatement]);
const HERE = { now: NOW, timeZone: ZONE };

/** Everything the desk can post, at its longest, by name. Reveals stand apart: they are unmasked on purpose. */
function messages(w: Wording): readonly (readonly [string, Said])[] {
  const many = Array.from({ length: 300 }, (_, i) => ({ ...LONG_NAME, id: `${i}` as typeof ZHAO.id }));
  return [
    ...CASE_STATUSES.flatMap((status) =>
      SEVERITIES.map((s) => [`card ${status} ${s}`, caseCard(cardOf(worstCase(status, s)), w, NOW, mention)] as const),
    ),
    ...EVENTS.map(
      (e) => [`card after ${e.body.type}`, caseCard(cardOf(worstCase(), [e, e, e]), w, NOW, mention)] as const,
    ),
    ['plain card', caseCard(cardOf(plainCase(), []), w, NOW, mention)],
    ...APPROVALS.map((card) => [`approval ${card.proposal.state}`, approvalCard(card, w, mention)] as const),
    ...NOTICES.map(
      (n) => [`notice ${n.kind}`, noticeMessage(n, w, { people: PEOPLE, mention, link, timeZone: ZONE })] as const,
    ),
    ...LISTS.flatMap((list) =>
      [0, 30].map((from) => {
        const words = list === 'search' ? '<!channel> <@U1> & 等太久 '.repeat(20) : '';
        return [`${list} from ${from}`, caseList(LINES, { list, words, from }, { whole: false, ...HERE }, w)] as const;
      }),
    ),
    ['empty list', caseList([], { list: 'mine', words: '', from: 0 }, { whole: true, ...HERE }, w)],
    ['detail', caseDetail(cardOf(worstCase()), link(), w, NOW)],
    ...graveMessages(w),
    ['people', peopleList([ZHAO, WU, ...many], w)],
    ['no people', peopleList([], w)],
    ['help', helpMessage(w)],
    ['help after a slip', helpMessage(w, WORST)],
  ];
}

function views(w: Wording): readonly (readonly [string, ModalView | HomeView])[] {
  const c = worstCase('awaiting_approval');
  const m = METADATA;
  const cases = LINES.map((l) => l.case);
  const toApprove = cases.map((each) => ({ case: each, proposal: proposal('pending') }));
  const home = { mine: LINES, unclaimed: LINES, toApprove, me: LONG_NAME, now: NOW, timeZone: ZONE };
  const empty = { ...home, mine: [], unclaimed: [], toApprove: [], me: null };
  const long = Array.from({ length: 20 }, () => EVENTS).flat();
  return [
    [FORM.newCase, newCaseForm(m, w, WORST)],
    [FORM.handOver, forms.handOverForm(m, c, w)],
    [FORM.severity, forms.severityForm(m, c, w)],
    [FORM.amend, amendForm(m, c, w)],
    [FORM.contact, forms.contactForm(m, c, w)],
    ...moneyForms(w),
    ...graveForms(w),
    [FORM.followUp, closing.followUpForm(m, c, w)],
    ['follow-up that closes', closing.followUpForm(m, worstCase('resolved'), w, 'satisfied')],
    [FORM.close, closing.closeForm(m, c, w)],
    [FORM.agreeDate, timed.agreeDateForm(m, c, HERE, w)],
    [FORM.promise, timed.promiseForm(m, c, w)],
    ['promise that was heard', timed.promiseForm(m, c, w, { heard: heardPromise('h-0'), now: NOW })],
    [FORM.keepPromise, timed.keepPromiseForm(m, c, HERE, w)],
    [FORM.pause, timed.pauseForm(m, c, w)],
    [FORM.accuse, timed.accuseForm(m, c, ['U1', 'U2'], w)],
    [FORM.reopen, forms.reopenForm(m, c, w)],
    [FORM.dismiss, forms.dismissForm(m, c, w)],
    [FORM.merge, forms.mergeForm(m, c, [], w)],
    [FORM.people, setup.peopleForm(m, w)],
    [FORM.peopleCsv, setup.peopleCsvForm(m, w)],
    [FORM.place, setup.placeForm(m, 'major', true, w)],
    ['timeline', timelineView(c, EVENTS, PEOPLE, w, ZONE, NOW)],
    ['long timeline', timelineView(c, [...long, ...long], PEOPLE, w, ZONE, NOW)],
    ['why', whyView(OUTCOME, [c, worstCase('new')], PEOPLE, w)],
    ['why with every value', whyView(OUTCOME, [c, worstCase('new')], PEOPLE, w, WORST_BASIS)],
    ['why nothing', whyView(null, [], PEOPLE, w)],
    ['basis', basisView(c, WORST_BASIS, w, ZONE, NOW)],
    ['basis of nothing', basisView(c, { of: new Map(), people: PEOPLE }, w, ZONE, NOW)],
    ['home', homeView(home, w)],
    ['empty home', homeView(empty, w)],
  ];
}

it('reads back what a page button carries, and nothing that none of ours carries', () => {
  const page = { list: 'search', words: '空调|50% <b>', from: 30 } as const;
  expect(parsePage(pageValue(page))).toEqual(page);
  for (const forged of ['', '30', '30|all', '30|nothing|', '-1|all|', '99999|all|', '30|all|%E4', '30|all|<!channel>'])
    expect(parsePage(forged), forged).toBeNull();
});

describe.each(TONGUES)('views in %s', (language, w) => {
  it.each(messages(w))('%s is a message Slack takes', (_, { text, blocks }) => {
    expect(checkMessage(blocks, text)).toEqual([]);
  });

  it.each(views(w))('%s is a view Slack takes', (_, view) => {
    expect(checkView(view)).toEqual([]);
  });

  it('passes the local workspace, which refuses as Slack does', () => {
    for (const [name, { blocks }] of messages(w)) expect.soft(asSlack.checkBlocks(blocks, 'message'), name).toEqual([]);
    for (const [name, view] of views(w)) expect.soft(asSlack.checkView(view), name).toEqual([]);
  });

  it('has a form for every id', () => {
    const made = views(w).flatMap(([, view]) => (view.type === 'modal' && view.callback_id) || []);
    expect(new Set(made)).toEqual(new Set(Object.values(FORM)));
  });

  it('offers other cases by number to merge into', () => {
    const others = [worstCase('new', 'major', { id: 'c-9' as CaseId })];
    const view = forms.mergeForm(METADATA, worstCase(), others, w);
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('static_select');
  });

  it('never shows customer data that a card masks', () => {
    const hidden = [SECRET.phone, SECRET.plate, SECRET.vin, SECRET.name, 'LSVAA4187C21848'];
    // A notice and the title of a list know no case; the form to correct facts shows them on purpose.
    const elsewhere = /^notice|^list$|^help after|^form:(amend|new_case)$/;
    for (const [name, view] of [...messages(w), ...views(w)].filter(([name]) => !elsewhere.test(name))) {
      const text = JSON.stringify(view);
      for (const secret of hidden) expect.soft(text, `${name}: ${secret}`).not.toContain(secret);
    }
  });

  it('masks what looks like customer data in every notice', () => {
    for (const notice of NOTICES) {
      const text = JSON.stringify(noticeMessage(notice, w, { people: PEOPLE, mention, link, timeZone: ZONE }));
      for (const secret of [SECRET.phone, SECRET.plate, SECRET.vin])
        expect.soft(text, notice.kind).not.toContain(secret);
    }
  });

  it('keeps what people type from calling anybody', () => {
    for (const [name, view] of [...messages(w), ...views(w)]) {
      if (HOLD_TEXT.has(name)) continue; // inputs hold text as it is
      const plainTexts = /\{"type":"plain_text","text":"(?:[^"\\]|\\.)*"/g;
      const marked = JSON.stringify(view).replace(plainTexts, '');
      expect.soft(marked, name).not.toContain('<!channel>');
      expect.soft(marked, name).not.toContain('<@U1>');
      expect.soft(marked, name).not.toContain('<http://x');
    }
  });

  it('reveals everything to whoever may see it, with the note that it is on record', () => {
    const { text, blocks } = revealedMessage(worstCase(), w);
    expect(checkMessage(blocks, text)).toEqual([]);
    const shown = JSON.stringify(blocks);
    for (const secret of [SECRET.phone, SECRET.plate, SECRET.vin, SECRET.name]) expect(shown).toContain(secret);
    expect(shown).toContain(w.screen.revealed.audit);
    expect(text).not.toContain(SECRET.name);
  });

  it('fills the form of facts with what is known, unmasked', () => {
    const shown = JSON.stringify(amendForm(METADATA, worstCase(), w));
    for (const secret of Object.values({ ...SECRET, landline: '168000' })) expect(shown).toContain(secret);
  });

  it(`writes no other language than ${language}`, () => {
    const quiet = JSON.stringify([
      helpMessage(w),
      newCaseForm(METADATA, w),
      setup.peopleCsvForm(METADATA, w),
      setup.placeForm(METADATA, null, false, w),
      homeView({ mine: [], unclaimed: [], toApprove: [], me: null, now: NOW, timeZone: ZONE }, w),
    ]);
    if (language === 'en') expect(withoutEntries(quiet)).not.toMatch(/[\u3400-\u9fff]/);
    else expect(quiet).toMatch(/[\u3400-\u9fff]/);
  });
});
