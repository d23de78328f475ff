/** Masks of domain.md §9.3: 154****1234, 沪A·***12, the last six of a VIN, 王*. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

export const maskPlate = (plate: string): string => `${plate.slice(0, 2)}·***${plate.slice(-2)}`;

export const maskVin = (vin: string): string => `***********${vin.slice(-6)}`;

const TITLE = /(先生|女士|小姐|太太|师傅|老师|经理|总|姐|哥|工|某)$/;

/** A title stays (王先生 → 王先生 tells no more than the surname); a full name keeps its first character; 张三 → 张*. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  if (TITLE.test(name.trim()) && characters.length <= 4) return name.trim();
  return characters.length <= 1 ? '*' : `${characters[0]}${'*'.repeat(Math.min(characters.length - 1, 2))}`;
}

const PHONE = /(?<!\d)1[3-9]\d(?:[ \-.·]?\d{4}){2}(?!\d)/g;
/** Area code and number: 021-62345678, 0571 8765432. */
const LANDLINE = /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/g;
/** The beginning of a mobile number that was cut short or mistyped. */
const CUT_PHONE = /(?<![\d*])1[3-9]\d{5,8}(?!\d)/g;
const ID_NUMBER = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g;
const VIN =
  /(?<![A-Za-z0-9])(?=[A-HJ-NPR-Za-hj-npr-z]*\d)(?=\d*[A-HJ-NPR-Za-hj-npr-z])[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?![A-Za-z0-9])/g;
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Za-hj-z][ ·•.-]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]/g;

/** Free text with the phones, id numbers, VINs and plates in it masked. */
export const maskText = (text: string): string =>
  text
    .replace(ID_NUMBER, (id) => `${id.slice(0, 3)}***********${id.slice(-2)}`)
    .replace(VIN, (vin) => maskVin(vin.toUpperCase()))
    .replace(PHONE, (phone) => maskPhone(phone.replace(/\D/g, '')))
    .replace(LANDLINE, (phone) => maskPhone(phone.replace(/\D/g, '')))
    .replace(CUT_PHONE, (digits) => `${digits.slice(0, 3)}****`)
    .replace(PLATE, (plate) => maskPlate(plate.replace(/[ ·•.-]/g, '').toUpperCase()));
