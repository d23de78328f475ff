import { counted, noUsage, type UsageDay } from '../../src/domain/usage.ts';
import type { Usage } from '../../src/ports.ts';

export function createFakeUsage(): Usage {
  const days = new Map<string, UsageDay>();
  const byModel = (a: UsageDay, b: UsageDay) => (`${a.provider} ${a.model}` < `${b.provider} ${b.model}` ? -1 : 1);
  return {
    on: async (day) => [...days.values()].filter((d) => d.day === day).sort(byModel),
    async add(call, day) {
      const key = [day, call.provider, call.model].join('\n');
      days.set(key, counted(days.get(key) ?? noUsage(day, call), call));
    },
  };
}
