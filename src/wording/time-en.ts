import type { TimeWording } from './time.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** English times. */
export const timeEn: TimeWording = {
  today: (clock) => `today ${clock}`,
  tomorrow: (clock) => `tomorrow ${clock}`,
  yesterday: (clock) => `yesterday ${clock}`,
  day: (date, clock) => `${date} ${clock}`,
  overdue: (days, hours, minutes) => {
    const parts =
      days > 0 ? [`${days} d`, hours && `${hours} h`] : [hours && `${hours} h`, minutes && `${minutes} min`];
    return `overdue by ${parts.filter(Boolean).join(' ') || 'less than a minute'}`;
  },
  heading: (_year, month, day, weekday) => `${WEEKDAYS[weekday] ?? ''} ${day} ${MONTHS[month - 1] ?? ''}`,
};
