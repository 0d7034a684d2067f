import fc from "fast-check";
import * as z from "zod";
import { anyCharacter } from "./any-character.ts";

/**
 * Any value that a schema admits, made from the schema's own definition. A field with a rule that
 * only code knows (`refine`) names examples in its `meta`.
 */
export function arbitraryOf<Schema extends z.ZodType>(
  schema: Schema,
): fc.Arbitrary<z.output<Schema>> {
  let refused = 0;
  return inputOf(schema)
    .map(input => schema.safeParse(input))
    .filter(read => {
      refused = read.success ? 0 : refused + 1;
      // Otherwise a rule that no random value meets would be tried without end.
      if (refused > 2_000) throw new Error(`no value meets the schema: ${read.error?.message}`);
      return read.success;
    })
    .map(read => read.data as z.output<Schema>);
}

function inputOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const examples = z.globalRegistry.get(schema)?.examples;
  if (examples) return fc.constantFrom(...(examples as unknown[]));
  if (schema instanceof z.ZodObject)
    return fc.record(mapValues(schema.shape, field => arbitraryOf(field as z.ZodType)));
  if (schema instanceof z.ZodOptional)
    return fc.option(arbitraryOf(schema.def.innerType as z.ZodType), { nil: undefined });
  if (schema instanceof z.ZodCatch || schema instanceof z.ZodDefault)
    return inputOf(schema.def.innerType);
  if (schema instanceof z.ZodArray)
    return fc.array(arbitraryOf(schema.def.element as z.ZodType), { maxLength: 4 });
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(
      arbitraryOf(schema.def.keyType as z.ZodType) as fc.Arbitrary<string>,
      arbitraryOf(schema.def.valueType as z.ZodType),
      { maxKeys: 3 },
    );
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.def.options.map(inputOf));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.def.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numberOf(schema);
  if (schema instanceof z.ZodString || schema instanceof z.ZodISODateTime) return textOf(schema);
  throw new Error(`arbitraryOf does not know the schema type "${schema._zod.def.type}": add it`);
}

function numberOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const step = (schema._zod.bag.multipleOf as number | undefined) ?? 1;
  const range = {
    min: Math.ceil(Math.max(schema.minValue ?? -1e12, -1e12) / step),
    max: Math.floor(Math.min(schema.maxValue ?? 1e12, 1e12) / step),
  };
  return fc.integer(range).map(steps => Number((steps * step).toFixed(6)));
}

/** Any characters that there are, except lone surrogates: UTF-8 cannot carry them. */
function textOf(schema: z.ZodString | z.ZodISODateTime): fc.Arbitrary<string> {
  if (schema.format === "datetime")
    return fc
      .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map(date => date.toISOString());
  for (const { _zod } of schema.def.checks ?? [])
    if ("pattern" in _zod.def && _zod.def.pattern instanceof RegExp)
      return fc.stringMatching(new RegExp(_zod.def.pattern.source));
  return fc.string({ unit: anyCharacter, maxLength: Math.min(schema.maxLength ?? 60, 250) });
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
