/** A backup, a restore or a move that cannot be done; the message is what whoever asked for it reads. */
export class CopyFault extends Error {
  constructor(chinese: string, english: string) {
    super(`${chinese}\n${english}`);
    this.name = 'CopyFault';
  }
}
