import type { GuaranteeWindowKey, ReturnGround } from '../domain/three-guarantees.ts';
import type { AdviceWording } from './advice.ts';
import { draftZh } from './advice-draft-zh.ts';
import { helpZh } from './advice-help-zh.ts';

const WINDOW: Readonly<Record<GuaranteeWindowKey, string>> = {
  seven_days: '7 日内（发动机、变速器、动力蓄电池、驱动电机）',
  sixty_days: '60 日或 3,000 公里内',
  three_guarantees: '三包有效期（不少于 2 年或 5 万公里）',
  free_repair: '包修期（不少于 3 年或 6 万公里）',
};
const STATE = { open: '在期内', over: '已过', unknown: '待核对' } as const;

function ground(g: ReturnGround): string {
  switch (g.ground) {
    case 'within_seven_days':
      return '交车 7 日内要求退换';
    case 'safety_within_sixty_days':
      return '60 日或 3,000 公里内出现涉及安全的故障';
    case 'safety_repaired_twice':
      return `涉及安全的故障据称已修 ${g.count} 次`;
    case 'assembly_replaced_twice':
      return `总成已更换 ${g.count} 次`;
    case 'part_replaced_twice':
      return `同一主要零部件已更换 ${g.count} 次`;
    case 'repair_days':
      return `累计修理时间据称 ${g.count} 日，超过 30 日`;
    case 'same_fault_repairs':
      return `同一问题据称修理第 ${g.count} 次，超过 4 次`;
  }
}

/** 24(4) → 第24条第(4)项. */
const articleText = (article: string): string =>
  article
    .replace(/(\d+)\((\d)\)/, '$1条第($2)项')
    .replace(/^([\d–、, ]+)$/, '$1条')
    .replaceAll(', ', '、');

/** 处理建议 in Chinese. */
export const adviceZh: AdviceWording = {
  title: '处理建议',
  menu: '处理建议',
  head: {
    approach: '怎么沟通',
    steps: '下一步',
    evidence: '先留存这些',
    solutions: '常用方案',
    past: '类似案子怎么处理的',
    facts: '规定和期限',
    gaps: '还要核实',
    draft: '回复草稿',
  },
  approach: {
    feelings_first: '先处理心情，再处理事情',
    confirm_heard: '多问、复述，确认听到的对不对',
    show_care: '深切表示关怀',
    tell_how: '主动告知会怎么处理、什么时候有结果',
    isolate: '隔离群众：请到安静的房间坐下谈',
    agree_first: '先行认同客户的感受',
    state_conditions: '以条件清楚叙述问题：能做什么、要先核实什么',
    listen_back: '倾听、不打断，复述并表示理解',
    tell_escalation: '告知会上报给谁、多久答复',
    offer_options: '提供 2–3 个解决方案供选择',
    keep_watching: '谈完继续追踪观察',
  },
  step: {
    stop_driving: '建议客户停驶，需要移动车辆时安排拖车，不让客户自己开来',
    care_for_injured: '先问人有没有事，安排就医，再谈车',
    tell_leaders: '马上报总经理和厂家，由管理层牵头',
    one_spokesperson: '对外只由指定的一个人说话，其他人只记录、不表态',
    answer_authority: '按要求的期限书面答复来函单位，留下回执',
    facts_in_writing: '只谈核实过的事实，重要沟通留下书面记录',
    watch_crisis: '可能扩大，先告诉总经理，留意客户后续动作',
    stop_spreading: '马上撤回、删除流出的内容，停止继续传播',
    manager_in_person: '由经理亲自联系，尽量当面谈',
    recheck_root_cause: '重新诊断，找到根本原因再动手，由技术主管复检',
    test_drive_together: '请最有经验的技师和客户一起试车确认',
    show_price_list: '拿出价目表和工单，逐项说明',
    say_remaining_time: '说清还要多久、排在第几，到点主动回报',
    apologise_in_person: '经理和当事人一起当面致歉，不辩解',
    tell_measures: '告诉客户内部怎么改进',
    verify_warranty: '保修政策先核实，核实前不拒绝、也不承诺',
    arrival_date: '向供应商问到确切到货日，每次变化主动告知',
    check_part_source: '核对配件来源和标识，当面说明',
    check_contract: '翻合同和聊天记录，看当时怎么答应的',
    check_handover: '对照交接单逐项核对，约时间补齐',
    split_fees: '把费用逐项拆开，哪些是代收、哪些是服务费',
    see_to_safety: '先确认人和车在安全的地方，再安排救援',
    find_affected: '查清流出了什么、给了谁、影响哪些人',
    look_at_footage: '先看监控和接车照片，再和客户核对',
    solve_today: '争取当天解决，解决不了先说明时间',
  },
  evidence: {
    leave_as_is: '车辆保持原样，客户不在场不拆检',
    photos: '现场和车辆照片、视频',
    fault_codes: '故障码和数据，读取前先拍照',
    dashcam: '行车记录仪和车机记录',
    old_parts: '更换下来的旧件封存',
    work_orders: '工单和时间记录',
    repair_records: '历次维修记录（至少保存 6 年）',
    quote_and_bill: '报价单、结算单、发票',
    warranty_card: '三包凭证、保养记录',
    contract: '购车合同、订单、收据',
    chat: '聊天和通话记录',
    handover_sheet: '交接单、接车检查单',
    order_of_parts: '配件订货单和到货时间',
    part_packing: '配件包装、标签、入库单',
    footage: '店内监控',
    staff_account: '当事人书面说明',
    rescue_log: '救援派单和通话记录',
    access_log: '谁看过、谁转发过的记录',
  },
  gap: {
    purchase: '购车发票或交车日期',
    mileage: '当前里程',
    price: '车价（发票金额）',
    repair_records: '同一问题每次维修的工单和起止时间',
  },
  law: {
    auto_sales: '《汽车销售管理办法》',
    three_guarantees: '《家用汽车产品修理更换退货责任规定》',
    consumer_law: '《消费者权益保护法》',
    consumer_penalties: '《侵害消费者权益行为处罚办法》',
    civil_code: '《民法典》',
    road_transport: '《道路运输条例》',
    recall: '《缺陷汽车产品召回管理条例》',
    personal_data: '《个人信息保护法》',
    odr: '全国12315平台在线消费纠纷解决（ODR）',
  },
  article: (law, article) => (article === '' ? law : `${law}第${articleText(article)}`),
  legal: {
    odr_answer: (f) => `平台转来的投诉，${f.dueWorkingDays ?? 10} 个工作日内和解，并把时间、过程、结果记到平台`,
    privacy_leak_duty: () => '发生或可能发生泄露的，应立即补救，并通知监管部门和本人',
    deposit_double: () =>
      '“定金”不超过总价 20%，收定金一方不履行约定的双倍返还；写的是“定金”还是“订金”、约定了什么，先看合同',
    prepayment: () => '预收款没有按约定提供的，按客户要求履行或退回，并付利息',
    triple_exposure: (_, exposure) =>
      `仅供管理者：如被认定欺诈，可能涉及三倍赔偿（最低 500 元）${exposure ? `，按涉及金额约 ${exposure}` : ''}，由人判断`,
    repair_deception: () => '仅供管理者：谎报用工用料、偷换零部件可能涉及欺诈，先核实工单和旧件，由人判断',
    delay_15_days: () => '客户提出要求后超过 15 日，无正当理由不修、不换、不退的，视为故意拖延',
    stop_sale: () => '获知车辆存在缺陷的，应立即停止销售、使用，并协助厂家召回；是否属于缺陷由人判断',
    repair_warranty: () =>
      '维修质保期（先到为准）：总成或整车修理 2 万公里/100 日，二级维护 5,000 公里/30 日，小修和专项 2,000 公里/10 日；期内因维修质量的无偿返修',
    serviced_elsewhere: () => '不能因为客户在别处保养就拒绝三包',
    no_tying: () => '不得强制购买保险，不得强制代办上牌',
    posted_price: () => '价格和收费标准要明示，不得在标价之外加价',
    parts_label: () => '配件要标明原厂、质量相当、再制造或回用，并告知客户',
    burden_six_months: () => '购车 6 个月内发现瑕疵有争议的，由经营者举证',
    notice: (f) => `收到投诉 ${f.dueWorkingDays ?? 7} 个工作日内，把受理、转交和处理情况告知客户`,
  },
  due: (date) => `最晚 ${date}`,
  window: (x) => `${WINDOW[x.key]}：${STATE[x.state]}${x.endsOn ? `，到 ${x.endsOn}` : ''}`,
  ground: (g) => `可能涉及：${ground(g)}，由人判断`,
  spareCar: (days) =>
    `这次在店据称已 ${days} 日；属于包修范围的，修理超过 5 日（含等配件）从第 6 日起提供备用车或交通补偿`,
  useFee: (price, km, fee) => `使用补偿费上限 ${fee}（车价 ${price} × ${km} ÷ 1,000 × 0.5%，系数以三包凭证为准）`,
  claimAnswer: (date) => `客户提出退换车，10 个工作日内答复并说明理由${date ? `，最晚 ${date}` : ''}`,
  claimFinish: (date) => `符合条件的，20 个工作日内完成${date ? `，最晚 ${date}` : ''}`,
  notAdvice: '这里只列事实和期限，不是法律意见，怎么定由人判断。',
  draftNote: '草稿，由人发送；发送前请核对，不写没有批准的金额。',
  draft: draftZh,
  help: helpZh,
};
