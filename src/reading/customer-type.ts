import type { CustomerType, Trigger } from '../domain/complaint.ts';
import type { Plain } from './normalise.ts';

// Signs of each type (domain.md §1.5, S3).
const ACTIVIST =
  /退一赔三|退车|换车|赔偿|要求(?:赔|退|换|书面)|索赔|录(?:了)?音|录像|证据|律师|起诉|曝光|三天|限(?:你们)?|不然|否则|依据(?:是)?什么|规定(?:在哪|写)|legal|lawyer|compensat/;
const ANGRY =
  /!!|!{2}|骂|吼|拍桌|摔|气(?:死|炸|得|愤)|发火|发飙|大吵|吵|闹|怒|垃圾|滚|黑店|要见(?:总|经理|老板)|叫你们(?:经理|老板|总)|穷鬼|烦|什么态度|凭什么|凭啥|瞪|furious|angry|shout|yell/;
const PASSIVE =
  /算了|懒得|不(?:说话|吵|闹)|没(?:闹|发火|吵)|下次不来|不来了|以后不|无所谓|随便|随你们|看着办|也说不清|认了|认栽|不急|失望|心累|never mind|whatever|forget it/;
const VOICER =
  /朋友圈|群里|告诉(?:别人|朋友|大家|同事|亲戚)|跟(?:朋友|别人|大家|同事)|吐槽|劝(?:别人|大家)|避雷|差评|点评|黑猫|车质网|一直(?:强调|坚持)|感觉被|服务(?:真的|真是)?(?:太|真)?差|法规|不是说|friends|review/;

/** 消极者, 发言者, 发怒者 or 积极份子 (domain.md §1.5); unknown when nothing shows it. */
export function customerTypeOf(plain: Plain, triggers: readonly Trigger[]): CustomerType {
  if (triggers.some((t) => t === 'threat' || t === 'lawyer' || t === 'group')) return 'activist';
  if (PASSIVE.test(plain.text)) return 'passive';
  if (ACTIVIST.test(plain.text)) return 'activist';
  if (ANGRY.test(plain.text)) return 'angry';
  return VOICER.test(plain.text) || triggers.includes('platform') ? 'voicer' : 'unknown';
}
