import { RuleError } from './errors.ts';
import type { Department, Role } from './person.ts';
import { parseShifts, type Shifts } from './shifts.ts';

const ROLE_WORDS: Readonly<Record<string, Role>> = {
  advisor: 'advisor',
  服务顾问: 'advisor',
  销售顾问: 'advisor',
  顾问: 'advisor',
  customer_care: 'customer_care',
  客服: 'customer_care',
  客服专员: 'customer_care',
  supervisor: 'supervisor',
  主管: 'supervisor',
  department_manager: 'department_manager',
  部门经理: 'department_manager',
  customer_relations_manager: 'customer_relations_manager',
  客户关系经理: 'customer_relations_manager',
  general_manager: 'general_manager',
  总经理: 'general_manager',
};

const DEPARTMENT_WORDS: Readonly<Record<string, Department>> = {
  service: 'service',
  售后: 'service',
  服务: 'service',
  sales: 'sales',
  销售: 'sales',
  parts: 'parts',
  配件: 'parts',
  customer_relations: 'customer_relations',
  客户关系: 'customer_relations',
  客户关系部: 'customer_relations',
  management: 'management',
  管理层: 'management',
};

/** One person of a list: name, role, department, and an e-mail address or a chat member id to know the account by. */
export interface PersonLine {
  readonly name: string;
  readonly role: Role;
  readonly department: Department | null;
  readonly contact: string;
  /** Name, e-mail or member id of whoever stands in when this one is away; null = not said. */
  readonly deputy: string | null;
  /** `week` null = the store's hours; null as a whole = not said. */
  readonly shifts: { readonly week: Shifts } | null;
}

const SEPARATOR = /[,，\t;；]/;
const MOST = 6;

/** The cells of a line; the last one, shifts, may hold separators itself. */
function cells(line: string): readonly string[] {
  const parts: string[] = [];
  let rest = line;
  while (parts.length < MOST - 1) {
    const at = rest.search(SEPARATOR);
    if (at < 0) break;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest].map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

const isHeading = (line: string): boolean => /^"?(姓名|name)\b|^"?姓名/i.test(line.trim());

function shiftsIn(text: string, line: number): PersonLine['shifts'] {
  const words = text.replace(/[,，\t;；\s]+$/, '');
  if (words === '') return null;
  const parsed = parseShifts(words);
  if (!parsed) throw new RuleError('csv_line', { line, problem: 'shifts' });
  return { week: parsed.shifts };
}

function personLine(text: string, line: number): PersonLine {
  const [name = '', role = '', department = '', contact = '', deputy = '', shifts = ''] = cells(text);
  if (name === '' || role === '' || cells(text).length < 4)
    throw new RuleError('csv_line', { line, problem: 'columns' });
  const knownRole = ROLE_WORDS[role.toLowerCase()];
  if (!knownRole) throw new RuleError('csv_line', { line, problem: 'role' });
  const knownDepartment = department === '' ? null : DEPARTMENT_WORDS[department.toLowerCase()];
  if (knownDepartment === undefined) throw new RuleError('csv_line', { line, problem: 'department' });
  if (!/^[^\s@]+@[^\s@]+$|^[UW][A-Z0-9]{2,}$/.test(contact))
    throw new RuleError('csv_line', { line, problem: 'contact' });
  if (deputy !== '' && (deputy === name || deputy === contact))
    throw new RuleError('csv_line', { line, problem: 'deputy' });
  return {
    name,
    role: knownRole,
    department: knownDepartment,
    contact,
    deputy: deputy === '' ? null : deputy,
    shifts: shiftsIn(shifts, line),
  };
}

/**
 * People from lines of `姓名,角色,部门,邮箱或成员ID[,代理人[,班次]]`, Chinese or English words, heading optional. Throws RuleError `csv_line`
 * for the first line that cannot be read (nothing is taken then) and `csv_empty` when there is none.
 */
export function parsePeopleCsv(csv: string): readonly PersonLine[] {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const people = lines.flatMap((text, i) =>
    text.trim() === '' || (i === 0 && isHeading(text)) ? [] : [personLine(text, i + 1)],
  );
  if (people.length === 0) throw new RuleError('csv_empty', {});
  return people;
}
