// Columns that are nobody's business but the shop's: what goods cost it, who supplies them, people's addresses, secrets. They
// are left out unless somebody names them, for what a bundle holds everybody can download.

import { columnKey } from './column-key.ts';

const NAMES: readonly RegExp[] = [
  // What it costs the shop.
  /\b(cost|costs|fee|fees|spanne|handelsspanne|margin|markup|wholesale|einkauf|einkaufspreis|ek|ekpreis|selbstkosten|marge|deckungsbeitrag|rohertrag)\b/,
  /\b(purchase|buying|landed|dealer|trade|net) (price|cost)\b|\b(prix|precio) (d )?(achat|compra|coste|gros|mayorista)\b/,
  /\b(cout|couts|coste|costes|costo|costos|margen|handlerpreis|haendlerpreis|prix de revient|prix achat|ek preis)\b/,
  // Whom it is from.
  /\b(supplier|suppliers|lieferant|lieferanten|fournisseur|fournisseurs|proveedor|proveedores|grossiste|grosshandler)\b/,
  // People.
  /\b(e ?mail|email|mail|phone|telephone|telefon|telefono|tel|mobile|handy|fax|whatsapp|movil|portable)\b/,
  /\b(customer|customers|kunde|kunden|kundennummer|client|clients|cliente|clientes|buyer|kaufer|birthday|geburtsdatum)\b/,
  /\b(contact|ansprechpartner|contacto|employee|staff|mitarbeiter|bearbeiter|employe|empleado|sachbearbeiter|owner|borrower|assigned to|assignee|reviewer|ausleiher|entleiher|emprunteur)\b/,
  /\b(created by|updated by|modified by|edited by|last editor|user ?name|benutzer|usuario|utilisateur|ip|ip address)\b/,
  // What is said among colleagues.
  /\b(notes?|internal|intern|interne|interno|interna|notizen?|bemerkung|bemerkungen|anmerkung|anmerkungen|remarque|remarques|notas?)\b/,
  /\b(comment|comments|commentaire|commentaires|comentario|comentarios|memo|kommentar|observaciones|admin)\b/,
  // Secrets, banks, taxes.
  /\b(password|passwort|mot de passe|contrasena|hash|token|secret|api key|apikey|key hash|access key|private key|salt|session)\b/,
  /\b(iban|bic|swift|kontonummer|bank account|account number|credit card|kreditkarte|steuernummer|tax id|tax number|vat id|ust id|nif|siret|ssn)\b/,
];
/** With numbers of houses in their cells. */
const ADDRESS =
  /\b(address|street|adresse|anschrift|strasse|direccion|zip|postcode|postal code|plz|code postal|rue|calle)\b/;
/** What a name is about in its last word: a customer's rating is one, and no customer. */
const PUBLIC_HEADS =
  /\b(ratings?|reviews?|scores?|picks?|favou?rites?|choices?|support|styles?|house|types?|service|count|clubs?|games?|tokens|classes|rating count)$/;
/** The same words where they mean what everybody may know. */
const PUBLIC =
  /^(note moyenne|notes? de (tete|c(œ|oe)ur|fond)|(top|heart|base|middle|tasting|fragrance|care|flavou?r|scent) notes?|notes? (for|to) (shoppers|customers|visitors|readers|buyers)|duftnoten?|kopfnote|herznote|basisnote|cost of .*|tokens?( (count|colou?r|material))?|contact (lens|grill|paper|time)s?.*|mobile (link|friendly)|internal (frame|memory|volume|diameter|storage|dimensions?)|ip (rating|code|class)|schutzart ip|hash browns?|street (art|food).*|trade name|(phone|mobile|handy|telefon) (case|model|compatibility|size|holder)s?.*|compatible (phone|mobile).*|tel aviv|owner s manual)$/;

const EMAIL = /[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}/i;
/** A length or a weight is no money. */
const WITH_UNIT = /^\d[\d.,]*\s?(mm|cm|m|km|in|inch|ft|g|kg|lb|oz|ml|l|min|h|w|v|%?°c?)$/i;
const PHONE = /^(\+|00)\d[\d\s()./-]{6,18}$|^\(?0\d{2,5}\)?[\s/-]\d[\d\s/-]{4,12}$/;
const HASH =
  /^(?:[a-f\d]{32}|[a-f\d]{40}|[a-f\d]{56}|[a-f\d]{64}|[a-f\d]{96,128})$|^\$(2[aby]|argon2\w*|5|6|scrypt)\$/i;
const TOKEN = /^(sk|pk|rk|ghp|gho|xox[abp]|eyJ|AKIA|AIza|glpat|shpat|whsec)[_\-A-Za-z0-9]{12,}/;
const IBAN = /^[A-Z]{2}\d{2}(\s?[A-Z\d]{4}){3,7}(\s?[A-Z\d]{1,4})?$/;
const IP = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const CARD = /^\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}$/;
const FORMS = [EMAIL, PHONE, HASH, TOKEN, IBAN, IP, CARD];
/** Of the filled cells. */
const MOSTLY = 0.4;

/** @param texts  the column's filled cells, the first of them */
export function looksPrivate(name: string, texts: readonly string[]): boolean {
  const key = columnKey(name).replace(/(?<=\p{L})\d+\b/gu, '');
  // French for a rating.
  if (key === 'note' && texts.length > 0 && texts.every((text) => /^[\d.,/ ]+$/.test(text))) return false;
  // "Form of address" is a form.
  const head = key.replace(/ (of|for) .*$/, '');
  const isPublic =
    PUBLIC.test(key) || PUBLIC_HEADS.test(head) || share(texts, (text) => WITH_UNIT.test(text)) >= MOSTLY;
  if (!isPublic && NAMES.some((pattern) => pattern.test(head))) return true;
  if (!isPublic && ADDRESS.test(head) && (texts.length === 0 || share(texts, (text) => /\d/.test(text)) >= MOSTLY))
    return true;
  return share(texts, (text) => FORMS.some((form) => form.test(text.trim()))) >= MOSTLY;
}

function share(texts: readonly string[], matches: (text: string) => boolean): number {
  return texts.filter(matches).length / Math.max(1, texts.length);
}
