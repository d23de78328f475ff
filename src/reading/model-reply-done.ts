import { localDate } from '../domain/business-time.ts';
import type { CaseEvent, CaseEventBody } from '../domain/case-event.ts';

/** Steps that are told, the newest ones. */
const MOST_STEPS = 8;
const LONGEST_STEP = 80;

const WAY = {
  phone: '电话',
  in_person: '当面',
  wechat: '微信',
  message: '短信',
  home_visit: '上门',
  platform: '平台',
} as const;
const FOLLOW_UP = { satisfied: '满意', unhappy: '不满意', unreachable: '没联系上' } as const;

/** What an event means to the customer; null for what concerns the house alone. Nobody is named, and no sum that was only asked for. */
function stepOf(body: CaseEventBody): string | null {
  switch (body.type) {
    case 'claimed':
    case 'handed_over':
      return '已有专人负责';
    case 'contacted':
      return `已联系客户（${WAY[body.way]}）：${body.text}`;
    case 'noted':
      return `又说：${body.text}`;
    case 'promised':
      return `答应过客户：${body.text}`;
    case 'promise_kept':
      return '答应客户的事已做到';
    case 'promise_broken':
      return '答应客户的事没有按时做到';
    case 'approved':
      return '方案已批准';
    case 'accepted':
      return '客户接受了方案';
    case 'declined':
      return `客户没有接受方案：${body.text}`;
    case 'carried_out':
      return '方案已执行';
    case 'followed_up':
      return `已回访：${FOLLOW_UP[body.result]}`;
    case 'reopened':
      return '重新打开处理';
    default:
      return null;
  }
}

/** What has been done for the customer so far, oldest first, as `11-16 已有专人负责`; `mask` takes out who it was. */
export function doneSoFar(
  events: readonly CaseEvent[],
  timeZone: string,
  mask: (text: string) => string,
): readonly string[] {
  const steps = events.flatMap(({ at, body }) => {
    const step = stepOf(body);
    if (step === null) return [];
    const words = mask(step).replace(/\s+/g, ' ').slice(0, LONGEST_STEP);
    return [`${localDate(new Date(at), timeZone).slice(5)} ${words}`];
  });
  return steps.filter((step, i) => step !== steps[i - 1]).slice(-MOST_STEPS);
}
