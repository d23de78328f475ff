import type { DutyForms, DutyWording } from './forms-duty.ts';

/** Chinese forms of shifts and absences. */
export const dutyFormsZh: DutyForms = {
  title: { delegate: '设置代理人', shifts: '班次和常设代理' },
  submit: { delegate: '保存', shifts: '保存' },
  label: {
    deputy: '代理人',
    leaveFrom: '从哪天起',
    leaveTo: '到哪天',
    leavePerson: '谁不在',
    shiftsWho: '哪位同事',
    shiftsHow: '班次',
    shiftsText: '自定义班次',
    standingDeputy: '常设代理人',
    noDeputy: '常设代理',
  },
  placeholder: {
    deputy: '选择同事',
    leaveFrom: '选择日期',
    leaveTo: '选择日期',
    leavePerson: '不选就是自己',
    shiftsWho: '选择同事',
    shiftsHow: '',
    shiftsText: '一至五 08:30-17:30；六 09:00-12:00',
    standingDeputy: '不选就不变',
    noDeputy: '',
  },
  hint: {
    deputy: '这几天的提醒会发给代理人；经理不在时，审批也由代理人代办。',
    leaveTo: '当天也算在内。',
    shiftsText: '选“自定义”时填写，没写到的日子就是休息。',
    standingDeputy: '不在或离职时由谁接手。',
  },
};

/** Other Chinese words about shifts and absences. */
export const dutyZh: DutyWording = {
  delegateIntro: '不在店的日子请指定一位同事代理。提前回来就发 /kesu 代理 结束。',
  now: (leave) => `已经设置：${leave}`,
  away: (from, to, deputy) => `${from} 至 ${to} 不在${deputy === null ? '' : `，${deputy}代理`}`,
  standsIn: (deputy) => `常设代理：${deputy}`,
  delegated: (person, leave) => `已保存：${person} ${leave}。`,
  back: '欢迎回来，代理已结束。',
  shiftsIntro: '班次决定什么时候提醒、派单给谁。',
  how: { keep: '不变', store: '随店营业时间', own: '自定义' },
  noDeputy: '不再设常设代理人',
  storeHours: '随店营业时间',
  days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  dayRange: (from, to) => `${from}至${to}`,
  saved: (person, shifts, deputy) =>
    `已保存：${person}，班次 ${shifts}${deputy === null ? '' : `，常设代理 ${deputy}`}。`,
};
