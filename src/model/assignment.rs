//! A segment's assignments of customers.

use super::metadata::*;

record! {
    /// An assignment of a customer to a segment, as the service answers it. Every field may be absent or null, and is absent
    /// when `fields` did not ask for it.
    answer CustomerAssignment = CUSTOMER_ASSIGNMENT {
        /// The customer.
        customer "customer" optional record(AssignedCustomer ASSIGNED_CUSTOMER);
        /// The legal entity that the customer is assigned for. Absent on assignments of shoppers (B2C).
        legal_entity "legalEntity" optional record(AssignedLegalEntity ASSIGNED_LEGAL_ENTITY);
        /// `MANUAL` when somebody assigned the customer, `AUTOMATIC` when the service derived it.
        assignment_type "assignmentType" optional words(ASSIGNMENT_TYPES);
        /// The tenant's own fields, an object for each mixin.
        mixins "mixins" optional mixins();
        /// When it was made and changed, its version, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(AssignmentMetadata ASSIGNMENT_METADATA);
    }
}

record! {
    /// The customer of an assignment.
    answer AssignedCustomer = ASSIGNED_CUSTOMER {
        /// The customer's id. The service's own example calls it `customerId`, which is kept as it comes.
        id "id" optional text();
        /// The given name.
        first_name "firstName" optional text();
        /// The family name.
        last_name "lastName" optional text();
        /// The e-mail address.
        email "email" optional text();
    }
}

record! {
    /// The legal entity of an assignment.
    answer AssignedLegalEntity = ASSIGNED_LEGAL_ENTITY {
        /// The legal entity's id.
        id "id" optional text();
        /// The legal entity's name.
        name "name" optional text();
    }
}

record! {
    /// What is kept beside an assignment.
    answer AssignmentMetadata = ASSIGNMENT_METADATA {
        /// When the assignment was made.
        created_at "createdAt" optional text();
        /// When the assignment was last changed.
        modified_at "modifiedAt" optional text();
        /// The version, 1 at creation and one more with each change. Give it back in a change to turn optimistic locking on.
        version "version" optional version();
        /// The address of the schema of each mixin.
        mixins "mixins" optional links();
    }
}

record! {
    /// What an assignment is made or changed with.
    input AssignmentUpsert = ASSIGNMENT_UPSERT {
        /// The tenant's own fields, an object for each mixin.
        mixins "mixins" optional mixins();
        /// The version for optimistic locking, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(MetadataUpdate METADATA_UPDATE);
    }
}

record! {
    /// One of many assignments to make or change.
    input AssignmentBulkItem = ASSIGNMENT_BULK_ITEM {
        /// The customer's id.
        customer_id "customerId" required text(NOT_EMPTY);
        /// The legal entity's id. Leave it out for shoppers (B2C).
        legal_entity_id "legalEntityId" optional text(NOT_EMPTY);
        /// The tenant's own fields, an object for each mixin.
        mixins "mixins" optional mixins();
        /// The version for optimistic locking, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(MetadataUpdate METADATA_UPDATE);
    }
}

record! {
    /// Which assignment of a segment.
    input AssignmentKey = ASSIGNMENT_KEY {
        /// The customer's id.
        customer_id "customerId" required text(NOT_EMPTY);
        /// The legal entity's id. Leave it out for shoppers (B2C).
        legal_entity_id "legalEntityId" optional text(NOT_EMPTY);
    }
}

record! {
    /// What became of one item of a bulk call.
    answer BulkEntry = BULK_ENTRY {
        /// The item's place as the service counts, from 0 or from 1; the place in the answer is what counts here.
        index "index" optional whole();
        /// The HTTP status for this item.
        code "code" optional whole();
        /// The status in words.
        status "status" optional text();
        /// What is wrong with the item.
        message "message" optional text();
    }
}

static ASSIGNMENT_TYPES: &[&str] = &["MANUAL", "AUTOMATIC"];
