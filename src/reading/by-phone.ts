const CALLED =
  /来电|打(?:了|来)?(?:个)?电话(?:来|过来|到店|投诉|说|反映)|电话(?:里|中|上|投诉|反映)|致电|热线|called in|by phone|on the phone|phoned/i;

/** The customer called: phone complaints go to customer relations (domain.md §1.1, S0c). */
export const isByPhone = (text: string): boolean => CALLED.test(text.normalize('NFKC'));
