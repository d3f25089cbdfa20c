/** Why a call came to nothing, without anybody's data. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  /** No further attempt can help: an administrator must look at it. */
  readonly isFinal: boolean;

  constructor(message: string, { isFinal = false }: { readonly isFinal?: boolean } = {}) {
    super(message);
    this.isFinal = isFinal;
  }
}
