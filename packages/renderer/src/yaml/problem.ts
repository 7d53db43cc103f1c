/** 0-based place in a text. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

/** Why a text is not YAML. Thrown inside the reader only; {@link readYaml} gives it back as a value. */
export class YamlProblem extends Error {
  readonly mark: Mark;

  constructor(message: string, mark: Mark) {
    super(message);
    this.name = 'YamlProblem';
    this.mark = mark;
  }
}
