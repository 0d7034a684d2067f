/** Lets Node run the pages' .tsx files from now on. */
export async function runTsx(): Promise<void> {
  const { register } = await import("tsx/esm/api");
  register();
}
