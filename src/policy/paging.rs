//! The way through a listing, page by page, and when it ends.

/// How far an iteration has come.
#[derive(Debug)]
pub struct Paging {
    left: u64,
    seen: Vec<u64>,
}

/// What follows a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The next page.
    Next,
    /// Nothing: the iteration is over.
    End,
    /// An error: the page was there before, and going on might never end.
    Repeated,
}

impl Paging {
    /// How many pages an iteration asks for at most when nothing else is said.
    pub const MAX_PAGES: u64 = 1000;

    /// An iteration that has not begun.
    pub fn new(max_pages: Option<u64>) -> Paging {
        Paging { left: max_pages.unwrap_or(Paging::MAX_PAGES), seen: Vec::new() }
    }

    /// Says what follows a page. `print` tells pages apart; `None` when nothing in the items does.
    pub fn answered(&mut self, has_next: bool, print: Option<u64>) -> Turn {
        if let Some(print) = print {
            if self.seen.contains(&print) {
                return Turn::Repeated;
            }
            self.seen.push(print);
        }
        self.left = self.left.saturating_sub(1);
        if has_next && self.left > 0 {
            Turn::Next
        } else {
            Turn::End
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iteration_ends() {
        let mut paging = Paging::new(None);
        assert_eq!(paging.answered(true, Some(1)), Turn::Next);
        assert_eq!(paging.answered(true, None), Turn::Next);
        assert_eq!(paging.answered(true, None), Turn::Next);
        assert_eq!(paging.answered(false, Some(2)), Turn::End);

        let mut three = Paging::new(Some(3));
        assert_eq!([1, 2, 3].map(|print| three.answered(true, Some(print))), [Turn::Next, Turn::Next, Turn::End]);
        assert_eq!((1..=1000).filter(|_| Paging::new(None).answered(true, None) == Turn::Next).count(), 1000);
        let mut long = Paging::new(None);
        assert_eq!((0..1000).filter(|_| long.answered(true, None) == Turn::Next).count(), 999);
    }

    #[test]
    fn a_page_that_was_there_before_is_an_error() {
        let mut paging = Paging::new(None);
        assert_eq!(paging.answered(true, Some(7)), Turn::Next);
        assert_eq!(paging.answered(true, Some(8)), Turn::Next);
        assert_eq!(paging.answered(false, Some(7)), Turn::Repeated);
    }
}
