/*
 * The dealership of the trial: people, channels and sample complaints for the local workspace. All invented.
 */

interface TrialPerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly email: string;
  /** Role and department as `/kesu 人员 导入` takes them. */
  readonly role: string;
  readonly department: string;
}

const person = (id: string, name: string, title: string, role: string, department: string): TrialPerson => ({
  id,
  name,
  realName: name,
  title,
  email: `${id.slice(1).toLowerCase()}@jincheng.test`,
  role,
  department,
});

export const TRIAL_PEOPLE: readonly TrialPerson[] = [
  person('UXIAOLI', '小李', '服务顾问', 'advisor', 'service'),
  person('UXIAOCHEN', '小陈', '服务顾问', 'advisor', 'service'),
  person('UXIAOZHAO', '小赵', '客服专员', 'customer_care', 'customer_relations'),
  person('ULAOQIAN', '老钱', '配件主管', 'supervisor', 'parts'),
  person('UWU', '吴经理', '服务经理', 'department_manager', 'service'),
  person('UZHENG', '郑经理', '销售经理', 'department_manager', 'sales'),
  person('UZHOU', '周经理', '客户关系经理', 'customer_relations_manager', 'customer_relations'),
  person('UHE', '何总', '总经理', 'general_manager', 'management'),
];

const names = TRIAL_PEOPLE.map((p) => p.name);

export const TRIAL_CHANNELS = [
  { id: 'CKESU', name: '客诉', topic: '客户怎么说就怎么发，Kesu 会登记', members: names, botIsMember: true },
  {
    id: 'CMAJOR',
    name: '客诉-重大',
    topic: '重大客诉，何总、周经理、吴经理、郑经理',
    isPrivate: true,
    members: ['何总', '周经理', '吴经理', '郑经理'],
    botIsMember: true,
  },
];

export const TRIAL_PLACES = [
  { channel: 'CKESU', purpose: 'complaints' },
  { channel: 'CMAJOR', purpose: 'major' },
] as const;

export const TRIAL_TEAM = { id: 'TJINCHENG', name: '锦程4S店', domain: 'jincheng' };

/** Sample complaints for the page's "try this". */
export const TRIAL_HINTS = [
  {
    title: '等太久',
    channel: '客诉',
    text: '孙女士的 Polo 今早来做保养，接车时说一小时就好，现在两个多小时了车还没上工位，人在休息区等着，沪A66P21，电话 15400001234',
  },
  {
    title: '刹车失灵',
    channel: '客诉',
    text: '王先生说昨天下午在高架上踩刹车踩到底没有反应，差点追尾，车现在停在家里不敢开。轩逸，沪B7K219，15400005678，要求今天派拖车来检查',
  },
  {
    title: '收费争议',
    channel: '客诉',
    text: '李女士反映上周换刹车片报价 680，结账收了 980，说多出来的工时费没人跟她提过，要求退 300 元。卡罗拉，15400009012',
  },
];

/** The people above as a list that the desk can import. */
export const trialPeopleCsv = (): string =>
  TRIAL_PEOPLE.map((p) => [p.name, p.role, p.department, p.email].join(',')).join('\n');
