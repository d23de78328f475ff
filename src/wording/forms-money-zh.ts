import type { MoneyForms, MoneyWording } from './forms-money.ts';

/** Chinese forms about money. */
export const moneyFormsZh: MoneyForms = {
  title: { proposeConfirm: '谁来批', return: '退回修改', addConsent: '补厂家同意函', pay: '已付款' },
  submit: { proposeConfirm: '确认提交', return: '退回', addConsent: '保存', pay: '确认已付' },
  label: {
    refundPayer: '退款由谁承担',
    kind: '补偿种类',
    amount2: '另一笔金额（元）',
    kind2: '另一笔种类',
    payer2: '另一笔由谁承担',
    consentText: '书面同意说明',
    consentFiles: '书面同意文件',
    consentPaper: '书面同意文件',
    returnReason: '要改什么',
    responsible: '谁来执行',
    deadline: '什么时候之前完成',
    payProof: '付款凭证',
  },
  placeholder: {
    refundPayer: '选择承担方',
    kind: '选择种类',
    amount2: '没有就留空',
    kind2: '选择种类',
    payer2: '选择承担方',
    consentText: '例如：厂家 11-20 邮件，编号 A-17',
    consentFiles: '',
    consentPaper: '',
    returnReason: '例如：工时减半就够，改成 200 再提',
    responsible: '选择同事',
    deadline: '',
    payProof: '例如：11-21 10:00 转账，流水尾号 0832',
  },
  hint: {
    consentFiles: '可以后补；没有附上就批不了。',
    consentPaper: '邮件截图、盖章文件都可以。',
    responsible: '不选就是负责人。',
    deadline: '可以不填。',
  },
};

/** Other Chinese words about money. */
export const moneyZh: MoneyWording = {
  firstStep: '有金额的，下一步先看由谁批，确认后才提交；没有金额的直接和客户谈。',
  back: '返回修改',
  person: (name, role) => `${name}（${role}）`,
  needs: (amount, who) => `${amount} 需要：${who}批准`,
  needsChain: (amount, roles) => `${amount} 需要依次签字：${roles.join(' → ')}`,
  firstSigns: (who) => `先请${who}签。`,
  nobodySigns: (amount, roles) =>
    roles ? `${amount} 要由${roles}批准，现在没有人在岗，请先联系。` : `${amount} 现在没有人的额度够批，请联系管理员。`,
  consentNeeded: (manufacturer) => `还要附上${manufacturer}的书面同意。`,
  consentMissing: (manufacturer) => `${manufacturer}书面同意未附`,
  consentOnFile: (manufacturer, text, at) => `${manufacturer}书面同意：${text}（${at}）`,
  total: (amount) => `合计 ${amount}`,
  paidOnCar: (amount) => `这辆车其他客诉近期已付 ${amount}`,
  progress: (signed, all) => `签批 ${signed}/${all}`,
  signed: (name, role, at) => `${name}（${role}）${at}`,
  returned: (name, at) => `${name} ${at} 退回修改`,
  onBehalf: (name) => `（代 ${name}）`,
  expired: {
    severity: '等级变了，这次审批作废，请重新提方案',
    amount: '涉及的金额变了，这次审批作废，请重新提方案',
    merged: '已并案，这次审批作废',
  },
  withdrawn: '方案已撤回，不用再批',
  declined: (name, at) => `客户不接受，批准作废 · ${name} ${at} 记录`,
  accepted: (at) => `客户 ${at} 接受`,
  responsible: (name, until) => (until ? `${name}执行，${until} 前完成` : `${name}执行`),
  paid: (at) => `${at} 已付款`,
  alone: '按单独一笔、这件和这辆车之前没付过算。',
  askSum: '请写上金额，例如 /kesu 谁批 3800。',
};
