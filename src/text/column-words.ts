// The words of a column's name: `bookTitle`, `book_title` and `Book title` are the same ones.

export function columnWords(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
