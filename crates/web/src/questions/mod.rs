//! Questionnaires, page by page: nothing is stored, and what was answered travels in the form.
//!
//! | module | what it does |
//! |---|---|
//! | `draft` | what somebody has answered so far; hostile until it was held against its items |
//! | `screens` | an instrument cut into screens |
//! | `run` | which page a pressed button leads to |
//! | `list`, `about` | which there are; what one is for, before it starts |
//! | `ask`, `review`, `changed` | one screen; all answers; "the questions changed" |
//! | `file` | the answers in one file, to take away |
//! | `sent`, `open`, `together` | files that come in: to go on with one, to put several side by side |
//! | `keep` | answers kept under a code, where the person asks |
//! | `application` | getting ready to ask for a protection order |
//! | `findings`, `result` | what the answers show and what to do next, on the screen and on paper |

mod about;
pub(crate) mod application;
mod ask;
mod changed;
mod draft;
pub(crate) mod file;
mod findings;
pub(crate) mod keep;
pub(crate) mod list;
pub(crate) mod open;
mod result;
mod review;
pub(crate) mod run;
mod screens;
mod sent;
pub(crate) mod together;
mod view;
