//! The way through a listing, page by page, and when it ends.

/// How far an iteration has come.
#[derive(Debug)]
pub struct Paging {
    left: u64,
    seen: Vec<u64>,
    /// How many items were there before the first page, and how many came since.
    taken: Option<u64>,
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
        Paging { left: max_pages.unwrap_or(Paging::MAX_PAGES), seen: Vec::new(), taken: None }
    }

    /// Says what follows a page of `items` items, before which there were `before` when it is the first. By a trustworthy
    /// `total` it is how many came that counts, not how many were asked for: a service may have a greatest size of pages.
    /// Without one it is whether the page was `full`. `print` tells pages apart; `None` when nothing in the items does.
    pub fn answered(&mut self, before: u64, items: u64, total: Option<u64>, full: bool, print: Option<u64>) -> Turn {
        let taken = self.taken.unwrap_or(before).saturating_add(items);
        self.taken = Some(taken);
        let has_next = items > 0 && total.map_or(full, |total| taken < total);
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

    /// A full page of ten without a total.
    fn full(paging: &mut Paging, print: Option<u64>) -> Turn {
        paging.answered(0, 10, None, true, print)
    }

    #[test]
    fn an_iteration_ends() {
        let mut paging = Paging::new(None);
        assert_eq!(full(&mut paging, Some(1)), Turn::Next);
        assert_eq!(full(&mut paging, None), Turn::Next);
        assert_eq!(full(&mut paging, None), Turn::Next);
        assert_eq!(paging.answered(0, 9, None, false, Some(2)), Turn::End);

        let mut three = Paging::new(Some(3));
        assert_eq!([1, 2, 3].map(|print| full(&mut three, Some(print))), [Turn::Next, Turn::Next, Turn::End]);
        let mut long = Paging::new(None);
        assert_eq!((0..1000).filter(|_| full(&mut long, None) == Turn::Next).count(), 999);
    }

    #[test]
    fn by_a_total_it_is_how_many_came_that_counts() {
        // 25 are there, 20 a page were asked for, and the service gives 10.
        let mut paging = Paging::new(None);
        let turns = [10, 10, 5].map(|items| paging.answered(0, items, Some(25), false, None));
        assert_eq!(turns, [Turn::Next, Turn::Next, Turn::End]);
        // From the second page on.
        let mut later = Paging::new(None);
        assert_eq!(later.answered(10, 10, Some(25), true, None), Turn::Next);
        assert_eq!(later.answered(20, 5, Some(25), false, None), Turn::End);
        // A total that is never reached.
        assert_eq!(Paging::new(None).answered(0, 0, Some(25), true, None), Turn::End);
    }

    #[test]
    fn a_page_that_was_there_before_is_an_error() {
        let mut paging = Paging::new(None);
        assert_eq!(full(&mut paging, Some(7)), Turn::Next);
        assert_eq!(full(&mut paging, Some(8)), Turn::Next);
        assert_eq!(paging.answered(0, 1, None, false, Some(7)), Turn::Repeated);
    }
}
