import type { TimeWording } from './time.ts';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** Chinese times. */
export const timeZh: TimeWording = {
  today: (clock) => `今天 ${clock}`,
  tomorrow: (clock) => `明天 ${clock}`,
  yesterday: (clock) => `昨天 ${clock}`,
  day: (date, clock) => `${date} ${clock}`,
  overdue: (days, hours, minutes) => {
    const parts =
      days > 0 ? [`${days}天`, hours && `${hours}小时`] : [hours && `${hours}小时`, minutes && `${minutes}分`];
    return `已超时 ${parts.filter(Boolean).join('') || '不到1分钟'}`;
  },
  heading: (_year, month, day, weekday) => `${month}月${day}日 周${WEEKDAYS[weekday] ?? ''}`,
};
