// An element of a picture that the build wrote into the page.

export type WrittenElement = [tag: string, attributes: Record<string, string>, children?: WrittenElement[]];

const TAGS = ['circle', 'ellipse', 'g', 'line', 'path', 'polygon', 'polyline', 'rect'];
/** Shapes, places and colours: nothing that could load or run something. */
const ATTRIBUTE =
  /^(d|points|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|transform|opacity|fill(-opacity|-rule)?|stroke(-[a-z]+)?)$/;

/** Whether it is one, with all that is in it. */
export function isWrittenElement(value: unknown): value is WrittenElement {
  if (!Array.isArray(value)) return false;
  const [tag, attributes, children = []] = value as unknown[];
  return (
    TAGS.includes(tag as string) &&
    typeof attributes === 'object' &&
    attributes !== null &&
    Object.entries(attributes).every(([name, text]) => ATTRIBUTE.test(name) && typeof text === 'string') &&
    Array.isArray(children) &&
    children.every(isWrittenElement)
  );
}
