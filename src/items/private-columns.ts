// Columns that are nobody's business but the shop's: what goods cost it, who supplies them, people's addresses, secrets. They
// are left out unless somebody names them, for what a bundle holds everybody can download.

import { columnKey } from './role-names.ts';

const NAMES: readonly RegExp[] = [
  // What it costs the shop.
  /\b(cost|costs|margin|markup|wholesale|einkauf|einkaufspreis|ek|ekpreis|selbstkosten|marge|deckungsbeitrag|rohertrag)\b/,
  /\b(purchase|buying|landed|dealer|trade|net) (price|cost)\b|\b(prix|precio) (d )?(achat|compra|coste|gros|mayorista)\b/,
  /\b(cout|couts|coste|costes|costo|costos|margen|handlerpreis|haendlerpreis|prix de revient|prix achat|ek preis)\b/,
  // Whom it is from.
  /\b(supplier|suppliers|lieferant|lieferanten|fournisseur|fournisseurs|proveedor|proveedores|grossiste|grosshandler)\b/,
  // People.
  /\b(e ?mail|email|mail|phone|telephone|telefon|telefono|tel|mobile|handy|fax|whatsapp|movil|portable)\b/,
  /\b(address|street|adresse|anschrift|strasse|direccion|zip|postcode|postal code|plz|code postal|rue|calle)\b/,
  /\b(customer|customers|kunde|kunden|kundennummer|client|clients|cliente|clientes|buyer|kaufer|birthday|geburtsdatum)\b/,
  /\b(contact|ansprechpartner|contacto|employee|staff|mitarbeiter|bearbeiter|employe|empleado|sachbearbeiter|owner)\b/,
  /\b(created by|updated by|modified by|edited by|last editor|user ?name|benutzer|usuario|utilisateur|ip|ip address)\b/,
  // What is said among colleagues.
  /\b(notes?|internal|intern|interne|interno|interna|notizen?|bemerkung|bemerkungen|anmerkung|anmerkungen|remarque|remarques|notas?)\b/,
  /\b(comment|comments|commentaire|commentaires|comentario|comentarios|memo|kommentar|observaciones|admin)\b/,
  // Secrets, banks, taxes.
  /\b(password|passwort|mot de passe|contrasena|hash|token|secret|api key|apikey|key hash|access key|private key|salt|session)\b/,
  /\b(iban|bic|swift|kontonummer|bank account|account number|credit card|kreditkarte|steuernummer|tax id|tax number|vat id|ust id|nif|siret|ssn)\b/,
];
/** The same words where they mean what everybody may know. */
const PUBLIC =
  /^(note moyenne|notes? de (tete|coeur|fond)|(top|heart|base|middle|tasting|fragrance|care|flavou?r|scent) notes?|notes? (for|to) (shoppers|customers|visitors|readers|buyers)|duftnoten?|kopfnote|herznote|basisnote|cost of .*|board game tokens?|tokens?( (count|colou?r|material))?|contact (lens|grill|paper|time)s?.*|mobile (link|friendly)|internal (frame|memory|volume|diameter|storage|dimensions?)|client (side|type)s?|ip (rating|code|class)|schutzart ip|number of (notes|comments)|comments? count|nombre de commentaires|hash browns?|street (style|art|food).*|trade name|(phone|mobile|handy|telefon) (case|model|compatibility|size|holder)s?.*|compatible (phone|mobile).*|tel aviv|owner s manual)$/;

const EMAIL = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i;
const PHONE = /^(\+|00)\d[\d\s()./-]{6,18}$|^\(?0\d{2,5}\)?[\s/-]\d[\d\s/-]{4,12}$/;
const HASH =
  /^(?:[a-f\d]{32}|[a-f\d]{40}|[a-f\d]{56}|[a-f\d]{64}|[a-f\d]{96,128})$|^\$(2[aby]|argon2\w*|5|6|scrypt)\$/i;
const TOKEN = /^(sk|pk|rk|ghp|gho|xox[abp]|eyJ|AKIA|AIza|glpat|shpat|whsec)[_\-A-Za-z0-9]{12,}/;
const IBAN = /^[A-Z]{2}\d{2}(\s?[A-Z\d]{4}){3,7}(\s?[A-Z\d]{1,4})?$/;
const IP = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const CARD = /^\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}$/;
const FORMS = [EMAIL, PHONE, HASH, TOKEN, IBAN, IP, CARD];
/** Of the filled cells. */
const MOSTLY = 0.5;

/** @param texts  the column's filled cells, the first of them */
export function looksPrivate(name: string, texts: readonly string[]): boolean {
  const key = columnKey(name);
  // French for a rating.
  if (key === 'note' && texts.length > 0 && texts.every((text) => /^[\d.,/ ]+$/.test(text))) return false;
  if (!PUBLIC.test(key) && NAMES.some((pattern) => pattern.test(key))) return true;
  const matches = texts.filter((text) => FORMS.some((form) => form.test(text.trim())));
  return texts.length > 0 && matches.length >= MOSTLY * texts.length;
}
