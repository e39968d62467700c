//! Envelope encryption: seal, open, wrap, rotate, shred. The only crate that touches ciphers.
