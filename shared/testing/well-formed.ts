import { SaxesParser } from 'saxes';

/** What is wrong with a document by the letter of XML 1.0 and its namespaces; empty when nothing is. */
export function faultsOf(xml: string): string[] {
  const faults: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', ({ message }) => faults.push(message));
  parser.write(xml).close();
  return faults;
}
