import type { HelpWording } from './advice-help.ts';

/** Drafts by a model, similar cases and approvals, in Chinese. */
export const helpZh: HelpWording = {
  tone: { gentle: '温和', formal: '正式', brief: '简短' },
  again: { gentle: '更温和', formal: '更正式', brief: '更简短' },
  askAgain: '不合适？换个语气再起草一版：',
  option: (head, tone) => `${head} · ${tone}`,
  drafting: '正在起草更贴合这件事的回复，稍后自动换上；先看通用模板。',
  byModel: '模型起草，已过规则检查。',
  template: {
    unavailable: '模型暂时没有回应，以下是通用模板。',
    refused: '模型没有给出可用的草稿，以下是通用模板。',
  },
  brokeRules: (rules) => `模型草稿未通过检查：${rules}。以下是通用模板。`,
  fault: {
    liability: '承认责任',
    amount: '涉及金额',
    promise: '作了承诺',
    legal_conclusion: '下了法律结论',
    blame: '指责他人',
    argument: '争辩',
    threat: '威胁',
    delay: '拖延',
    personal_data: '涉及个人信息',
    time: '答复时间不对',
    figure: '有来历不明的数字',
    placeholder: '留有占位符',
    length: '太长或太短',
    markup: '带格式符号',
  },
  past: ({ number, sameModel, solutions, total, dealer, days, satisfied }) => {
    const cost = total === null ? '没有花费' : `${total}${dealer === null ? '' : `（本店 ${dealer}）`}`;
    const like = `类似 ${number}${sameModel ? '（同车型）' : ''}`;
    return `${like}：${solutions.join('+')}，${cost}，${days} 天，${satisfied ? '满意' : '未确认满意'}`;
  },
  free: '不涉及金额时不用审批',
  approver: (role, upTo) => (upTo === null ? `${role}不限` : `${role} ${upTo} 以内`),
  nobody: '没有人有这类额度',
  consent: '另要厂家书面同意',
};
