/** Where the operator wants the engine of the tests; else it lies below the checkout. */
export function chosenEngineFolder(): string | undefined {
  return process.env.REGENT_TEST_ENGINE;
}
