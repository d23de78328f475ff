import type { TimeForms, TimeFormWording } from './forms-time.ts';

/** Chinese forms about time, promises and the end of a case. */
export const timeFormsZh: TimeForms = {
  title: {
    agreeDate: '约定时间',
    promise: '记录承诺',
    keepPromise: '承诺已兑现',
    pause: '暂停计时',
    accuse: '登记被投诉人',
  },
  submit: {
    agreeDate: '保存',
    promise: '保存',
    keepPromise: '确认兑现',
    pause: '暂停',
    accuse: '保存',
  },
  label: {
    agreedAt: '约定的答复时间',
    agreedWords: '客户怎么说',
    promisedAt: '什么时候之前做到',
    promiseText: '承诺了什么',
    whichPromise: '哪一项承诺',
    keptNote: '怎么兑现的',
    waitingFor: '在等什么',
    pauseReason: '具体说明',
    accused: '客户投诉的是哪几位同事',
    planTold: '处理方案',
    resolution: '怎么解决的',
    verdict: '原因判定',
    party: '主要责任方',
    parties: '其他责任方',
  },
  placeholder: {
    agreedAt: '选择日期和时间',
    agreedWords: '例如：客户说周五下午再答复就行',
    promisedAt: '选择日期和时间',
    promiseText: '例如：15:00 前回电告知检测结果',
    whichPromise: '选择承诺',
    keptNote: '例如：14:40 已回电',
    waitingFor: '选择原因',
    pauseReason: '例如：已送检，预计周四出报告',
    accused: '选择同事',
    planTold: '',
    resolution: '选择结果',
    verdict: '选择原因',
    party: '选择责任方',
    parties: '没有就留空',
  },
  hint: {
    agreedAt: '客户同意的时间会代替原来的答复期限，原期限也保留。',
    promisedAt: '快到时间会提醒。',
    keptNote: '可以不填。',
    accused: '选中的同事不能认领、审批、回访和结案这一件。清空就是没有。',
    parties: '可以选几方。',
  },
};

/** Other Chinese words of these forms. */
export const timeFormZh: TimeFormWording = {
  planTold: '已告知客户处理方案',
  agreeDateIntro: (now) => `现在的答复期限：${now}。`,
  noDateYet: '还没有确定',
  promiseIntro: '答应客户的每一件事都单独记、单独提醒。',
  pauseIntro: '暂停期间，认领、首次联系、方案和答复的计时都停下；对外的期限（七日告知、12315、三包）照常计算。',
  accuseIntro: '被投诉的同事不能处理自己被投诉的这一件。',
  closingIntro: '结案要写清结果、原因和责任方。',
  promiseOption: (text, at) => `${at} ${text}`,
};
