// How html-validate reads the pages. A rule is changed only with its reason beside it.

export default {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Numbers must not break over two lines: the Translation Bureau's U+2011 hyphen.
    'tel-non-breaking': 'error',
    // Style and script stand in the page on purpose (one request) and are allowed by hash.
    'require-csp-nonce': 'off',
    // Boxes of one filter share its name: that is how HTML sends several values.
    'form-dup-name': ['error', { shared: ['checkbox', 'radio', 'submit', 'button', 'reset'] }],
    // An id may be anything without a space (HTML, 3.2.6): a field's is the stable name of what it holds.
    'valid-id': ['error', { relaxed: true }],
    // Our own templates close void elements in one way; which one is a matter of style.
    'void-style': ['error', { style: 'omit' }],
  },
};
