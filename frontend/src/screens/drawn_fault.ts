import type { Catalog } from "../training/catalog";
import { MOTIONS } from "../ui/figure/poses";

/**
 * Which of an exercise's faults is the drawn one, -1 where none is.
 *
 * The drawings name it in the words in which the catalogue was written, whatever language it speaks now.
 */
export function drawnFault(exercise: string, catalog: Catalog): number {
  const says = MOTIONS[exercise]?.fault.says ?? "";
  const written = (catalog.original ?? catalog).exerciseById.get(exercise);
  return written?.faults.indexOf(says) ?? -1;
}
