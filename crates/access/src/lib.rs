//! Who may do what: Cedar policies, schema, one decision.
