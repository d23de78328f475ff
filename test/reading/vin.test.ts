import { describe, expect, it } from 'vitest';
import { vinCheckDigitFits } from '../../src/domain/vin.ts';
import { normalise } from '../../src/reading/normalise.ts';
import { findVin } from '../../src/reading/vin.ts';

const read = (text: string) => findVin(normalise(text));
// 1M8GDM9AXKP042788 is the worked example of the check digit in public descriptions of ISO 3779.
const GOOD = '1M8GDM9AXKP042788';

describe('VIN', () => {
  it('fits its check digit', () => {
    expect(vinCheckDigitFits(GOOD)).toBe(true);
    expect(vinCheckDigitFits('1M8GDM9A1KP042788')).toBe(false);
  });

  it.each([
    `VIN ${GOOD}`,
    `vin:${GOOD.toLowerCase()}`,
    `车架号 1M8 GDM9AX KP042788`,
    `换件(${GOOD})后`,
    `车架号:${GOOD} 15400010002`,
  ])('%s is read in upper case without gaps', (text) => expect(read(text).vin?.value).toBe(GOOD));

  it('keeps a VIN whose check digit does not fit, and says so', () => {
    const found = read('VIN 1M8GDM9A1KP042788');
    expect(found.vin?.value).toBe('1M8GDM9A1KP042788');
    expect(found.checkDigitOk).toBe(false);
  });

  it.each(['VIN 1M8GDM9AXKP04278', '车架号1M8GDM9AXKP0427889', 'vin 1M8GDM9AXKPO42788'])(
    '%s is malformed, so there is no VIN',
    (text) => {
      expect(read(text).vin).toBeNull();
      expect(text).toContain(read(text).malformed ?? 'nothing');
    },
  );

  it('takes an order number for no VIN', () => expect(read('工单 WZ20261118000842').vin).toBeNull());
});
