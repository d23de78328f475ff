import { dice } from './dice.ts';

/** Somebody who complains, and his car. All invented; the phones begin with 154, which nobody is given. */
export interface Customer {
  readonly name: string;
  readonly phone: string;
  readonly plate: string;
  readonly model: string;
}

/** The customer in the templates; every seeded case puts its own in his place. */
export const SOMEBODY: Customer = { name: '欧阳女士', phone: '15487654321', plate: '沪Z9Q8X7', model: '途观' };

const FAMILY = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹章云苏潘葛范彭鲁韦马');
const PROVINCES = Array.from('沪苏浙皖京津冀鲁豫粤');
const LETTERS = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ');
const MODELS = ['朗逸', '帕萨特', '轩逸', '天籁', '卡罗拉', '凯美瑞', '雅阁', '思域', '速腾', '宝来', '思铂睿', '途观'];

const digits = (n: number, length: number): string => String(n).padStart(length, '0').slice(-length);

/** Customer number n; the same n is always the same customer. */
export function customer(n: number): Customer {
  const roll = dice(n * 2_654_435_761 + 7);
  const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  return {
    name: `${one(FAMILY)}${roll() < 0.5 ? '先生' : '女士'}`,
    phone: `154${digits(n, 8)}`,
    plate: `${one(PROVINCES)}${one(LETTERS)}${digits((n * 7919) % 100_000, 5)}`,
    model: one(MODELS),
  };
}

const about = (words: string): string =>
  `${SOMEBODY.name}的${SOMEBODY.model}，${words}，车牌${SOMEBODY.plate}，电话${SOMEBODY.phone}`;

/** What the customers of the templates said. */
export const SAID: readonly string[] = [
  '今早来做保养，接车时说一小时就好，现在两个多小时了车还没上工位，在休息区等得很生气',
  '上周换刹车片报价 680，结账收了 980，说多出来的工时费没人跟她提过，要求退 300 元',
  '空调修了三次还是不制冷，每次都说修好了，要求彻底检查并给个说法',
  '前台服务态度恶劣，问进度爱理不理，还说嫌慢可以去别家，要求道歉',
  '订的右前大灯说好五天到货，等了三周还没到，车一直不能上路',
  '发动机异响，检查两次都说正常，开到高速声音更大，非常担心',
  '取车发现右后门多了一道划痕，送修时没有，店里不承认，要求免费处理',
  '销售当初答应送两次保养和脚垫，现在一样都不认，说没有写在合同里',
  '提车时间从月初拖到月底，一直没有准信，很失望，要求退定金',
  '续保时被多收了八百块，说是服务费，事先没有说过，要求退钱',
  '道路救援打了三个电话，在路边等了四个小时才来人，带着孩子很受罪',
  '新换的轮胎一个月就鼓包，店里说是使用不当，客户认为质量有问题',
].map(about);
