//! What a listing is asked for.

use super::spirii::SPIRII_TYPES;

record! {
    /// Which customers to list.
    input CustomerQuery = CUSTOMER_QUERY {
        /// A query in the service's own language, such as `lastName:Lovelace`, which is sent as it is; or one that `field()` made.
        q "q" optional query();
        /// `field`, `field:asc` or `field:desc`, several in a list or joined by commas. The service's default is ascending.
        sort "sort" optional sorts();
        /// The page, from 1.
        page_number "pageNumber" optional count();
        /// How many customers a page holds. The service's default is 60; given alone or with `pageNumber`, which needs it and gets 60 when it is absent.
        page_size "pageSize" optional count();
        /// What to add: `addresses`, `accounts`, `mixin:*` or `mixin:<name>`.
        expand "expand" optional texts(EXPAND);
    }
}

record! {
    /// Which assignments of a segment to list.
    input AssignmentQuery = ASSIGNMENT_QUERY {
        /// A query in the service's own language, such as `assignmentType:MANUAL`, which is sent as it is; or one that `field()` made.
        q "q" optional query();
        /// `field`, `field:asc` or `field:desc`, several in a list or joined by commas. The service's default is ascending.
        sort "sort" optional sorts();
        /// The page, from 1.
        page_number "pageNumber" optional count();
        /// How many assignments a page holds. The service documents no default; `pageNumber` without it gets 60.
        page_size "pageSize" optional count();
        /// The fields to answer; all when it is absent.
        fields "fields" optional texts(FIELD);
        /// Whether the service counts all matches, for the page's `total`. The service's default is false.
        total_count "totalCount" optional flag();
    }
}

record! {
    /// Which of Spirii's customers to list.
    input SpiriiCustomerQuery = SPIRII_CUSTOMER_QUERY {
        /// How many to answer, from 1. The service's default is 50.
        limit "limit" optional count();
        /// How many to skip. The service's default is 0.
        offset "offset" optional version();
        /// What to sort by. The service's default is `id`; `createdAt` or `updatedAt` with such a filter.
        sort_by "sortBy" optional words(SPIRII_SORTS);
        /// The direction. The service's default is `desc`; `asc` with `createdAtFrom` or `updatedAtFrom`.
        sort_direction "sortDirection" optional words(DIRECTIONS);
        /// A text in names and ids, `externalId` included.
        search "search" optional text();
        /// These customers alone. Other filters still apply.
        customer_ids "customerIds" filled wholes();
        /// These types alone.
        types "types" filled choices(SPIRII_TYPES);
        /// All customers of this owner, at any depth.
        owner_id "ownerId" optional whole();
        /// The direct descendants of this owner.
        direct_owner_id "directOwnerId" optional whole();
        /// The customers below this operator.
        cpo_id "cpoId" optional whole();
        /// Created at this moment.
        created_at "createdAt" optional date();
        /// Created at this moment or later.
        created_at_from "createdAtFrom" optional date();
        /// Created at this moment or earlier.
        created_at_to "createdAtTo" optional until(CREATED_AT_FROM);
        /// Changed at this moment.
        updated_at "updatedAt" optional date();
        /// Changed at this moment or later.
        updated_at_from "updatedAtFrom" optional date();
        /// Changed at this moment or earlier.
        updated_at_to "updatedAtTo" optional until(UPDATED_AT_FROM);
        /// Further parameters of the service, sent as they are; a list repeats its name.
        extra_query "extraQuery" optional extra();
    }
}

static SPIRII_SORTS: &[&str] = &["id", "name", "type", "ownerName", "cpoName", "createdAt", "updatedAt"];
static DIRECTIONS: &[&str] = &["asc", "desc"];
const CREATED_AT_FROM: &str = "createdAtFrom";
const UPDATED_AT_FROM: &str = "updatedAtFrom";
