import type { DoctorWords } from './words.ts';

/** The doctor in Chinese. */
export const WORDS_ZH: DoctorWords = {
  title: 'Kesu 自检',
  verdict: (wrong) => (wrong === 0 ? '没有发现问题。' : `有 ${wrong} 处要处理，见上面 ✗ 的各行。`),
  node: (version) => `Node ${version}`,
  oldNode: (version, needed) => `Node ${version} 太旧，需要 ${needed} 或更新：先 npm ci，再用 npm run doctor 运行`,
  config: '环境变量都读得通',
  configFault: (variable, problem, remedy) => `${variable} ${problem} → ${remedy}`,
  policy: (file) => (file === null ? '规则：用默认值（没有设 KESU_POLICY_FILE）' : `规则：${file}`),
  policyFault: (message) => `规则文件读不了：${message}。改好它，或把 KESU_POLICY_FILE 留空用默认值`,
  calendar: (year) => `${year} 年的工作日历已有`,
  calendarMissing: (year) =>
    `没有 ${year} 年的工作日历，算不出跨到该年的法定期限：国务院放假通知发布后升级 chinese-days，或在规则文件 store.calendar 里写上`,
  prompts: (count) => `${count} 个提示词都能装入`,
  promptsFault: (message) => `提示词有误：${message}。从版本库恢复 prompts/ 里的文件`,
  database: (where, applied) => `数据库 ${where} 打得开，${applied} 个迁移都已执行`,
  databaseNew: (where) => `数据库 ${where} 还没有建，第一次启动时会建`,
  databasePending: (where, pending) => `数据库 ${where} 打得开，还有 ${pending} 个迁移，下次启动时执行`,
  databaseInUse: (where) => `数据库 ${where} 正被运行中的 Kesu 使用，没有打开来看`,
  databaseFault: (message) => `数据库打不开：${message}`,
  modelOff: '没有配置模型（KESU_LLM），由规则读取',
  model: ({ name, mode, seconds, tokens, cost }) =>
    [
      `模型 ${name} 读懂了一条测试消息：${seconds} 秒，${mode} 方式`,
      tokens === null
        ? '没有报告用量'
        : `输入 ${tokens.input} 令牌（其中缓存 ${tokens.cached}），输出 ${tokens.output}`,
      cost === null ? '单价未知（可设 KESU_LLM_PRICE）' : `这一条约 ${cost}`,
    ].join('，'),
  modelSlow: (seconds) =>
    `模型回答用了 ${seconds} 秒，偏慢：卡片会先按规则出现，稍后才补全；可换小一些的模型（KESU_LLM_MODEL）`,
  modelNoUse: (name, detail) => `模型 ${name} 有回应，但没有按要求回答（${detail}）：换一个模型（KESU_LLM_MODEL）`,
  modelTimeout: ({ name, seconds, url }) =>
    `模型 ${name} 在 ${seconds} 秒内没有回答：检查到 ${url} 的网络，或换一个快一些的模型（KESU_LLM_MODEL）`,
  modelUnreachable: ({ url, detail }) => `连不上 ${url}（${detail}）：检查网络和代理，以及 KESU_LLM_URL`,
  modelUnauthorised: ({ url, detail }) => `${url} 不接受这个密钥（${detail}）：到服务商后台重新复制到 KESU_LLM_KEY`,
  modelNoMoney: ({ name, detail }) => `模型 ${name} 的账户没有余额了（${detail}）：到服务商后台充值`,
  modelRateLimited: ({ name, detail }) => `模型 ${name} 说请求太多（${detail}）：过一会儿再试，或在服务商后台提高限额`,
  modelBadRequest: ({ name, url, detail }) =>
    `${url} 不接受对 ${name} 的请求（${detail}）：检查 KESU_LLM_MODEL 和 KESU_LLM_URL`,
  modelFault: ({ name, detail }) => `模型 ${name} 的服务商出错（${detail}）：过一会儿再试；一直这样就检查 KESU_LLM_URL`,
  pictures: (model, seconds) => `图片：可以发送，${model} 看得见（${seconds} 秒）`,
  picturesFail: (model, detail) =>
    `图片：可以发送，但 ${model} 看不了（${detail}）：设 KESU_LLM_VISION_MODEL 为能看图的模型，或设 KESU_LLM_PICTURES=no`,
  picturesNotAllowed: '图片：不发送（无法遮住个人信息；允许的话设 KESU_LLM_PICTURES=yes），机器人会请人用文字说',
  picturesNotSeen: '图片：这个模型看不见（可设 KESU_LLM_VISION_MODEL），机器人会请人用文字说',
  voice: (model) => `语音：可以转成文字（${model}，没有试）`,
  voiceNot: '语音：不转文字，机器人会请人用文字说',
};
