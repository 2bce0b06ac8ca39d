//! The bodies of failed answers of the Emporix customer service.

record! {
    /// A failure as the customer service tells it, for 400, 403, 404 and 409. Its own examples break the pattern that it
    /// documents for `type`, so `type` is any text.
    answer EmporixError = EMPORIX_ERROR {
        /// The HTTP status.
        status "status" optional whole();
        /// The classification, such as `conflict_resource`.
        error_type "type" optional text();
        /// What happened, for developers. It may hold personal data.
        message "message" optional text();
        /// Where to read on.
        more_info "moreInfo" optional text();
        /// The single causes.
        details "details" optional records(EmporixErrorDetail EMPORIX_ERROR_DETAIL);
    }
}

record! {
    /// One cause of a failure.
    answer EmporixErrorDetail = EMPORIX_ERROR_DETAIL {
        /// The field that caused it, such as `contactEmail`.
        field "field" optional text();
        /// The classification, such as `missing_value`.
        error_type "type" optional text();
        /// What happened, for developers. It may hold personal data.
        message "message" optional text();
        /// Where to read on.
        more_info "moreInfo" optional text();
    }
}

record! {
    /// A failure as the gateway before the services tells it, for 401 and at times for 403 and 429.
    answer GatewayFault = GATEWAY_FAULT {
        /// What happened.
        fault "fault" optional record(Fault FAULT);
    }
}

record! {
    /// The inside of a [`GatewayFault`].
    answer Fault = FAULT {
        /// What happened, for developers.
        faultstring "faultstring" optional text();
        /// The classification.
        detail "detail" optional record(FaultDetail FAULT_DETAIL);
    }
}

record! {
    /// The classification of a [`GatewayFault`].
    answer FaultDetail = FAULT_DETAIL {
        /// Such as `oauth.v2.InvalidAccessToken`.
        errorcode "errorcode" optional text();
    }
}

record! {
    /// Where a new resource is.
    answer ResourceLocation = RESOURCE_LOCATION {
        /// The new resource's id.
        id "id" optional text();
    }
}
