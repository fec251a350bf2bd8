import { filmReader } from './demo/films/language/film-reader.ts';
import { readFileSync } from 'node:fs';
const r = await filmReader();
for (const t of readFileSync('/tmp/w/s2.txt','utf8').split('\n').filter(Boolean)) {
  const { wishes, rest, unwantedWords, unknownWords } = (r as any).read(t);
  const s = wishes.map((w: any) => `${w.mark==='want'?'':w.mark+' '}${w.kind==='value'?w.facet+'='+w.value:w.kind==='range'?w.field+' '+(w.min??'')+'..'+(w.max??''):w.kind+(w.itemIndex!==undefined?'#'+w.itemIndex:'')+(w.value?'='+w.value:'')}${w.isAlternative?' (or)':''}`).join(' | ');
  console.log(`${t}\n    ${s}   REST: ${rest}${unwantedWords.length?'  UNWANTED '+unwantedWords:''}`);
}
