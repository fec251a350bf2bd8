// What files call their columns, in English, German, French and Spanish: as spreadsheets, Shopify, WooCommerce, Google
// Merchant, schema.org and known data sets have it. Names are compared as words without accents (`columnKey`).

import { columnKey } from './column-key.ts';
import { detailOfNamed } from './companions.ts';
import type { ColumnRole } from './roles.ts';

const list = (names: string): readonly string[] => names.split(',').map((name) => name.trim());

/** Whole names, the likeliest of a role first: of several columns with one of them the first name wins. */
const ROLE_NAMES: Readonly<Partial<Record<ColumnRole, readonly string[]>>> = {
  id: list(`
    id, item id, product id, sku, handle, article id, guid, uid, uuid, key, code, slug, artikelnummer, artikel nr,
    artikelnr, art nr, artnr, produkt id, produktnummer, bestellnummer, reference, ref, code article, code produit,
    id produit, referencia, codigo, codigo de articulo, id producto, book id, movie id, track id, recipe id,
    stock code, stockcode, parent asin, asin, isbn13, isbn, part number
  `),
  title: list(`
    title, name, product name, item name, product title, item title, headline, post title, titel, bezeichnung,
    artikelbezeichnung, produktname, produktbezeichnung, artikelname, titre, nom, nom du produit, designation,
    libelle, intitule, titulo, nombre, nombre del producto, denominacion, original title, book title, movie title,
    label, heading
  `),
  text: list(`
    description, body html, body, text, content, summary, overview, plot, synopsis, abstract, short description,
    long description, excerpt, about, blurb, features, details, beschreibung, kurzbeschreibung, langbeschreibung,
    produktbeschreibung, inhalt, texte, descriptif, resume, contenu, descripcion, descripcion corta,
    descripcion larga, resumen, contenido, texto, content encoded, content html, content text, subtitle, untertitel,
    instructions, method, review
  `),
  image: list(`
    image, image link, image src, image url, images, main image, picture, photo, cover, cover image, img, img url,
    picture url, photo url, cover url, thumbnail, thumbnail url, featured image, bild, bild url, bilder, bildlink,
    produktbild, foto, image principale, lien image, url image, imagen, url imagen, imagenes, imagen principal,
    hero, poster, small image url, variant image
  `),
  link: list(`
    link, url, product url, item url, permalink, product link, canonical, canonical url, href, page url,
    external url, web, website, uri, produkt url, produktlink, artikel url, lien, url produit, lien produit, enlace,
    url producto, enlace del producto, deeplink
  `),
  price: list(`
    price, regular price, variant price, preis, prix, precio, unit price, unitprice, list price, sales price,
    retail price, selling price, price eur, price usd, price gbp, verkaufspreis, vk, vk preis, vk brutto, preis eur,
    preis brutto, bruttopreis, ladenpreis, prix ttc, prix public, prix de vente, prix unitaire, pvp, precio venta,
    precio de venta, precio unitario, tarif, msrp, rrp, uvp
  `),
  sale_price: list(`
    sale price, special price, discount price, discounted price, offer price, promo price, angebotspreis,
    aktionspreis, sonderpreis, prix promo, prix solde, prix promotionnel, prix reduit, precio oferta,
    precio de oferta, precio rebajado, precio promocional
  `),
  stock: list(`
    stock, availability, in stock, inventory, inventory qty, variant inventory qty, quantity, qty, stock quantity,
    inventory quantity, stock level, stock status, on hand, available, available quantity, bestand, lagerbestand,
    verfugbarkeit, verfugbar, lager, auf lager, menge, en stock, disponibilite, disponible, quantite,
    stock disponible, existencias, disponibilidad, cantidad
  `),
  brand: list(`
    brand, brands, brand name, vendor, manufacturer, maker, marke, hersteller, marque, fabricant, marca, fabricante,
    store
  `),
  category: list(`
    subcategory, sub category, sous famille, sous categorie, unterkategorie, untergruppe, subcategoria, subfamilia,
    sous rayon, sub kategorie, category, categories, product type, product category, main category, type,
    google product category, department, section, collection, kategorie, kategorien, warengruppe, produktgruppe,
    produktkategorie, artikelgruppe, rubrik, categorie, rayon, famille, rubrique, categoria, categorias, familia,
    seccion, seccion tienda, item category, taxonomy
  `),
  tags: list(`
    tags, tag, keywords, labels, schlagworte, schlagworter, stichworte, etiquettes, mots cles, etiquetas,
    palabras clave
  `),
  rating: list(`
    rating, average rating, avg rating, rating value, review rating, mean rating, ratings average, stars,
    star rating, score, bewertung, durchschnittsbewertung, sterne, note, note moyenne, evaluation, valoracion,
    valoracion media, puntuacion, calificacion, grade
  `),
  popularity: list(`
    votes, ratings count, rating count, rating number, number of ratings, num ratings, review count, reviews count,
    number of reviews, num reviews, reviews, ratings, sales, total sales, units sold, sold, sales count, purchases,
    orders, order count, popularity, downloads, views, plays, likes, verkaufe, verkauft, anzahl bewertungen,
    bewertungen, absatz, ventes, nombre d avis, nombre de ventes, avis, ventas, num valoraciones,
    numero de valoraciones, numero de opiniones, opiniones, count, work ratings count
  `),
  date: list(`
    date, published, pub date, pubdate, publish date, published at, date published, publication date, publishdate,
    release date, released, created, created at, date added, added, updated, updated at, lastmod, datum,
    erscheinungsdatum, veroffentlicht, date de publication, date de parution, fecha, fecha de publicacion,
    date published iso, date modified
  `),
  year: list(`
    year, release year, publication year, original publication year, year published, yearpublished, jahr,
    erscheinungsjahr, baujahr, annee, annee de parution, ano, ano de publicacion, vintage
  `),
  group: list(`
    item group id, group id, parent, parent sku, parent id, product group id, variant group, handle,
    parent product id, master sku, modellgruppe, hauptartikel, id groupe, id grupo, style id
  `),
  fact: list(`
    variant grams, shipping weight
  `),
  facet: list(`
    author, authors, artist, director, creator, dc creator, genre, genres, language, language code, publisher,
    series, color, colour, colors, colours, farbe, farben, couleur, couleurs, colores, size, grosse, taille, talla,
    material, materiau, gender, age group, pattern, format, platform, cuisine, ingredients, subjects, autor, auteur,
    verlag, editeur, editorial, sprache, langue, idioma, matiere, kind, theme
  `),
  ignore: list(`
    google product category, variant grams, variant weight unit, variant tax code, variant barcode, barcode, gtin,
    ean, upc, mpn, variant inventory tracker, variant inventory policy, variant fulfillment service,
    variant requires shipping, variant taxable, image position, image alt text, gift card, seo title,
    seo description, published, status, option1 name, option2 name, option3 name, option1 linked to,
    option2 linked to, option3 linked to, tax status, tax class, shipping class, is featured, visibility in catalog,
    backorders allowed, draft, sold individually, low stock amount, allow customer reviews, purchase note,
    download limit, download expiry days, grouped products, upsells, cross sells, button text, position,
    identifier exists, shipping, tax, adult, custom label 0, custom label 1, custom label 2, custom label 3,
    custom label 4, additional image link, additional image links, mobile link, ads redirect, layout, weight,
    aliases, best book id, work id, books count, goodreads book id, bought together, date sale price starts,
    sale price effective date, date sale price ends, gtin upc ean or isbn, global unique id, included united states,
    robots, sitemap, shipping weight, shipping label, tax category, multipack, is bundle, show toc, toc,
    weight order
  `),
};

/** By whole name: the roles that it may mean, with its place among the names of the role. */
const ROLES_BY_NAME = new Map<string, { role: ColumnRole; place: number }[]>();
for (const [role, names] of Object.entries(ROLE_NAMES)) {
  for (const [place, name] of names.entries()) {
    ROLES_BY_NAME.set(name, [...(ROLES_BY_NAME.get(name) ?? []), { role: role as ColumnRole, place }]);
  }
}

/** Columns of a known export that no shopper needs, whatever else they are called. */
const NEVER_SHOWN =
  /^(google shopping|image|cover) (alt|position|google|custom|condition|mpn|age|gender|adwords|relative|.*label).*$|^google shopping\b|^(attribute|option) ?\d+ (default|visible|global)$|\bcustom label\b|^included\b/;
export function isNeverShown(key: string): boolean {
  return NEVER_SHOWN.test(key) || detailOfNamed(key) !== undefined;
}

export function rolesNamed(key: string): readonly { role: ColumnRole; place: number }[] {
  return ROLES_BY_NAME.get(key) ?? [];
}

/** The role that the very name of a column stands for. */
export function exactRole(name: string): ColumnRole | undefined {
  return rolesNamed(columnKey(name))[0]?.role;
}
