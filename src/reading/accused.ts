/** What a customer says of somebody he complains about, after the name. */
const DID =
  '(?:的)?(?:态度|服务态度|骂|吼|怼|推|凶|敷衍|忽悠|骗|爱答不理|不理人|不理|甩脸|翻白眼|嘲|讽刺|乱收|多收|私自|偷偷|擅自|was rude|shouted|lied|yelled)';
const ABOUT =
  '(?:投诉|举报|要告|复诉|complain(?:s|ed|ing)? about|complaint against)(?:的是|的就是|了|你们|贵店|店里|那个|一下)?(?:前台|销售|服务|售后|顾问|接待|师傅|技师|经理|客服){0,2}';

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Which of these names the text complains about: 投诉小李, 小李态度差. Names of one character are too common to tell. */
export function namesComplainedAbout(text: string, names: readonly string[]): readonly string[] {
  const plain = text.normalize('NFKC');
  const loud = plain.toUpperCase();
  return names.filter((name) => {
    // Most names do not stand in the text at all, and making a pattern is dear.
    if ([...name].length < 2 || !loud.includes(name.toUpperCase())) return false;
    const n = escaped(name);
    return new RegExp(`${ABOUT}${n}|${n}${DID}`, 'iu').test(plain);
  });
}
