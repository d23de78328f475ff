import type { Button, KnownBlock } from '@slack/types';
import { localDateTime } from '../../domain/business-time.ts';
import type { Case } from '../../domain/case.ts';
import { draftPlan } from '../../domain/draft-plan.ts';
import {
  DRAFT_TONES,
  type DraftTone,
  type NoDraft,
  type OptionFault,
  type ReplyOption,
} from '../../domain/reply-option.ts';
import { replyDraft } from '../../wording/advice-draft.ts';
import { dateHeading } from '../../wording/time.ts';
import type { Wording } from '../../wording/wording.ts';
import { ACTION } from '../ids.ts';
import { cut, esc, LIMIT, mrkdwn, plain } from '../limits.ts';

/** Where the draft stands: the plain template alone, the template while a model writes, or what came of that. `again`: one more may be asked for. */
export type DraftShown =
  | { readonly state: 'template' }
  | { readonly state: 'drafting' }
  | {
      readonly state: 'drafted';
      readonly drafts: {
        readonly options: readonly ReplyOption[];
        readonly why: NoDraft | null;
        readonly dropped: readonly OptionFault[];
      };
      readonly again: boolean;
    };

interface Drafted {
  readonly case: Case;
  readonly answerBy: string | null;
  readonly timeZone: string;
}

/** "11月19日 周四 20:00": a customer reads it days later, so it names the day. */
function answerTime(iso: string, timeZone: string, w: Wording): string {
  const { date, time } = localDateTime(new Date(iso), timeZone);
  return `${dateHeading(date, w.time)} ${time.slice(0, 5)}`;
}

function templateText({ case: c, answerBy, timeZone }: Drafted, w: Wording): string {
  const plan = draftPlan(c, answerBy === null ? null : answerTime(answerBy, timeZone, w));
  const topic = c.subcategory ? w.name.subcategory[c.subcategory] : w.name.category[c.category.value];
  return replyDraft(plan, topic, w.advice.draft);
}

/** A code block: one press copies it, and nothing in it becomes a link or a mention. */
const copyable = (head: string, text: string): KnownBlock[] => [
  { type: 'section', text: mrkdwn(`*${head}*`) },
  { type: 'section', text: mrkdwn(`\`\`\`${esc(cut(text.replaceAll('`', ''), LIMIT.text - 6))}\`\`\``) },
];

const note = (text: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(text)] });

/** Why the template stands there although a model is set up; null without one. */
function whyTemplate(draft: DraftShown, w: Wording): string | null {
  const words = w.advice.help;
  if (draft.state === 'drafting') return `:hourglass_flowing_sand: ${words.drafting}`;
  if (draft.state === 'template' || draft.drafts.why === null || draft.drafts.why === 'no_model') return null;
  const { why, dropped } = draft.drafts;
  if (why !== 'broke_rules') return `:warning: ${words.template[why]}`;
  const rules = [...new Set(dropped.map(({ rule }) => words.fault[rule]))];
  return `:warning: ${words.brokeRules(w.mark.list(rules))}`;
}

const AGAIN: Readonly<Record<DraftTone, string>> = {
  gentle: ACTION.draftGentle,
  formal: ACTION.draftFormal,
  brief: ACTION.draftBrief,
};

function againBlocks(c: Case, w: Wording): KnownBlock[] {
  const words = w.advice.help;
  const elements = DRAFT_TONES.map(
    (tone): Button => ({
      type: 'button',
      action_id: AGAIN[tone],
      text: plain(words.again[tone]),
      value: c.id,
    }),
  );
  return [note(words.askAgain), { type: 'actions', elements }];
}

/** Replies to copy, each marked as a draft that a person sends, and how they came about. */
export function draftBlocks(shown: Drafted, draft: DraftShown, w: Wording): KnownBlock[] {
  const { head, draftNote, help } = w.advice;
  const options = draft.state === 'drafted' ? draft.drafts.options : [];
  const why = whyTemplate(draft, w);
  return [
    ...(why === null ? [] : [note(why)]),
    ...(options.length === 0 ? copyable(head.draft, templateText(shown, w)) : []),
    ...options.flatMap(({ text, tone }) => copyable(help.option(head.draft, help.tone[tone]), text)),
    note(options.length > 0 ? `:pencil2: ${help.byModel}${draftNote}` : `:pencil2: ${draftNote}`),
    ...(draft.state === 'drafted' && draft.again ? againBlocks(shown.case, w) : []),
  ];
}
