import type { Dice } from './dice.ts';

/** What one customer complains about, as people pass it on; phone and plate are his alone, and invented. */
export interface Complaint {
  readonly text: string;
  /** The same, put right by whoever wrote it. */
  readonly corrected: string;
  /** What somebody adds later under the card. */
  readonly addition: string;
  readonly major: boolean;
}

const NAMES = ['孙女士', '王先生', '李女士', '赵先生', '钱女士', '吴先生', '郑女士', '冯先生', '陈女士', '褚先生'];
const MODELS = ['Polo', '轩逸', '卡罗拉', '朗逸', '速腾', '途观', '雅阁', '凯美瑞'];
const ADDITIONS = [
  '补充：车现在停在店里',
  '客户刚才又来问进度了',
  '客户的车停在三号工位旁边',
  '补充：客户下午还在店里',
];

const STORIES: readonly ((who: string) => string)[] = [
  (who) => `${who}今早来做保养，接车时说一小时就好，现在两个多小时了车还没上工位，人在休息区等着`,
  (who) => `${who}反映上周换刹车片报价 680，结账收了 980，说多出来的工时费没人跟她提过，要求退 300 元`,
  (who) => `${who}投诉昨天取车时发现车门有新划痕，交车时没人说，要求给个说法`,
  (who) => `${who}说空调修了两次还是不凉，今天又来了，很生气，要求免费修好`,
];
const MAJOR = (who: string) =>
  `${who}说昨天下午在高架上踩刹车踩到底没有反应，差点追尾，车现在停在家里不敢开，要求今天派拖车来检查`;

/** The `n`-th complaint of a run. */
export function complaintOf(n: number, dice: Dice): Complaint {
  const major = dice.chance(0.08);
  const who = `${dice.pick(NAMES)}的${dice.pick(MODELS)}`;
  const story = major ? MAJOR(who) : dice.pick(STORIES)(who);
  const car = `沪A${(10_000 + n).toString()}`;
  const text = `${story}，${car}，电话 154${(10_000_000 + n * 7).toString()}`;
  return { text, corrected: `${text}（更正：是今天上午的事）`, addition: dice.pick(ADDITIONS), major };
}
