import fc from "fast-check";
import { isFullSize } from "./size.ts";

fc.configureGlobal(isFullSize ? { numRuns: 1_000 } : { numRuns: 50, seed: 1 });
