// How the search reads words, as a language of lunr's (the theme's worker loads it by its name in the index, which
// hooks/search.py writes): without accents, ü as u or ue, ß as ss, digits also without the spaces between them, and a
// longer word also by what stands before its ending. The texts themselves stay as they are.

const { lunr } = /** @type {any} */ (self);

const ENDING = /(?<=.{5})(?:ungen|ung|ing|ed|en|er|es|em|e|n|s|t)(?=\*?$)/;

/** @param {string} word */
function folded(word) {
  const plain = word.toLowerCase().replace(/ß/g, "ss").normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "");
  return plain.replace(/(?<=[aou])e+/g, "").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}*]+$/gu, "");
}

const isNumber = (/** @type {unknown} */ token) => /^\d+$/.test(folded(String(token)));

/** @type {(token: any, at: number, tokens: any[]) => any} */
function read(token, at, tokens) {
  const words = [folded(String(token))];
  for (let next = at + 1; isNumber(token) && next < at + 5 && isNumber(tokens[next]); next++) {
    words.push(words[words.length - 1] + folded(String(tokens[next])));
  }
  return words.map((word) => token.clone(() => word));
}

lunr.Pipeline.registerFunction(read, "forgiving");
lunr.forgiving = function () {
  this.pipeline.reset();
  this.pipeline.add(read);
  this.searchPipeline.reset();
};

// A word with a * at its end goes past lunr's pipeline, and the theme puts one at every end.
const { clause } = lunr.Query.prototype;
/** @param {any} wanted */
lunr.Query.prototype.clause = function (wanted) {
  wanted.term = folded(wanted.term).replace(ENDING, "");
  return clause.call(this, wanted);
};
