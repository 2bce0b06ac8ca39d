//! Spirii's customers: companies and people who own or use charge points.

record! {
    /// A customer as Spirii answers it. Every field may be absent or null.
    answer SpiriiCustomer = SPIRII_CUSTOMER {
        /// The unique number.
        id "id" optional whole();
        /// The name.
        name "name" optional text();
        /// The id in another system.
        external_id "externalId" optional text();
        /// An ISO 3166-1 alpha-2 code.
        country "country" optional text(COUNTRY);
        /// What kind of customer it is.
        customer_type "type" optional words(SPIRII_TYPES);
        /// Whom to ask.
        contact_details "contactDetails" optional record(SpiriiContactDetails SPIRII_CONTACT_DETAILS);
        /// How bills are sent and paid.
        billing_details "billingDetails" optional record(SpiriiBillingDetails SPIRII_BILLING_DETAILS);
        /// Where money is paid out to.
        payout_information "payoutInformation" optional record(SpiriiPayoutInformation SPIRII_PAYOUT_INFORMATION);
        /// The language and the currency of money matters.
        financial_setup "financialSetup" optional record(SpiriiFinancialSetup SPIRII_FINANCIAL_SETUP);
        /// How bills are put together.
        billing_settings "billingSettings" optional record(SpiriiBillingSettings SPIRII_BILLING_SETTINGS);
        /// The operator above the customer.
        cpo "cpo" optional record(SpiriiReference SPIRII_REFERENCE);
        /// The customer's owner.
        owner "owner" optional record(SpiriiReference SPIRII_REFERENCE);
        /// The numbers of the customer's locations.
        locations "locations" optional wholes();
        /// When the customer was created.
        created_at "createdAt" optional text();
        /// When the customer was last changed.
        updated_at "updatedAt" optional text();
    }
}

record! {
    /// Whom to ask at a customer.
    answer SpiriiContactDetails = SPIRII_CONTACT_DETAILS {
        /// The name.
        name "name" optional text();
        /// The e-mail address.
        email "email" optional text();
        /// The telephone number.
        phone "phone" optional text();
    }
}

record! {
    /// How a customer's bills are sent and paid.
    answer SpiriiBillingDetails = SPIRII_BILLING_DETAILS {
        /// How bills are paid.
        payment_method "paymentMethod" optional text();
        /// The form in which bills are sent.
        invoice_format "invoiceFormat" optional text();
        /// The global location number.
        gln "gln" optional text();
        /// Where bills are sent to.
        invoice_email "invoiceEmail" optional text();
        /// The number for value-added tax.
        vat_number "vatNumber" optional text();
        /// The street and number.
        address "address" optional text();
        /// The city.
        city "city" optional text();
        /// The postal code.
        zip_code "zipCode" optional text();
    }
}

record! {
    /// Where money is paid out to.
    answer SpiriiPayoutInformation = SPIRII_PAYOUT_INFORMATION {
        /// The international account number.
        iban "iban" optional text();
        /// The bank's code.
        swift_code "swiftCode" optional text();
        /// Whose account it is.
        bank_account_holder_name "bankAccountHolderName" optional text();
        /// The bank's national number.
        bank_registration_number "bankRegistrationNumber" optional text();
        /// The national account number.
        bank_account "bankAccount" optional text();
    }
}

record! {
    /// The language and the currency of money matters.
    answer SpiriiFinancialSetup = SPIRII_FINANCIAL_SETUP {
        /// The language.
        language "language" optional text();
        /// An ISO 4217 code.
        currency "currency" optional text(CURRENCY);
    }
}

record! {
    /// How bills are put together.
    answer SpiriiBillingSettings = SPIRII_BILLING_SETTINGS {
        /// How charge keys are grouped to documents.
        charge_key_document_aggregation "chargeKeyDocumentAggregation" optional text();
        /// How charge keys are grouped to lines.
        charge_key_line_aggregation "chargeKeyLineAggregation" optional text();
        /// How charging of company cars is paid back.
        company_car_reimbursement_method "companyCarReimbursementMethod" optional text();
    }
}

record! {
    /// Another customer of Spirii.
    answer SpiriiReference = SPIRII_REFERENCE {
        /// The unique number.
        id "id" optional whole();
        /// The name.
        name "name" optional text();
    }
}

pub(super) static SPIRII_TYPES: &[&str] = &["Private", "Business", "CPO", "CPOSubsidiary"];
