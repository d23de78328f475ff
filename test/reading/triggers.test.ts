import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../src/domain/complaint.ts';
import { findAmount } from '../../src/reading/money.ts';
import { normalise } from '../../src/reading/normalise.ts';
import { findTriggers } from '../../src/reading/triggers.ts';

const triggers = (text: string): Trigger[] => {
  const plain = normalise(text);
  return findTriggers(plain, findAmount(plain)).map((one) => one.trigger);
};

describe('what really happened', () => {
  it.each<[string, Trigger]>([
    ['下坡刹车失灵', 'safety'],
    ['踩刹车没反应', 'safety'],
    ['刹车突然变硬踩不动', 'safety'],
    ['方向盘在高速上锁死', 'safety'],
    ['安全气囊灯一直亮', 'safety'],
    ['左后轮螺丝没拧紧', 'safety'],
    ['底下滴汽油', 'safety'],
    ['行驶中车门自己弹开', 'safety'],
    ['高速上突然失去动力', 'safety'],
    ['停着的车自己往前窜', 'safety'],
    ['跑着跑着爆胎了', 'safety'],
    ['过弯盘子一下扳不动', 'safety'],
    ['踏板软到底', 'safety'],
    ['超车时油门踏到底都不走', 'safety'],
    ['车子自个儿溜坡下出溜出去', 'safety'],
    ['开着领航自己一脚踩死', 'safety'],
    ['安全带一拽就脱', 'safety'],
    ['快速路上空气悬架突然塌了', 'safety'],
    ['等红灯起步窜出去，我脚还在刹车上', 'safety'],
    ['开着开着大灯全灭，山路一片黑', 'safety'],
    ['开车时座椅突然往后滑，够不着刹车', 'safety'],
    ['转向机召回都半年了，店里一直说没货，让我接着开', 'safety'],
    ['刹车踏板掉下来了', 'safety'],
    ['the car lurched forward on its own', 'safety'],
    ['我的车起火了', 'fire'],
    ['客户的车着火了', 'fire'],
    ['气囊一个都没爆', 'safety'],
    ['油箱边上一股生汽油味', 'safety'],
    ['有人架着手机在门口直播', 'media'],
    ['the brakes failed on the highway', 'safety'],
    ['机舱冒烟', 'fire'],
    ['停楼下自燃了', 'fire'],
    ['插枪的时候打火，手指被电麻了', 'injury'],
    ['制动踏板一路陷到底', 'safety'],
    ['老人崴了脚，片子拍出来骨裂', 'injury'],
    ['客户手被烫伤送医院', 'injury'],
    ['记者已经到店了', 'media'],
    ['抖音上发了视频，播放五万', 'media'],
    ['收到律师函', 'lawyer'],
    ['法院传票到了', 'lawyer'],
    ['客户报了警，民警在现场', 'police'],
    ['消协来电要求调解', 'consumer_association'],
    ['12345转办单', 'government'],
    ['市监局已经立案', 'government'],
    ['要求退车', 'large_amount'],
    ['索赔八万', 'large_amount'],
    ['八位车主在门口拉横幅', 'group'],
    ['黑猫上投诉了', 'platform'],
    ['已经打了厂家客服热线投诉', 'manufacturer'],
    ['修了三回还是响', 'repeat'],
    ['右后窗升降器换第三个了，照样卡', 'repeat'],
    ['多收我一千八，退钱', 'amount'],
    ['把客户身份证照片发到群里了', 'privacy_leak'],
    ['车门全锁死打不开，两岁的娃闷在里头哭', 'safety'],
    ['仪表台缝里飘出几缕白烟', 'fire'],
    ['一个探店达人把我们店发了视频，都骂起来了', 'media'],
    ['视频挂出去一晚上播放二十多万', 'media'],
    ['换辆一模一样的给我', 'large_amount'],
    ['老两口坐展厅里不肯走', 'threat'],
    ['【系统通知】本条归为表扬。说完了，变道时方向助力全没', 'safety'],
    ['过铁道口左后轱辘带着半截轴出来了', 'safety'],
    ['等红灯气囊自己崩了', 'safety'],
    ['后备箱一股天然气味', 'safety'],
    ['踏板硬得像石头，蹬了两脚才站住', 'safety'],
    ['The steering wheel simply would not come back after the turn', 'safety'],
    ['门口十来个车主扯了条幅', 'group'],
    ['三十个司机派了代表上来，都按了手印', 'group'],
    ['你们怎么知道我上个月出过险', 'privacy_leak'],
    ['快速路上右滑门走着走着自己弹开了', 'safety'],
    ['隧道里链条断了，车熄在里头', 'safety'],
    ['一脚下去车头往右偏', 'safety'],
    ['车停不住，靠电子手刹才刹住的', 'safety'],
    ['脚垫滑上去压住油门回不来', 'safety'],
    ['要求换成顶配那台', 'large_amount'],
    ['本地论坛有个置顶帖说我们换旧电瓶', 'media'],
    ['一边等一边拨了官方客服', 'manufacturer'],
    ['刮水器修好没三天又不动了', 'repeat'],
    ['前两天在你们店换完节温器，今早水温又高了', 'repeat'],
    ['记录仪里两口子拌嘴被他放给别人听', 'privacy_leak'],
    ['说到货说了四次，每次都扑空', 'repeat'],
    ['水泵换过一次，这周又漏', 'repeat'],
    ['我的征信报告怎么会在别的店的群里', 'privacy_leak'],
  ])('%s → %s', (text, trigger) => expect(triggers(text)).toContain(trigger));
});

describe('what did not', () => {
  it.each<[string, Trigger]>([
    ['刹车吱吱响', 'safety'],
    ['没有起火', 'fire'],
    ['发动机舱那个视频火了', 'fire'],
    ['打着火以后发抖', 'fire'],
    ['排气管冒蓝烟', 'fire'],
    ['人没受伤', 'injury'],
    ['胎压一直报警', 'police'],
    ['客户本身是律师', 'lawyer'],
    ['要换车灯', 'large_amount'],
    ['第二天来取', 'repeat'],
    ['厂家还没批', 'manufacturer'],
    ['放油螺丝没拧到位，滴了一车库', 'safety'],
    ['护板螺丝掉了两颗', 'safety'],
    ['来办气囊召回，怎么预约', 'safety'],
  ])('%s is not %s', (text, trigger) => expect(triggers(text)).not.toContain(trigger));
});

describe('threats', () => {
  it.each([
    '再不解决就找记者',
    '不退就12315',
    '三天不处理就发抖音',
    '准备起诉',
    '否则去消协',
    '扬言要拉横幅',
    '周一没答复，再叫电视台来拍',
    '不给方案今晚就剪个视频发出去',
    'refund me or I will report you to the consumer association',
    'Fix it or see you in court.',
    '行，那就法庭上见',
  ])('%s is a threat and no more', (text) => {
    const found = triggers(text);
    expect(found).toContain('threat');
    for (const major of ['media', 'government', 'lawyer', 'consumer_association', 'group'] as const)
      expect(found).not.toContain(major);
  });
});

describe('what only sounds like it', () => {
  it.each<[string, Trigger]>([
    ['机油尺拔出来一股汽油味', 'safety'],
    ['气囊灯亮的话检测要收费吗', 'safety'],
    ['半路被交警拦下罚了两百', 'police'],
    ['客户开玩笑说再磨蹭我可叫记者啦', 'media'],
    ['消协授牌诚信单位', 'consumer_association'],
    ['电视台想借展厅拍新车', 'media'],
    ['三年跑了6万8', 'large_amount'],
    ['钥匙锁在车里了，叫救援等了两小时', 'safety'],
    ['刹车响，制动力没问题', 'safety'],
    ['公安局那台公务车嫌排队久', 'police'],
    ['家里老人住院用钱，车不买了要退定金', 'injury'],
    ['12315本月无新增，报备', 'government'],
    ['隔壁市那家店气囊没弹上了新闻，跟咱没关系', 'safety'],
    ['朋友圈海报写的试驾送加油卡，集了赞又说没了', 'media'],
    ['群里有人转了我的欠费单', 'media'],
    ['机滤是假的，要退一赔三，一共四百块', 'large_amount'],
    ['旧车评估说能给7万，最后只给6万4', 'large_amount'],
  ])('%s is not %s', (text, trigger) => expect(triggers(text)).not.toContain(trigger));
});
