//! What Emporix keeps beside a record: its version and the links to the schemas of its mixins.

record! {
    /// What is kept beside a new record.
    input MetadataCreate = METADATA_CREATE {
        /// The address of the schema of each mixin.
        mixins "mixins" optional links();
    }
}

record! {
    /// What is kept beside a record that is changed.
    input MetadataUpdate = METADATA_UPDATE {
        /// The address of the schema of each mixin.
        mixins "mixins" optional links();
        /// The version that the change is based on; 1 at creation. When it is given and no longer current, the service answers 409.
        version "version" optional version();
    }
}

record! {
    /// What is kept beside a record, as the service answers it.
    answer Metadata = METADATA {
        /// The address of the schema of each mixin.
        mixins "mixins" optional links();
        /// The version, 1 at creation and one more with each change. Give it back in a change to turn optimistic locking on.
        version "version" optional version();
    }
}
